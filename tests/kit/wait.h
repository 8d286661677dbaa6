// waitUntil(): for tests of code with threads. Test thread.
#pragma once

#include <chrono>
#include <thread>

namespace claimscope::kit {

/// Polls until `done()` is true; false when the deadline passed first.
template <class Done>
[[nodiscard]] bool waitUntil(Done&& done, std::chrono::milliseconds deadline = std::chrono::seconds(20)) {
  const auto end = std::chrono::steady_clock::now() + deadline;
  while (!done()) {
    if (std::chrono::steady_clock::now() > end) {
      return false;
    }
    std::this_thread::yield();
  }
  return true;
}

}  // namespace claimscope::kit
