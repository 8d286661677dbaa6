// Pod stuck Terminating, the teardown doctor: which of containers, finalizers, node, driver and claim a deletion waits for, and
// whether it does so by design (row R1 of dra.md 3).
#include <algorithm>

#include "model/diagnosis/workflows/driver_steps.h"
#include "model/diagnosis/workflows/registry.h"

namespace claimscope::diagnosis {
namespace {

constexpr std::string_view kPodTerminatingTitle = "Pod stuck Terminating";
/// The kubelet's own grace period, and what unprepare may take on top (client timeout 45 s).
constexpr std::int64_t kOrdinaryMs = 90 * kSecondMs;
constexpr std::size_t kMostPods = 3;

bool containersRun(const Pod& pod) {
  return std::any_of(pod.containerStatuses.begin(), pod.containerStatuses.end(),
                     [](const ContainerStatus& status) { return status.state == "running"; });
}

void lookAtTime(Flow& flow, const Pod& pod) {
  Step& step = flow.step("time", "It has been Terminating for longer than it should");
  step.looked("metadata.deletionTimestamp of pod " + nameOf(pod.meta)).command(kubectlGet("pod", pod.meta));
  step.object({"pod", pod.meta.namespaceName.str(), pod.meta.name.str()});
  if (!pod.meta.deleted().isSet()) {
    step.ruledOut("Nobody has deleted it.");
    return;
  }
  const std::int64_t since = flow.examination.ageMs(pod.meta.deleted());
  step.evidence("Pod " + nameOf(pod.meta), "metadata.deletionTimestamp", formatTime(pod.meta.deleted()));
  // deletionTimestamp already includes the grace period: it is when the pod should have been gone.
  since < kOrdinaryMs ? step.ruledOut("Its grace period ended " + duration(since) + " ago; unprepare may take up to 45 s more.")
                      : step.effect(nameOf(pod.meta) + " should have been gone " + duration(since) + " ago");
}

void lookAtFinalizers(Flow& flow, const Pod& pod) {
  Step& step = flow.step("finalizers", "A finalizer holds the pod");
  step.looked("metadata.finalizers").command(kubectlGet("pod", pod.meta));
  std::vector<std::string> names;
  for (const Text& name : pod.meta.finalizers) {
    names.push_back(name.str());
  }
  if (names.empty()) {
    step.ruledOut("It has none.");
    return;
  }
  step.evidence("Pod " + nameOf(pod.meta), "metadata.finalizers", listed(names, 5));
  const bool ended = !containersRun(pod);
  ended ? step.proven("Finalizer " + listed(names, 2) + " keeps " + nameOf(pod.meta) + " although no container runs",
                      "Find the controller that owns the finalizer; removing it by hand skips what it was to do.")
        : step.context("Finalizer " + listed(names, 2) + " has to be removed by its controller before the pod goes");
}

/// By driver: it withdrew what it published, or its pod on the node does not work.
std::string driverTrouble(const Flow& flow, const Text& driver, const Text& node) {
  if (lostOn(flow, driver, node) != nullptr) {
    return "no ResourceSlices, although claims hold its devices";
  }
  const std::optional<DriverPod> plugin = driverPodOn(flow.snapshot, driver, node);
  return plugin ? troubleOf(*plugin->pod) : std::string();
}

void lookAtContainers(Flow& flow, const Pod& pod, bool waitsForDriver) {
  Step& step = flow.step("containers", "Containers still run");
  step.looked("status.containerStatuses")
      .command(kubectl({"-n", pod.meta.namespaceName.view(), "describe", "pod", pod.meta.name.view()}));
  if (pod.containerStatuses.empty()) {
    pod.nodeName.empty() ? step.ruledOut("It was never bound to a node.") : step.ruledOut("No container has been started.");
    return;
  }
  std::vector<std::string> running;
  for (const ContainerStatus& status : pod.containerStatuses) {
    step.evidence("container " + status.name.str(), "state", status.state.str());
    if (status.state == "running") {
      running.push_back(status.name.str());
    }
  }
  const bool late = flow.examination.ageMs(pod.meta.deleted()) > kOrdinaryMs;
  if (running.empty()) {
    step.ruledOut("Every container has ended: what is left is to give back devices and volumes.");
  } else if (late && waitsForDriver) {
    // The kubelet writes the end of containers only after unprepare.
    step.context("The status of container " + listed(running, 2) +
                 " says running, which the kubelet corrects after unprepare only");
  } else if (late) {
    step.proven("Container " + listed(running, 2) + " still runs, long after its grace period",
                "The kubelet or the runtime does not stop it: look at the node's events and the container's log.");
  } else {
    step.context("Container " + listed(running, 2) + " still runs");
  }
}

/// Drivers of the devices that the pod's claims hold.
std::vector<Text> driversOfPod(const Flow& flow, cluster::Slot slot) {
  std::vector<Text> out;
  for (const cluster::ClaimIndex claim : flow.inventory.claimsOfPod(slot)) {
    for (const cluster::DeviceIndex device : flow.inventory.claims[claim].devices) {
      const Text& driver = flow.inventory.devices[device].driver;
      if (std::find(out.begin(), out.end(), driver) == out.end()) {
        out.push_back(driver);
      }
    }
  }
  return out;
}

void lookAtClaims(Flow& flow, cluster::Slot slot) {
  const Pod& pod = flow.examination.pod(slot);
  Step& step = flow.step("claims", "Its claims hold devices until it is gone");
  step.looked("claims that are reserved for the pod")
      .command(kubectl({"-n", pod.meta.namespaceName.view(), "get", "resourceclaims"}));
  std::vector<cluster::DeviceIndex> devices;
  bool deleting = false;
  for (const cluster::ClaimIndex i : flow.inventory.claimsOfPod(slot)) {
    const cluster::ClaimView& view = flow.inventory.claims[i];
    devices.insert(devices.end(), view.devices.begin(), view.devices.end());
    deleting = deleting || flow.examination.claim(i).meta.deleted().isSet();
    step.object(flow.examination.refOfClaim(i));
    step.evidence("ResourceClaim " + flow.examination.claimName(i), "state",
                  view.state.str() + ", " + counted(static_cast<std::int64_t>(view.devices.size()), "device"));
  }
  std::vector<std::string> missing;
  for (const PodClaimEntry& entry : pod.spec->claims) {
    const bool generated =
        !entry.templateName.empty() && std::none_of(pod.claimStatuses.begin(), pod.claimStatuses.end(),
                                                    [&](const PodClaimStatus& status) { return status.name == entry.name; });
    if (generated) {
      missing.push_back(entry.name.str());
    }
  }
  if (const std::string hidden = whyUnseen(flow.snapshot, {Kind::ResourceClaim}); !hidden.empty() && devices.empty()) {
    step.unknown(hidden);
  } else if (!missing.empty() && !pod.nodeName.empty()) {
    step.proven("Claim " + listed(missing, 2) + " of " + nameOf(pod.meta) +
                    " was never made, and the kubelet waits for it to tear the pod down",
                "Kubelets before 1.38 do so; restart the kubelet or force the deletion, since nothing was prepared.");
  } else if (devices.empty()) {
    step.ruledOut("They hold none.");
  } else {
    step.context(number(static_cast<std::int64_t>(devices.size())) + " " + flow.examination.deviceWord(devices) + " " +
                 (devices.size() == 1 ? "stays" : "stay") + " taken until it is gone" +
                 (deleting ? "; the claim is being deleted too" : ""));
  }
}

/// By design the kubelet gives devices back before it lets go of a pod; so a pod without its driver waits for ever.
void lookAtUnprepare(Flow& flow, cluster::Slot slot) {
  const Pod& pod = flow.examination.pod(slot);
  Step& step = flow.step("unprepare", "Unprepare waits for the driver");
  step.looked("the drivers of its devices on " + (pod.nodeName.empty() ? std::string("no node") : pod.nodeName.str()));
  const std::vector<Text> drivers = driversOfPod(flow, slot);
  if (drivers.empty() || pod.nodeName.empty()) {
    step.ruledOut("It holds no device of a driver.");
    return;
  }
  for (const Text& driver : drivers) {
    const std::optional<DriverPod> plugin = driverPodOn(flow.snapshot, driver, pod.nodeName);
    const std::string trouble = driverTrouble(flow, driver, pod.nodeName);
    step.command("kubectl get resourceslices --field-selector " +
                 shellWord("spec.driver=" + driver.str() + ",spec.nodeName=" + pod.nodeName.str()));
    if (plugin) {
      step.command(logsCommand(*plugin->pod, "unprepare"));
    }
    if (!trouble.empty()) {
      step.evidence("driver " + driver.str() + " on " + pod.nodeName.str(), "state", trouble);
      step.proven("Waiting is by design: " + nameOf(pod.meta) + " goes when driver " + driver.str() + " on " +
                      pod.nodeName.str() + " has unprepared its devices, and the driver does not answer",
                  "Bring the driver back. Do not delete the pod by force: that skips unprepare, and the devices may be given out "
                  "while they "
                  "are still set up.");
      step.fix(restartFix(driver, pod.nodeName, plugin ? plugin->pod : nullptr));
      return;
    }
  }
  const std::string hidden = whyUnseen(flow.snapshot, {Kind::ResourceSlice, Kind::Pod});
  hidden.empty() ? step.ruledOut("Their drivers publish slices for the node and their pods run.") : step.unknown(hidden);
}

void lookAtPod(Flow& flow, cluster::Slot slot) {
  const Pod& pod = flow.examination.pod(slot);
  lookAtTime(flow, pod);
  if (!pod.meta.deleted().isSet()) {
    return;
  }
  const std::vector<Text> drivers = driversOfPod(flow, slot);
  lookAtContainers(flow, pod, std::any_of(drivers.begin(), drivers.end(), [&](const Text& driver) {
                     return !driverTrouble(flow, driver, pod.nodeName).empty();
                   }));
  lookAtFinalizers(flow, pod);
  if (const cluster::NodeIndex node = flow.inventory.findNode(pod.nodeName); node != cluster::kNone) {
    lookAtNode(flow, node);
  }
  lookAtClaims(flow, slot);
  lookAtUnprepare(flow, slot);
}

Result<WorkflowResult> runPodTerminating(const cluster::Snapshot& snapshot, const std::optional<ObjectRef>& object,
                                         const utilisation::Utilisation* use) {
  Flow flow(snapshot, object, use);
  if (object) {
    const Result<Found> found = findSubject(snapshot, *object);
    if (!found) {
      return fail(found.error());
    }
    lookAtPod(flow, found->pod);
    const Pod& pod = flow.examination.pod(found->pod);
    return flow.finish(
        "pod_terminating", kPodTerminatingTitle,
        pod.meta.deleted().isSet() ? nameOf(pod.meta) + " ends as it should" : nameOf(pod.meta) + " is not being deleted");
  }
  std::vector<cluster::Slot> late;
  for (const cluster::Slot slot : flow.examination.terminating) {
    if (flow.examination.ageMs(flow.examination.pod(slot).meta.deleted()) > kOrdinaryMs) {
      late.push_back(slot);
    }
  }
  std::stable_sort(late.begin(), late.end(), [&](cluster::Slot a, cluster::Slot b) {
    return flow.examination.pod(a).meta.deleted() < flow.examination.pod(b).meta.deleted();
  });
  Step& step = flow.step("pods", "Pods with claims are Terminating for longer than they should");
  step.looked(counted(static_cast<std::int64_t>(flow.examination.terminating.size()), "pod") +
              " with a deletionTimestamp and claims")
      .command(
          "kubectl get pods -A -o json | jq -r '.items[] | select(.metadata.deletionTimestamp) | .metadata.namespace + \"/\" + "
          ".metadata.name'");
  const std::string hidden = whyUnseen(snapshot, {Kind::Pod, Kind::ResourceClaim});
  if (late.empty()) {
    hidden.empty() ? step.ruledOut("None is.") : step.unknown(hidden);
  } else {
    for (const cluster::Slot slot : late) {
      step.object(flow.examination.refOfPod(slot));
      step.evidence("Pod " + flow.examination.podName(slot), "metadata.deletionTimestamp",
                    formatTime(flow.examination.pod(slot).meta.deleted()));
    }
    step.effect(counted(static_cast<std::int64_t>(late.size()), "pod is", "pods are") + " Terminating, the longest since " +
                duration(flow.examination.ageMs(flow.examination.pod(late.front()).meta.deleted())));
  }
  for (std::size_t i = 0; i < late.size() && i < kMostPods; ++i) {
    lookAtPod(flow, late[i]);
  }
  return flow.finish("pod_terminating", kPodTerminatingTitle, "No pod with claims is stuck");
}

}  // namespace

Workflow podTerminatingWorkflow() {
  return {"pod_terminating",
          kPodTerminatingTitle,
          "Containers, finalizers, node, claims, and whether unprepare waits for a driver by design",
          {"pod"},
          false,
          {"pod_terminating", "claim_deleting", "pod_finished"},
          runPodTerminating};
}

}  // namespace claimscope::diagnosis
