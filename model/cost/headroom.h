// Headroom: groups of nodes that an autoscaler may grow, and which waiting claims one more node of each would serve. Pure; any
// thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/cost/allowance.h"
#include "model/cost/cards.h"
#include "model/cost/prices.h"

namespace claimscope::cost {

/// Claims that one more node would not serve, for one reason.
struct Unserved {
  std::string why;    ///< "its devices do not satisfy it", "taint nvidia.com/gpu=true:NoSchedule"
  std::string claim;  ///< the oldest of them: "ml/train-3-gpu"
  std::int64_t claims = 0;
};

struct GroupRoom {
  std::string group;  ///< node group
  Grower grower = Grower::none;
  std::int64_t nodes = 0;
  std::int64_t cards = 0;  ///< accelerators of one more node
  std::string copyOf;      ///< the node that stands for a new one
  std::string instanceType;
  Rate rate;
  std::int64_t serves = 0;               ///< waiting claims that one more node would take, one after the other
  std::vector<std::string> claims;       ///< the first of them: "ml/train-3-gpu"
  std::int64_t waiting = 0;              ///< that wait for devices, in all
  Bound servesBound = Bound::exact;      ///< unknown: no node of it exists, so what devices one would have is not known
  Allowance allowance;                   ///< how many more nodes may be made
  std::vector<Unserved> unserved;        ///< of the claims that were tried, most first
  std::optional<survey::NodePool> pool;  ///< of Karpenter's
};

/// One more node is a copy of the group's fullest one with its slices, empty and without taints that come with trouble
/// (node.kubernetes.io/…). Waiting claims are tried oldest first: node fit of their pod, then the allocator on the copy alone; a
/// label that a NodePool may set otherwise is set as the pod wants it. Groups without accelerators are left out; NodePools
/// without a node come last. `growth`: null when nobody has asked.
[[nodiscard]] std::vector<GroupRoom> headroomOf(const cluster::Snapshot& snapshot, const Accelerators& accelerators,
                                                const PriceTable& prices, const survey::Growth* growth = nullptr);

/// What has to be said of the growers as such: which Karpenter this is and what it makes of claims.
[[nodiscard]] std::vector<std::string> growthNotes(const survey::Growth* growth, const std::vector<GroupRoom>& rooms);

}  // namespace claimscope::cost
