// DeviceGroups: published devices that read the same to a set of selectors, so that each answer is worked out once. Pure; any
// thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/cel/selector.h"
#include "model/cluster/snapshot.h"

namespace claimscope::explanation {

inline constexpr std::uint32_t kNoGroup = 0xffffffffU;

struct DeviceGroups {
  std::vector<std::uint32_t> groupOf;                 ///< by DeviceIndex; kNoGroup for devices that no slice names any more
  std::vector<cluster::DeviceIndex> representatives;  ///< one a group
};

/// Groups by what the selectors read, by everything a device publishes when one of them reads by computed name.
[[nodiscard]] DeviceGroups groupDevices(const cluster::Snapshot& snapshot, std::span<const cel::Selector* const> selectors);

}  // namespace claimscope::explanation
