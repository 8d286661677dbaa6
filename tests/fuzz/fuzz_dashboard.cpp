// Any bytes as a Grafana dashboard: reading must end, and what is read stays within its bounds.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string_view>

#include "model/prometheus/dashboard/values.h"

namespace {

using namespace claimscope;

void require(bool holds, const char* what) {
  if (!holds) {
    std::cerr << what << "\n";
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto board = dashboard::readDashboard({reinterpret_cast<const char*>(data), size}, "fuzz");
  if (!board) {
    require(!board.error().message.empty(), "a refusal without a word");
    return 0;
  }
  dashboard::examine(*board, {});
  require(board->panels.size() <= dashboard::kMaxPanels && board->rangeMs > 0, "more than was promised");
  require(!dashboard::summary(*board).empty(), "no summary");
  for (const dashboard::Panel& panel : board->panels) {
    require(panel.box.x >= 0 && panel.box.width > 0 && panel.box.x + panel.box.width <= 24 && panel.box.height > 0,
            "a panel outside");
    for (const dashboard::Target& target : panel.targets) {
      const dashboard::Ask ask = dashboard::askOf(*board, target, {1'000'000});
      require(ask.query.empty() != ask.why.empty(), "neither asked nor refused");
      (void)dashboard::legendOf(target, {{"job", "a"}});
    }
    (void)dashboard::valueText(1234.5, panel.unit, panel.decimals);
  }
  return 0;
}
