// Ticks of a time axis. Pure; any thread.
#pragma once

#include <QString>
#include <vector>

#include "model/base/clock.h"

namespace claimscope::ui {

struct TimeTick {
  Time at;
  QString text;  ///< "09:42"; with seconds where the ticks are closer than a minute, with the day where they are further than one
};
/// At round times, at least `gap` pixels apart on `length` pixels.
[[nodiscard]] std::vector<TimeTick> timeTicks(Time from, Time to, double length, double gap);

}  // namespace claimscope::ui
