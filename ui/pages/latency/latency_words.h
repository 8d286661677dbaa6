// What the Latency page says of a report in sentences. Pure; any thread.
#pragma once

#include <QString>

#include "ui/base/shapes.h"
#include "ui/base/view.h"
#include "ui/charts/gantt/gantt_bars.h"

namespace claimscope::ui {

struct LatencyVerdict {
  Mark mark = Mark::unknown;
  QString sentence;
  QString evidence;
};
/// "p99 passed the 30 s objective at 09:36." with where most of the time goes.
[[nodiscard]] LatencyVerdict latencyVerdict(const latency::Report& report, const latency::Lives& lives);
/// "4,318 claims in 1 h · 211 not dated, left out".
[[nodiscard]] QString latencySubtitle(const latency::Report& report, const latency::Lives& lives);
/// How the times of this cluster are dated, in a line under the stages.
[[nodiscard]] QString datingNote(const latency::Report& report, const latency::Lives& lives, const GanttBars& bars);
/// "71 % waiting for allocation"; empty when nothing stands out.
[[nodiscard]] QString worstShareWords(const latency::Report& report);
/// "15 min", "1 h", "6 h".
[[nodiscard]] QString windowText(std::int64_t windowMs);
/// "p99 < 30 s".
[[nodiscard]] QString objectiveText(const latency::Objective& objective);
/// Squares and numbers of an area: "42 claims, 3 still waiting", "p50 0.9 s", …
[[nodiscard]] QString areaWords(const latency::Report& report);

}  // namespace claimscope::ui
