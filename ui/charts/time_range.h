// TimeRange: a stretch of time that a person has chosen in a chart. Values; any thread.
#pragma once

#include <optional>

#include "model/base/clock.h"

namespace claimscope::ui {

struct TimeRange {
  Time from;
  Time to;
  friend bool operator==(const TimeRange&, const TimeRange&) = default;
};
using ChosenRange = std::optional<TimeRange>;

}  // namespace claimscope::ui
