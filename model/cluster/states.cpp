// Final device states and the counts of everything, with their bounds.
#include <algorithm>
#include <map>

#include "model/cluster/derive.h"

namespace claimscope::cluster {
namespace {

/// Taints by which drivers report a broken device: NVIDIA's XID taint and keys that say so themselves. Without an effect a
/// taint is information only.
bool isHealthTaint(const Taint& taint) {
  if (!(taint.effect == "NoExecute" || taint.effect == "NoSchedule")) {
    return false;
  }
  const std::string_view key = taint.key.view();
  const std::string_view name = key.substr(key.find('/') == std::string_view::npos ? 0 : key.find('/') + 1);
  return name.find("unhealthy") != std::string_view::npos || name.starts_with("xid") || name.starts_with("XID") ||
         name.ends_with("-xid");
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
        reportUnhealthy(device,
                        "taint " + taint.taint.key.str() + (taint.taint.value.empty() ? "" : "=" + taint.taint.value.str()));
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

void applyHolders(Inventory& out) {
  for (DeviceIndex i = 0; i < out.devices.size(); ++i) {
    DeviceView& device = out.devices[i];
    // Of a withdrawn device it is known who holds it, but not what it is doing.
    if (out.holds[i] != Inventory::kNotHeld && device.slice != kNoSlot) {
      device.state = out.holds[i] == Inventory::kReserved ? DeviceState::inUse : DeviceState::reservedNotUsed;
    }
  }
}

/// Slices that publish shared counters, by driver and pool; few even in large clusters.
using CounterSlices = std::map<std::pair<Text, Text>, std::vector<const ResourceSlice*>>;

/// What the counters of one pool still have: what allocated partitions took is gone for the others (dra.md 2.3).
class PoolCounters {
 public:
  PoolCounters(const Snapshot& snapshot, Inventory& out, const PoolView& pool) : m_snapshot(snapshot), m_out(out), m_pool(pool) {}

  void apply(const std::vector<const ResourceSlice*>& slices) {
    for (const ResourceSlice* slice : slices) {
      for (const CounterSet& set : slice->sharedCounters) {
        for (const auto& [name, quantity] : set.counters) {
          m_left[{set.name, name}] = quantity.approximate();
        }
      }
    }
    for (const DeviceIndex i : m_pool.devices) {
      if (m_out.holds[i] != Inventory::kNotHeld) {
        forEachCounter(i, [&](const auto& counter, double amount) { m_left[counter] -= amount; });
      }
    }
    for (const DeviceIndex i : m_pool.devices) {
      if (m_out.devices[i].state == DeviceState::free) {
        forEachCounter(i, [&](const auto& counter, double amount) {
          const auto available = m_left.find(counter);
          m_out.devices[i].blocked = m_out.devices[i].blocked || available == m_left.end() || available->second < amount;
        });
      }
    }
  }

 private:
  template <class Fn>
  void forEachCounter(DeviceIndex index, Fn&& fn) const {
    const DeviceView& device = m_out.devices[index];
    const ResourceSlice* slice = m_snapshot.of<ResourceSlice>().at(device.slice);
    const DeviceExtras* extras = slice == nullptr ? nullptr : slice->devices[device.indexInSlice].extras.get();
    for (std::size_t c = 0; extras != nullptr && c < extras->consumes.size(); ++c) {
      for (const auto& [name, quantity] : extras->consumes[c].counters) {
        fn(std::pair(extras->consumes[c].counterSet, name), quantity.approximate());
      }
    }
  }

  const Snapshot& m_snapshot;
  Inventory& m_out;
  const PoolView& m_pool;
  std::map<std::pair<Text, Text>, double> m_left;
};

void applyCounters(const Snapshot& snapshot, Inventory& out) {
  CounterSlices counted;
  for (const PoolView& pool : out.pools) {
    if (pool.counters) {
      counted[{pool.driver, pool.name}];
    }
  }
  if (counted.empty()) {
    return;
  }
  snapshot.of<ResourceSlice>().forEach([&](Slot, const ResourceSlice& slice) {
    const auto pool = slice.sharedCounters.empty() ? counted.end() : counted.find({slice.driver, slice.poolName});
    if (pool != counted.end()) {
      pool->second.push_back(&slice);
    }
  });
  for (const PoolView& pool : out.pools) {
    if (pool.counters) {
      std::vector<const ResourceSlice*>& slices = counted[{pool.driver, pool.name}];
      std::erase_if(slices, [&](const ResourceSlice* slice) { return slice->poolGeneration != pool.generation; });
      PoolCounters(snapshot, out, pool).apply(slices);
    }
  }
}

/// What hidden, stale or still loading kinds do to the numbers.
void findBounds(const Snapshot& snapshot, Inventory& out) {
  const Bound slices = snapshot.boundOf(Kind::ResourceSlice);
  const Bound claims = snapshot.boundOf(Kind::ResourceClaim);
  // A server that does not serve rules has none: nothing is hidden.
  bool rulesHidden = snapshot.boundOf(Kind::DeviceTaintRule) != Bound::exact &&
                     snapshot.source(Kind::DeviceTaintRule).status.state != SourceState::notServed;
  snapshot.of<DeviceTaintRule>().forEach([&](Slot, const DeviceTaintRule& rule) {
    rulesHidden = rulesHidden || !rule.deviceClassName.empty() || !rule.selectors.empty();
  });
  out.deviceBound = out.freeBound = out.inUseBound = out.taintedBound = slices;
  out.claimBound = claims;
  if (claims != Bound::exact) {
    out.freeBound = combine(out.freeBound, Bound::atMost);
    out.inUseBound = claims == Bound::unknown ? Bound::unknown : combine(out.inUseBound, Bound::atLeast);
  }
  if (rulesHidden) {
    out.freeBound = combine(out.freeBound, Bound::atMost);
    out.taintedBound = combine(out.taintedBound, Bound::atLeast);
  }
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

void buildGroups(const Snapshot& snapshot, Inventory& out) {
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
      group.counts.add(out.devices[device]);
    }
    if (!node.devices.empty()) {
      remember(products[name], productOf(snapshot, out.devices[node.devices.front()]));
    }
  }
  for (const DeviceView& device : out.devices) {
    if (device.nodeIndex == kNone) {
      GroupView& group = groups["(no node)"];
      group.name = Text("(no node)");
      group.counts.add(device);
    }
  }
  for (auto& [name, group] : groups) {
    out.setBounds(group.counts);
    std::stable_sort(group.nodes.begin(), group.nodes.end(),
                     [&](NodeIndex a, NodeIndex b) { return out.nodes[a].zone < out.nodes[b].zone; });
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
  applyHolders(out);
  readHealth(snapshot, out);
  applyCounters(snapshot, out);
  findBounds(snapshot, out);
  for (const DeviceView& device : out.devices) {
    out.counts.add(device);
  }
  out.setBounds(out.counts);
  buildGroups(snapshot, out);
}

}  // namespace claimscope::cluster
