#include "ui/charts/gantt/area_statistics.h"

#include <algorithm>

namespace claimscope::ui {

std::vector<std::uint32_t> barsOf(const GanttBars& bars, const std::vector<std::uint32_t>& shown, const GanttArea& area) {
  std::vector<std::uint32_t> out;
  for (std::size_t row = area.firstRow; row <= area.lastRow && row < shown.size(); ++row) {
    const GanttBar& bar = bars.bars[shown[row]];
    if (bar.begun <= area.to && bar.last() >= area.from) {
      out.push_back(shown[row]);
    }
  }
  return out;
}

latency::Report statisticsOf(const GanttBars& bars, const std::vector<std::uint32_t>& chosen, const latency::Question& question) {
  latency::Lives some;
  some.now = bars.lives->now;
  some.since = bars.lives->since;
  some.watchedSince = bars.lives->watchedSince;
  some.bound = bars.lives->bound;
  some.podsKnown = bars.lives->podsKnown;
  std::vector<std::uint32_t> lives;
  lives.reserve(chosen.size());
  std::transform(chosen.begin(), chosen.end(), std::back_inserter(lives), [&](std::uint32_t i) { return bars.bars[i].life; });
  std::sort(lives.begin(), lives.end());  // by begun, as Lives are
  some.lives.reserve(lives.size());
  std::int64_t furthest = question.windowMs;
  for (const std::uint32_t life : lives) {
    some.lives.push_back(bars.lives->lives[life]);
    furthest = std::max(furthest, some.now - some.lives.back().begun.at + 1000);
  }
  latency::Question all = question;
  all.windowMs = furthest;  // what was chosen counts, however old
  all.outliers = 0;
  return latency::report(some, all);
}

}  // namespace claimscope::ui
