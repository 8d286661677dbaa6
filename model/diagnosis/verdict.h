// The verdict: one sentence that answers "is anything wrong, and where", and one line that proves it. Pure; any thread.
#pragma once

#include "model/diagnosis/examination.h"
#include "model/diagnosis/finding.h"

namespace claimscope::diagnosis {

/// The server has no kind of resource.k8s.io at all, and every kind has been asked for.
[[nodiscard]] bool draIsAbsent(const cluster::Snapshot& snapshot);
/// Fills verdict and verdictDetail of a diagnosis whose findings are complete and sorted.
void writeVerdict(const Examination& examination, Diagnosis& diagnosis);

}  // namespace claimscope::diagnosis
