#include "model/allocation/pools.h"

#include <algorithm>

#include "model/allocation/node_selector.h"
#include "model/allocation/taints.h"

namespace claimscope::allocation {

namespace {

bool usesCompatibilityGroups(const ResourceSlice& slice) {
  return std::any_of(slice.devices.begin(), slice.devices.end(), [](const Device& device) {
    return device.extras != nullptr &&
           std::any_of(device.extras->consumes.begin(), device.extras->consumes.end(),
                       [](const CounterConsumption& consumption) { return !consumption.compatibilityGroups.empty(); });
  });
}

std::size_t hashOf(const Labels& labels) {
  std::size_t hash = 0;
  for (const auto& [key, value] : labels) {
    hash = (hash * 31 + key.hash()) * 31 + value.hash();
  }
  return hash;
}

bool byId(const std::shared_ptr<const Pool>& a, const std::shared_ptr<const Pool>& b) {
  return a->shown.driver == b->shown.driver ? a->shown.name < b->shown.name : a->shown.driver < b->shown.driver;
}

}  // namespace

Pools::Pools(const World& world, const AllocatedState& state)
    : m_world(world), m_state(state), m_variant(world.features.variant()) {
  m_byNode.reserve(world.slices.size());
  m_next.resize(world.slices.size());
  m_firstIndex.reserve(world.slices.size());
  std::uint32_t next = 0;
  for (std::uint32_t i = 0; i < world.slices.size(); ++i) {
    const ResourceSlice& slice = *world.slices[i];
    m_firstIndex.push_back(next);
    next += static_cast<std::uint32_t>(slice.devices.size());
    if (slice.nodeName.empty()) {
      m_selects = m_selects || slice.nodeSelector.has_value() || slice.perDeviceNodeSelection;
      if (usable(slice)) {
        m_shared.push_back(i);
      }
      continue;
    }
    const auto [chain, isNew] = m_byNode.try_emplace(slice.nodeName, Chain{i, i});
    if (!isNew) {
      m_next[chain->second.last] = i;
      chain->second.last = i;
    }
    if (m_variant == Variant::stable && !slice.sharedCounters.empty()) {
      m_counters.push_back(i);
    }
  }
  m_deviceCount = next;
}

const NodeView& Pools::at(const Node& node) const {
  const ViewKey key{node.meta.name, m_selects ? hashOf(node.meta.labels) : 0};
  {
    const std::shared_lock lock(m_mutex);
    if (const auto found = m_views.find(key); found != m_views.end()) {
      return *found->second;
    }
  }
  std::unique_ptr<NodeView> view = build(node, {});
  const std::unique_lock lock(m_mutex);
  return *m_views.try_emplace(key, std::move(view)).first->second;  // another thread may have been first; both are equal
}

std::unique_ptr<NodeView> Pools::with(const Node& node, std::span<const ResourceSlice* const> extra) const {
  return build(node, extra);
}

std::vector<Pools::SliceRef> Pools::candidates(const Node& node, std::span<const ResourceSlice* const> extra) const {
  std::vector<std::uint32_t> indexes;
  if (const auto found = m_byNode.find(node.meta.name); found != m_byNode.end()) {
    for (std::uint32_t i = found->second.first;; i = m_next[i]) {
      indexes.push_back(i);
      if (i == found->second.last) {
        break;
      }
    }
  }
  std::erase_if(indexes, [this](std::uint32_t i) { return !usable(*m_world.slices[i]); });
  indexes.insert(indexes.end(), m_shared.begin(), m_shared.end());
  if (m_variant == Variant::stable) {
    // One list in the order of arrival, with the counters of every node.
    std::copy_if(m_counters.begin(), m_counters.end(), std::back_inserter(indexes),
                 [this](std::uint32_t i) { return usable(*m_world.slices[i]); });
    std::sort(indexes.begin(), indexes.end());
    indexes.erase(std::unique(indexes.begin(), indexes.end()), indexes.end());
  }
  std::vector<SliceRef> out;
  out.reserve(indexes.size() + extra.size());
  for (const std::uint32_t index : indexes) {
    out.push_back({m_world.slices[index], m_firstIndex[index]});
  }
  for (const ResourceSlice* slice : extra) {
    if (usable(*slice)) {
      out.push_back({slice, Pool::kNoIndex});
    }
  }
  return out;
}

bool Pools::usable(const ResourceSlice& slice) const {
  if (!m_world.features.partitionableDevices && (slice.perDeviceNodeSelection || !slice.sharedCounters.empty())) {
    return false;
  }
  // An allocator that cannot judge compatibility groups leaves such slices out, which makes their pool incomplete.
  return m_world.features.compatibilityGroups || !usesCompatibilityGroups(slice);
}

tl::expected<bool, std::string> Pools::relevant(const ResourceSlice& slice, const Node& node) const {
  if (m_variant == Variant::stable && !slice.sharedCounters.empty()) {
    return true;
  }
  if (!slice.nodeName.empty() || slice.allNodes || slice.nodeSelector) {
    return nodeMatches(node, slice.nodeName, slice.allNodes, slice.nodeSelector).map_error([&](const std::string& cause) {
      return "failed to perform node selection for slice " + slice.meta.name.str() + ": " + cause;
    });
  }
  if (!slice.perDeviceNodeSelection) {
    return false;  // no selection that we know
  }
  for (const Device& device : slice.devices) {
    if (device.extras == nullptr) {
      continue;
    }
    const auto match = nodeMatches(node, device.extras->nodeName, device.extras->allNodes, device.extras->nodeSelector);
    if (!match) {
      return tl::unexpected("failed to perform node selection for device " + device.name.str() + " in slice " +
                            slice.meta.name.str() + ": " + match.error());
    }
    if (*match) {
      return true;
    }
  }
  return false;
}

std::unique_ptr<NodeView> Pools::build(const Node& node, std::span<const ResourceSlice* const> extra) const {
  auto view = std::make_unique<NodeView>();
  // A node sees few pools, so a list is faster than a hash table; with many shared slices the table takes over.
  constexpr std::size_t kFew = 16;
  std::vector<Gathered> gathered;
  std::unordered_map<PoolId, std::size_t, PoolIdHash> byId;
  const auto find = [&](const ResourceSlice& slice) -> Gathered& {
    if (gathered.size() <= kFew) {
      for (Gathered& pool : gathered) {
        if (pool.first->driver == slice.driver && pool.first->poolName == slice.poolName) {
          return pool;
        }
      }
    } else if (byId.empty()) {
      for (std::size_t i = 0; i < gathered.size(); ++i) {
        byId.emplace(PoolId{gathered[i].first->driver, gathered[i].first->poolName}, i);
      }
    }
    if (gathered.size() > kFew) {
      const auto [found, isNew] = byId.try_emplace({slice.driver, slice.poolName}, gathered.size());
      if (!isNew) {
        return gathered[found->second];
      }
    }
    return gathered.emplace_back();
  };
  for (const SliceRef& candidate : candidates(node, extra)) {
    const ResourceSlice* slice = candidate.slice;
    const auto match = relevant(*slice, node);
    if (!match) {
      view->error = match.error();
      return view;
    }
    if (!*match) {
      continue;
    }
    Gathered& pool = find(*slice);
    if (pool.first == nullptr || slice->poolGeneration > pool.first->poolGeneration) {
      pool.older = pool.first != nullptr;
      pool.first = slice;
      pool.slices.clear();
    }
    if (slice->poolGeneration < pool.first->poolGeneration) {
      pool.older = true;
    } else {
      pool.slices.push_back(candidate);
    }
  }
  for (Gathered& pool : gathered) {
    std::shared_ptr<const Pool> made = makePool(std::move(pool), extra);
    (made->shown.replaced ? view->leftOut : view->pools).push_back(std::move(made));
  }
  std::sort(view->leftOut.begin(), view->leftOut.end(), claimscope::allocation::byId);
  // The stable allocator takes pools as Go's map gives them: of its orders, that of the first slices seen is the likeliest.
  if (m_variant != Variant::stable) {
    std::sort(view->pools.begin(), view->pools.end(), claimscope::allocation::byId);
    std::stable_partition(view->pools.begin(), view->pools.end(), [](const auto& pool) { return !pool->hasBindingConditions; });
  }
  view->shown.reserve(view->pools.size() + view->leftOut.size());
  for (const auto* pools : {&view->pools, &view->leftOut}) {
    for (const std::shared_ptr<const Pool>& pool : *pools) {
      view->shown.push_back(pool->shown);
    }
  }
  return view;
}

std::vector<const ResourceSlice*> Pools::everySlice(const ResourceSlice& like, std::span<const ResourceSlice* const> extra,
                                                    bool& replaced) const {
  std::vector<const ResourceSlice*> out;
  const auto take = [&](const ResourceSlice* slice) {
    replaced = replaced || slice->poolGeneration > like.poolGeneration;
    if (slice->poolGeneration == like.poolGeneration) {
      out.push_back(slice);
    }
  };
  std::call_once(m_poolsIndexed, [this] {
    for (const ResourceSlice* slice : m_world.slices) {
      m_byPool[{slice->driver, slice->poolName}].push_back(slice);
    }
  });
  if (const auto found = m_byPool.find({like.driver, like.poolName}); found != m_byPool.end()) {
    std::for_each(found->second.begin(), found->second.end(), take);
  }
  for (const ResourceSlice* slice : extra) {
    if (slice->driver == like.driver && slice->poolName == like.poolName) {
      take(slice);
    }
  }
  return out;
}

std::shared_ptr<const Pool> Pools::makePool(Gathered gathered, std::span<const ResourceSlice* const> extra) const {
  auto pool = std::make_shared<Pool>();
  const ResourceSlice& first = *gathered.first;
  pool->shown.driver = first.driver;
  pool->shown.name = first.poolName;
  pool->shown.generation = first.poolGeneration;
  pool->shown.expectedSlices = first.poolSliceCount;
  pool->shown.olderGenerations = gathered.older;
  pool->rules = rulesOfPool(m_world.taintRules, first.driver, first.poolName);
  std::vector<const ResourceSlice*> every;
  // What the node sees may be the whole pool; only otherwise the other nodes' slices are looked at.
  if (static_cast<std::int64_t>(gathered.slices.size()) != first.poolSliceCount) {
    every = everySlice(first, extra, pool->shown.replaced);
    if (!m_world.features.compatibilityGroups) {
      std::erase_if(every, [](const ResourceSlice* slice) { return usesCompatibilityGroups(*slice); });
    }
    pool->shown.incomplete = !pool->shown.replaced && static_cast<std::int64_t>(every.size()) != first.poolSliceCount;
  }
  pool->shown.seenSlices = static_cast<std::int64_t>(std::max(gathered.slices.size(), every.size()));
  std::erase_if(every, [&](const ResourceSlice* slice) {
    return std::any_of(gathered.slices.begin(), gathered.slices.end(),
                       [&](const SliceRef& seen) { return seen.slice->meta.name == slice->meta.name; });
  });
  fill(*pool, std::move(gathered.slices), every);
  pool->shown.devices = pool->devices;
  return pool;
}

}  // namespace claimscope::allocation
