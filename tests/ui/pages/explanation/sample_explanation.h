// Sample explanations: the claim of the design, and answers that strain the page, for pictures and tests. Test thread.
#pragma once

#include <memory>
#include <string>

#include "tests/ui/pages/sample_views.h"

namespace claimscope::ui {

using ExplanationPtr = std::shared_ptr<const explanation::Explanation>;

/// The claim of design/screens/claim-explanation: 16 H200 that match, all in use.
[[nodiscard]] explanation::Explanation trainingExplanation(const cluster::Snapshot& snapshot);
/// Its object in the demo fleet.
[[nodiscard]] ObjectRef trainingClaim();
/// 100 terms against 30 groups, 12 requests, 200 holders, 60 facts, 9 fixes, 5,000 nodes.
[[nodiscard]] explanation::Explanation hugeExplanation(const cluster::Snapshot& snapshot, const ObjectRef& object);
/// Every text is one that nobody should trust.
[[nodiscard]] explanation::Explanation hostileExplanation(const cluster::Snapshot& snapshot, const ObjectRef& object,
                                                          const std::string& text);
/// A pod whose claim was not created.
[[nodiscard]] explanation::Explanation blockedExplanation(const cluster::Snapshot& snapshot, const ObjectRef& pod);

/// The view with an answer in it.
[[nodiscard]] View explained(View view, explanation::Explanation explanation);

}  // namespace claimscope::ui
