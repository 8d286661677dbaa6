// AnswerMeaning: what a server's answer to a step's call means for the step: done, wait, try again, failed. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>

#include "model/actions/api_writer.h"
#include "model/actions/plan.h"

namespace claimscope::actions {

struct AnswerMeaning {
  enum class Kind : std::uint8_t {
    taken,       ///< the server has done it; the step's expectation decides when it is over
    goneBefore,  ///< the object was gone already
    exists,      ///< what should be created is there: look whether it is ours
    conflict,    ///< it changed between our look and our call: look again
    budget,      ///< 429: a PodDisruptionBudget, or the server is busy; try again later
    ending,      ///< the namespace is being deleted: keep waiting for the pod
    again,       ///< no answer or a passing failure; every call may be repeated
    failed,
  } kind = Kind::failed;
  std::string detail;             ///< the server's words
  std::int64_t retryAfterMs = 0;  ///< asked for by the server; 0: it did not say
};

/// As kubectl drain reacts to evictions (kubectl pkg/drain: 404, 429, 403 NamespaceTerminating), and what the API's rules on
/// preconditions say for the rest.
[[nodiscard]] AnswerMeaning meaningOf(const Step& step, const ApiAnswer& answer);

}  // namespace claimscope::actions
