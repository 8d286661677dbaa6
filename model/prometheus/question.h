// RangeQuestion: what a chart, a panel of a dashboard or a person asks Prometheus. Values; any thread.
#pragma once

#include <cstdint>
#include <string>

#include "model/base/clock.h"

namespace claimscope::prometheus {

/// A question of a chart, a dashboard's panel or a person.
struct RangeQuestion {
  std::string query;
  Time from;  ///< not set: an instant query, at `to` where that is set, else at the server's now
  Time to;
  std::int64_t stepMs = 15'000;  ///< made larger where the range would have more than 1,000 points
};

}  // namespace claimscope::prometheus
