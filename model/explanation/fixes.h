// Fixes: the smallest changes that would make it fit, each tried on the allocator where that can be. Pure; one thread.
#pragma once

#include <string>
#include <vector>

#include "model/explanation/choice_words.h"
#include "model/explanation/holders.h"
#include "model/explanation/trial.h"

namespace claimscope::explanation {

struct FixFacts {
  const ChoiceFacts& facts;
  const Chosen& chosen;
  const std::vector<HolderFacts>& holders;
  const Trial& trial;

  [[nodiscard]] const ExplanationContext& context() const { return facts.context; }
  [[nodiscard]] const Subject& subject() const { return facts.subject; }
};

/// A fix with what it costs: smaller is better.
struct RankedFix {
  Fix fix;
  int cost = 5;
};
using RankedFixes = std::vector<RankedFix>;

/// All of them, verified ones first, then by cost.
[[nodiscard]] std::vector<Fix> findFixes(const FixFacts& facts);

// By concern.
void addReleases(const FixFacts& facts, RankedFixes& out);       ///< fix_release.cpp
void addSelectorFixes(const FixFacts& facts, RankedFixes& out);  ///< fix_selectors.cpp
void addDeviceFixes(const FixFacts& facts, RankedFixes& out);    ///< fix_devices.cpp
void addRequestFixes(const FixFacts& facts, RankedFixes& out);   ///< fix_request.cpp
void addNodeFixes(const FixFacts& facts, RankedFixes& out);      ///< fix_nodes.cpp

}  // namespace claimscope::explanation
