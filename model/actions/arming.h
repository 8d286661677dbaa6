// Arming: whether anything may be changed: nothing until a person says so for one context, and not for long. Values; any thread.
#pragma once

#include <cstdint>
#include <string>

#include "model/base/clock.h"
#include "model/base/result.h"

namespace claimscope::actions {

inline constexpr std::int64_t kArmedMs = 10 * 60 * 1000;

/// What stands in the top bar. Never kept over a restart.
struct Arming {
  std::string context;  ///< empty: read-only
  Time until;
  [[nodiscard]] bool isArmed(const std::string& forContext, Time now) const {
    return !context.empty() && context == forContext && now < until;
  }
};

/// Arms when the typed name is the context's, letter by letter.
[[nodiscard]] Result<Arming> arm(const std::string& context, const std::string& typed, Time now, std::int64_t forMs = kArmedMs);

}  // namespace claimscope::actions
