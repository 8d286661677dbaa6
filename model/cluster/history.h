// History: when the watch told what about claims and the pods that use them, and what they were before they went. Immutable; any
// thread.
#pragma once

#include <cstdint>
#include <memory>

#include "model/base/clock.h"
#include "model/base/identity.h"
#include "model/cluster/shared_vector.h"
#include "model/resources/pod/pod.h"
#include "model/resources/resource_claim/resource_claim.h"

namespace claimscope::cluster {

/// One claim. Times are those at which a watch line was taken in, by our clock; not set: not told by a live watch. What a list
/// brings to light happened at some time before it and is not dated. A claim that is allocated again begins anew with
/// `allocated`.
struct ClaimRecord {
  Uid uid;         ///< empty: this place is not in use
  Time created;    ///< metadata.creationTimestamp, to compare clocks
  Time seen;       ///< its ADDED line
  Time allocated;  ///< status.allocation, and with it the first reservation
  Time reserved;
  Time unreserved;            ///< reservedFor is empty again
  Time released;              ///< allocation cleared, or the claim deleted while it had one
  Time deleting;              ///< deletionTimestamp
  Time gone;                  ///< deleted; when not told live, when we noticed
  Uid consumer;               ///< the first that reserved it
  Time field;                 ///< allocationTimestamp of this allocation; released claims no longer have it
  bool tookOver = false;      ///< allocated when first heard of: no watch can tell since when
  bool noticed = false;       ///< gone was noticed in a list, not told
  Box<ResourceClaim> object;  ///< the last version with an allocation, else the last; once released or gone
};

/// One pod that has claims, in the same way.
struct PodRecord {
  Uid uid;
  Time created;
  Time seen;
  Time scheduled;
  Time ready;         ///< PodReadyToStartContainers
  Time readyField;    ///< its lastTransitionTime: the condition turns False when the pod ends
  Time started;       ///< every container has been started
  Time startedField;  ///< the latest startedAt then: it moves when a container is restarted
  Time finished;
  Time deleting;
  Time gone;
  bool noticed = false;
  Box<Pod> object;  ///< the last version; once gone
};

struct History {
  Time claimsSince;  ///< live watch times exist from here on; not set: the kind was never watched
  Time podsSince;
  std::int64_t keepMs = 0;   ///< for how long what is gone is kept
  std::int64_t dropped = 0;  ///< gone, and dropped before that because there were too many
  SharedVector<ClaimRecord> claims;
  SharedVector<PodRecord> pods;
};

/// Latency and unused claims are about pods that ask for claims.
[[nodiscard]] inline bool asksForClaims(const Pod& pod) {
  return !pod.spec->claims.empty() || !pod.rare->extendedResourceClaim.empty();
}
/// Every container (not the init containers) has been started at least once.
[[nodiscard]] bool allStarted(const Pod& pod);
/// The latest startedAt of the containers; not set when one of them has none.
[[nodiscard]] Time startedField(const Pod& pod);
/// A container has been restarted, so that startedAt is not the first start.
[[nodiscard]] bool restarted(const Pod& pod);
/// The condition when it is True.
[[nodiscard]] const PodCondition* trueCondition(const Pod& pod, const Text& type);
[[nodiscard]] const Text& podScheduledType();
[[nodiscard]] const Text& readyToStartType();

}  // namespace claimscope::cluster
