// Ladder: the stages of a claim's life and the one that holds it. Pure; any thread.
#pragma once

#include <vector>

#include "model/explanation/cause.h"
#include "model/explanation/scheduler_message.h"
#include "model/explanation/subject.h"

namespace claimscope::explanation {

/// created, quota, queue, gates, scheduler, allocation, binding, prepare, running, in this order: those before the cause's rung
/// are done or not used, those after it are not reached. Without a rung everything is done.
[[nodiscard]] std::vector<Rung> ladderOf(const Subject& subject, const Cause& cause, const SchedulerMessage& said);

}  // namespace claimscope::explanation
