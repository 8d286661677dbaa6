// Node fit: why a pod cannot run on a node, devices left aside. Pure; any thread.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/allocation/pod_rules.h"
#include "model/resources/node/node.h"
#include "model/resources/pod/pod.h"

namespace claimscope::allocation {

/// Every reason, none when the pod fits. `podsOnNode` are those bound to it that have not ended (the pod itself is left out).
/// `servedByClaims`: extended resources that a device class stands for; the node need not have those it does not publish.
/// `rules`: Placement::rulesOf(pod); without them affinity between pods and topology spread are not judged.
[[nodiscard]] std::vector<NodeRefusal> nodeFit(const Pod& pod, const Node& node, std::span<const Pod* const> podsOnNode,
                                               std::span<const Text> servedByClaims = {}, const PodRules* rules = nullptr);

/// The host ports alone, of nodeFit().
void checkPorts(const Pod& pod, std::span<const Pod* const> podsOnNode, std::vector<NodeRefusal>& out);

/// What the scheduler asks of a node for this pod and nodeFit() cannot tell: "a volume", since volumes are not read, and rules
/// that hang on what is hidden ("pod affinity"). A node that fits takes the pod only if these allow it too.
[[nodiscard]] std::vector<std::string> unjudgedRules(const Pod& pod, const Node& node, const PodRules* rules);

/// What the scheduler reserves for a pod (component-helpers resource.PodRequests): its containers and sidecars together, or what
/// an init container needs while the sidecars started before it run, whichever is more; and the overhead.
[[nodiscard]] ResourceList podRequests(const Pod& pod);

}  // namespace claimscope::allocation
