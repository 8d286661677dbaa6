// Unknowns: what is hidden, late or decided elsewhere, and what it would change. Pure; any thread.
#pragma once

#include "model/explanation/cause.h"
#include "model/explanation/census.h"
#include "model/explanation/subject.h"

namespace claimscope::explanation {

[[nodiscard]] std::vector<Unknown> unknownsOf(const cluster::Snapshot& snapshot, const Subject& subject,
                                              const std::vector<Census>& census, const Cause& cause);

}  // namespace claimscope::explanation
