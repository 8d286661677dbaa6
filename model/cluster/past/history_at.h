// historyAt: what a history said at an earlier time. Pure; any thread.
#pragma once

#include "model/cluster/history.h"

namespace claimscope::cluster {

/// The newest history without what came later. A claim that was allocated again since has lost its earlier allocation, as it has
/// in the newest: the store keeps the last one only.
[[nodiscard]] History historyAt(const History& newest, Time time);

}  // namespace claimscope::cluster
