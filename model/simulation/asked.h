// What the API server of a simulated cluster answers on demand of what nobody watches: policies, roles, leases, health,
// discovery. One thread at a time.
#pragma once

#include <optional>
#include <string_view>

#include "model/simulation/cluster.h"
#include "model/simulation/world.h"

namespace claimscope::simulation {

/// GET of a path; 404 for what a world does not have. Leases are renewed moments before the cluster's now.
[[nodiscard]] HttpReply askedDocument(const Cluster& cluster, std::string_view path);

/// GET /apis/GROUP/VERSION[/namespaces/NS]/PLURAL[/NAME] of a kind that the world serves, a list as one page; none for other
/// paths. 404 when there is no such object.
[[nodiscard]] std::optional<HttpReply> answerFromTables(const World& world, std::string_view path);

}  // namespace claimscope::simulation
