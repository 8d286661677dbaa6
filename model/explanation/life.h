// Life: what holds a claim or pod after allocation: binding, prepare, start, release (rows S18, B, K and R of dra.md 3). Pure.
#pragma once

#include <optional>

#include "model/explanation/cause.h"
#include "model/explanation/pod_events.h"
#include "model/explanation/scheduler_message.h"
#include "model/explanation/subject.h"

namespace claimscope::explanation {

/// A claim with deletionTimestamp, whoever asks: it waits for release, and no pod may use it.
[[nodiscard]] std::optional<Cause> beingDeleted(const Subject& subject);
/// What holds a pod that has all its devices, or how it runs. None while something is to be allocated.
[[nodiscard]] std::optional<Cause> afterAllocation(const Subject& subject, const PodEvents& events, const SchedulerMessage& said);
/// A claim that no pod asks for and that holds devices; none when a pod does or it is pending.
[[nodiscard]] std::optional<Cause> allocatedWithoutPod(const Subject& subject);
/// A pod bound to a node although a claim of it is not allocated or not reserved for it (K2).
[[nodiscard]] std::optional<Cause> boundPastScheduler(const Subject& subject, const PodEvents& events);

/// Entries of status.reservedFor that the server takes: 32 through 1.32.0, then 256 (S18).
[[nodiscard]] std::size_t consumersAllowed(const cluster::Snapshot& snapshot);
[[nodiscard]] bool reservedFor(const ResourceClaim& claim, const Pod& pod);

}  // namespace claimscope::explanation
