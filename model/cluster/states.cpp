// Final device states and the counts of everything, with their bounds.
#include <algorithm>
#include <map>

#include "model/cluster/joins.h"

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

bool isOf(const AllocatedDeviceStatus& status, const DeviceView& device) {
  return status.device == device.name && status.pool == device.pool && status.driver == device.driver;
}

/// What the kubelet says of the devices of its pods, and the driver in the claim.
void readHealth(const Snapshot& snapshot, const Inventory& out, DeviceView& device) {
  for (const EffectiveTaint& taint : device.taints) {
    if (taint.rule.empty() && isHealthTaint(taint.taint)) {
      reportUnhealthy(device,
                      "taint " + taint.taint.key.str() + (taint.taint.value.empty() ? "" : "=" + taint.taint.value.str()));
    }
  }
  for (const ClaimIndex index : device.claims) {
    for (const Slot slot : out.claims[index].pods) {
      const Pod& pod = *snapshot.of<Pod>().at(slot);
      for (const DeviceHealth& health : pod.rare->deviceHealth) {
        if (health.health == "Unhealthy" &&
            health.deviceId == device.driver.str() + "/" + device.pool.str() + "/" + device.name.str()) {
          reportUnhealthy(device, "pod " + pod.meta.namespaceName.str() + "/" + pod.meta.name.str() + " reports Unhealthy" +
                                      (health.message.empty() ? "" : ": " + health.message.str()));
        }
      }
    }
  }
  for (const ClaimIndex index : device.claims) {
    for (const AllocatedDeviceStatus& status : snapshot.of<ResourceClaim>().at(out.claims[index].slot)->devices) {
      for (const Condition& condition : status.conditions) {
        if ((condition.type == "Healthy" || condition.type == "Ready") && condition.status == "False" && isOf(status, device)) {
          reportUnhealthy(device, "driver condition " + condition.type.str() + "=False" +
                                      (condition.message.empty() ? "" : ": " + condition.message.str()));
        }
      }
    }
  }
}

enum class Hold : std::uint8_t { none, unreserved, reserved };

/// How claims hold the device other than by admin access; notes admin access on the device.
Hold holdOf(const Snapshot& snapshot, const Inventory& out, DeviceIndex index, DeviceView& device) {
  Hold hold = Hold::none;
  for (const ClaimIndex claimIndex : device.claims) {
    const ClaimView& view = out.claims[claimIndex];
    const ResourceClaim& claim = *snapshot.of<ResourceClaim>().at(view.slot);
    for (std::size_t i = 0; i < view.devices.size(); ++i) {
      if (view.devices[i] != index) {
        continue;
      }
      if (claim.allocation->results[i].adminAccess) {
        device.adminAccess = true;
      } else {
        hold = hold == Hold::reserved || !claim.reservedFor.empty() ? Hold::reserved : Hold::unreserved;
      }
    }
  }
  return hold;
}

