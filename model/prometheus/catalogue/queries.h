// The catalogue's questions, each with what it needs to be answered. Values; any thread.
#pragma once

#include <span>
#include <string_view>

namespace claimscope::prometheus {

/// A question that one series answers. Asked only where that series is there.
struct Standing {
  std::string_view id;
  std::string_view probe;
  std::string_view expression;
  std::string_view unit;
  std::string_view title;
  int every = 4;  ///< intervals
};
[[nodiscard]] std::span<const Standing> standingQuestions();
/// "kubelet prepare p95", for people; the id itself where it is none of the catalogue.
[[nodiscard]] std::string_view titleOf(std::string_view id);
/// What its values are: "s", "%", "claims"; empty for a plain number and where it is not known.
[[nodiscard]] std::string_view unitOf(std::string_view id);

}  // namespace claimscope::prometheus
