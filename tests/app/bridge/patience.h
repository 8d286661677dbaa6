// How long the tests of the window wait for a cluster to be there. GUI thread.
#pragma once

namespace claimscope::app {

/// Milliseconds; long, since other tests run beside.
inline constexpr int kPatience = 40'000;

}  // namespace claimscope::app
