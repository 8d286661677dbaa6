// Check: one thing that can be wrong, looked for in one folder of model/diagnosis/. Values; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnosis/finding.h"
#include "model/resources/kinds.h"

namespace claimscope::diagnosis {

class Examination;

/// What a folder's function gives to the registry. `run` is pure; it adds findings with everything filled but `check`.
struct Check {
  std::string_view id;       ///< the folder's name: "pool_incomplete"
  std::string_view subject;  ///< what it looks at, for "not checked: …": "taints of devices"
  std::vector<Kind> needs;   ///< hidden or unread, the check cannot be trusted: it is skipped, and that is said
  void (*run)(const Examination& examination, std::vector<Finding>& out) = nullptr;
  bool needsMetrics = false;  ///< without samples it is not run and not counted: no metrics are no fault
};

/// Every check, in the order of the folders.
[[nodiscard]] const std::vector<Check>& allChecks();

// How long a state may last before it is a fault. Kubernetes passes through most of them in seconds.
inline constexpr std::int64_t kSecondMs = 1000;
inline constexpr std::int64_t kMinuteMs = 60 * kSecondMs;
inline constexpr std::int64_t kSettleMs = 30 * kSecondMs;   ///< rollouts, controllers catching up, the objective of the Overview
inline constexpr std::int64_t kLongWaitMs = 5 * kMinuteMs;  ///< a wait or a release beyond this needs a person
inline constexpr std::int64_t kBindTimeoutMs = 10 * kMinuteMs;  ///< the scheduler's bindingTimeout (dra.md 2.1)

}  // namespace claimscope::diagnosis
