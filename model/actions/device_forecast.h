// DeviceForecast: who would have to leave when devices are tainted NoExecute, by our own count and by the controller's. Pure; any
// thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/actions/claim_use.h"
#include "model/actions/device_rules.h"

namespace claimscope::actions {

/// A pod that uses one of the devices.
struct ForecastPod {
  const Pod* pod = nullptr;
  std::vector<cluster::ClaimIndex> claims = {};   ///< through which
  bool stays = false;                             ///< every claim tolerates the taint for ever
  std::optional<std::int64_t> afterSeconds = {};  ///< copied tolerationSeconds, the smallest; none: at once
  bool ending = false;                            ///< it is being deleted already
  Landing landing = {};                           ///< where it would run next, once placeLeaving() has looked
};

/// The same rules as the device taint eviction controller of 1.37: it looks at the tolerations copied into status.allocation,
/// counts only those that name the effect NoExecute, and at admin access too.
struct DeviceForecast {
  std::int64_t published = 0;     ///< devices of the newest generation that the selector takes
  std::int64_t allocated = 0;     ///< results of allocated claims, shares and admin access each
  std::vector<ForecastPod> pods;  ///< leaving ones first, then by name
  std::vector<cluster::ClaimIndex> claims;
  std::vector<cluster::DeviceIndex> devices;
  [[nodiscard]] std::int64_t leaving() const;     ///< pods that would be evicted: not those that stay or end already
  [[nodiscard]] std::int64_t namespaces() const;  ///< of those
};
[[nodiscard]] DeviceForecast forecastOf(const cluster::Snapshot& snapshot, const std::vector<RuleScope>& scopes,
                                        const RuleTaint& taint);

/// What the condition EvictionInProgress of a rule with effect None says, which it says once.
struct ControllerForecast {
  std::int64_t published = 0;
  std::int64_t allocated = 0;
  std::int64_t pods = 0;
  std::int64_t namespaces = 0;
  Time at;
  std::string message;
};
[[nodiscard]] std::optional<ControllerForecast> controllerForecast(const DeviceTaintRule& rule);

/// The controller's forecast beside ours, for the rules that the plan names: one notice a rule, good where they agree, a warning
/// that says what differs and why that may be where they do not, neutral while there is none.
[[nodiscard]] std::vector<Notice> compareForecast(const ActionPlan& plan, const cluster::Snapshot& snapshot);
[[nodiscard]] Notice compareForecast(const cluster::Snapshot& snapshot, const DeviceTaintRule& rule);

/// Pods, claims and warnings (budgets that nobody asks, pods without a controller, tolerations) of a forecast. `leaves`: the plan
/// evicts them; else they stay where they are.
void addForecast(const cluster::Snapshot& snapshot, const DeviceForecast& forecast, bool leaves, ActionPlan& plan);

}  // namespace claimscope::actions
