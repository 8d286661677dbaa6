// Headroom: groups of nodes that an autoscaler may grow, and which waiting claims one more node of each would serve. Pure; any
// thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/cost/cards.h"
#include "model/cost/prices.h"

namespace claimscope::cost {

/// Who makes nodes of a group, by its labels.
enum class Grower : std::uint8_t { none, eksNodegroup, karpenter, gke, azure };
/// "EKS node group", "Karpenter NodePool", "GKE node pool", "AKS agent pool"; empty for none.
[[nodiscard]] std::string_view growerWords(Grower grower);
[[nodiscard]] Grower growerOf(const Metadata& node);

struct GroupRoom {
  std::string group;  ///< node group
  Grower grower = Grower::none;
  std::int64_t nodes = 0;
  std::int64_t cards = 0;  ///< accelerators of one more node
  std::string copyOf;      ///< the node that stands for a new one
  std::string instanceType;
  Rate rate;
  std::int64_t serves = 0;          ///< waiting claims that one more node would take, one after the other
  std::vector<std::string> claims;  ///< the first of them: "ml/train-3-gpu"
  std::int64_t waiting = 0;         ///< that wait for devices, in all
};

/// One more node is a copy of the group's fullest one with its slices, empty and without taints that come with trouble
/// (node.kubernetes.io/…). Waiting claims are tried oldest first: node fit of their pod, then the allocator on the copy alone.
/// Groups without accelerators are left out. Limits of NodePools and groups are not known here.
[[nodiscard]] std::vector<GroupRoom> headroomOf(const cluster::Snapshot& snapshot, const Accelerators& accelerators,
                                                const PriceTable& prices);

}  // namespace claimscope::cost
