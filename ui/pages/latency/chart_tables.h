// The tables behind the charts: stages of groups, percentiles over time, durations over time. GUI thread.
#pragma once

#include <memory>

#include "model/latency/report.h"
#include "ui/tables/simple_rows.h"

namespace claimscope::ui {

[[nodiscard]] std::shared_ptr<const RowSource> stageTable(const latency::Report& report, std::size_t percentile);
[[nodiscard]] std::shared_ptr<const RowSource> percentileTable(const latency::Report& report);
/// A row for each cell that has claims.
[[nodiscard]] std::shared_ptr<const RowSource> heatTable(const latency::Report& report);

}  // namespace claimscope::ui
