// residentBytes: how much memory this process holds. Any thread.
#pragma once

#include <cstdint>

namespace claimscope::app {

/// From /proc/self/statm; 0 where that cannot be read.
[[nodiscard]] std::int64_t residentBytes();

}  // namespace claimscope::app
