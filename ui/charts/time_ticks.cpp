#include "ui/charts/time_ticks.h"

#include <algorithm>
#include <array>

#include "ui/base/format.h"

namespace claimscope::ui {
namespace {

constexpr std::array<std::int64_t, 21> kSteps{100,       200,       500,       1'000,      2'000,      5'000,      10'000,
                                              15'000,    30'000,    60'000,    120'000,    300'000,    600'000,    900'000,
                                              1'800'000, 3'600'000, 7'200'000, 21'600'000, 43'200'000, 86'400'000, 604'800'000};

QString textOf(Time at, std::int64_t step) {
  if (step >= 86'400'000) {
    return fullTime(at).mid(5, 5);
  }
  if (step >= 60'000) {
    return clockMinute(at);
  }
  QString text = clockTime(at);
  if (step < 1000) {
    text += QLatin1Char('.') + QString::number((at.ms % 1000 + 1000) % 1000 / 100);
  }
  return text;
}

}  // namespace

std::vector<TimeTick> timeTicks(Time from, Time to, double length, double gap) {
  std::vector<TimeTick> out;
  if (!from.isSet() || !to.isSet() || to <= from || length <= 0) {
    return out;
  }
  const double most = std::max(1.0, length / gap);
  const auto span = static_cast<double>(to - from);
  std::int64_t step = kSteps.back();
  for (const std::int64_t candidate : kSteps) {
    if (span / static_cast<double>(candidate) <= most) {
      step = candidate;
      break;
    }
  }
  while (span / static_cast<double>(step) > most) {
    step *= 2;
  }
  std::int64_t at = from.ms - from.ms % step;
  for (at += at < from.ms ? step : 0; at <= to.ms; at += step) {
    out.push_back({Time{at}, textOf(Time{at}, step)});
  }
  return out;
}

}  // namespace claimscope::ui
