// Cordons nodes: no new pod is scheduled there; what runs stays.
#include "model/actions/cordon_node/cordon_step.h"
#include "model/actions/registry.h"

namespace claimscope::actions {

Action cordonNode() {
  return {"cordon_node",
          "Cordon a node",
          "no new pods, what runs stays",
          "node",
          true,
          {},
          [](const cluster::Snapshot& snapshot, const ActionRequest& request) { return planCordon(snapshot, request, true); }};
}

}  // namespace claimscope::actions
