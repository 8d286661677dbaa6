// Devices of a node when others have been placed before: an allocator over the pools that the node sees, with what they took.
#include <algorithm>
#include <utility>

#include "model/actions/drain_node/landing_parts.h"

namespace claimscope::actions::drain {

using allocation::Outcome;

void Landings::indexPools() {
  if (std::exchange(m_indexed, true)) {
    return;
  }
  const allocation::World& world = m_context->allocator().world();
  for (const ResourceSlice* slice : world.slices) {
    m_slices[{slice->driver, slice->poolName}].push_back(slice);
  }
  for (const ResourceClaim* claim : world.claims) {
    if (m_fates.freed().count(claim) != 0) {
      continue;
    }
    for (const DeviceAllocation& result : claim->allocation->results) {
      std::vector<const ResourceClaim*>& holders = m_holders[{result.driver, result.pool}];
      if (holders.empty() || holders.back() != claim) {
        holders.push_back(claim);
      }
    }
  }
}

Outcome Landings::allocate(std::size_t candidate, const std::vector<const ResourceClaim*>& claims) {
  const Node& node = *m_candidates[candidate]->node;
  const std::vector<allocation::PoolAtNode>& pools = m_context->allocator().poolsAt(node);
  const bool touched = !m_touched.empty() && std::any_of(pools.begin(), pools.end(), [&](const allocation::PoolAtNode& pool) {
    return m_touched.count({pool.driver, pool.name}) != 0;
  });
  if (!touched) {
    return m_context->allocator().allocate(node, claims, m_whatIf);
  }
  std::unique_ptr<const allocation::Allocator>& small = m_small[candidate];
  if (small == nullptr) {
    if (++m_built > kMostBuilt) {
      m_small.erase(candidate);
      return {Outcome::Kind::error, "too many nodes share the devices to look at each", {}};
    }
    indexPools();
    allocation::World world;
    world.features = m_context->allocator().world().features;
    world.classes = m_context->allocator().world().classes;
    world.taintRules = m_context->allocator().world().taintRules;
    std::unordered_set<const ResourceClaim*> seen;
    const auto addClaims = [&](const std::map<PoolKey, std::vector<const ResourceClaim*>>& from, const PoolKey& key) {
      if (const auto found = from.find(key); found != from.end()) {
        std::copy_if(found->second.begin(), found->second.end(), std::back_inserter(world.claims),
                     [&](const ResourceClaim* claim) { return seen.insert(claim).second; });
      }
    };
    for (const allocation::PoolAtNode& pool : pools) {
      const PoolKey key{pool.driver, pool.name};
      if (const auto slices = m_slices.find(key); slices != m_slices.end()) {
        world.slices.insert(world.slices.end(), slices->second.begin(), slices->second.end());
      }
      addClaims(m_holders, key);
      addClaims(m_touched, key);
    }
    small = std::make_unique<const allocation::Allocator>(std::move(world));
  }
  allocation::WhatIf whatIf;
  whatIf.maxSteps = kMostSteps;
  return small->allocate(node, claims, whatIf);
}

}  // namespace claimscope::actions::drain
