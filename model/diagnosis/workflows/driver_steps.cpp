#include "model/diagnosis/workflows/driver_steps.h"

#include <algorithm>

namespace claimscope::diagnosis {
namespace {

/// What happened longer ago explains nothing of now, and events of the API live for an hour.
constexpr std::int64_t kRecentMs = 60 * kMinuteMs;

std::string ago(const Flow& flow, Time time) {
  return time.isSet() ? " " + duration(flow.examination.ageMs(time)) + " ago" : std::string();
}

std::string poolTrouble(const cluster::PoolView& pool) {
  if (!pool.invalid.empty()) {
    return "invalid: " + pool.invalid;
  }
  if (!pool.complete) {
    return "incomplete: " + number(pool.seenSlices) + " of " + counted(pool.expectedSlices, "slice") + " at generation " +
           number(pool.generation);
  }
  return pool.staleSlices > 0
             ? counted(static_cast<std::int64_t>(pool.staleSlices), "slice") + " of an older generation still published"
             : std::string();
}

}  // namespace

const LostDriver* lostOn(const Flow& flow, const Text& driver, const Text& node) {
  for (const LostDriver& lost : flow.examination.lost) {
    if (lost.driver == driver && lost.node == node) {
      return &lost;
    }
  }
  return nullptr;
}

WorkflowFix restartFix(const Text& driver, const Text& node, const Pod* pod) {
  WorkflowFix fix;
  fix.text = "Restart " + (pod == nullptr ? "driver " + driver.str() + " on " + node.str() : nameOf(pod->meta));
  fix.effect = "It registers and publishes again; pods with prepared devices keep running.";
  fix.request = restartDriver(driver, node);
  if (pod != nullptr) {
    fix.command = kubectl({"-n", pod->meta.namespaceName.view(), "delete", "pod", pod->meta.name.view()});
  }
  return fix;
}

Step& lookAtNode(Flow& flow, cluster::NodeIndex index) {
  const cluster::NodeView& view = flow.inventory.nodes[index];
  const std::string name = view.name.str();
  Step& step = flow.step("nodeDown", "The node is down");
  step.looked("Node " + name + " status.conditions[Ready]")
      .command(kubectl({"describe", "node", name}))
      .object({"node", "", name});
  const Node* node = flow.snapshot.of<Node>().at(view.slot);
  if (node == nullptr) {
    const std::string hidden = whyUnseen(flow.snapshot, {Kind::Node});
    hidden.empty() ? step.proven("There is no Node " + name + ", only slices or pods name it",
                                 "Remove what is left of it, or bring it back.")
                   : step.unknown(hidden);
    return step;
  }
  const auto ready =
      std::find_if(node->conditions.begin(), node->conditions.end(), [](const Condition& c) { return c.type == "Ready"; });
  if (ready == node->conditions.end()) {
    return step.unknown("Node " + name + " has no condition Ready");
  }
  step.evidence("Node " + name, "status.conditions[Ready]", ready->status.str() + " since " + formatTime(ready->lastTransition));
  if (!(ready->status == "True")) {
    step.evidence("Node " + name, "status.conditions[Ready].message", ready->message.str());
    return step.proven(name + " is not Ready" + ago(flow, ready->lastTransition) + ": " + ready->reason.str(),
                       "Bring the node back; the driver and its devices follow.");
  }
  for (const Condition& condition : node->conditions) {
    if (condition.status == "True" && condition.type.view().ends_with("Pressure")) {
      step.evidence("Node " + name, "status.conditions[" + condition.type.str() + "]", "True");
    }
  }
  return step.ruledOut(name + " is Ready" + (node->unschedulable ? ", but cordoned: no new pod is placed there." : "."));
}

Step& lookAtDriverSet(Flow& flow, const Text& driver) {
  Step& step = flow.step("driverSet", "The driver is not installed, or not on every node");
  step.looked("DaemonSets whose name, labels or images say that they serve " + driver.str())
      .command("kubectl get daemonsets -A -o wide");
  const DaemonSet* set = driverSet(flow.snapshot, driver);
  if (set == nullptr) {
    const std::vector<DriverPod> pods = driverPods(flow.snapshot, driver);
    const std::string hidden = whyUnseen(flow.snapshot, {Kind::DaemonSet});
    if (!pods.empty()) {
      return step.ruledOut(counted(static_cast<std::int64_t>(pods.size()), "pod") + " of DaemonSet " +
                           pods.front().pod->meta.namespaceName.str() + "/" + pods.front().setName.str() + " serve it.");
    }
    return step.unknown(!hidden.empty()
                            ? hidden
                            : "no DaemonSet is known as the driver's by its name, so it cannot be told whether it is installed");
  }
  const std::string name = nameOf(set->meta);
  step.evidence("DaemonSet " + name, "status.numberReady", number(set->ready) + " of " + number(set->desired));
  if (set->desired == 0) {
    return step
        .proven("DaemonSet " + name + " wants no pod: its node selector takes no node",
                "Correct its node selector, or label the nodes.")
        .evidence("DaemonSet " + name, "status.desiredNumberScheduled", "0");
  }
  if (set->ready < set->desired) {
    return step.effect(number(set->desired - set->ready) + " of " + counted(set->desired, "pod") + " of DaemonSet " + name + " " +
                       (set->desired - set->ready == 1 ? "is" : "are") + " not ready");
  }
  return step.ruledOut("DaemonSet " + name + " has " + number(set->ready) + " of " + number(set->desired) + " pods ready.");
}

const Pod* lookAtDriverPod(Flow& flow, const Text& driver, const Text& node) {
  Step& step = flow.step("driverPod", "The driver's pod does not run on the node");
  step.looked("pods on " + node.str() + " that serve " + driver.str())
      .command("kubectl get pods -A -o wide --field-selector spec.nodeName=" + shellWord(node.view()));
  const std::optional<DriverPod> found = driverPodOn(flow.snapshot, driver, node);
  if (!found) {
    const std::string hidden = whyUnseen(flow.snapshot, {Kind::Pod});
    const std::vector<DriverPod> elsewhere = driverPods(flow.snapshot, driver);
    const DaemonSet* set = driverSet(flow.snapshot, driver);
    if (!hidden.empty()) {
      step.unknown(hidden);
    } else if (elsewhere.empty() && set == nullptr) {
      step.unknown("no pod is known as the driver's by its name, labels or image");
    } else {
      const std::string name = set != nullptr
                                   ? nameOf(set->meta)
                                   : elsewhere.front().pod->meta.namespaceName.str() + "/" + elsewhere.front().setName.str();
      const Node* object = flow.snapshot.of<Node>().find(Text(), node);
      for (const Taint& taint : object == nullptr ? List<Taint>() : object->taints) {
        step.evidence("Node " + node.str(), "spec.taints", taint.key.str() + "=" + taint.value.str() + ":" + taint.effect.str());
      }
      step.proven("DaemonSet " + name + " has no pod on " + node.str(),
                  "See whether its node selector and tolerations take this node.");
      step.look("Compare the DaemonSet with the node", "Shows the selector and tolerations that keep the pod away.",
                kubectl({"-n", name.substr(0, name.find('/')), "describe", "daemonset", name.substr(name.find('/') + 1)}));
    }
    return nullptr;
  }
  const Pod& pod = *found->pod;
  const std::string trouble = troubleOf(pod);
  std::int32_t restarts = 0;
  for (const ContainerStatus& status : pod.containerStatuses) {
    restarts = std::max(restarts, status.restarts);
  }
  step.object({"pod", pod.meta.namespaceName.str(), pod.meta.name.str()});
  step.evidence("Pod " + nameOf(pod.meta), "status.phase", pod.phase.str() + ", " + counted(restarts, "restart"));
  step.command(logsCommand(pod));
  if (pod.meta.deleted().isSet()) {
    step.proven("Driver pod " + nameOf(pod.meta) + " is Terminating" + ago(flow, pod.meta.deleted()),
                "Wait for the next one, or see why it stays.");
  } else if (!trouble.empty()) {
    step.evidence("Pod " + nameOf(pod.meta), "status.containerStatuses", trouble);
    step.proven("Driver pod " + nameOf(pod.meta) + " does not work: " + trouble,
                "Read its log; the cause stands in its last lines.");
    step.look("Read the log of " + nameOf(pod.meta), "The last lines before it ended say why.", logsCommand(pod));
    step.fix(restartFix(driver, node, &pod));
  } else {
    step.ruledOut(nameOf(pod.meta) + " is Running, " + counted(restarts, "restart") + ".");
  }
  return &pod;
}

Step& lookAtRegistration(Flow& flow, const Text& driver, const Text& node) {
  Step& step = flow.step("registration", "The driver is not registered with the kubelet");
  step.looked("events FailedPrepareDynamicResources, and slices of " + driver.str() +
              " that are gone while claims hold their devices")
      .command("kubectl get events -A --field-selector reason=FailedPrepareDynamicResources");
  const std::optional<DriverPod> found = driverPodOn(flow.snapshot, driver, node);
  if (found) {
    step.command(logsCommand(*found->pod, "regist"));
  }
  if (const LostDriver* lost = lostOn(flow, driver, node)) {
    if (lost->event != nullptr) {
      step.evidence("Event of Pod " + lost->event->objectNamespace.str() + "/" + lost->event->objectName.str(), "message",
                    lost->event->message);
    }
    if (!lost->devices.empty()) {
      step.evidence("ResourceSlices of " + driver.str() + " on " + node.str(), "items",
                    "none, " + counted(static_cast<std::int64_t>(lost->devices.size()), "device") + " still allocated");
    }
    for (const cluster::ClaimIndex claim : lost->claims) {
      step.object(flow.examination.refOfClaim(claim));
    }
    const std::string since = lost->since.isSet() ? ", first said" + ago(flow, lost->since) : std::string();
    step.proven(lost->event != nullptr
                    ? "The kubelet of " + node.str() + " does not know driver " + driver.str() + since
                    : "Driver " + driver.str() + " withdrew its slices of " + node.str() + " while claims hold its devices",
                "Restart the driver's pod on the node.");
    step.fix(restartFix(driver, node, found ? found->pod : nullptr));
    return step;
  }
  const std::string hidden = whyUnseen(flow.snapshot, {Kind::Event, Kind::ResourceSlice});
  const bool publishes =
      std::any_of(flow.inventory.devices.begin(), flow.inventory.devices.end(), [&](const cluster::DeviceView& device) {
        return device.driver == driver && device.node == node && device.slice != cluster::kNoSlot;
      });
  if (publishes) {
    return step.ruledOut(
        "It publishes slices for the node, which the kubelet removes 30 s after a driver is gone, and no kubelet complains.");
  }
  return step.unknown(
      !hidden.empty()
          ? hidden
          : "no pod has been asked to use it since, so the kubelet has said nothing; the log of the driver's pod would tell");
}

Step& lookAtSlices(Flow& flow, const Text& driver, const Text& node) {
  Step& step = flow.step("slices", "No ResourceSlice of the driver for the node");
  step.looked("ResourceSlices with spec.driver=" + driver.str() + " and spec.nodeName=" + node.str())
      .command("kubectl get resourceslices --field-selector " +
               shellWord("spec.driver=" + driver.str() + ",spec.nodeName=" + node.str()));
  std::int64_t devices = 0;
  std::int64_t withdrawn = 0;
  for (const cluster::DeviceView& device : flow.inventory.devices) {
    if (device.driver == driver && device.node == node) {
      devices += device.slice != cluster::kNoSlot ? 1 : 0;
      withdrawn += device.slice == cluster::kNoSlot ? 1 : 0;
    }
  }
  if (devices > 0) {
    step.evidence("ResourceSlices of " + driver.str(), "devices on " + node.str(), number(devices));
    return step.ruledOut(counted(devices, "device") + " of " + driver.str() + " published for " + node.str() + ".");
  }
  if (notServed(flow.snapshot, Kind::ResourceSlice)) {
    return step.unknown("this API server has no ResourceSlices, so drivers do not publish devices");
  }
  const std::string hidden = whyUnseen(flow.snapshot, {Kind::ResourceSlice});
  if (!hidden.empty()) {
    return step.unknown(hidden);
  }
  step.evidence("ResourceSlices of " + driver.str(), "items on " + node.str(), "0");
  step.effect(driver.str() + " publishes no devices for " + node.str() +
              (withdrawn > 0 ? ", of which claims still hold " + number(withdrawn) : std::string()));
  const std::optional<DriverPod> found = driverPodOn(flow.snapshot, driver, node);
  if (found && troubleOf(*found->pod).empty()) {
    step.fix(restartFix(driver, node, found->pod));
  }
  return step;
}

Step& lookAtPools(Flow& flow, const Text& driver, const Text& node) {
  Step& step = flow.step("pools", "Pools of the driver are incomplete, outdated or invalid");
  step.looked("spec.pool of the ResourceSlices of " + driver.str())
      .command("kubectl get resourceslices -o yaml --field-selector " + shellWord("spec.driver=" + driver.str()));
  std::int64_t pools = 0;
  std::int64_t bad = 0;
  const cluster::PoolView* first = nullptr;
  for (const cluster::PoolView& pool : flow.inventory.pools) {
    if (!(pool.driver == driver) || (!node.empty() && !(pool.node == node))) {
      continue;
    }
    ++pools;
    const std::string trouble = poolTrouble(pool);
    if (!trouble.empty()) {
      ++bad;
      // Old generations beside a good one harm nobody.
      const bool worse =
          first == nullptr || ((first->complete && first->invalid.empty()) && !(pool.complete && pool.invalid.empty()));
      first = worse ? &pool : first;
      step.evidence("pool " + pool.driver.str() + "/" + pool.name.str(), "spec.pool", trouble);
      step.object({"pool", pool.driver.str(), pool.name.str()});
    }
  }
  if (first != nullptr) {
    const bool broken = !first->complete || !first->invalid.empty();
    const std::string found = "Pool " + first->name.str() + " is " + (broken ? "" : "not tidy: ") + poolTrouble(*first) +
                              (bad > 1 ? ", and " + counted(bad - 1, "more pool") + " with it" : "");
    if (!broken) {
      return step.context(found);
    }
    step.proven(found, "Let the driver publish all slices of the pool: restart its pod when it does not by itself.");
    if (!first->node.empty()) {
      const std::optional<DriverPod> pod = driverPodOn(flow.snapshot, driver, first->node);
      step.fix(restartFix(driver, first->node, pod ? pod->pod : nullptr));
    }
    return step;
  }
  const std::string hidden = whyUnseen(flow.snapshot, {Kind::ResourceSlice});
  if (!hidden.empty()) {
    return step.unknown(hidden);
  }
  return pools == 0 ? step.skip("There is no pool to look at.")
                    : step.ruledOut(counted(pools, "pool") + " complete, valid and of one generation.");
}

Step& lookAtKubelet(Flow& flow, const Text& node) {
  Step& step = flow.step("kubelet", "The kubelet restarted or complains");
  step.looked("events of the last hour about Node " + node.str()).command(kubectlEvents("", "Node", node.view()));
  const Event* restart = nullptr;
  const Event* warning = nullptr;
  flow.snapshot.of<Event>().forEach([&](cluster::Slot, const Event& event) {
    if (!(event.objectKind == "Node") || !(event.objectName == node) || flow.examination.ageMs(event.last) > kRecentMs) {
      return;
    }
    if (event.reason == "Starting" || event.reason == "Rebooted") {
      restart = restart == nullptr || restart->last < event.last ? &event : restart;
    } else if (event.type == "Warning") {
      warning = warning == nullptr || warning->last < event.last ? &event : warning;
    }
  });
  for (const Event* event : {restart, warning}) {
    if (event != nullptr) {
      step.evidence("Event " + event->reason.str() + " of Node " + node.str(), "message",
                    formatTime(event->last) + " " + event->message.str());
    }
  }
  if (restart != nullptr) {
    return step.context("The kubelet of " + node.str() + " started anew" + ago(flow, restart->last) +
                        "; drivers have to register again after that");
  }
  if (warning != nullptr) {
    return step.context(node.str() + ": " + warning->reason.str() + ago(flow, warning->last));
  }
  const std::string hidden = whyUnseen(flow.snapshot, {Kind::Event});
  return hidden.empty() ? step.ruledOut("No event of it in the last hour, which is how long events are kept.")
                        : step.unknown(hidden);
}

}  // namespace claimscope::diagnosis
