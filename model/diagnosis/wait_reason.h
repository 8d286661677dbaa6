// waitReason: why a claim waits, in few words and worked out rather than quoted. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "model/diagnosis/examination.h"

namespace claimscope::diagnosis {

/// "16 of 16 in use", "no node has 4 free", "driver not registered",
/// "10 of 10 used of quota team-nlp" (Diagnosis::waitReasons). The
/// scheduler says "cannot allocate all claims" for all of these. Claims of which no more is
/// known than the API says are not in it.
[[nodiscard]] WaitReasons waitReasons(const Examination& examination);

/// Of a claim, or of a pod whose claim does not exist; `told`, what the API says, where nothing could be worked out.
[[nodiscard]] std::string_view waitReasonOf(const Diagnosis& diagnosis, const Uid& uid, std::string_view told);

/// Of one demand for one of its claims, which wants so many; empty when the counts explain nothing.
[[nodiscard]] std::string waitReason(const Demand& demand, std::int64_t wanted);

/// "10 of 10 used of quota team-nlp" of "… exceeded quota: team-nlp, requested: …, used: x=10, limited: x=10"; empty for other
/// messages (apiserver plugin/pkg/admission/resourcequota prettyPrint).
[[nodiscard]] std::string quotaReason(std::string_view message);

}  // namespace claimscope::diagnosis
