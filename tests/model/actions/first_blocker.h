// What stands in the way of a plan. Test thread.
#pragma once

#include <string>

#include "model/actions/plan.h"

namespace claimscope::actions {

/// The title of the first blocker; "(none)".
[[nodiscard]] inline std::string firstBlocker(const ActionPlan& plan) {
  return plan.blockers.empty() ? std::string("(none)") : plan.blockers.front().title;
}

}  // namespace claimscope::actions
