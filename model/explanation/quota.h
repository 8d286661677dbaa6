// Quota: whether a ResourceQuota leaves room for a claim (dra.md A4). Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/cluster/snapshot.h"
#include "model/explanation/cause.h"

namespace claimscope::explanation {

/// "exceeded quota: NAME, requested: …" → NAME; empty when the message names none.
[[nodiscard]] Text quotaNamedBy(std::string_view message);

/// The cause with the numbers of this quota, or without numbers when it is not to be seen, or has room again.
[[nodiscard]] Cause quotaCause(const cluster::Snapshot& snapshot, const Pod& pod, const PodClaimEntry& entry, const Text& quota);

/// A quota of the pod's namespace that one more claim of this entry would exceed, counted by model/quota.
[[nodiscard]] std::optional<Cause> quotaLeavesNoRoom(const cluster::Snapshot& snapshot, const Pod& pod,
                                                     const PodClaimEntry& entry);

}  // namespace claimscope::explanation
