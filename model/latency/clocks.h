// Which of two times dates a moment: what the object says, or when the watch told it. Pure; any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "model/latency/life.h"

namespace claimscope::latency {

/// Stored times are whole seconds, rounded down; clocks and lines may be off by this much without a word.
inline constexpr std::int64_t kFieldMs = 1000;
inline constexpr std::int64_t kSlackMs = 500;

/// How far our clock is ahead of the server's, from the time between creationTimestamp and the line that told of it, for many
/// objects. The line comes after the creation and the stamp is rounded down, so the small ones are the truth; a few samples prove
/// only a difference of seconds. 0 where nothing is proven. Reorders the samples.
[[nodiscard]] std::int64_t clockAhead(std::vector<std::int64_t>& receivedMinusCreated);

/// `told` is by the server's clock. The watch is finer, so it counts where it agrees with the field within its second. A line
/// that comes later than that was held up: the field counts. A line that comes before what it tells of shows that the clock which
/// wrote the field (a kubelet's) is fast: the watch counts.
[[nodiscard]] Moment choose(Time field, Time told, Evidence fieldEvidence = Evidence::field);

/// No moment of a life is before the one before it. Rounding explains up to a second, which is taken away; more is a clock that
/// disagrees with the others, and such a moment is not known.
void putInOrder(Life& life);

}  // namespace claimscope::latency
