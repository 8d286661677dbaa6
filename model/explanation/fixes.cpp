#include "model/explanation/fixes.h"

#include <algorithm>

namespace claimscope::explanation {

std::vector<Fix> findFixes(const FixFacts& facts) {
  RankedFixes ranked;
  addSelectorFixes(facts, ranked);
  addRequestFixes(facts, ranked);
  addDeviceFixes(facts, ranked);
  addReleases(facts, ranked);
  addNodeFixes(facts, ranked);
  std::stable_sort(ranked.begin(), ranked.end(), [](const RankedFix& a, const RankedFix& b) {
    return std::pair(!a.fix.verified, a.cost) < std::pair(!b.fix.verified, b.cost);
  });
  std::vector<Fix> out;
  for (RankedFix& one : ranked) {
    const bool known = std::any_of(out.begin(), out.end(), [&](const Fix& fix) { return fix.id == one.fix.id; });
    if (!known) {
      out.push_back(std::move(one.fix));
    }
  }
  return out;
}

}  // namespace claimscope::explanation
