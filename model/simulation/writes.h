// Writes: what the API server of a simulated cluster does with the requests of guided actions, and what its components make of
// them. One thread.
#pragma once

#include <string>

#include "model/simulation/cluster.h"

namespace claimscope::simulation {

/// GET of one object, access reviews, PATCH of nodes, rules and annotations, DELETE, evictions, POST of claims, pods and rules;
/// with dryRun=All nothing changes. Preconditions, budgets, conflicts and what does not exist are refused as a server refuses
/// them.
[[nodiscard]] HttpReply answer(Cluster& cluster, const HttpRequest& request, std::string_view user);

/// The pod ends after its grace period; its claims are released, and its controller makes another one, which lands where devices
/// like its own are free on a node that takes pods.
void terminate(Cluster& cluster, const std::string& pod, std::int64_t graceMs);
/// A pod that a person made: claims it names are allocated on the node it wants, then it starts.
void schedulePod(Cluster& cluster, const std::string& pod);

}  // namespace claimscope::simulation
