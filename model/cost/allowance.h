// Allowance: how many more nodes of a group may be made, by the limits of its NodePool or the bounds that cluster-autoscaler
// tells. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/base/bound.h"
#include "model/survey/growth.h"

namespace claimscope::cost {

/// Who makes nodes of a group, by its labels.
enum class Grower : std::uint8_t { none, eksNodegroup, karpenter, gke, azure };
/// "EKS node group", "Karpenter NodePool", "GKE node pool", "AKS agent pool"; empty for none.
[[nodiscard]] std::string_view growerWords(Grower grower);
[[nodiscard]] Grower growerOf(const Metadata& node);

struct Allowance {
  std::optional<std::int64_t> more;  ///< nodes; none: no limit, or not known
  bool unlimited = false;            ///< the API sets none; the cloud's own quota is never in it
  Bound bound = Bound::unknown;
  std::string why;  ///< "limit nvidia.com/gpu 64, 48 used"; why it is none, or not known
};

/// The NodePool of that name; null: none is known.
[[nodiscard]] const survey::NodePool* nodePoolOf(const survey::Growth* growth, std::string_view name);
/// What the NodePool still allows of nodes that have such a capacity; null: no node of it is known, so that only what is used up
/// or fixed can be told (scheduler.go, filterByRemainingResources: the capacity of an instance type, not what pods may take).
[[nodiscard]] Allowance poolAllowance(const survey::NodePool& pool, const Node* like);
/// Of any group. Sizes of node groups are the cloud's and not in the API: only cluster-autoscaler tells them, in its status.
[[nodiscard]] Allowance allowanceOf(const survey::Growth* growth, Grower grower, std::string_view group, const Node& like);

/// "instance type p5.48xlarge is not in its requirements": why the NodePool would not make such a node any more; empty when it
/// would, or when the node's labels do not tell.
[[nodiscard]] std::string requirementAgainst(const survey::NodePool& pool, const Node& like);
/// The requirements of the NodePool allow this value of a label.
[[nodiscard]] bool allows(const survey::NodePool& pool, const Text& key, const Text& value);

}  // namespace claimscope::cost
