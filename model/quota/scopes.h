// Scopes: which objects a ResourceQuota counts at all. Pure; any thread.
#pragma once

#include <string>

#include "model/cluster/snapshot.h"

namespace claimscope::quota {

/// It has scopes. Then claims, templates and everything else that is no pod are outside, whatever the scopes say
/// (generic.MatchesNoScopeFunc, as in resource_claims.go).
[[nodiscard]] inline bool scoped(const ResourceQuota& quota) {
  return !quota.scopes.empty();
}
/// The pod is in every scope (pods.go, podMatchesScopeFunc). A scope that upstream does not know for pods takes none.
[[nodiscard]] bool inScope(const ResourceQuota& quota, const Pod& pod);

/// "BestEffort and PriorityClass in (high, low)": for people; empty without scopes.
[[nodiscard]] std::string scopesText(const ResourceQuota& quota);

}  // namespace claimscope::quota
