#include "model/explanation/use.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/base/words.h"

namespace claimscope::explanation {

void addUse(Explanation& explanation, const utilisation::Utilisation& use) {
  if (!use.available || use.stale) {
    return;
  }
  for (Holder& holder : explanation.holders) {
    if (holder.state != "in use" || !holder.idleEvidence.empty()) {
      continue;  // the API's own evidence counts first
    }
    if (const utilisation::IdleAllocation* idle = use.idleOf(holder.claim)) {
      holder.state = "idle";
      holder.idleEvidence =
          fmt::format("GPU 0 %, {}{}", idle->bound == Bound::exact ? "" : "≥", words::shortDuration(idle->idleMs));
      holder.yield = holder.yield.empty() ? "ask" : holder.yield;
    }
  }
  const auto rank = [](const Holder& holder) { return holder.state == "in use" ? 1 : 0; };
  std::stable_sort(explanation.holders.begin(), explanation.holders.end(),
                   [&](const Holder& a, const Holder& b) { return rank(a) < rank(b); });
}

}  // namespace claimscope::explanation
