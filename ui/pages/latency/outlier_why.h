// outlierWhys: what the cluster says of the slowest claims: the rung that holds them, findings, events of their pods. GUI thread.
#pragma once

#include "ui/pages/latency/life_rows.h"

namespace claimscope::ui {

/// For the outliers of a report on the lives; those of which nothing is known are left out. One pass over the events.
[[nodiscard]] WhyByLife outlierWhys(const View& view, const latency::Report& report, const latency::Lives& lives);

}  // namespace claimscope::ui
