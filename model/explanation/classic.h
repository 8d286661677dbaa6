// Classic claims (v1alpha1, v1alpha2): a driver's controller decides; what the API tells of its decision. Pure; any thread.
#pragma once

#include <optional>

#include "model/explanation/cause.h"
#include "model/explanation/context.h"
#include "model/explanation/scheduler_message.h"
#include "model/explanation/subject.h"

namespace claimscope::explanation {

[[nodiscard]] bool isClassic(const Subject& subject);

struct ClassicAnswer {
  Cause cause;
  std::vector<RequestExplanation> requests;
  std::vector<NodeExplanation> nodes;
  std::vector<Unknown> unknowns;
};

/// Why a classic claim of the subject waits: class and parameters, when it is allocated (Immediate or with its first consumer),
/// what the PodSchedulingContext says, what the class's node filter leaves, and what is free where devices are published.
[[nodiscard]] ClassicAnswer explainClassic(const ExplanationContext& context, const Subject& subject,
                                           const SchedulerMessage& said);

}  // namespace claimscope::explanation
