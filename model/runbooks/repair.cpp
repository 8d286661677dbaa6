// Runbooks of the guide's troubleshooting: claims that wait, GPUs that are not detected, allocation that fails.
#include "model/base/words.h"
#include "model/runbooks/runbook.h"
#include "model/runbooks/subjects.h"

namespace claimscope::runbooks {

void writeClaimsPending(const Subjects& s, Runbook& out) {
  const std::string claim = s.claimNamespace + "/" + s.claim;
  out.needs = {"list resourceclaims, resourceslices, deviceclasses, pods, nodes and events"};
  out.steps = {
      {"See who waits, and for how long",
       words::counted(s.waiting, "claim") +
           " waited when this was written. Claims have no events and no conditions of their own.",
       {"claimscope get claims -A", "kubectl get resourceclaims -A"},
       "A list with state pending; those younger than a minute may be on their way."},
      {"Ask why",
       "The explanation names the rung that holds the claim, the devices that each selector loses, and the smallest change that "
       "would do.",
       {"claimscope explain claim " + claim, "claimscope diagnose claims_pending"},
       "A verdict with a reason: waitsForDevices, canNeverFit or blockedBefore."},
      {"Compare with what the scheduler says",
       "Its message counts all nodes; the nodes that the pod may use at all are a part of them.",
       {"kubectl describe pod " + s.pod + " -n " + s.claimNamespace,
        "kubectl get events -n " + s.claimNamespace + " --field-selector involvedObject.name=" + s.pod},
       "cannot allocate all claims, or a message that explain agrees with."},
      {"When it is blocked before scheduling",
       "Quota, a missing template, a missing class or a claim of the same name leave no event on the claim.",
       {"kubectl get resourcequota -n " + s.claimNamespace + " -o yaml",
        "kubectl get resourceclaimtemplates -n " + s.claimNamespace, "kubectl get deviceclasses"},
       "The quota has room, the template and the class exist."},
      {"When devices are taken",
       "Holders are ranked: unused ones first. A release plan checks that nobody uses the claim.",
       {"claimscope get devices", "claimscope diagnose unused_gpus"},
       "A holder that may go, or the answer that there is none and nodes have to come."},
      {"When nothing ever fits",
       "Correct the template; the spec of a claim never changes, so pods have to be made again.",
       {"claimscope lint", "kubectl get resourceclaimtemplate " + s.claimTemplate + " -n " + s.workNamespace + " -o yaml"},
       "lint finds nothing in the template, and a new pod's claim is allocated."},
  };
}

void writeGpuNotDetected(const Subjects& s, Runbook& out) {
  out.needs = {"list nodes, pods, resourceslices", "get pods/log in " + s.setNamespace, "a shell on the node for step 4"};
  out.steps = {
      {"See what the node says of itself",
       "Labels of node feature discovery, the instance type, and what a device plugin offers.",
       {"kubectl get node " + s.suspect + " -o yaml", "kubectl get nodes -L nvidia.com/gpu.present",
        "claimscope diagnose gpu_not_detected node/" + s.suspect},
       "gpu_not_detected names the first thing that is missing."},
      {"See whether the driver is there",
       "A taint that the DaemonSet does not tolerate keeps it away, and nothing says so.",
       {"kubectl get pods -n " + s.setNamespace + " -o wide --field-selector spec.nodeName=" + s.suspect,
        "kubectl get daemonset " + s.setName + " -n " + s.setNamespace + " -o wide"},
       "One ready pod of " + s.setName + " on the node."},
      {"See what it published",
       "Slices appear once the kubelet has registered the driver; the kubelet deletes them 30 s after it is gone.",
       {"kubectl get resourceslices --field-selector spec.nodeName=" + s.suspect, "claimscope get pools"},
       "A slice of " + s.driver + " that names the node."},
      {"Read the driver's log",
       "NVML and ioctl errors mean the kernel driver; registration errors mean the kubelet's plugin directory.",
       {"kubectl logs -n " + s.setNamespace + " daemonset/" + s.setName + " --tail=100",
        "claimscope diagnose gpu_not_detected node/" + s.suspect + " --logs"},
       "No error after the last start."},
      {"Restart the driver of this node",
       "Running pods keep their devices.",
       {"claimscope restart-driver " + s.suspect + " --plan",
        "claimscope restart-driver " + s.suspect + " --execute --arm " + s.context},
       "The new pod is ready and the node's slices are back within a minute."},
      {"Replace the node",
       "What a restart does not heal is the machine: drain it and let its group make a new one.",
       {"claimscope drain " + s.suspect + " --plan --ignore-daemonsets --delete-emptydir-data"},
       "Everything on it has a landing.",
       "claimscope uncordon " + s.suspect + " --execute --arm " + s.context},
  };
}

void writeAllocationFailures(const Subjects& s, Runbook& out) {
  out.needs = {"list resourceclaims, resourceslices, deviceclasses, pods, nodes and events"};
  out.steps = {
      {"Find the failures",
       "A CEL error on one node ends the whole attempt; incomplete pools are passed over without a word.",
       {"claimscope diagnose allocation_failures", "kubectl get events -A --field-selector reason=FailedScheduling"},
       "A cause that is proven, or a list of what is ruled out."},
      {"Check the inventory",
       "Only slices of a pool's newest generation count, and only when all of them are there.",
       {"claimscope get pools", "kubectl get resourceslices", "kubectl get deviceclasses"},
       "Every pool is complete and of one generation."},
      {"Try the request by hand",
       "The same selector on the devices that are published, term by term.",
       {"claimscope explain claim " + s.claimNamespace + "/" + s.claim, "kubectl get deviceclass " + s.deviceClass + " -o yaml"},
       "The funnel shows which term loses the devices."},
      {"Look at taints",
       "A rule with NoExecute evicts without asking PodDisruptionBudgets.",
       {"kubectl get devicetaintrules", "claimscope get taintrules"},
       "No rule selects more than it should."},
      {"Look at the driver and the scheduler",
       "Errors of preparing come after allocation: the pod is bound and stays ContainerCreating.",
       {"kubectl logs -n " + s.setNamespace + " daemonset/" + s.setName + " --tail=100", "claimscope diagnose prepare_failures",
        "claimscope control-plane"},
       "The driver is registered on every node, and the scheduler's lease is renewed."},
  };
}

}  // namespace claimscope::runbooks
