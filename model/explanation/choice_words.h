// The words, numbers and evidence of a cause found by devices. Pure; any thread.
#pragma once

#include "model/explanation/choice.h"

namespace claimscope::explanation {

struct ChoiceFacts {
  const ExplanationContext& context;
  const Subject& subject;
  const std::vector<Census>& census;
  const NodeAnswers& nodes;
  const SchedulerMessage& said;
};

/// Fills rung, held, summary, detail and evidence of the chosen cause.
void describeCause(const ChoiceFacts& facts, Chosen& chosen);

}  // namespace claimscope::explanation
