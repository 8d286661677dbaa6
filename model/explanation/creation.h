// Creation: what stops a pod before the scheduler looks at devices: its claims, quota, gates (dra.md 2.1 steps 1 and 2). Pure.
#pragma once

#include <optional>

#include "model/explanation/cause.h"
#include "model/explanation/pod_events.h"
#include "model/explanation/subject.h"

namespace claimscope::explanation {

/// The first thing that stops it, none when the scheduler may look at it. Rows A1–A8, S19, S26 of dra.md 3.
[[nodiscard]] std::optional<Cause> stoppedBeforeScheduler(const Subject& subject, const PodEvents& events);

/// How a namespace's quotas stand for claims: "7 of 10 claims used"; empty when none counts them.
[[nodiscard]] std::string quotaWords(const cluster::Snapshot& snapshot, const Text& namespaceName);

}  // namespace claimscope::explanation
