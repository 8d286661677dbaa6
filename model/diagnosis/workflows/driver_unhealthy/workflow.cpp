// Driver unhealthy: a DRA driver whose pods do not run, whose slices are missing, incomplete or outdated, or whose devices are
// ill.
#include <algorithm>
#include <map>
#include <unordered_map>

#include "model/diagnosis/workflows/driver_steps.h"
#include "model/diagnosis/workflows/registry.h"

namespace claimscope::diagnosis {
namespace {

constexpr std::string_view kDriverUnhealthyTitle = "Driver unhealthy or slices stale";
constexpr std::size_t kMostDrivers = 6;

std::vector<Text> allDrivers(const Flow& flow) {
  std::vector<Text> out;
  for (const cluster::PoolView& pool : flow.inventory.pools) {
    out.push_back(pool.driver);
  }
  for (const LostDriver& lost : flow.examination.lost) {
    out.push_back(lost.driver);
  }
  for (const cluster::DeviceIndex device : flow.examination.withdrawn) {
    out.push_back(flow.inventory.devices[device].driver);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void lookAtPods(Flow& flow, const Text& driver) {
  Step& step = flow.step("pods", "Pods of the driver do not work");
  const std::vector<DriverPod> pods = driverPods(flow.snapshot, driver);
  step.looked(counted(static_cast<std::int64_t>(pods.size()), "pod") + " that serve " + driver.str());
  std::int64_t bad = 0;
  std::int32_t restarts = 0;
  const Pod* first = nullptr;
  for (const DriverPod& candidate : pods) {
    const std::string trouble = troubleOf(*candidate.pod);
    for (const ContainerStatus& status : candidate.pod->containerStatuses) {
      restarts = std::max(restarts, status.restarts);
    }
    if (!trouble.empty()) {
      ++bad;
      first = first == nullptr ? candidate.pod : first;
      step.evidence("Pod " + nameOf(candidate.pod->meta) + " on " + candidate.pod->nodeName.str(), "status.containerStatuses",
                    trouble);
      step.object({"pod", candidate.pod->meta.namespaceName.str(), candidate.pod->meta.name.str()});
    }
  }
  if (first != nullptr) {
    step.command(logsCommand(*first));
    step.proven(number(bad) + " of " + counted(static_cast<std::int64_t>(pods.size()), "pod") + " of " + driver.str() + " " +
                    (bad == 1 ? "does" : "do") + " not work: " + nameOf(first->meta) + ", " + troubleOf(*first),
                "Read the log of the pod; the cause stands in its last lines.");
    step.look("Read the log of " + nameOf(first->meta), "The last lines before it ended say why.", logsCommand(*first));
    return;
  }
  if (pods.empty()) {
    const std::string hidden = whyUnseen(flow.snapshot, {Kind::Pod});
    step.unknown(hidden.empty() ? "no pod is known as the driver's by its name, labels or image" : hidden);
    return;
  }
  step.command(kubectl({"-n", pods.front().pod->meta.namespaceName.view(), "get", "pods", "-o", "wide"}));
  step.ruledOut("All " + number(static_cast<std::int64_t>(pods.size())) + " run" +
                (restarts > 0 ? "; the most restarts of one are " + number(restarts) : std::string()) + ".");
}

/// Nodes where its pod runs and nothing is published, or where claims hold what is published no more.
void lookAtNodes(Flow& flow, const Text& driver) {
  Step& step = flow.step("nodes", "Nodes that it serves have no slices of it");
  step.looked("ResourceSlices of " + driver.str() + " beside its pods")
      .command("kubectl get resourceslices --field-selector " + shellWord("spec.driver=" + driver.str()));
  std::map<Text, std::int64_t> devices;
  bool nodeLocal = false;
  for (const cluster::DeviceView& device : flow.inventory.devices) {
    if (device.driver == driver && device.slice != cluster::kNoSlot && !device.node.empty()) {
      ++devices[device.node];
      nodeLocal = true;
    }
  }
  std::vector<std::string> silent;
  const LostDriver* lost = nullptr;
  for (const LostDriver& candidate : flow.examination.lost) {
    if (candidate.driver == driver) {
      lost = lost == nullptr ? &candidate : lost;
      silent.push_back(candidate.node.str());
      step.object({"node", "", candidate.node.str()});
      step.evidence("driver " + driver.str() + " on " + candidate.node.str(), "devices still held",
                    number(static_cast<std::int64_t>(candidate.devices.size())));
    }
  }
  if (lost != nullptr) {
    const std::optional<DriverPod> plugin = driverPodOn(flow.snapshot, driver, lost->node);
    step.proven(driver.str() + " does not answer on " + listed(silent, 3) + ", where claims need it", "Restart its pod there.");
    step.fix(restartFix(driver, lost->node, plugin ? plugin->pod : nullptr));
    return;
  }
  const std::string hidden = whyUnseen(flow.snapshot, {Kind::ResourceSlice, Kind::Pod});
  if (!hidden.empty()) {
    step.unknown(hidden);
    return;
  }
  for (const DriverPod& candidate : driverPods(flow.snapshot, driver)) {
    if (nodeLocal && devices.count(candidate.pod->nodeName) == 0 && !candidate.pod->nodeName.empty()) {
      silent.push_back(candidate.pod->nodeName.str());
      step.object({"node", "", candidate.pod->nodeName.str()});
    }
  }
  if (!silent.empty()) {
    step.effect("Its pod runs on " + listed(silent, 3) + " and publishes nothing there");
    step.fix(restartFix(driver, Text(silent.front()), nullptr));
  } else {
    step.ruledOut(nodeLocal ? counted(static_cast<std::int64_t>(devices.size()), "node") + " have devices of it."
                            : "Its devices are not bound to nodes.");
  }
}

void lookAtHealth(Flow& flow, const Text& driver) {
  Step& step = flow.step("health", "It reports unhealthy devices");
  step.looked("health in pod statuses, conditions of status.devices, NoExecute taints")
      .command("claimscope get devices -o wide | grep unhealthy");
  std::int64_t all = 0;
  std::int64_t bad = 0;
  std::string why;
  for (cluster::DeviceIndex i = 0; i < flow.inventory.devices.size(); ++i) {
    const cluster::DeviceView& device = flow.inventory.devices[i];
    if (device.driver == driver) {
      ++all;
      if (device.state == cluster::DeviceState::unhealthy) {
        ++bad;
        why = why.empty() ? device.healthDetail.str() : why;
        step.object(flow.examination.refOfDevice(i));
        step.evidence("device " + device.pool.str() + "/" + device.name.str(), "health", device.healthDetail);
      }
    }
  }
  if (bad > 0) {
    step.proven(number(bad) + " of " + counted(all, "device") + " of " + driver.str() + (bad == 1 ? " is" : " are") +
                    " unhealthy: " + why,
                "Repair or replace the device; its driver takes the mark away.");
  } else {
    const std::string hidden = whyUnseen(flow.snapshot, {Kind::Pod});
    hidden.empty() ? step.ruledOut("None of " + counted(all, "device") + " is.") : step.unknown(hidden);
  }
}

void lookAtFreshness(Flow& flow) {
  Step& step = flow.step("fresh", "What is seen of the slices is old");
  step.looked("the watch of ResourceSlices").command("kubectl get resourceslices --watch");
  const std::optional<std::int64_t> age = flow.snapshot.ageMs(Kind::ResourceSlice);
  const std::string hidden = whyUnseen(flow.snapshot, {Kind::ResourceSlice});
  if (notServed(flow.snapshot, Kind::ResourceSlice)) {
    step.unknown("this API server has no ResourceSlices");
  } else if (!hidden.empty()) {
    step.unknown(hidden);
  } else {
    step.ruledOut("They are complete" + (age ? ", the server was heard " + duration(*age) + " ago" : std::string()) + ".");
  }
}

void lookAtOne(Flow& flow, const Text& driver) {
  lookAtDriverSet(flow, driver);
  lookAtPods(flow, driver);
  lookAtNodes(flow, driver);
  lookAtPools(flow, driver, Text());
  lookAtHealth(flow, driver);
}

/// Those with something visibly wrong before the others, so that a limit never hides the fault.
void troubledFirst(const Flow& flow, std::vector<Text>& drivers) {
  std::unordered_map<Text, std::size_t> signs;
  for (const cluster::PoolView& pool : flow.inventory.pools) {
    signs[pool.driver] += !pool.complete || !pool.invalid.empty() || pool.staleSlices > 0 ? 1U : 0U;
  }
  for (const cluster::DeviceView& device : flow.inventory.devices) {
    const bool wrong = device.state == cluster::DeviceState::unhealthy || device.state == cluster::DeviceState::unknown ||
                       device.state == cluster::DeviceState::staleGeneration;
    signs[device.driver] += wrong ? 1U : 0U;
  }
  std::stable_sort(drivers.begin(), drivers.end(), [&](const Text& a, const Text& b) { return signs[a] > signs[b]; });
}

Result<WorkflowResult> runDriverUnhealthy(const cluster::Snapshot& snapshot, const std::optional<ObjectRef>& object,
                                          const utilisation::Utilisation* use) {
  Flow flow(snapshot, object, use);
  std::vector<Text> drivers = allDrivers(flow);
  lookAtFreshness(flow);
  if (object && object->kind == "node") {
    const Result<cluster::NodeIndex> node = findNode(snapshot, *object);
    if (!node) {
      return fail(node.error());
    }
    lookAtNode(flow, *node);
    drivers.clear();
    for (const cluster::DeviceView& device : flow.inventory.devices) {
      if (device.node.view() == object->name && std::find(drivers.begin(), drivers.end(), device.driver) == drivers.end()) {
        drivers.push_back(device.driver);
      }
    }
    for (const Text& driver : drivers) {
      lookAtDriverPod(flow, driver, Text(object->name));
      lookAtRegistration(flow, driver, Text(object->name));
      lookAtSlices(flow, driver, Text(object->name));
      lookAtPools(flow, driver, Text(object->name));
    }
    return flow.finish("driver_unhealthy", kDriverUnhealthyTitle, "The drivers of " + object->name + " are well");
  }
  if (object) {  // pools and devices carry their driver
    const Text wanted(object->namespaceName);
    if (std::find(drivers.begin(), drivers.end(), wanted) == drivers.end()) {
      return fail(ErrorCode::notFound, "no ResourceSlice is of driver " + object->namespaceName, "See claimscope get pools");
    }
    drivers = {wanted};
  }
  troubledFirst(flow, drivers);
  for (std::size_t i = 0; i < drivers.size() && i < kMostDrivers; ++i) {
    lookAtOne(flow, drivers[i]);
  }
  if (drivers.size() > kMostDrivers) {
    const auto left = static_cast<std::int64_t>(drivers.size() - kMostDrivers);
    Step& step = flow.step("others", "Drivers beyond the first " + number(static_cast<std::int64_t>(kMostDrivers)));
    step.looked("drivers with broken pools or devices come first").command("claimscope get pools");
    step.unknown(counted(left, "more driver") + " not looked at: run it on one of their pools");
  }
  if (drivers.empty()) {
    Step& step = flow.step("drivers", "No driver publishes anything");
    step.looked("ResourceSlices").command("kubectl get resourceslices");
    const std::string hidden = whyUnseen(snapshot, {Kind::ResourceSlice});
    hidden.empty() && !notServed(snapshot, Kind::ResourceSlice)
        ? step.proven("There is no ResourceSlice in the cluster", "Install a DRA driver.")
        : step.unknown(hidden.empty() ? "this API server has no ResourceSlices" : hidden);
  }
  return flow.finish("driver_unhealthy", kDriverUnhealthyTitle,
                     counted(static_cast<std::int64_t>(drivers.size()), "driver") + " looked at, all well");
}

}  // namespace

Workflow driverUnhealthyWorkflow() {
  return {"driver_unhealthy",
          kDriverUnhealthyTitle,
          "DaemonSet, pods, nodes without slices, pools, health of devices, freshness",
          {"pool", "device", "node"},
          false,
          {"pool_incomplete", "pool_stale_generation", "pool_invalid", "device_unhealthy", "driver_lost", "device_withdrawn",
           "kind_stale"},
          runDriverUnhealthy};
}

}  // namespace claimscope::diagnosis
