// Cordon steps: the patch that keeps new pods off a node, and the one that takes it back. Pure; any thread.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "model/actions/action.h"

namespace claimscope::actions {

/// kubectl's patch: a strategic merge of spec.unschedulable, which must still be as it was. `cordon` false puts the node back.
[[nodiscard]] Step cordonStep(const cluster::Snapshot& snapshot, const Node& node, bool cordon);
[[nodiscard]] Need cordonNeed(const Node& node, bool cordon);
struct NamedNodes {
  std::vector<const Node*> nodes;  ///< in the order of the request, none twice
  std::vector<Box<Node>> madeUp;   ///< those of them that nobody sees: by name only
};
/// The nodes that a request names; an error names one that is not there. While nodes are hidden the names are taken as they are,
/// so that a plan can say which permissions it needs; it is blocked then (blockHidden).
[[nodiscard]] Result<NamedNodes> nodesOf(const cluster::Snapshot& snapshot, const ActionRequest& request);
/// Whether a node is cordoned, and that it is the same one, has to be seen before anything is sent.
void blockHidden(const NamedNodes& nodes, ActionPlan& plan);
/// What must be known of what the plan is made from: kinds that are hidden or not fresh, in words.
[[nodiscard]] std::vector<Notice> unseen(const cluster::Snapshot& snapshot,
                                         const std::vector<std::pair<Kind, std::string>>& kinds);

/// Both actions: cordoned or put back, node after node.
[[nodiscard]] Result<ActionPlan> planCordon(const cluster::Snapshot& snapshot, const ActionRequest& request, bool cordon);

}  // namespace claimscope::actions
