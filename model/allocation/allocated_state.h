// AllocatedState: which devices the claims of a world hold, and with which shares. Immutable once made; any thread.
#pragma once

#include <unordered_set>
#include <vector>

#include "model/allocation/features.h"
#include "model/base/quantity.h"
#include "model/resources/resource_claim/resource_claim.h"

namespace claimscope::allocation {

using ClaimSet = std::unordered_set<const ResourceClaim*>;

/// Who holds one device. Claims in `released` hold nothing.
struct DeviceUse {
  struct Share {
    const ResourceClaim* claim = nullptr;
    const DeviceAllocation* result = nullptr;
  };
  const ResourceClaim* dedicated = nullptr;         ///< has a result without a share id
  std::vector<const ResourceClaim*> alsoDedicated;  ///< more of them: a cluster that went wrong
  std::vector<Share> shares;

  [[nodiscard]] bool isDedicated(const ClaimSet& released) const;
  [[nodiscard]] bool isShared(const ClaimSet& released) const;
  [[nodiscard]] bool isAllocated(const ClaimSet& released) const { return isDedicated(released) || isShared(released); }
  /// What the shares hold of one capacity.
  [[nodiscard]] Quantity::Nano consumed(const Text& capacity, const ClaimSet& released) const;
};

/// As kube-scheduler's dynamicresources/allocateddevices.go: admin access holds nothing, and without consumable capacity a share
/// is the whole device.
class AllocatedState {
 public:
  AllocatedState(const std::vector<const ResourceClaim*>& claims, const Features& features);
  /// Null when no claim holds the device.
  [[nodiscard]] const DeviceUse* find(const Text& driver, const Text& pool, const Text& device) const;

 private:
  /// Points into the claims, or at the caller's names while looking up: nothing is counted for 40,000 devices.
  struct Key {
    const Text* driver = nullptr;
    const Text* pool = nullptr;
    const Text* device = nullptr;
    friend bool operator==(const Key& a, const Key& b) {
      return *a.device == *b.device && *a.pool == *b.pool && *a.driver == *b.driver;
    }
  };
  struct Entry {
    Key key;
    DeviceUse use;
  };
  [[nodiscard]] std::size_t slotOf(const Key& key) const;

  std::vector<Entry> m_entries;
  std::vector<std::uint32_t> m_slots;  ///< open addressing, a power of two: entry + 1, 0 is empty
};

}  // namespace claimscope::allocation
