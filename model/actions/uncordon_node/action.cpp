// Uncordons nodes: new pods may be scheduled there again.
#include "model/actions/cordon_node/cordon_step.h"
#include "model/actions/registry.h"

namespace claimscope::actions {

Action uncordonNode() {
  return {"uncordon_node",
          "Uncordon a node",
          "takes new pods again",
          "node",
          true,
          {},
          [](const cluster::Snapshot& snapshot, const ActionRequest& request) { return planCordon(snapshot, request, false); }};
}

}  // namespace claimscope::actions
