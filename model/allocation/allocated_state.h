// AllocatedState: which devices the claims of a world hold, and with which shares. Immutable once made; any thread.
#pragma once

#include <unordered_map>
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
  std::vector<const ResourceClaim*> dedicated;  ///< results without a share id
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
  struct Key {
    Text driver;
    Text pool;
    Text device;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyView {
    const Text* driver;
    const Text* pool;
    const Text* device;
  };
  struct Hash {
    using is_transparent = void;
    static std::size_t mix(const Text& driver, const Text& pool, const Text& device) {
      return (driver.hash() * 31 + pool.hash()) * 31 + device.hash();
    }
    std::size_t operator()(const Key& key) const { return mix(key.driver, key.pool, key.device); }
    std::size_t operator()(const KeyView& key) const { return mix(*key.driver, *key.pool, *key.device); }
  };
  struct Equal {
    using is_transparent = void;
    bool operator()(const Key& a, const Key& b) const { return a == b; }
    bool operator()(const KeyView& a, const Key& b) const {
      return *a.device == b.device && *a.pool == b.pool && *a.driver == b.driver;
    }
    bool operator()(const Key& a, const KeyView& b) const { return (*this)(b, a); }
  };
  std::unordered_map<Key, DeviceUse, Hash, Equal> m_uses;
};

}  // namespace claimscope::allocation
