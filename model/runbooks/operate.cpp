// Runbooks of a working cluster: failover of a GPU node, upgrade of a driver.
#include "model/base/words.h"
#include "model/runbooks/runbook.h"
#include "model/runbooks/subjects.h"

namespace claimscope::runbooks {

void writeFailover(const Subjects& s, Runbook& out) {
  out.needs = {"list nodes, pods, resourceclaims, resourceslices", "patch nodes and create pods/eviction for step 4",
               "claimscope and kubectl of the server's version"};
  out.steps = {
      {"Know what is there before",
       s.node + " has " + words::counted(s.nodeDevices, "device") + " and " + words::counted(s.nodePods, "pod") +
           " with claims. Keep the answer: step 6 compares with it.",
       {"claimscope report -o md", "kubectl get pods -A -o wide --field-selector spec.nodeName=" + s.node,
        "kubectl get resourceslices --field-selector spec.nodeName=" + s.node},
       "No critical finding, and every claim of the node is allocated,reserved."},
      {"Rehearse the loss of the node",
       "The rehearsal says for each displaced pod where its claims would land, and which would land nowhere. Stop here when "
       "something has no "
       "landing that must not stand still.",
       {"claimscope drain " + s.node + " --plan --ignore-daemonsets --delete-emptydir-data"},
       "Exit status 0, and no pod is listed as blocked."},
      {"Tell the owners",
       "Evictions respect PodDisruptionBudgets; jobs without checkpoints begin again.",
       {"kubectl get poddisruptionbudgets -A"},
       "ALLOWED DISRUPTIONS is at least 1 for each workload of the node."},
      {"Take the node out",
       "New pods no longer come here, and those with claims are evicted one after the other.",
       {"claimscope drain " + s.node + " --execute --arm " + s.context + " --ignore-daemonsets --delete-emptydir-data"},
       "Every pod is evicted; claims made from templates are deleted, named ones are released.",
       "claimscope uncordon " + s.node + " --execute --arm " + s.context},
      {"Watch the claims land elsewhere",
       "A claim that waits says why at once; waiting for minutes first proves nothing more.",
       {"claimscope get claims -A", "claimscope diagnose claims_pending", "claimscope latency --since 15m"},
       "Nothing stays pending beyond the p99 that latency prints."},
      {"Compare, and write down what it took",
       "The time from the first eviction to the last running pod is the failover time.",
       {"claimscope report -o md", "claimscope latency --since 1h --by node"},
       "The same findings as before, and the pods run on other nodes."},
      {"Give the node back",
       "Pods do not move back by themselves; that is as it should be.",
       {"claimscope uncordon " + s.node + " --execute --arm " + s.context, "kubectl get node " + s.node},
       "The node is Ready without SchedulingDisabled, and its slices are published."},
  };
}

void writeDriverUpgrade(const Subjects& s, Runbook& out) {
  const std::string set = "daemonset " + s.setName + " -n " + s.setNamespace;
  out.needs = {"get and patch daemonsets in " + s.setNamespace, "list resourceslices and resourceclaims"};
  out.steps = {
      {"Read what changes",
       "Look in the driver's notes for new attribute names and for devices that are renamed: selectors of classes and claims "
       "stand on them, and "
       "an allocated device must keep its name.",
       {"kubectl get deviceclasses -o yaml", "claimscope lint"},
       "No selector uses an attribute that goes away."},
      {"Know what is there before",
       s.driver + " publishes on " + words::counted(s.driverNodes, "node") + ".",
       {"claimscope get pools", "claimscope control-plane", "kubectl get " + set + " -o yaml"},
       "Every pool is complete, and every pod of the driver is ready."},
      {"Make it go node by node",
       "With maxUnavailable 1 a bad version stops at the first node. Running pods keep their devices while the driver restarts; "
       "pods that start "
       "or end meanwhile wait.",
       {"kubectl patch " + set +
        " --type merge -p "
        "'{\"spec\":{\"updateStrategy\":{\"type\":\"RollingUpdate\",\"rollingUpdate\":{\"maxUnavailable\":1}}}}'"},
       "daemonset.apps/" + s.setName + " patched."},
      {"Upgrade",
       "Use what installed the driver (Helm, an operator); this is the plain way.",
       {"kubectl set image " + set + " '*=IMAGE:VERSION'", "kubectl rollout status " + set + " --timeout=30m"},
       "The rollout ends by itself.",
       "kubectl rollout undo " + set},
      {"See that devices are the same",
       "A driver that publishes a new generation replaces its pool; a pool that stays incomplete for more than 30 s is not "
       "rolled out yet.",
       {"claimscope get pools", "claimscope get devices", "claimscope diagnose driver_unhealthy"},
       "As many devices as before, none stale, none withdrawn while a claim holds it."},
      {"Prove that claims are prepared",
       "The scheduler can allocate long before the kubelet can prepare. Only a pod that starts proves both.",
       {"claimscope latency --since 15m --by driver", "claimscope diagnose prepare_failures"},
       "Claims made since the upgrade reach a running container.",
       "kubectl rollout undo " + set},
  };
}

}  // namespace claimscope::runbooks