/// Held other than by admin access: what counters are charged for.
bool consumes(const Snapshot& snapshot, const Inventory& out, DeviceIndex index) {
  DeviceView scratch;
  scratch.claims = out.devices[index].claims;
  return holdOf(snapshot, out, index, scratch) != Hold::none;
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
      if (consumes(m_snapshot, m_out, i)) {
        forEachCounter(i, [&](const auto& counter, double amount) { m_left[counter] -= amount; });
      }
    }
    for (const DeviceIndex i : m_pool.devices) {
      bool blocked = false;
      if (m_out.devices[i].state == DeviceState::free) {
        forEachCounter(i, [&](const auto& counter, double amount) {
          const auto available = m_left.find(counter);
          blocked = blocked || available == m_left.end() || available->second < amount;
        });
      }
      if (m_out.devices[i].blocked != blocked) {
        m_out.devices.edit(i).blocked = blocked;
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

/// Not one slice may be read: devices are known from claims alone.
bool slicesAreHidden(const Snapshot& snapshot) {
  return snapshot.boundOf(Kind::ResourceSlice) == Bound::unknown && snapshot.of<ResourceSlice>().size() == 0;
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
  if (slicesAreHidden(snapshot) && claims != Bound::unknown) {
    out.inUseBound = Bound::atLeast;  // those that the claims name
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

/// Adds a value that is not there yet.
void remember(std::vector<Text>& seen, const Text& value) {
  if (!value.empty() && std::find(seen.begin(), seen.end(), value) == seen.end()) {
    seen.push_back(value);
  }
}

constexpr std::string_view kNoNode = "(no node)";

}  // namespace

void settleDevice(const Snapshot& snapshot, Inventory& out, DeviceIndex index) {
  if (const DeviceView& device = out.devices[index];
      device.claims.empty() && device.taints.empty() && device.state == device.base && !device.adminAccess && !device.blocked) {
    return;
  }
  DeviceView& device = out.devices.edit(index);
  device.adminAccess = false;
  device.blocked = false;
  device.healthDetail.clear();
  device.state = device.base;
  // Of a withdrawn device it is known who holds it, but not what it is doing. Where no slice may be read nothing says that it is
  // withdrawn.
  const Hold hold = holdOf(snapshot, out, index, device);
  if (hold != Hold::none && (device.slice != kNoSlot || slicesAreHidden(snapshot))) {
    device.state = hold == Hold::reserved ? DeviceState::inUse : DeviceState::reservedNotUsed;
  }
  readHealth(snapshot, out, device);
}

void applyCounters(const Snapshot& snapshot, Inventory& out, const std::vector<PoolIndex>& pools) {
  if (pools.empty()) {
    return;
  }
  CounterSlices counted;
  for (const PoolIndex pool : pools) {
    counted[{out.pools[pool].driver, out.pools[pool].name}];
  }
  snapshot.of<ResourceSlice>().forEach([&](Slot, const ResourceSlice& slice) {
    const auto pool = slice.sharedCounters.empty() ? counted.end() : counted.find({slice.driver, slice.poolName});
    if (pool != counted.end()) {
      pool->second.push_back(&slice);
    }
  });
  for (const PoolIndex index : pools) {
    const PoolView& pool = out.pools[index];
    std::vector<const ResourceSlice*>& slices = counted[{pool.driver, pool.name}];
    std::erase_if(slices, [&](const ResourceSlice* slice) { return slice->poolGeneration != pool.generation; });
    PoolCounters(snapshot, out, pool).apply(slices);
  }
}

void buildGroups(const Snapshot& snapshot, Inventory& out) {
  struct Building {
    GroupView view;
    std::vector<Text> types;
    std::vector<Text> products;
  };
  std::map<Text, Building> groups;
  for (NodeIndex i = 0; i < out.nodes.size(); ++i) {
    const NodeView& node = out.nodes[i];
    Building& group = groups[node.group];
    group.view.name = node.group;
    group.view.nodes.push_back(i);
    remember(group.types, node.instanceType);
    if (!node.devices.empty()) {
      remember(group.products, productOf(snapshot, out.devices[node.devices.front()]));
    }
  }
  out.groups.clear();
  for (auto& [name, group] : groups) {
    std::stable_sort(group.view.nodes.begin(), group.view.nodes.end(),
                     [&](NodeIndex a, NodeIndex b) { return out.nodes[a].zone < out.nodes[b].zone; });
    const std::vector<Text>& types = group.types;
    group.view.instanceTypes = types.size() == 1 ? types.front()
                               : types.empty()   ? Text()
                                                 : Text(std::to_string(types.size()) + " types");
    group.view.product = group.products.size() == 1 ? group.products.front() : Text();
    out.groups.push_back(std::move(group.view));
  }
}

void countAll(const Snapshot& snapshot, Inventory& out) {
  findBounds(snapshot, out);
  out.counts = {};
  StateCounts noNode;
  for (const DeviceView& device : out.devices) {
    out.counts.add(device);
    if (device.nodeIndex == kNone) {
      noNode.add(device);
    }
  }
  out.setBounds(out.counts);
  std::erase_if(out.groups, [](const GroupView& group) { return group.nodes.empty(); });
  for (GroupView& group : out.groups) {
    group.counts = {};
    for (const NodeIndex node : group.nodes) {
      for (const DeviceIndex device : out.nodes[node].devices) {
        group.counts.add(out.devices[device]);
      }
    }
  }
  if (noNode.total() > 0) {
    GroupView group;
    group.name = Text(kNoNode);
    group.counts = noNode;
    out.groups.push_back(std::move(group));
  }
  for (GroupView& group : out.groups) {
    out.setBounds(group.counts);
  }
  std::sort(out.groups.begin(), out.groups.end(), [](const GroupView& a, const GroupView& b) {
    const bool devicesA = a.counts.total() > 0;
    const bool devicesB = b.counts.total() > 0;
    return devicesA != devicesB ? devicesA : a.name < b.name;
  });
}

void deriveStates(const Snapshot& snapshot, Inventory& out) {
  for (DeviceIndex i = 0; i < out.devices.size(); ++i) {
    settleDevice(snapshot, out, i);
  }
  std::vector<PoolIndex> counted;
  for (PoolIndex i = 0; i < out.pools.size(); ++i) {
    if (out.pools[i].counters) {
      counted.push_back(i);
    }
  }
  applyCounters(snapshot, out, counted);
  buildGroups(snapshot, out);
  countAll(snapshot, out);
}

}  // namespace claimscope::cluster
