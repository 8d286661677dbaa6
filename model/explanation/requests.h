// Requests: each request of the claims with its funnel and truth table. Pure; any thread.
#pragma once

#include "model/explanation/census.h"
#include "model/explanation/explanation.h"
#include "model/explanation/nodes.h"

namespace claimscope::explanation {

[[nodiscard]] std::vector<RequestExplanation> explainRequests(const ExplanationContext& context,
                                                              const std::vector<Census>& census, const NodeAnswers& nodes);

}  // namespace claimscope::explanation
