// Idle allocations: claims whose devices computed nothing. Any thread.
#pragma once

#include "model/utilisation/utilisation.h"

namespace claimscope::utilisation {

/// Shorter than this is a pause between two steps of the same work.
inline constexpr std::int64_t kIdleAfterMs = 30 * 60'000;

/// Fills `idle`. A claim is idle when every device of it is known and did nothing; one without samples keeps it out.
void findIdle(const cluster::Snapshot& snapshot, Utilisation& utilisation);

}  // namespace claimscope::utilisation
