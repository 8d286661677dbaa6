// Final device states and the counts of everything, with their bounds.
#include <algorithm>
#include <map>

#include "model/cluster/derive.h"

namespace claimscope::cluster {
namespace {

/// Taints by which drivers report a broken device: NVIDIA's XID taint and keys that say so themselves.
bool isHealthTaint(const Taint& taint) {
  const std::string_view key = taint.key.view();
  return key.find("unhealthy") != std::string_view::npos || key.find("xid") != std::string_view::npos || key.find("XID") != std::string_view::npos;
}

void reportUnhealthy(DeviceView& device, std::string detail) {
  if (device.healthDetail.empty()) {
    device.healthDetail = std::move(detail);
  }
  device.state = DeviceState::unhealthy;
}

void readHealth(const Snapshot& snapshot, Inventory& out) {
  for (DeviceView& device : out.devices) {
    for (const EffectiveTaint& taint : device.taints) {
      if (taint.rule.empty() && isHealthTaint(taint.taint)) {
        reportUnhealthy(device, "taint " + taint.taint.key.str() + (taint.taint.value.empty() ? "" : "=" + taint.taint.value.str()));
      }
    }
  }
  for (const auto& [slot, claims] : out.claimsByPod) {
    const Pod& pod = *snapshot.of<Pod>().at(slot);
    for (const DeviceHealth& health : pod.deviceHealth) {
      if (!(health.health == "Unhealthy")) {
        continue;
      }
      for (const ClaimIndex claim : claims) {
        for (const DeviceIndex index : out.claims[claim].devices) {
          DeviceView& device = out.devices[index];
          if (health.deviceId == device.driver.str() + "/" + device.pool.str() + "/" + device.name.str()) {
            reportUnhealthy(device, "pod " + pod.meta.namespaceName.str() + "/" + pod.meta.name.str() + " reports Unhealthy" +
                                        (health.message.empty() ? "" : ": " + health.message.str()));
          }
        }
      }
    }
  }
  for (const ClaimView& view : out.claims) {
    const ResourceClaim& claim = *snapshot.of<ResourceClaim>().at(view.slot);
    for (const AllocatedDeviceStatus& status : claim.devices) {
      for (const Condition& condition : status.conditions) {
        const bool bad = (condition.type == "Healthy" || condition.type == "Ready") && condition.status == "False";
        const DeviceIndex index = bad ? out.findDevice(status.driver, status.pool, status.device) : kNone;
        if (index != kNone) {
          reportUnhealthy(out.devices[index], "driver condition " + condition.type.str() + "=False" +
                                                  (condition.message.empty() ? "" : ": " + condition.message.str()));
        }
      }
    }
  }
}

void applyHolders(const Snapshot& snapshot, Inventory& out) {
  for (const auto& [index, consumed] : out.consumed) {
    DeviceView& device = out.devices[index];
    if (device.slice == kNoSlot || !consumed) {
      continue;  // withdrawn: who holds it is known, what it is doing is not
    }
    const bool reserved = std::any_of(device.claims.begin(), device.claims.end(), [&](ClaimIndex claim) {
      return !snapshot.of<ResourceClaim>().at(out.claims[claim].slot)->reservedFor.empty();
    });
    device.state = reserved ? DeviceState::inUse : DeviceState::reservedNotUsed;
  }
}

/// Counters are shared by the partitions of a pool: what allocated ones took is gone for the others (dra.md 2.3).
void applyCounters(const Snapshot& snapshot, Inventory& out) {
  for (const PoolView& pool : out.pools) {
    std::map<std::pair<Text, Text>, double> left;
    auto extrasOf = [&](DeviceIndex i) -> const DeviceExtras* {
      const DeviceView& device = out.devices[i];
      const ResourceSlice* slice = snapshot.of<ResourceSlice>().at(device.slice);
      return slice == nullptr ? nullptr : slice->devices[device.indexInSlice].extras.get();
    };
    const bool counted = std::any_of(pool.devices.begin(), pool.devices.end(), [&](DeviceIndex i) {
      const DeviceExtras* extras = extrasOf(i);
      return extras != nullptr && !extras->consumes.empty();
    });
    if (!counted) {
      continue;
    }
    snapshot.of<ResourceSlice>().forEach([&](Slot, const ResourceSlice& slice) {
      if (slice.driver == pool.driver && slice.poolName == pool.name && slice.poolGeneration == pool.generation) {
        for (const CounterSet& set : slice.sharedCounters) {
          for (const auto& [name, quantity] : set.counters) {
            left[{set.name, name}] = quantity.approximate();
          }
        }
      }
    });
    for (const DeviceIndex i : pool.devices) {
      const DeviceExtras* extras = out.consumed.count(i) > 0 ? extrasOf(i) : nullptr;
      for (std::size_t c = 0; extras != nullptr && c < extras->consumes.size(); ++c) {
        for (const auto& [name, quantity] : extras->consumes[c].counters) {
          left[{extras->consumes[c].counterSet, name}] -= quantity.approximate();
        }
      }
    }
    for (const DeviceIndex i : pool.devices) {
      const DeviceExtras* extras = out.devices[i].state == DeviceState::free ? extrasOf(i) : nullptr;
      for (std::size_t c = 0; extras != nullptr && c < extras->consumes.size(); ++c) {
        for (const auto& [name, quantity] : extras->consumes[c].counters) {
          const auto available = left.find({extras->consumes[c].counterSet, name});
          out.devices[i].blocked = out.devices[i].blocked || available == left.end() || available->second < quantity.approximate();
        }
      }
    }
  }
}

struct Bounds {
  Bound devices;
  Bound free;
  Bound inUse;
  Bound tainted;
};

/// What hidden, stale or still loading kinds do to the numbers.
Bounds boundsOf(const Snapshot& snapshot) {
  const Bound slices = snapshot.boundOf(Kind::ResourceSlice);
  const Bound claims = snapshot.boundOf(Kind::ResourceClaim);
  const SourceState rules = snapshot.source(Kind::DeviceTaintRule).status.state;
  bool rulesHidden = rules == SourceState::forbidden || rules == SourceState::failed || rules == SourceState::loading || rules == SourceState::waiting;
  snapshot.of<DeviceTaintRule>().forEach([&](Slot, const DeviceTaintRule& rule) {
    rulesHidden = rulesHidden || !rule.deviceClassName.empty() || !rule.selectors.empty();
  });
  Bounds bounds{slices, slices, slices, slices};
  if (claims != Bound::exact) {
    bounds.free = combine(bounds.free, Bound::atMost);
    bounds.inUse = claims == Bound::unknown ? Bound::unknown : combine(bounds.inUse, Bound::atLeast);
  }
  if (rulesHidden) {
    bounds.free = combine(bounds.free, Bound::atMost);
    bounds.tainted = combine(bounds.tainted, Bound::atLeast);
  }
  return bounds;
}

void countInto(StateCounts& counts, const DeviceView& device) {
  counts.add(device.state);
  counts.adminAccess += device.adminAccess ? 1 : 0;
  counts.blocked += device.blocked ? 1 : 0;
}

void setBounds(StateCounts& counts, const Bounds& bounds) {
  counts.freeBound = counts.blocked > 0 ? combine(bounds.free, Bound::atMost) : bounds.free;
  counts.inUseBound = bounds.inUse;
  counts.taintedBound = bounds.tainted;
}

/// A short published product name of a device; empty when it has none.
Text productOf(const Snapshot& snapshot, const DeviceView& device) {
  const ResourceSlice* slice = snapshot.of<ResourceSlice>().at(device.slice);
  if (slice != nullptr) {
    for (const std::string_view name : {"productName", "model", "product"}) {
      const DeviceAttribute* attribute = slice->devices[device.indexInSlice].attribute(name);
      if (attribute != nullptr && std::holds_alternative<Text>(attribute->value)) {
        return std::get<Text>(attribute->value);
      }
    }
  }
  return {};
}

void buildGroups(const Snapshot& snapshot, Inventory& out, const Bounds& bounds) {
  std::map<std::string, GroupView> groups;
  std::map<std::string, std::vector<Text>> types;
  std::map<std::string, std::vector<Text>> products;
  auto remember = [](std::vector<Text>& seen, const Text& value) {
    if (!value.empty() && std::find(seen.begin(), seen.end(), value) == seen.end()) {
      seen.push_back(value);
    }
  };
  for (NodeIndex i = 0; i < out.nodes.size(); ++i) {
    const NodeView& node = out.nodes[i];
    const std::string name = node.group.str();
    GroupView& group = groups[name];
    group.name = node.group;
    group.nodes.push_back(i);
    remember(types[name], node.instanceType);
    for (const DeviceIndex device : node.devices) {
      countInto(group.counts, out.devices[device]);
    }
    if (!node.devices.empty()) {
      remember(products[name], productOf(snapshot, out.devices[node.devices.front()]));
    }
  }
  for (const DeviceView& device : out.devices) {
    if (device.nodeIndex == kNone) {
      GroupView& group = groups["(no node)"];
      group.name = Text("(no node)");
      countInto(group.counts, device);
    }
  }
  for (auto& [name, group] : groups) {
    setBounds(group.counts, bounds);
    std::stable_sort(group.nodes.begin(), group.nodes.end(), [&](NodeIndex a, NodeIndex b) { return out.nodes[a].zone < out.nodes[b].zone; });
    const std::vector<Text>& seen = types[name];
    group.instanceTypes = seen.size() == 1 ? seen.front() : seen.empty() ? Text() : Text(std::to_string(seen.size()) + " types");
    group.product = products[name].size() == 1 ? products[name].front() : Text();
    out.groups.push_back(std::move(group));
  }
  std::stable_sort(out.groups.begin(), out.groups.end(),
                   [](const GroupView& a, const GroupView& b) { return (a.counts.total() > 0) > (b.counts.total() > 0); });
}

}  // namespace

void deriveStates(const Snapshot& snapshot, Inventory& out) {
  applyHolders(snapshot, out);
  readHealth(snapshot, out);
  applyCounters(snapshot, out);
  const Bounds bounds = boundsOf(snapshot);
  for (const DeviceView& device : out.devices) {
    countInto(out.counts, device);
  }
  setBounds(out.counts, bounds);
  out.deviceBound = bounds.devices;
  out.claimBound = snapshot.boundOf(Kind::ResourceClaim);
  buildGroups(snapshot, out, bounds);
}

}  // namespace claimscope::cluster
