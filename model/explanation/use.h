// Use: what metrics add to an explanation: holders that compute nothing stand before those that work. Pure; any thread.
#pragma once

#include "model/explanation/explanation.h"
#include "model/utilisation/utilisation.h"

namespace claimscope::explanation {

/// Fills the idle evidence of holders and ranks them anew: unused, idle, then the others as they stood. Changes no verdict:
/// metrics are a second source.
void addUse(Explanation& explanation, const utilisation::Utilisation& use);

}  // namespace claimscope::explanation
