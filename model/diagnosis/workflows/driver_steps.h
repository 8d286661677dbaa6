// Driver steps: what several workflows ask of a driver on a node: its DaemonSet, its pod, its registration, its slices. One
// thread.
#pragma once

#include "model/diagnosis/workflows/driver_pods.h"
#include "model/diagnosis/workflows/flow.h"

namespace claimscope::diagnosis {

/// "The node is down": Ready condition, cordon, whether it exists.
Step& lookAtNode(Flow& flow, cluster::NodeIndex node);
/// "No DaemonSet of the driver": and how many of its pods are ready.
Step& lookAtDriverSet(Flow& flow, const Text& driver);
/// "The driver's pod does not run" on this node, with the one command that shows its log. The pod, when there is one.
const Pod* lookAtDriverPod(Flow& flow, const Text& driver, const Text& node);
/// "The driver is not registered with the kubelet": by what kubelets say and by slices that were withdrawn.
Step& lookAtRegistration(Flow& flow, const Text& driver, const Text& node);
/// "The driver publishes nothing for the node".
Step& lookAtSlices(Flow& flow, const Text& driver, const Text& node);
/// "The pools are incomplete, replaced or invalid": of the driver, on one node or all of them.
Step& lookAtPools(Flow& flow, const Text& driver, const Text& node);
/// "The kubelet restarted or complains": events about the node.
Step& lookAtKubelet(Flow& flow, const Text& node);

[[nodiscard]] const LostDriver* lostOn(const Flow& flow, const Text& driver, const Text& node);
/// The fix that most of them offer.
[[nodiscard]] WorkflowFix restartFix(const Text& driver, const Text& node, const Pod* pod);

}  // namespace claimscope::diagnosis
