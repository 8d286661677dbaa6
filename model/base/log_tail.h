// The last lines of the log, as the sink let them through: for a diagnostics bundle. Any thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace claimscope::log {

inline constexpr std::size_t kTailLines = 500;

/// Oldest first, redacted already, without line ends; at most kTailLines.
[[nodiscard]] std::vector<std::string> tail();

}  // namespace claimscope::log
