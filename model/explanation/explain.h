// Explain: the whole answer of one subject, put together from its parts. Pure; any thread.
#pragma once

#include "model/explanation/context.h"
#include "model/explanation/explanation.h"
#include "model/explanation/subject.h"

namespace claimscope::explanation {

[[nodiscard]] Explanation explain(const ExplanationContext& context, const Subject& subject);

}  // namespace claimscope::explanation
