// Devices by state and node pool, how much of the hardware is allocated, and how large a gang still fits.
#include <array>
#include <map>
#include <unordered_map>

#include "app/exporter/cluster_metrics.h"
#include "app/exporter/resource_type.h"

namespace claimscope::exporter {
namespace {

using cluster::DeviceIndex;
using cluster::DeviceState;
using cluster::DeviceView;
using cluster::Inventory;
using cluster::kNone;
using cluster::Snapshot;
using ::prometheus::MetricType;

constexpr std::string_view kNoNode = "(no node)";

/// The name of the node group of every node, by its index.
std::vector<Text> groupNames(const Inventory& inventory) {
  std::vector<Text> out(inventory.nodes.size());
  for (const cluster::GroupView& group : inventory.groups) {
    for (const cluster::NodeIndex node : group.nodes) {
      out[node] = group.name;
    }
  }
  return out;
}

/// Held by a claim other than by admin access, which consumes nothing.
bool isAllocated(const Snapshot& snapshot, DeviceIndex index, const DeviceView& device) {
  if (device.state == DeviceState::inUse || device.state == DeviceState::reservedNotUsed) {
    return true;
  }
  if (device.state == DeviceState::free || device.state == DeviceState::tainted) {
    return false;
  }
  for (const cluster::ClaimIndex holder : device.claims) {
    const cluster::ClaimView& view = snapshot.inventory->claims[holder];
    const ResourceClaim& claim = *snapshot.of<ResourceClaim>().at(view.slot);
    for (std::size_t i = 0; i < view.devices.size(); ++i) {
      if (view.devices[i] == index && claim.allocation != nullptr && !claim.allocation->results[i].adminAccess) {
        return true;
      }
    }
  }
  return false;
}

/// Counts of one driver in one node group, or of one driver on one node or in one pool.
struct Key {
  Text driver;
  Text where;
  friend bool operator==(const Key&, const Key&) = default;
};
struct KeyHash {
  std::size_t operator()(const Key& key) const noexcept { return key.driver.hash() * 31U ^ key.where.hash(); }
};
struct Counts {
  std::array<std::int64_t, cluster::kDeviceStates> byState{};
  std::int64_t blocked = 0;
};
struct Room {
  std::int64_t free = 0;
  Text group;
};
struct Share {
  std::int64_t published = 0;
  std::int64_t allocated = 0;
};

struct Census {
  std::unordered_map<Key, Counts, KeyHash> groups;
  std::unordered_map<Key, Room, KeyHash> nodes;
  std::unordered_map<Key, std::int64_t, KeyHash> pools;
  std::map<std::string_view, Share> types;
};

Census take(const Snapshot& snapshot) {
  const Inventory& inventory = *snapshot.inventory;
  const std::vector<Text> groupOf = groupNames(inventory);
  const Text noNode(kNoNode);
  Census out;
  ResourceTypes types;
  for (DeviceIndex i = 0; i < inventory.devices.size(); ++i) {
    const DeviceView& device = inventory.devices[i];
    const Text group = device.nodeIndex == kNone ? noNode : groupOf[device.nodeIndex];
    Counts& counts = out.groups[{device.driver, group}];
    ++counts.byState[static_cast<std::size_t>(device.state)];
    counts.blocked += device.blocked ? 1 : 0;
    const bool available = device.state == DeviceState::free && !device.blocked;
    if (device.nodeIndex != kNone) {
      Room& room = out.nodes[{device.driver, device.node}];
      room.group = group;
      room.free += available ? 1 : 0;
    }
    out.pools[{device.driver, device.pool}] += available ? 1 : 0;
    const ResourceSlice* slice = snapshot.of<ResourceSlice>().at(device.slice);
    // A blocked partition is no device of its own now: a sibling has its silicon.
    if (slice != nullptr && device.state != DeviceState::staleGeneration && !device.blocked) {
      Share& share = out.types[types.of(device.driver, slice->devices[device.indexInSlice])];
      ++share.published;
      share.allocated += isAllocated(snapshot, i, device) ? 1 : 0;
    }
  }
  return out;
}

void addShares(const Census& census, std::size_t cap, Page& page) {
  Series ratio("dra_resource_utilization_ratio",
               "Share of the published devices that claims hold, by kind of hardware. Allocated, not busy. Admin access does not "
               "count, nor "
               "do stale slices and partitions whose counters a sibling has used up.",
               MetricType::Gauge, {{"resource_type", true}}, cap);
  for (const auto& [type, share] : census.types) {
    if (share.published > 0) {
      ratio.add({type}, static_cast<double>(share.allocated) / static_cast<double>(share.published));
    }
  }
  page.add(ratio);
}

void addRoom(const Census& census, std::size_t cap, Page& page) {
  Series onNode("claimscope_largest_free_on_node",
                "Most free devices of a driver on one node of the node pool: the largest gang on one node that still fits.",
                MetricType::Gauge, {{"driver"}, {"node_pool"}}, cap);
  for (const auto& [key, room] : census.nodes) {
    onNode.raise({key.driver.view(), room.group.view()}, static_cast<double>(room.free));
  }
  page.add(onNode);
  Series inPool("claimscope_largest_free_in_pool", "Most free devices in one resource pool of the driver.", MetricType::Gauge,
                {{"driver"}}, cap);
  for (const auto& [key, free] : census.pools) {
    inPool.raise({key.driver.view()}, static_cast<double>(free));
  }
  page.add(inPool);
}

/// `rules`: taint rules are known. Without them a free device may be a tainted one, so neither number is.
void addStates(const Census& census, bool rules, std::size_t cap, Page& page) {
  Series devices("claimscope_pool_devices",
                 "Devices by driver, node pool and state (free, inUse, reservedNotUsed, tainted, unhealthy, unknown, "
                 "staleGeneration); blocked "
                 "are free partitions whose counters a sibling has used up.",
                 MetricType::Gauge, {{"driver"}, {"node_pool"}, {"state", true}}, cap);
  // The cap folds what comes last: in an order of its own, that is the same at every scrape.
  std::map<std::pair<Text, Text>, const Counts*> sorted;
  for (const auto& [key, counts] : census.groups) {
    sorted.emplace(std::pair(key.driver, key.where), &counts);
  }
  for (const auto& [key, counts] : sorted) {
    for (std::size_t s = 0; s < cluster::kDeviceStates; ++s) {
      const auto state = static_cast<DeviceState>(s);
      if (!rules && (state == DeviceState::free || state == DeviceState::tainted)) {
        continue;
      }
      const std::int64_t count = counts->byState[s] - (state == DeviceState::free ? counts->blocked : 0);
      devices.add({key.first.view(), key.second.view(), cluster::deviceStateWord(state)}, static_cast<double>(count));
    }
    if (rules) {
      devices.add({key.first.view(), key.second.view(), "blocked"}, static_cast<double>(counts->blocked));
    }
  }
  page.add(devices);
}

void addPools(const Snapshot& snapshot, std::size_t cap, Page& page) {
  Series pools(
      "claimscope_pools",
      "Resource pools of a driver: complete, incomplete (slices are missing) or invalid (its slices contradict each other).",
      MetricType::Gauge, {{"driver"}, {"state", true}}, cap);
  for (const cluster::PoolView& pool : snapshot.inventory->pools) {
    const std::string_view state = !pool.invalid.empty() ? "invalid" : pool.complete ? "complete" : "incomplete";
    for (const std::string_view one : {"complete", "incomplete", "invalid"}) {
      pools.add({pool.driver.view(), one}, one == state ? 1 : 0);
    }
  }
  page.add(pools);
  Series slices("claimscope_slices", "ResourceSlices that a driver publishes, those of older generations included.",
                MetricType::Gauge, {{"driver"}}, cap);
  std::map<Text, std::int64_t> byDriver;
  snapshot.of<ResourceSlice>().forEach([&](cluster::Slot, const ResourceSlice& slice) { ++byDriver[slice.driver]; });
  for (const auto& [driver, count] : byDriver) {
    slices.add({driver.view()}, static_cast<double>(count));
  }
  page.add(slices);
}

}  // namespace

void addDevices(const Snapshot& snapshot, std::size_t cap, Page& page) {
  if (!readable(snapshot, {Kind::ResourceSlice})) {
    return;
  }
  addPools(snapshot, cap, page);
  if (!readable(snapshot, {Kind::ResourceClaim})) {
    return;  // who holds a device is written in claims alone
  }
  const Census census = take(snapshot);
  addShares(census, cap, page);
  if (!readable(snapshot, {Kind::Node})) {
    return;  // which node pool a node belongs to is written on the node
  }
  const bool rules = readable(snapshot, {Kind::DeviceTaintRule}) ||
                     snapshot.source(Kind::DeviceTaintRule).status.state == SourceState::notServed;
  addStates(census, rules, cap, page);
  if (rules) {
    addRoom(census, cap, page);
  }
}

}  // namespace claimscope::exporter
