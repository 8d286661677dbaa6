// DeviceLanding: where pods that have to leave tainted devices would run next, by node fit and the allocator with the taint in
// force. Pure; any thread.
#pragma once

#include <vector>

#include "model/actions/device_forecast.h"

namespace claimscope::actions {

/// Fills `landing` of every pod that would be evicted, one after the other in their order, so that no two get the same device.
/// Pods that nothing makes again, and those beyond the first few dozen, stay unknown and say so.
void placeLeaving(const cluster::Snapshot& snapshot, const std::vector<RuleScope>& scopes, const RuleTaint& taint,
                  DeviceForecast& forecast);

}  // namespace claimscope::actions
