// NodeRefusal: one reason why a pod cannot run on a node. Values; any thread.
#pragma once

#include <cstdint>
#include <string>

namespace claimscope::allocation {

struct NodeRefusal {
  /// As the scheduler's plugins: NodeName, NodeUnschedulable, NodeSelector/affinity, TaintToleration, NodePorts,
  /// NodeResourcesFit, pods per node, PodTopologySpread, InterPodAffinity (affinity, anti-affinity, anti-affinity of pods that
  /// run).
  enum class Kind : std::uint8_t {
    nodeName,
    unschedulable,
    selectorMismatch,
    taint,
    resources,
    podCount,
    hostPort,
    topologySpread,
    podAffinity,
    podAntiAffinity,
    runningAntiAffinity,
  } kind = Kind::nodeName;
  std::string detail;  ///< "Insufficient nvidia.com/gpu: asks 2, free 1", "taint dedicated=ml:NoSchedule"

  /// It hangs on which other pods are where, and goes when they do.
  [[nodiscard]] bool byOtherPods() const { return kind >= Kind::hostPort; }
};

}  // namespace claimscope::allocation
