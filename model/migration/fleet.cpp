#include "model/migration/fleet.h"

#include <algorithm>
#include <map>
#include <set>

#include "model/allocation/node_fit.h"
#include "model/migration/device_resource.h"
#include "model/migration/workloads.h"
#include "model/resources/pod/pod_template.h"

namespace claimscope::migration {
namespace {

using cluster::DeviceIndex;
using cluster::NodeView;
using cluster::Snapshot;

/// What the pods of each node ask, by node and resource.
struct Asked {
  std::int64_t amount = 0;
  std::int64_t pods = 0;
};
using AskedBy = std::map<std::pair<Text, Text>, Asked>;

AskedBy askedByNode(const Snapshot& snapshot) {
  AskedBy out;
  snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
    // Pods whose extended resource is served by a claim hold no device of the plugin.
    if (pod.nodeName.empty() || pod.finished() || !pod.rare->extendedResourceClaim.empty()) {
      return;
    }
    const bool some = std::any_of(pod.spec->containers.begin(), pod.spec->containers.end(), [](const Container& container) {
      return std::any_of(container.requests.begin(), container.requests.end(),
                         [](const auto& entry) { return isDeviceResource(entry.first.view()); });
    });
    if (!some) {
      return;
    }
    for (const auto& [resource, amount] : allocation::podRequests(pod)) {
      if (isDeviceResource(resource.view()) && amount.value() > 0) {
        Asked& asked = out[{pod.nodeName, resource}];
        asked.amount += amount.value();
        ++asked.pods;
      }
    }
  });
  return out;
}

/// Devices of a driver on a node, and how many of them claims hold.
std::pair<std::int64_t, std::int64_t> published(const Snapshot& snapshot, const NodeView& view, std::string_view driver) {
  std::int64_t devices = 0;
  std::int64_t held = 0;
  for (const DeviceIndex index : view.devices) {
    const cluster::DeviceView& device = snapshot.inventory->devices[index];
    if (device.driver.view() == driver && device.slice != cluster::kNoSlot) {
      ++devices;
      held += device.claims.empty() || device.adminAccess ? 0 : 1;
    }
  }
  return {devices, held};
}

}  // namespace

std::string_view servesWord(Serves serves) {
  switch (serves) {
    case Serves::plugin:
      return "device plugin";
    case Serves::both:
      return "both";
    case Serves::claims:
      return "claims";
    case Serves::nothing:
      break;
  }
  return "nothing";
}

std::vector<const NodeUse*> Fleet::of(const Text& node) const {
  std::vector<const NodeUse*> out;
  auto at =
      std::lower_bound(nodes.begin(), nodes.end(), node, [](const NodeUse& use, const Text& name) { return use.node < name; });
  for (; at != nodes.end() && at->node == node; ++at) {
    out.push_back(&*at);
  }
  return out;
}

Fleet fleetOf(const Snapshot& snapshot, const std::vector<Workload>& workloads) {
  Fleet out;
  out.bound = snapshot.boundOf(Kind::Node);
  const Bound podBound = snapshot.boundOf(Kind::Pod);
  const AskedBy asked = askedByNode(snapshot);
  std::map<Text, ResourceUse> resources;
  std::map<Text, GroupUse> groups;
  std::set<Text> others;
  // Resources that workloads name exist as well when no node offers them any more.
  std::map<std::string, std::set<Text>> byDriver;
  for (const Workload& workload : workloads) {
    for (const ContainerAsk& ask : workload.wanted()) {
      byDriver[std::string(deviceResource(ask.resource.view()).driver)].insert(ask.resource);
      resources[ask.resource].resource = ask.resource;
    }
    if (const auto found = resources.find(workload.resource()); found != resources.end()) {
      ++found->second.workloads;
    }
  }
  const auto& views = snapshot.inventory->nodes;
  for (cluster::NodeIndex i = 0; i < views.size(); ++i) {
    const NodeView& view = views[i];
    const Node* node = snapshot.of<Node>().at(view.slot);
    if (node == nullptr) {
      continue;  // only slices name it: what its device plugin offers is not to be seen
    }
    std::set<Text> here;
    for (const auto& [name, amount] : node->capacity) {
      if (isDeviceResource(name.view())) {
        here.insert(name);
      } else if (isExtendedResource(name.view())) {
        others.insert(name);
      }
    }
    for (const auto& [name, amount] : node->allocatable) {
      if (isDeviceResource(name.view())) {
        here.insert(name);
      }
    }
    const bool labelled = labelValue(node->meta.labels, kPhaseLabel) == kPhaseDra;
    // A node that has been handed over may not name the resource any more: its slices still belong to the bench.
    if (here.empty()) {
      for (const auto& [driver, names] : byDriver) {
        if (!driver.empty() && published(snapshot, view, driver).first > 0) {
          here.insert(*names.begin());
        }
      }
    }
    GroupUse* group = nullptr;
    bool over = !here.empty();
    bool doubled = false;
    for (const Text& name : here) {
      NodeUse use;
      use.node = view.name;
      use.index = i;
      use.group = view.group;
      use.resource = name;
      use.capacity = amountOf(node->capacity, name.view());
      use.allocatable = amountOf(node->allocatable, name.view());
      if (const auto found = asked.find({view.name, name}); found != asked.end()) {
        use.requested = found->second.amount;
        use.pods = found->second.pods;
      }
      std::tie(use.devices, use.held) = published(snapshot, view, deviceResource(name.view()).driver);
      use.labelled = labelled;
      use.schedulable = !node->unschedulable && node->ready() != "False" && node->ready() != "Unknown";
      use.serves = use.allocatable > 0 ? (use.devices > 0 ? Serves::both : Serves::plugin)
                                       : (use.devices > 0 ? Serves::claims : Serves::nothing);
      ResourceUse& total = resources[name];
      total.resource = name;
      ++total.nodes;
      total.allocatable.value += use.allocatable;
      total.requested.value += use.requested;
      total.pods += use.pods;
      total.free.value += std::max<std::int64_t>(use.allocatable - use.requested, 0);
      over = over && use.handedOver();
      doubled = doubled || use.serves == Serves::both;
      group = &groups[view.group];
      out.nodes.push_back(std::move(use));
    }
    if (group != nullptr) {
      group->group = view.group;
      ++group->nodes;
      group->labelled += labelled ? 1 : 0;
      group->handedOver += over ? 1 : 0;
      group->doubled += doubled ? 1 : 0;
    }
  }
  for (auto& [name, total] : resources) {
    total.allocatable.bound = out.bound;
    total.requested.bound = podBound == Bound::exact ? out.bound : podBound == Bound::unknown ? Bound::unknown : Bound::atLeast;
    // Requests that are not seen make what is free at most so much.
    total.free.bound = podBound == Bound::exact ? out.bound : out.bound == Bound::exact ? Bound::atMost : Bound::unknown;
    out.resources.push_back(total);
  }
  for (auto& [name, group] : groups) {
    out.groups.push_back(group);
  }
  out.others.assign(others.begin(), others.end());
  std::sort(out.nodes.begin(), out.nodes.end(),
            [](const NodeUse& a, const NodeUse& b) { return a.node == b.node ? a.resource < b.resource : a.node < b.node; });
  return out;
}

}  // namespace claimscope::migration
