// A fleet made by hand for measuring: nodes and devices without any API object behind them. Bench thread.
#pragma once

#include "ui/base/view.h"

namespace claimscope::ui {

/// So many nodes of eight devices each in four groups; `turn` decides which one in `oneIn` devices is tainted, so that two
/// turns differ as two moments of a busy cluster do.
[[nodiscard]] View hugeFleet(std::size_t nodes, std::uint32_t turn, std::uint32_t oneIn);

}  // namespace claimscope::ui
