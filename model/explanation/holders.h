// Holders: the claims that have what is wanted, easiest to yield first. Pure; any thread.
#pragma once

#include <set>
#include <vector>

#include "model/explanation/census.h"
#include "model/explanation/explanation.h"
#include "model/explanation/nodes.h"
#include "model/explanation/subject.h"

namespace claimscope::explanation {

struct HolderFacts {
  cluster::ClaimIndex claim = cluster::kNone;
  const ResourceClaim* object = nullptr;
  Holder shown;
  int rank = 0;  ///< 0 not used, 1 its consumer has ended or is gone, 2 idle, 3 in use
  std::set<cluster::NodeIndex> nodes;
  bool shared = false;           ///< some of its devices are reached from several nodes
  std::vector<const Pod*> pods;  ///< that live and use it
  bool foreign = false;          ///< reserved for something that is no pod
  Text group;                    ///< PodGroup that reserves for its pods
  bool ending = false;           ///< all its pods are terminating
  bool absent = false;           ///< reserved for a pod that is gone
};

/// Claims that hold matching devices, or the counters or capacity that matching devices need, where the pod could use them.
[[nodiscard]] std::vector<HolderFacts> findHolders(const ExplanationContext& context, const Subject& subject,
                                                   const std::vector<Census>& census, const NodeAnswers& nodes);

}  // namespace claimscope::explanation
