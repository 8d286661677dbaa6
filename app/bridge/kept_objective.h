// The latency objective, kept in the settings of the program. GUI thread.
#pragma once

#include "model/latency/report.h"

namespace claimscope::app {

/// What was kept, else the default; whatever else stands in the settings is not believed.
[[nodiscard]] latency::Objective keptObjective();
void keepObjective(const latency::Objective& objective);

}  // namespace claimscope::app
