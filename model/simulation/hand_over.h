// HandOver: what a patch of a template and a label migration-phase do in a demo: strategic merge, and nodes that change hands.
// One thread.
#pragma once

#include <string>

#include "model/base/json_tree.h"
#include "model/simulation/cluster.h"

namespace claimscope::simulation {

/// A merge patch, but lists of containers and claims are merged by name, "$patch":"delete" removes
/// (application/strategic-merge-patch).
void mergeByName(nlohmann::ordered_json& into, const nlohmann::ordered_json& change);
/// After its labels have changed: with migration-phase=dra the device plugin leaves, and the driver publishes; else the other
/// way.
void changeHands(Cluster& cluster, const std::string& node);
/// What the device plugin of a node has left.
[[nodiscard]] std::uint32_t pluginFree(const Cluster& cluster, const NodeObject& node);

}  // namespace claimscope::simulation
