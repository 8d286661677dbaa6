// Headline: how far a plan is, in one sentence. Pure; any thread.
#pragma once

#include <string>

#include "model/actions/progress.h"

namespace claimscope::actions {

/// "Drain gpu-a10g-0417: 4 of 7 pods gone, 1 leaving, 2 wait for a budget."
[[nodiscard]] std::string headlineOf(const ActionPlan& plan, const Progress& progress, Time now);

}  // namespace claimscope::actions
