#include "model/allocation/allocated_state.h"

#include <algorithm>

namespace claimscope::allocation {

bool DeviceUse::isDedicated(const ClaimSet& released) const {
  return released.empty() ? !dedicated.empty() : std::any_of(dedicated.begin(), dedicated.end(), [&](const ResourceClaim* claim) {
    return !released.contains(claim);
  });
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
  for (const ResourceClaim* claim : claims) {
    if (claim->allocation == nullptr) {
      continue;
    }
    for (const DeviceAllocation& result : claim->allocation->results) {
      if (result.adminAccess) {
        continue;
      }
      DeviceUse& use = m_uses[Key{result.driver, result.pool, result.device}];
      if (features.consumableCapacity && !result.shareId.empty()) {
        use.shares.push_back({claim, &result});
      } else {
        use.dedicated.push_back(claim);
      }
    }
  }
}

const DeviceUse* AllocatedState::find(const Text& driver, const Text& pool, const Text& device) const {
  const auto found = m_uses.find(KeyView{&driver, &pool, &device});
  return found == m_uses.end() ? nullptr : &found->second;
}

}  // namespace claimscope::allocation
