#include "model/allocation/allocated_state.h"

#include <algorithm>
#include <bit>

namespace claimscope::allocation {

bool DeviceUse::isDedicated(const ClaimSet& released) const {
  if (released.empty() || dedicated == nullptr) {
    return dedicated != nullptr;
  }
  return !released.contains(dedicated) || std::any_of(alsoDedicated.begin(), alsoDedicated.end(),
                                                      [&](const ResourceClaim* claim) { return !released.contains(claim); });
}

bool DeviceUse::isShared(const ClaimSet& released) const {
  return released.empty()
             ? !shares.empty()
             : std::any_of(shares.begin(), shares.end(), [&](const Share& share) { return !released.contains(share.claim); });
}

Quantity::Nano DeviceUse::consumed(const Text& capacity, const ClaimSet& released) const {
  Quantity::Nano sum = 0;
  for (const Share& share : shares) {
    if (released.contains(share.claim)) {
      continue;
    }
    for (const auto& [name, amount] : share.result->consumedCapacity) {
      sum += name == capacity ? amount.nano() : 0;
    }
  }
  return sum;
}

AllocatedState::AllocatedState(const std::vector<const ResourceClaim*>& claims, const Features& features) {
  std::size_t results = 0;
  for (const ResourceClaim* claim : claims) {
    results += claim->allocation == nullptr ? 0 : claim->allocation->results.size();
  }
  m_entries.reserve(results);
  m_slots.resize(std::bit_ceil(results * 2 + 1));
  for (const ResourceClaim* claim : claims) {
    if (claim->allocation == nullptr) {
      continue;
    }
    for (const DeviceAllocation& result : claim->allocation->results) {
      if (result.adminAccess) {
        continue;
      }
      const Key key{&result.driver, &result.pool, &result.device};
      std::uint32_t& slot = m_slots[slotOf(key)];
      if (slot == 0) {
        m_entries.push_back({key, {}});
        slot = static_cast<std::uint32_t>(m_entries.size());
      }
      DeviceUse& use = m_entries[slot - 1].use;
      if (features.consumableCapacity && !result.shareId.empty()) {
        use.shares.push_back({claim, &result});
      } else if (use.dedicated == nullptr) {
        use.dedicated = claim;
      } else {
        use.alsoDedicated.push_back(claim);
      }
    }
  }
}

const DeviceUse* AllocatedState::find(const Text& driver, const Text& pool, const Text& device) const {
  const std::uint32_t entry = m_slots[slotOf({&driver, &pool, &device})];
  return entry == 0 ? nullptr : &m_entries[entry - 1].use;
}

/// Where the key is, or the empty slot where it belongs.
std::size_t AllocatedState::slotOf(const Key& key) const {
  std::size_t hash = (key.driver->hash() * 31 + key.pool->hash()) * 31 + key.device->hash();
  hash ^= hash >> 32U;
  std::size_t slot = hash & (m_slots.size() - 1);
  while (m_slots[slot] != 0 && !(m_entries[m_slots[slot] - 1].key == key)) {
    slot = (slot + 1) & (m_slots.size() - 1);
  }
  return slot;
}

}  // namespace claimscope::allocation
