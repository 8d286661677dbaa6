// Known: a part of an answer, or why there is none. Values; any thread.
#pragma once

#include <string>

#include "model/survey/survey.h"

namespace claimscope::survey {

/// A part of the answer, or why there is none. What is not known is never empty.
template <class T>
struct Known {
  Outcome outcome = Outcome::notAsked;
  bool complete = true;  ///< false: there is more than was read
  std::string why;       ///< of a refusal or failure
  T value{};

  [[nodiscard]] bool known() const { return outcome == Outcome::answered; }
  /// Absence means that there is none.
  [[nodiscard]] bool whole() const { return known() && complete; }
};

}  // namespace claimscope::survey
