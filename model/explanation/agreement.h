// Agreement: the scheduler's own words beside our answer, and whether they say the same. Pure; any thread.
#pragma once

#include "model/explanation/cause.h"
#include "model/explanation/nodes.h"
#include "model/explanation/pod_events.h"
#include "model/explanation/scheduler_message.h"
#include "model/explanation/subject.h"

namespace claimscope::explanation {

/// Agrees when its reasons and ours name the same obstacle; stale when what explains the difference happened after it spoke.
[[nodiscard]] SchedulerSays compareWithScheduler(const Subject& subject, const PodEvents& events, const SchedulerMessage& said,
                                                 const Cause& cause, const NodeAnswers* nodes);

}  // namespace claimscope::explanation
