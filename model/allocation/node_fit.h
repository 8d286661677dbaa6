// Node fit: why a pod cannot run on a node, devices left aside. Pure; any thread.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/resources/node/node.h"
#include "model/resources/pod/pod.h"

namespace claimscope::allocation {

struct NodeRefusal {
  /// As the scheduler's plugins: NodeName, NodeUnschedulable, NodeSelector/affinity, TaintToleration, NodeResourcesFit, pods per
  /// node.
  enum class Kind : std::uint8_t { nodeName, unschedulable, selectorMismatch, taint, resources, podCount } kind = Kind::nodeName;
  std::string detail;  ///< "Insufficient nvidia.com/gpu: asks 2, free 1", "taint dedicated=ml:NoSchedule"
};

/// Every reason, none when the pod fits. `podsOnNode` are those bound to it that have not ended (the pod itself is left out).
/// `servedByClaims`: extended resources that a device class stands for; the node need not have those it does not publish.
[[nodiscard]] std::vector<NodeRefusal> nodeFit(const Pod& pod, const Node& node, std::span<const Pod* const> podsOnNode,
                                               std::span<const Text> servedByClaims = {});

/// What the scheduler asks of a node for this pod and nodeFit() does not judge, in its words: "pod anti-affinity", "topology
/// spread", "a volume", "a host port". A node that fits takes the pod only if these allow it too.
[[nodiscard]] std::vector<std::string> unjudgedRules(const Pod& pod);

/// What the scheduler reserves for a pod (component-helpers resource.PodRequests): its containers and sidecars together, or what
/// an init container needs while the sidecars started before it run, whichever is more; and the overhead.
[[nodiscard]] ResourceList podRequests(const Pod& pod);

}  // namespace claimscope::allocation
