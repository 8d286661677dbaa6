// Quick fixes: the guided actions that a finding or an object offers. Pure; any thread.
#pragma once

#include <vector>

#include "model/actions/action.h"

namespace claimscope::actions {

struct QuickFix {
  std::string text;  ///< "Release research/h200-hold"
  ActionRequest request;
};

/// Best first, none when only a person or another tool can do something about it.
[[nodiscard]] std::vector<QuickFix> quickFixes(const cluster::Snapshot& snapshot, const diagnosis::Finding& finding);
/// What can be done with an object: a node can be cordoned, drained and put back, a device tainted, a claim released.
[[nodiscard]] std::vector<QuickFix> actionsFor(const cluster::Snapshot& snapshot, const ObjectRef& object);

}  // namespace claimscope::actions
