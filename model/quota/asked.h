// Asked: what will be asked of quotas and is not counted yet: claims of pods that wait for them, replicas that are to come. Pure;
// any thread.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "model/quota/usage.h"

namespace claimscope::quota {

struct Asking {
  std::string who;  ///< "pod ml/train-0", "Deployment ml/inference"
  Text namespaceName;
  Usage each;               ///< of one copy
  std::int64_t copies = 1;  ///< that are missing
  std::string why;          ///< "template big-gpu"
};

/// Pods whose claim does not exist yet, by the template that it would be made from; and Deployments, StatefulSets and Jobs that
/// want more pods than there are, by the templates that their pods name (a claim by name is shared and counts once, already).
/// What owners besides these make is not foreseen. `namespaces`: of these alone.
[[nodiscard]] std::vector<Asking> askedIn(const cluster::Snapshot& snapshot, const ExtendedResources& extended,
                                          const std::set<Text>& namespaces);

}  // namespace claimscope::quota
