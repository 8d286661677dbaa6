// GPU not detected: a node that should offer devices and does not: from the machine over driver, registration and slices to the
// class.
#include <algorithm>

#include "model/allocation/allocator.h"
#include "model/diagnosis/workflows/driver_steps.h"
#include "model/diagnosis/workflows/gpu_signs.h"
#include "model/diagnosis/workflows/registry.h"
#include "model/utilisation/utilisation.h"

namespace claimscope::diagnosis {
namespace {

constexpr std::string_view kGpuNotDetectedTitle = "GPU not detected";

/// What slices publish for it; devices that only claims still hold are not there.
std::vector<cluster::DeviceIndex> publishedOn(const Flow& flow, const cluster::NodeView& view) {
  std::vector<cluster::DeviceIndex> out;
  for (const cluster::DeviceIndex device : view.devices) {
    if (flow.inventory.devices[device].slice != cluster::kNoSlot) {
      out.push_back(device);
    }
  }
  return out;
}

void lookAtMachine(Flow& flow, cluster::NodeIndex index) {
  const cluster::NodeView& view = flow.inventory.nodes[index];
  const std::vector<cluster::DeviceIndex> devices = publishedOn(flow, view);
  Step& step = flow.step("machine", "The machine has no GPU");
  step.looked("labels, capacity and instance type of Node " + view.name.str())
      .command(kubectl({"get", "node", view.name.view(), "--show-labels"}))
      .command(
          "kubectl get nodes -L "
          "nvidia.com/gpu.present,feature.node.kubernetes.io/pci-10de.present,node.kubernetes.io/instance-type");
  const Node* node = flow.snapshot.of<Node>().at(view.slot);
  if (node == nullptr) {
    const std::string hidden = whyUnseen(flow.snapshot, {Kind::Node});
    step.unknown(hidden.empty() ? "there is no Node object to look at" : hidden);
    return;
  }
  const GpuSigns signs = gpuSigns(*node);
  for (const Evidence& sign : signs.found) {
    step.evidence(sign.object, sign.field, sign.value);
  }
  if (signs.any()) {
    step.ruledOut("It has one by " + signs.found.front().field + "=" + signs.found.front().value + ".");
    return;
  }
  std::int64_t peers = 0;
  std::int64_t withDevices = 0;
  for (const cluster::NodeView& other : flow.inventory.nodes) {
    if (other.group == view.group && !(other.name == view.name)) {
      ++peers;
      withDevices += other.devices.empty() ? 0 : 1;
    }
  }
  step.evidence("Nodes of group " + view.group.str(), "with devices", number(withDevices) + " of " + number(peers));
  if (!devices.empty()) {
    step.ruledOut("Its driver sees " + counted(static_cast<std::int64_t>(devices.size()), "device") + ".");
  } else if (signs.labelled) {
    step.proven("Node feature discovery labels " + view.name.str() + " and has found no GPU in it",
                "Check the instance type; the machine may have been replaced by one without GPU.");
  } else if (withDevices > 0) {
    step.ruledOut(number(withDevices) + " of " + counted(peers, "other node") + " of its group " + view.group.str() +
                  " have devices, so it should.");
  } else {
    step.unknown("no label, capacity or instance type tells; node feature discovery would");
  }
}

void lookAtPlugin(Flow& flow, cluster::NodeIndex index) {
  const cluster::NodeView& view = flow.inventory.nodes[index];
  const std::vector<cluster::DeviceIndex> devices = publishedOn(flow, view);
  Step& step = flow.step("devicePlugin", "A device plugin owns the GPUs");
  step.looked("Node " + view.name.str() + " status.allocatable")
      .command("kubectl get node " + shellWord(view.name.view()) + " -o jsonpath='{.status.allocatable}'");
  const Node* node = flow.snapshot.of<Node>().at(view.slot);
  if (node == nullptr) {
    const std::string hidden = whyUnseen(flow.snapshot, {Kind::Node});
    step.unknown(hidden.empty() ? "there is no Node object to look at" : hidden);
    return;
  }
  std::vector<std::string> owned;
  for (const auto& [resource, amount] : gpuSigns(*node).allocatable) {
    step.evidence("Node " + view.name.str(), "status.allocatable[" + resource.str() + "]", std::string(amount.text()));
    if (amount.value() > 0) {
      owned.push_back(number(amount.value()) + " " + resource.str());
    }
  }
  if (owned.empty()) {
    step.ruledOut("No extended resource of a device plugin is allocatable.");
  } else if (devices.empty()) {
    step.proven(view.name.str() + " offers " + listed(owned, 3) + " through a device plugin and nothing through DRA",
                "Turn the device plugin off on this node before the DRA driver may have its GPUs.");
  } else {
    step.context(view.name.str() + " offers " + listed(owned, 3) + " through a device plugin beside its DRA devices");
    step.look("Run the workflow double_booking", "Tells whether the same GPU can be given out twice.",
              "claimscope diagnose double_booking node/" + shellWord(view.name.view()));
  }
}

void lookAtDevices(Flow& flow, cluster::NodeIndex index) {
  const cluster::NodeView& view = flow.inventory.nodes[index];
  const std::vector<cluster::DeviceIndex> devices = publishedOn(flow, view);
  Step& step = flow.step("devices", "Its devices are unhealthy or tainted");
  step.looked(counted(static_cast<std::int64_t>(devices.size()), "device") + " of " + view.name.str())
      .command("claimscope get devices -o wide | grep " + shellWord(view.name.view()));
  std::int64_t bad = 0;
  std::string why;
  for (const cluster::DeviceIndex i : devices) {
    const cluster::DeviceView& device = flow.inventory.devices[i];
    const bool unhealthy = device.state == cluster::DeviceState::unhealthy;
    // Effect None only tells; the other two keep the device from claims.
    const auto taint = std::find_if(device.taints.begin(), device.taints.end(), [](const cluster::EffectiveTaint& candidate) {
      return candidate.taint.effect == "NoSchedule" || candidate.taint.effect == "NoExecute";
    });
    if (unhealthy || taint != device.taints.end()) {
      ++bad;
      const std::string reason = unhealthy ? device.healthDetail.str() : taint->taint.key.str() + ":" + taint->taint.effect.str();
      step.evidence("device " + device.pool.str() + "/" + device.name.str(), unhealthy ? "health" : "taints", reason);
      step.object(flow.examination.refOfDevice(i));
      why = why.empty() ? reason : why;
    }
  }
  if (devices.empty()) {
    step.skip("It publishes none.");
  } else if (bad > 0) {
    step.proven(number(bad) + " of " + counted(static_cast<std::int64_t>(devices.size()), "device") + " of " + view.name.str() +
                    " cannot be given out: " + why,
                "Repair the device, or take the taint away when it is done.");
  } else {
    const std::string hidden = whyUnseen(flow.snapshot, {Kind::DeviceTaintRule});
    hidden.empty() ? step.ruledOut("None is unhealthy or tainted.") : step.unknown("taints by rule: " + hidden);
  }
}

/// Whether some class takes at least one of the node's devices.
void lookAtClasses(Flow& flow, cluster::NodeIndex index) {
  const cluster::NodeView& view = flow.inventory.nodes[index];
  const std::vector<cluster::DeviceIndex> devices = publishedOn(flow, view);
  Step& step = flow.step("classes", "No class takes its devices");
  step.looked(counted(static_cast<std::int64_t>(flow.snapshot.of<DeviceClass>().size()), "DeviceClass", "DeviceClasses") +
              " against its devices")
      .command("kubectl get deviceclasses -o yaml");
  if (devices.empty()) {
    step.skip("It publishes none.");
    return;
  }
  const allocation::Allocator& allocator = flow.context().wholeAllocator();
  std::vector<std::string> taking;
  flow.snapshot.of<DeviceClass>().forEach([&](cluster::Slot, const DeviceClass& deviceClass) {
    const auto& selectors = allocator.classSelectors(deviceClass);
    const bool takes = std::any_of(devices.begin(), devices.end(), [&](cluster::DeviceIndex i) {
      const cluster::DeviceView& device = flow.inventory.devices[i];
      const ResourceSlice* slice = flow.snapshot.of<ResourceSlice>().at(device.slice);
      return slice != nullptr && device.indexInSlice < slice->devices.size() &&
             std::all_of(selectors.begin(), selectors.end(), [&](const auto& selector) {
               return selector != nullptr &&
                      selector->test(allocation::celDevice(*slice, slice->devices[device.indexInSlice])) == cel::Outcome::match;
             });
    });
    if (takes) {
      taking.push_back(deviceClass.meta.name.str());
    }
  });
  std::sort(taking.begin(), taking.end());
  if (!taking.empty()) {
    step.ruledOut("Taken by " + listed(taking, 4) + ".");
    return;
  }
  const std::string hidden = whyUnseen(flow.snapshot, {Kind::DeviceClass});
  hidden.empty() ? step.proven("No DeviceClass takes any device of " + view.name.str(),
                               "Write a class for them, or correct the selectors of one.")
                 : step.unknown(hidden);
}

void lookAtErrors(Flow& flow, cluster::NodeIndex index) {
  const cluster::NodeView& view = flow.inventory.nodes[index];
  Step& step = flow.step("hardware", "The GPU itself failed");
  step.looked("XID of dcgm-exporter, and health that pods report").command("claimscope metrics");
  std::int64_t known = 0;
  for (const cluster::DeviceIndex i : view.devices) {
    const utilisation::DeviceUse* busy = flow.use == nullptr ? nullptr : flow.use->of(i);
    if (busy != nullptr && busy->xid) {
      ++known;
      if (*busy->xid != 0) {
        const cluster::DeviceView& device = flow.inventory.devices[i];
        step.evidence("device " + device.pool.str() + "/" + device.name.str(), "DCGM_FI_DEV_XID_ERRORS",
                      std::to_string(*busy->xid));
        step.proven(device.name.str() + " on " + view.name.str() + " reported XID " + std::to_string(*busy->xid),
                    "Look the XID up in NVIDIA's list; many need the node to be drained and rebooted.");
        step.fix("Drain " + view.name.str(), "Moves its pods away before the machine is rebooted.",
                 ActionRequest{"drain_node", {{"node", "", view.name.str()}}, {{"ignore-daemonsets", "true"}}, {}});
      }
    }
  }
  if (step.decided()) {
    return;
  }
  known > 0 ? step.ruledOut("No XID on " + counted(known, "device") + ".")
            : step.unknown("no metrics of its GPUs: the kernel log of the node (dmesg | grep -i xid) would tell");
}

void lookAtOne(Flow& flow, cluster::NodeIndex index) {
  const Text& name = flow.inventory.nodes[index].name;
  lookAtNode(flow, index);
  lookAtMachine(flow, index);
  lookAtPlugin(flow, index);
  const std::vector<Text> drivers = driversExpected(flow.snapshot, index);
  if (drivers.empty()) {
    Step& step = flow.step("driverSet", "No DRA driver is installed");
    step.looked("drivers of all ResourceSlices").command("kubectl get resourceslices,daemonsets -A");
    const std::string hidden = whyUnseen(flow.snapshot, {Kind::ResourceSlice});
    hidden.empty()
        ? step.proven("No driver publishes devices anywhere in the cluster", "Install the DRA driver of the GPU's vendor.")
        : step.unknown(hidden);
  }
  for (const Text& driver : drivers) {
    lookAtDriverSet(flow, driver);
    lookAtDriverPod(flow, driver, name);
    lookAtRegistration(flow, driver, name);
    lookAtSlices(flow, driver, name);
    lookAtPools(flow, driver, name);
  }
  lookAtKubelet(flow, name);
  lookAtDevices(flow, index);
  lookAtClasses(flow, index);
  lookAtErrors(flow, index);
}

struct Suspect {
  cluster::NodeIndex node = cluster::kNone;
  std::string why;
};

std::vector<Suspect> suspects(const Flow& flow) {
  std::vector<Suspect> out;
  for (cluster::NodeIndex i = 0; i < flow.inventory.nodes.size(); ++i) {
    const cluster::NodeView& view = flow.inventory.nodes[i];
    const Node* node = flow.snapshot.of<Node>().at(view.slot);
    const bool published = std::any_of(view.devices.begin(), view.devices.end(), [&](cluster::DeviceIndex device) {
      return flow.inventory.devices[device].slice != cluster::kNoSlot;
    });
    if (node == nullptr || published) {
      continue;
    }
    const GpuSigns signs = gpuSigns(*node);
    if (signs.any()) {
      out.push_back({i, signs.found.front().field + "=" + signs.found.front().value});
    }
  }
  // A node whose devices were withdrawn while claims hold them comes first: somebody is harmed.
  for (const LostDriver& lost : flow.examination.lost) {
    const cluster::NodeIndex i = flow.inventory.findNode(lost.node);
    if (i != cluster::kNone) {
      out.erase(std::remove_if(out.begin(), out.end(), [i](const Suspect& s) { return s.node == i; }), out.end());
      out.insert(out.begin(), {i, "driver " + lost.driver.str() + " does not answer"});
    }
  }
  return out;
}

Result<WorkflowResult> runGpuNotDetected(const cluster::Snapshot& snapshot, const std::optional<ObjectRef>& object,
                                         const utilisation::Utilisation* use) {
  Flow flow(snapshot, object, use);
  if (object) {
    const Result<cluster::NodeIndex> node = findNode(snapshot, *object);
    if (!node) {
      return fail(node.error());
    }
    lookAtOne(flow, *node);
    return flow.finish("gpu_not_detected", kGpuNotDetectedTitle, object->name + " publishes its devices, and classes take them");
  }
  const std::vector<Suspect> found = suspects(flow);
  Step& step = flow.step("suspects", "Nodes with a GPU publish no devices");
  step.looked(counted(static_cast<std::int64_t>(flow.inventory.nodes.size()), "node") + ": labels and capacity against slices")
      .command("kubectl get nodes -L nvidia.com/gpu.present")
      .command("kubectl get resourceslices");
  const std::string hidden = whyUnseen(snapshot, {Kind::Node, Kind::ResourceSlice});
  for (const Suspect& suspect : found) {
    step.object({"node", "", flow.inventory.nodes[suspect.node].name.str()});
    step.evidence("Node " + flow.inventory.nodes[suspect.node].name.str(), "sign", suspect.why);
  }
  if (!hidden.empty()) {
    step.unknown(hidden);
  } else if (found.empty()) {
    step.ruledOut("Every node that looks like a GPU node publishes devices.");
  } else {
    step.effect(counted(static_cast<std::int64_t>(found.size()), "node") + " should publish devices and " +
                (found.size() == 1 ? "does" : "do") + " not, the first is " +
                flow.inventory.nodes[found.front().node].name.str());
    lookAtOne(flow, found.front().node);
  }
  return flow.finish("gpu_not_detected", kGpuNotDetectedTitle, "Every node that looks like a GPU node publishes devices");
}

}  // namespace

Workflow gpuNotDetectedWorkflow() {
  return {"gpu_not_detected",
          kGpuNotDetectedTitle,
          "Node, machine, device plugin, driver pod, registration, slices, kubelet events, classes",
          {"node"},
          false,
          {"driver_lost", "node_not_ready", "device_withdrawn"},
          runGpuNotDetected};
}

}  // namespace claimscope::diagnosis
