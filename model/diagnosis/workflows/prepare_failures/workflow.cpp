// Prepare failures: pods bound to a node whose devices the kubelet cannot prepare (rows K1 to K4 of dra.md 3).
#include <algorithm>
#include <map>

#include "model/diagnosis/workflows/driver_steps.h"
#include "model/diagnosis/workflows/registry.h"

namespace claimscope::diagnosis {
namespace {

constexpr std::string_view kPrepareFailuresTitle = "Devices cannot be prepared";
constexpr std::size_t kMostPlaces = 3;

/// Pods that fail on one node, with one driver.
struct Place {
  Text driver;
  Text node;
  std::vector<cluster::Slot> pods;
  const Event* newest = nullptr;
  Time since;
};

std::string shortMessage(std::string_view message) {
  constexpr std::string_view kBegin = "Failed to prepare dynamic resources: ";
  return oneLine(message.substr(0, kBegin.size()) == kBegin ? message.substr(kBegin.size()) : message);
}

enum class Sort : std::uint8_t { none, notRegistered, notReserved, oldClaim, driver };

Sort sortOf(std::string_view message) {
  const auto has = [&](std::string_view text) { return message.find(text) != std::string_view::npos; };
  if (message.empty()) {
    return Sort::none;
  }
  if (has("is not registered") || has("not found in the list of registered DRA plugins")) {
    return Sort::notRegistered;
  }
  if (has("is not allowed to use ResourceClaim")) {
    return Sort::notReserved;
  }
  return has("still exists") ? Sort::oldClaim : Sort::driver;
}

Text driverOf(const Flow& flow, cluster::Slot pod, const Event& event) {
  const std::string_view message = event.message.view();
  for (const std::string_view before : {std::string_view("DRA driver "), std::string_view("plugin name ")}) {
    const std::size_t at = message.rfind(before);
    if (at != std::string_view::npos) {
      const std::string_view rest = message.substr(at + before.size());
      return Text(rest.substr(0, rest.find_first_of(" :,")));
    }
  }
  for (const cluster::ClaimIndex claim : flow.inventory.claimsOfPod(pod)) {
    if (!flow.inventory.claims[claim].devices.empty()) {
      return flow.inventory.devices[flow.inventory.claims[claim].devices.front()].driver;
    }
  }
  return {};
}

void addPod(const Flow& flow, cluster::Slot slot, std::map<std::pair<Text, Text>, Place>& places) {
  const Pod& pod = flow.examination.pod(slot);
  const Event* event = flow.examination.eventOf(pod.meta.uid, "FailedPrepareDynamicResources");
  // A pod whose containers run has been prepared since.
  if (event == nullptr || !(pod.phase == "Pending") || pod.nodeName.empty()) {
    return;
  }
  const Text driver = driverOf(flow, slot, *event);
  Place& place = places[{driver, pod.nodeName}];
  place.driver = driver;
  place.node = pod.nodeName;
  place.pods.push_back(slot);
  place.newest = place.newest == nullptr || place.newest->last < event->last ? event : place.newest;
  place.since = !place.since.isSet() || event->first < place.since ? event->first : place.since;
}

void lookAtPlace(Flow& flow, const Place& place) {
  const std::string message = shortMessage(place.newest->message.view());
  const Sort sort = sortOf(message);
  const std::string pods = counted(static_cast<std::int64_t>(place.pods.size()), "pod waits", "pods wait");
  const Pod& pod = flow.examination.pod(place.pods.front());
  const auto describe = [&](Step& step) -> Step& {
    step.looked("event FailedPrepareDynamicResources of pod " + nameOf(pod.meta) + " on " + place.node.str())
        .command(kubectlEvents(pod.meta.namespaceName.view(), "Pod", pod.meta.name.view()))
        .evidence("Event of Pod " + nameOf(pod.meta), "message", message);
    for (const cluster::Slot slot : place.pods) {
      step.object(flow.examination.refOfPod(slot));
    }
    return step;
  };
  const auto undecided = [&](Step& step) { step.ruledOut("The kubelet's message is another: " + cut(message, 160)); };

  Step& reserved = describe(flow.step("reserved", "The claim is not reserved for the pod"));
  if (sort == Sort::notReserved) {
    reserved.proven("The kubelet refuses " + nameOf(pod.meta) + ": its claim is not reserved for it",
                    "Make the pod anew without spec.nodeName, so that the scheduler reserves the claim.");
    reserved.look("Delete the pod so that it is scheduled again", "Its controller makes a new one.",
                  kubectl({"-n", pod.meta.namespaceName.view(), "delete", "pod", pod.meta.name.view()}));
  } else {
    undecided(reserved);
  }
  Step& old = describe(flow.step("oldClaim", "An older claim of the same name is still prepared"));
  if (sort == Sort::oldClaim) {
    old.proven("A deleted claim of the same name is still prepared on " + place.node.str() + ": its pod was deleted by force",
               "Let the driver unprepare it: its pod has to run; else the node has to be restarted.");
  } else {
    undecided(old);
  }
  lookAtRegistration(flow, place.driver, place.node);
  const Pod* plugin = lookAtDriverPod(flow, place.driver, place.node);
  Step& driver = describe(flow.step("driverError", "The driver refuses or does not answer"));
  driver.evidence("Pods that wait", "since", formatTime(place.since));
  if (plugin != nullptr) {
    driver.command(logsCommand(*plugin, "NodePrepareResources"));
    driver.look("Read the log of " + nameOf(plugin->meta), "The driver says there what it could not do.", logsCommand(*plugin));
  }
  if (sort == Sort::driver) {
    const bool slow =
        message.find("DeadlineExceeded") != std::string::npos || message.find("deadline exceeded") != std::string::npos;
    driver.proven(place.node.str() + ": " + place.driver.str() + (slow ? " does not answer in 45 s" : " cannot prepare") + ", " +
                      pods + ": " + cut(message, 200),
                  "Read the log of the driver's pod on the node.");
    if (plugin != nullptr) {
      driver.fix(restartFix(place.driver, place.node, plugin));
    }
  } else {
    undecided(driver);
  }
  const cluster::NodeIndex node = flow.inventory.findNode(place.node);
  if (node != cluster::kNone) {
    lookAtNode(flow, node);
  }
  lookAtKubelet(flow, place.node);
}

/// Prepared by what the API tells, and yet no container.
void lookAtStart(Flow& flow, cluster::Slot slot) {
  const Pod& pod = flow.examination.pod(slot);
  Step& step = flow.step("start", "Devices are prepared, and the container does not start");
  step.looked("condition PodReadyToStartContainers and containers of " + nameOf(pod.meta))
      .command(kubectl({"-n", pod.meta.namespaceName.view(), "describe", "pod", pod.meta.name.view()}));
  const PodCondition* ready = pod.condition("PodReadyToStartContainers");
  const std::string trouble = troubleOf(pod);
  if (ready == nullptr) {
    step.unknown("pod " + nameOf(pod.meta) + " has no condition PodReadyToStartContainers (1.29 and later write it)");
    return;
  }
  step.evidence("Pod " + nameOf(pod.meta), "status.conditions[PodReadyToStartContainers]", ready->status.str());
  if (!(ready->status == "True")) {
    step.skip("It has not come so far.");
  } else if (!trouble.empty() && !(pod.phase == "Running")) {
    step.proven("Its devices are prepared, and " + trouble, "See the container's own events: image, volume, CDI.");
  } else {
    step.ruledOut("Its containers have started.");
  }
}

Result<WorkflowResult> runPrepareFailures(const cluster::Snapshot& snapshot, const std::optional<ObjectRef>& object,
                                          const utilisation::Utilisation* use) {
  Flow flow(snapshot, object, use);
  std::map<std::pair<Text, Text>, Place> places;
  std::vector<cluster::Slot> subjects;
  if (object) {
    const Result<Found> found = findSubject(snapshot, *object);
    if (!found) {
      return fail(found.error());
    }
    if (found->pod != cluster::kNoSlot) {
      subjects.push_back(found->pod);
    } else {
      const auto& pods = flow.inventory.claims[found->claim].pods;
      subjects.assign(pods.begin(), pods.end());
    }
  } else {
    for (const cluster::ClaimIndex claim : flow.examination.preparing) {
      for (const cluster::Slot slot : flow.inventory.claims[claim].pods) {
        if (std::find(subjects.begin(), subjects.end(), slot) == subjects.end()) {
          subjects.push_back(slot);
        }
      }
    }
  }
  for (const cluster::Slot slot : subjects) {
    addPod(flow, slot, places);
  }
  Step& step = flow.step("events", "Kubelets cannot prepare devices");
  step.looked("events FailedPrepareDynamicResources of pods that have not started")
      .command("kubectl get events -A --field-selector reason=FailedPrepareDynamicResources");
  const std::string hidden = whyUnseen(snapshot, {Kind::Event, Kind::Pod, Kind::ResourceClaim});
  std::size_t shown = 0;
  if (places.empty()) {
    hidden.empty() ? step.ruledOut(object ? "No kubelet complains of it." : "No kubelet complains.") : step.unknown(hidden);
    for (const cluster::Slot slot : subjects) {
      if (shown++ < kMostPlaces) {
        lookAtStart(flow, slot);
      }
    }
  } else {
    std::int64_t pods = 0;
    for (const auto& [key, place] : places) {
      pods += static_cast<std::int64_t>(place.pods.size());
      step.evidence(place.driver.str() + " on " + place.node.str(), "pods that wait",
                    number(static_cast<std::int64_t>(place.pods.size())));
    }
    step.effect(counted(pods, "pod waits", "pods wait") + " for prepared devices on " +
                counted(static_cast<std::int64_t>(places.size()), "node"));
    for (const auto& [key, place] : places) {
      if (shown++ < kMostPlaces) {
        lookAtPlace(flow, place);
      }
    }
  }
  return flow.finish("prepare_failures", kPrepareFailuresTitle,
                     object ? "Its devices are prepared, or it has not come so far" : "No kubelet fails to prepare devices");
}

}  // namespace

Workflow prepareFailuresWorkflow() {
  return {"prepare_failures",
          kPrepareFailuresTitle,
          "The kubelet's words, reservation, older claims, registration, the driver's pod and its log, the node",
          {"pod", "claim"},
          false,
          {"prepare_failed", "driver_lost", "pod_unreserved"},
          runPrepareFailures};
}

}  // namespace claimscope::diagnosis
