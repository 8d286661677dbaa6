// Pools::fill: devices, counters and validity of one pool (upstream buildPool).
#include <algorithm>
#include <map>
#include <unordered_set>

#include "model/allocation/pools.h"

namespace claimscope::allocation {

namespace {

using Slices = std::vector<const ResourceSlice*>;
using CounterIndex = std::map<std::pair<std::string_view, std::string_view>, std::uint32_t>;

std::string duplicateDevice(const std::vector<DeviceRef>& devices) {
  // Nearly every pool is one node's few devices; comparing them all is faster than a set.
  constexpr std::size_t kFew = 24;
  std::unordered_set<Text> names;
  for (std::size_t i = 0; i < devices.size(); ++i) {
    const Text& name = devices[i].device().name;
    const bool isNew = devices.size() > kFew ? names.insert(name).second
                                             : std::none_of(devices.begin(), devices.begin() + static_cast<std::ptrdiff_t>(i),
                                                            [&](const DeviceRef& other) { return other.device().name == name; });
    if (!isNew) {
      return "duplicate device name " + name.str();
    }
  }
  return {};
}

/// Fills `counters` and `index`; the text says why the sets are wrong.
std::string readCounters(const Slices& slices, std::vector<PoolCounter>& counters, CounterIndex& index,
                         std::unordered_set<Text>& sets) {
  for (const ResourceSlice* slice : slices) {
    for (const CounterSet& set : slice->sharedCounters) {
      if (!sets.insert(set.name).second) {
        return "duplicate counter set name " + set.name.str();
      }
      for (const auto& [name, value] : set.counters) {
        if (index.emplace(std::pair(set.name.view(), name.view()), static_cast<std::uint32_t>(counters.size())).second) {
          counters.push_back({set.name, name, value.nano()});
        }
      }
    }
  }
  return {};
}

std::string wrongDraw(const Slices& slices, const CounterIndex& index, const std::unordered_set<Text>& sets) {
  for (const ResourceSlice* slice : slices) {
    for (const Device& device : slice->devices) {
      if (device.extras == nullptr) {
        continue;
      }
      for (const CounterConsumption& consumption : device.extras->consumes) {
        if (!sets.contains(consumption.counterSet)) {
          return "counter set " + consumption.counterSet.str() + " not found";
        }
        for (const auto& [name, amount] : consumption.counters) {
          if (!index.contains({consumption.counterSet.view(), name.view()})) {
            return "counter " + name.str() + " not found in counter set " + consumption.counterSet.str();
          }
        }
      }
    }
  }
  return {};
}

std::vector<CounterDraw> drawsOf(const Device& device, const CounterIndex& index) {
  std::vector<CounterDraw> out;
  if (device.extras != nullptr) {
    for (const CounterConsumption& consumption : device.extras->consumes) {
      for (const auto& [name, amount] : consumption.counters) {
        if (const auto found = index.find({consumption.counterSet.view(), name.view()}); found != index.end()) {
          out.push_back({found->second, amount.nano()});
        }
      }
    }
  }
  return out;
}

bool consumes(const Device& device) {
  return device.extras != nullptr && !device.extras->consumes.empty();
}

}  // namespace

void Pools::fill(Pool& pool, std::vector<SliceRef> targeting, const Slices& others) const {
  const bool partitionable = m_world.features.partitionableDevices;
  const bool stable = m_variant == Variant::stable;
  if (!stable) {
    std::stable_sort(targeting.begin(), targeting.end(),
                     [](const SliceRef& a, const SliceRef& b) { return a.slice->meta.name < b.slice->meta.name; });
  }
  Slices seen;
  Slices withDevices;
  Slices withCounters;
  Slices elsewhere;
  std::vector<std::uint32_t> firstIndexes;  // parallel to withDevices
  for (const auto& [slice, firstIndex] : targeting) {
    seen.push_back(slice);
    if (partitionable && !slice->sharedCounters.empty()) {
      withCounters.push_back(slice);
    } else {
      withDevices.push_back(slice);
      firstIndexes.push_back(firstIndex);
    }
  }
  for (const ResourceSlice* slice : others) {
    (partitionable && !stable && !slice->sharedCounters.empty() ? withCounters : elsewhere).push_back(slice);
  }

  std::size_t count = 0;
  for (const ResourceSlice* slice : withDevices) {
    count += slice->devices.size();
  }
  pool.devices.reserve(count);
  pool.uses.reserve(count);
  pool.indexes.reserve(count);
  for (std::size_t s = 0; s < withDevices.size(); ++s) {
    const ResourceSlice* slice = withDevices[s];
    for (std::uint32_t i = 0; i < slice->devices.size(); ++i) {
      const Device& device = slice->devices[i];
      pool.devices.push_back({slice, i});
      pool.uses.push_back(m_state.find(slice->driver, slice->poolName, device.name));
      pool.indexes.push_back(firstIndexes[s] == Pool::kNoIndex ? Pool::kNoIndex : firstIndexes[s] + i);
      pool.hasBindingConditions =
          pool.hasBindingConditions || (device.extras != nullptr && !device.extras->bindingConditions.empty());
    }
  }
  if (pool.shown.incomplete || pool.shown.replaced) {
    pool.hasBindingConditions = false;  // upstream does not look at the devices of such a pool
  }

  CounterIndex index;
  std::unordered_set<Text> sets;
  std::string problem = duplicateDevice(pool.devices);
  if (partitionable) {
    const Slices& judged = stable ? seen : withDevices;
    problem = problem.empty() ? readCounters(withCounters, pool.counters, index, sets) : problem;
    problem = problem.empty() ? wrongDraw(judged, index, sets) : problem;
    problem = problem.empty() ? wrongDraw(elsewhere, index, sets) : problem;
  }
  if (!pool.shown.incomplete && !pool.shown.replaced) {
    pool.shown.invalid = problem;
    pool.hasBindingConditions = pool.hasBindingConditions && problem.empty();
  }
  if (!partitionable || index.empty()) {
    return;
  }

  pool.draws.reserve(count);
  for (const DeviceRef& ref : pool.devices) {
    pool.draws.push_back(drawsOf(ref.device(), index));
  }
  for (const Slices* slices : {&withDevices, &elsewhere}) {
    for (const ResourceSlice* slice : *slices) {
      for (const Device& device : slice->devices) {
        const DeviceUse* use = consumes(device) ? m_state.find(slice->driver, slice->poolName, device.name) : nullptr;
        if (use == nullptr) {
          continue;
        }
        Pool::Drawer& drawer = pool.drawers.emplace_back(Pool::Drawer{use, drawsOf(device, index), {}});
        for (const CounterConsumption& consumption : device.extras->consumes) {
          drawer.groups.emplace_back(consumption.counterSet, &consumption.compatibilityGroups);
        }
      }
    }
  }
}

}  // namespace claimscope::allocation
