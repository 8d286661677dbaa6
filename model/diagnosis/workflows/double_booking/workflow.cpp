// Double booking: one piece of hardware that can be, or has been, given out twice: by two devices of slices, two claims, or DRA
// and a device plugin side by side.
#include <algorithm>
#include <map>
#include <set>

#include "model/diagnosis/workflows/flow.h"
#include "model/diagnosis/workflows/gpu_signs.h"
#include "model/diagnosis/workflows/registry.h"
#include "model/utilisation/join.h"
#include "model/utilisation/utilisation.h"

namespace claimscope::diagnosis {
namespace {

using cluster::DeviceIndex;
using cluster::DeviceView;

constexpr std::string_view kDoubleBookingTitle = "Double booking";

/// The devices in question: of a node, one device, or all.
std::vector<DeviceIndex> devicesInScope(const Flow& flow) {
  std::vector<DeviceIndex> out;
  for (DeviceIndex i = 0; i < flow.inventory.devices.size(); ++i) {
    const DeviceView& device = flow.inventory.devices[i];
    const bool in = !flow.object || (flow.object->kind == "node" && device.node.view() == flow.object->name) ||
                    (flow.object->kind == "device" && device.driver.view() == flow.object->namespaceName &&
                     device.pool.str() + "/" + device.name.str() == flow.object->name);
    if (in) {
      out.push_back(i);
    }
  }
  return out;
}

std::string attributeOf(const Flow& flow, const DeviceView& view, std::string_view wanted) {
  const Device* device = flow.snapshot.published(view);
  if (device == nullptr) {
    return {};
  }
  for (const DeviceAttribute& attribute : device->attributes) {
    std::string_view name = attribute.name.view();
    name = name.substr(name.rfind('/') == std::string_view::npos ? 0 : name.rfind('/') + 1);
    const Text* text = std::get_if<Text>(&attribute.value);
    if (text != nullptr && name == wanted) {
      return text->str();
    }
  }
  return {};
}

/// What a device is made of: a partition and its parent have one parent UUID and are told apart by counters, not by this.
std::string addressOf(const Flow& flow, const DeviceView& device) {
  for (const std::string_view name : {"pciBusID", "pciBusId", "pciAddress", "pcieBusID"}) {
    if (const std::string address = attributeOf(flow, device, name); !address.empty()) {
      return utilisation::pciAddress(address);
    }
  }
  return {};
}

bool isPartition(const Flow& flow, const DeviceView& device) {
  const ResourceSlice* slice = flow.snapshot.of<ResourceSlice>().at(device.slice);
  const bool known = slice != nullptr && device.indexInSlice < slice->devices.size();
  return known && slice->devices[device.indexInSlice].extras != nullptr &&
         !slice->devices[device.indexInSlice].extras->consumes.empty();
}

bool current(const DeviceView& device) {
  return device.slice != cluster::kNoSlot && device.base != cluster::DeviceState::staleGeneration;
}

std::string nameOfDevice(const DeviceView& device) {
  return device.driver.str() + "/" + device.pool.str() + "/" + device.name.str();
}

/// Claims that hold a device without admin access.
std::vector<cluster::ClaimIndex> holdersOf(const Flow& flow, DeviceIndex index) {
  std::vector<cluster::ClaimIndex> out;
  const DeviceView& device = flow.inventory.devices[index];
  for (const cluster::ClaimIndex i : device.claims) {
    const ResourceClaim& claim = flow.examination.claim(i);
    const bool consumes =
        claim.allocation != nullptr &&
        std::any_of(claim.allocation->results.begin(), claim.allocation->results.end(), [&](const DeviceAllocation& result) {
          return !result.adminAccess && result.shareId.empty() && result.driver == device.driver && result.pool == device.pool &&
                 result.device == device.name;
        });
    if (consumes) {
      out.push_back(i);
    }
  }
  return out;
}

void lookAtClaims(Flow& flow, const std::vector<DeviceIndex>& devices) {
  Step& step = flow.step("claims", "One device is allocated to two claims");
  step.looked("status.allocation of every claim").command("kubectl get resourceclaims -A -o yaml");
  std::int64_t doubled = 0;
  std::string first;
  for (const DeviceIndex i : devices) {
    const DeviceView& device = flow.inventory.devices[i];
    const std::vector<cluster::ClaimIndex> holders = device.multiple ? std::vector<cluster::ClaimIndex>() : holdersOf(flow, i);
    if (holders.size() > 1) {
      ++doubled;
      std::vector<std::string> names;
      for (const cluster::ClaimIndex claim : holders) {
        names.push_back(flow.examination.claimName(claim));
        step.object(flow.examination.refOfClaim(claim));
        step.evidence("ResourceClaim " + names.back(), "status.allocation.devices.results[].device", nameOfDevice(device));
      }
      step.object(flow.examination.refOfDevice(i));
      first = first.empty() ? nameOfDevice(device) + " is held by " + listed(names, 3) : first;
    }
  }
  const std::string hidden = whyUnseen(flow.snapshot, {Kind::ResourceClaim});
  if (doubled > 0) {
    flow.severity(Severity::critical);
    step.proven(first + (doubled > 1 ? ", and " + counted(doubled - 1, "more device") + " likewise" : std::string()),
                "Stop one of the pods and delete its claim; a forced deletion of a pod is the usual cause.");
  } else {
    hidden.empty()
        ? step.ruledOut("Each of " + counted(static_cast<std::int64_t>(devices.size()), "device") + " has one holder at most.")
        : step.unknown(hidden);
  }
}

/// Devices that publish one UUID or, on one node, one PCI address.
void lookAtHardware(Flow& flow, const std::vector<DeviceIndex>& devices) {
  Step& step = flow.step("hardware", "Two devices of slices are one piece of hardware");
  step.looked("attributes uuid and PCI address of the ResourceSlices")
      .command("kubectl get resourceslices -o yaml | grep -iE 'uuid|pciBusID'");
  std::map<std::string, std::vector<DeviceIndex>> same;
  std::int64_t known = 0;
  for (DeviceIndex i = 0; i < flow.inventory.devices.size(); ++i) {
    const DeviceView& device = flow.inventory.devices[i];
    if (!current(device) || isPartition(flow, device)) {
      continue;
    }
    const std::string uuid = attributeOf(flow, device, "uuid");
    const std::string address = uuid.empty() ? addressOf(flow, device) : std::string();
    known += uuid.empty() && address.empty() ? 0 : 1;
    if (!uuid.empty()) {
      same["UUID " + uuid].push_back(i);
    } else if (!address.empty() && !device.node.empty()) {
      same["PCI address " + address + " of " + device.node.str()].push_back(i);
    }
  }
  std::int64_t doubled = 0;
  bool allocated = false;
  std::string first;
  for (const auto& [what, list] : same) {
    const bool inScope = std::any_of(list.begin(), list.end(),
                                     [&](DeviceIndex i) { return std::binary_search(devices.begin(), devices.end(), i); });
    if (list.size() < 2 || !inScope) {
      continue;
    }
    ++doubled;
    const auto held = std::count_if(list.begin(), list.end(), [&](DeviceIndex i) { return !holdersOf(flow, i).empty(); });
    allocated = allocated || held > 1;
    std::vector<std::string> names;
    for (const DeviceIndex i : list) {
      names.push_back(nameOfDevice(flow.inventory.devices[i]));
      step.object(flow.examination.refOfDevice(i));
      step.evidence("device " + names.back(), "attributes", what);
    }
    first = first.empty() ? listed(names, 3) + " publish one " + what + (held > 1 ? ", and claims hold both" : "") : first;
  }
  const std::string hidden = whyUnseen(flow.snapshot, {Kind::ResourceSlice});
  if (doubled > 0) {
    flow.severity(allocated ? Severity::critical : Severity::warning);
    step.proven(first, "Let one driver, or one slice, publish each device.");
  } else if (!hidden.empty()) {
    step.unknown(hidden);
  } else if (known == 0 && !devices.empty()) {
    step.unknown("no device publishes a UUID or a PCI address");
  } else {
    step.ruledOut("The UUIDs and addresses of " + counted(known, "device") + " differ.");
  }
}

/// A device plugin and a DRA driver of one vendor on one node. When both have given out more than there is, two pods share a GPU.
void lookAtPlugins(Flow& flow, const std::vector<DeviceIndex>& devices) {
  Step& step = flow.step("devicePlugin", "A device plugin and DRA give out the same GPUs");
  step.looked("status.allocatable of the nodes that have DRA devices")
      .command(
          "kubectl get nodes -o json | jq '.items[] | {name: .metadata.name, gpu: .status.allocatable[\"nvidia.com/gpu\"]}'");
  std::map<Text, std::vector<DeviceIndex>> byNode;
  for (const DeviceIndex i : devices) {
    const DeviceView& device = flow.inventory.devices[i];
    if (current(device) && !device.node.empty() && !isPartition(flow, device)) {
      byNode[device.node].push_back(i);
    }
  }
  std::int64_t both = 0;
  std::string over;
  std::string first;
  for (const auto& [nodeName, list] : byNode) {
    const Node* node = flow.snapshot.of<Node>().find(Text(), nodeName);
    if (node == nullptr) {
      continue;
    }
    for (const auto& [resource, amount] : gpuSigns(*node).allocatable) {
      // Only drivers of the same vendor can own the same hardware: "nvidia.com/gpu" and "gpu.nvidia.com".
      const std::string vendor = resource.str().substr(0, resource.view().find('/'));
      std::int64_t physical = 0;
      std::int64_t held = 0;
      for (const DeviceIndex i : list) {
        const std::string& driver = flow.inventory.devices[i].driver.str();
        if (driver == vendor || driver.ends_with("." + vendor)) {
          ++physical;
          held += holdersOf(flow, i).empty() ? 0 : 1;
        }
      }
      if (physical == 0 || amount.value() == 0) {
        continue;
      }
      ++both;
      std::int64_t plugin = 0;
      for (const Pod* pod : podsOn(flow.snapshot, nodeName)) {
        plugin += pluginUse(*pod, resource);
      }
      step.object({"node", "", nodeName.str()});
      step.evidence("Node " + nodeName.str(), "status.allocatable[" + resource.str() + "]",
                    std::string(amount.text()) + ", pods use " + number(plugin));
      step.evidence("ResourceSlices of " + nodeName.str(), "devices", number(physical) + ", claims hold " + number(held));
      const std::string where = nodeName.str() + ": " + resource.str() + " offers " + number(amount.value()) + " beside " +
                                counted(physical, "DRA device");
      first = first.empty() ? where : first;
      if (plugin + held > physical && over.empty()) {
        over = nodeName.str() + ": pods use " + number(plugin) + " " + resource.str() + " and claims hold " + number(held) +
               " of the same " + counted(physical, "GPU") + ", so at least " + number(plugin + held - physical) +
               " is given out twice";
      }
    }
  }
  const std::string hidden = whyUnseen(flow.snapshot, {Kind::Node, Kind::Pod});
  const std::string next =
      "Turn the device plugin off on nodes that DRA serves (or the DRA driver), one node at a time after a drain.";
  if (!over.empty()) {
    flow.severity(Severity::critical);
    step.proven(over, next);
    const std::string node = over.substr(0, over.find(':'));
    step.fix("Drain " + node, "Empties it before one of the two is turned off.",
             ActionRequest{"drain_node", {{"node", "", node}}, {{"ignore-daemonsets", "true"}}, {}});
  } else if (both > 0) {
    step.proven(first + ": the same GPU can be given out twice" +
                    (both > 1 ? ", also on " + counted(both - 1, "other node") : std::string()),
                next);
    step.fix("Cordon " + first.substr(0, first.find(':')), "No pod lands on it until one of the two is turned off.",
             ActionRequest{"cordon_node", {{"node", "", first.substr(0, first.find(':'))}}, {}, {}});
  } else {
    hidden.empty() ? step.ruledOut("No node with DRA devices offers them through a device plugin too.") : step.unknown(hidden);
  }
}

/// A second source that sees one UUID in two places.
void lookAtMetrics(Flow& flow) {
  Step& step = flow.step("metrics", "Metrics see one GPU in two places");
  step.looked("UUIDs of dcgm-exporter").command("claimscope metrics");
  if (flow.use == nullptr || !flow.use->available) {
    step.unknown(flow.use == nullptr || flow.use->why.empty() ? "no metrics of GPUs" : flow.use->why);
    return;
  }
  for (const utilisation::Conflict& conflict : flow.use->conflicts) {
    step.evidence("UUID " + conflict.uuid, "seen", conflict.what);
  }
  flow.use->conflicts.empty() ? step.ruledOut("Each UUID is in one place.")
                              : step.proven(flow.use->conflicts.front().what, "Find out which of the two hosts has the GPU.");
}

Result<WorkflowResult> runDoubleBooking(const cluster::Snapshot& snapshot, const std::optional<ObjectRef>& object,
                                        const utilisation::Utilisation* use) {
  Flow flow(snapshot, object, use);
  if (object && object->kind == "node") {
    if (const Result<cluster::NodeIndex> node = findNode(snapshot, *object); !node) {
      return fail(node.error());
    }
  }
  const std::vector<DeviceIndex> devices = devicesInScope(flow);
  if (object && object->kind == "device" && devices.empty()) {
    return fail(ErrorCode::notFound, "no slice and no claim names device " + object->namespaceName + "/" + object->name,
                "See claimscope get devices");
  }
  lookAtClaims(flow, devices);
  lookAtHardware(flow, devices);
  lookAtPlugins(flow, devices);
  lookAtMetrics(flow);
  return flow.finish("double_booking", kDoubleBookingTitle, "No hardware is given out twice");
}

}  // namespace

Workflow doubleBookingWorkflow() {
  return {"double_booking",
          kDoubleBookingTitle,
          "One device in two claims, one UUID in two devices, device plugin beside DRA, metrics",
          {"device", "node"},
          false,
          {"device_doubled"},
          runDoubleBooking};
}

}  // namespace claimscope::diagnosis
