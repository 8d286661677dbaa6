// Statistics of an area of a Gantt chart. Pure; any thread.
#pragma once

#include <vector>

#include "ui/charts/gantt/gantt_bars.h"

namespace claimscope::ui {

/// Rows first to last and a stretch of time, in milliseconds from GanttBars::origin.
struct GanttArea {
  std::size_t firstRow = 0;
  std::size_t lastRow = 0;
  double from = 0;
  double to = 0;
  friend bool operator==(const GanttArea&, const GanttArea&) = default;
};

/// Bars of `shown` (indices of GanttBars::bars by row) whose time touches the area.
[[nodiscard]] std::vector<std::uint32_t> barsOf(const GanttBars& bars, const std::vector<std::uint32_t>& shown,
                                                const GanttArea& area);
/// A report on just those claims: counts, percentiles and stages as the page counts them.
[[nodiscard]] latency::Report statisticsOf(const GanttBars& bars, const std::vector<std::uint32_t>& chosen,
                                           const latency::Question& question);

}  // namespace claimscope::ui
