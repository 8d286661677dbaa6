// What the notices of a drain share: references to pods and claims, and the parts that make them. Pure; any thread.
#pragma once

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "model/actions/drain_node/rehearsal.h"
#include "model/base/words.h"

namespace claimscope::actions::drain {

/// Claims with nowhere to go, claims that stay.
void addClaimWarnings(const Rehearsal& rehearsal, ActionPlan& plan);
/// Devices that come back, by driver, against those free on the nodes that remain.
void addSpareCapacity(const Rehearsal& rehearsal, ActionPlan& plan);

inline ObjectRef podRef(const RehearsedPod& pod) {
  return {"pod", pod.pod().meta.namespaceName.str(), pod.pod().meta.name.str()};
}

inline ObjectRef claimRef(const ResourceClaim& claim) {
  return {"claim", claim.meta.namespaceName.str(), claim.meta.name.str()};
}

inline std::string namesOf(const std::vector<const RehearsedPod*>& pods) {
  std::vector<std::string> names;
  std::transform(pods.begin(), pods.end(), std::back_inserter(names),
                 [](const RehearsedPod* pod) { return nameOf(pod->pod().meta); });
  return words::listed(names, 4);
}

}  // namespace claimscope::actions::drain
