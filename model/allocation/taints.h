// Taints of a device as the allocator sees them: published ones and those of DeviceTaintRules. Pure; any thread.
#pragma once

#include <unordered_set>
#include <vector>

#include "model/resources/device_taint_rule/device_taint_rule.h"
#include "model/resources/resource_slice/resource_slice.h"

namespace claimscope::allocation {

using RuleSet = std::unordered_set<const DeviceTaintRule*>;

/// Rules whose driver and pool take a pool (resourceslice/tracker: no selector takes nothing, an empty one every device).
[[nodiscard]] std::vector<const DeviceTaintRule*> rulesOfPool(const std::vector<const DeviceTaintRule*>& rules,
                                                              const Text& driver, const Text& pool);

/// The first NoSchedule or NoExecute taint that no toleration takes; null when there is none. Other effects mean nothing.
/// `rules` are those of the device's pool.
[[nodiscard]] const Taint* blockingTaint(const Device& device, const std::vector<const DeviceTaintRule*>& rules,
                                         const RuleSet& without, const List<Toleration>& tolerations);

}  // namespace claimscope::allocation
