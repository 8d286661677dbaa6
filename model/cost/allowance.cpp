#include "model/cost/allowance.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "model/base/words.h"

namespace claimscope::cost {
namespace {

using survey::NodePool;

const Quantity* amountOf(const ResourceList& list, const Text& name) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& entry) { return entry.first == name; });
  return found == list.end() ? nullptr : &found->second;
}

std::string limitText(const Text& name, const Quantity& limit, const Quantity* used) {
  return fmt::format("limit {} {}, {} used", words::oneLine(name.view()), limit.text(), used == nullptr ? "0" : used->text());
}

Allowance none(std::string why) {
  return {0, false, Bound::exact, std::move(why)};
}

Allowance unknown(std::string why) {
  return {std::nullopt, false, Bound::unknown, std::move(why)};
}

/// One requirement against labels, as a node selector's.
bool met(const SelectorRequirement& requirement, const Labels& labels) {
  NodeSelector selector;
  selector.terms.push_back({{requirement}, {}});
  Metadata node;
  node.labels = labels;
  return matches(selector, node);
}

std::string labelWords(std::string_view key) {
  return key == "node.kubernetes.io/instance-type" ? "instance type"
         : key == "karpenter.sh/capacity-type"     ? "capacity type"
         : key == "topology.kubernetes.io/zone"    ? "zone"
                                                   : words::oneLine(key);
}

/// Whether a name of the cloud is that of a group, as the cloud makes it of the group's: "eks-GROUP-UUID", "aks-POOL-123-vmss",
/// "…/gke-CLUSTER-POOL-HASH-grp"; or the group's own.
bool isNameOf(std::string_view cloud, std::string_view group, Grower grower) {
  const std::string_view name = cloud.substr(cloud.rfind('/') == std::string_view::npos ? 0 : cloud.rfind('/') + 1);
  if (name == group) {
    return true;
  }
  const std::string part = std::string(group) + "-";
  switch (grower) {
    case Grower::eksNodegroup:
      // The rest is a UUID, so that the group "gpu" is not taken for "gpu-large".
      return name.starts_with("eks-" + part) && name.size() == 4 + part.size() + 36;
    case Grower::azure:
      return name.starts_with("aks-" + part) && name.ends_with("-vmss");
    case Grower::gke:
      return name.starts_with("gke-") && name.ends_with("-grp") && name.find("-" + part) != std::string_view::npos;
    default:
      return false;
  }
}

Allowance autoscalerAllowance(const survey::AutoscalerStatus& status, Grower grower, std::string_view group) {
  std::int64_t most = 0;
  std::int64_t target = 0;
  std::int64_t found = 0;
  std::string backsOff;
  for (const survey::AutoscalerGroup& one : status.groups) {
    if (isNameOf(one.name, group, grower)) {
      ++found;
      most += one.maxSize;
      target += one.target;
      backsOff = one.scaleUp == "Backoff" ? ", backing off after a failure" : backsOff;
    }
  }
  if (found == 0) {
    return unknown("the status of cluster-autoscaler does not name it");
  }
  // A pool over several zones has a group in each: which of them can still grow is not told for a claim.
  return {std::max<std::int64_t>(0, most - target), false, found == 1 ? Bound::exact : Bound::atMost,
          fmt::format("cluster-autoscaler: {} of at most {}{}", target, words::counted(most, "node"), backsOff)};
}

std::string whyNot(survey::Outcome outcome, std::string_view what) {
  switch (outcome) {
    case survey::Outcome::forbidden:
      return fmt::format("{} cannot be read", what);
    case survey::Outcome::notServed:
      return fmt::format("{} is not there", what);
    case survey::Outcome::failed:
      return fmt::format("{} did not come", what);
    case survey::Outcome::answered:
    case survey::Outcome::notAsked:
      break;
  }
  return fmt::format("{} was not asked for", what);
}

}  // namespace

std::string_view growerWords(Grower grower) {
  switch (grower) {
    case Grower::eksNodegroup:
      return "EKS node group";
    case Grower::karpenter:
      return "Karpenter NodePool";
    case Grower::gke:
      return "GKE node pool";
    case Grower::azure:
      return "AKS agent pool";
    case Grower::none:
      break;
  }
  return "";
}

Grower growerOf(const Metadata& node) {
  return hasLabel(node.labels, "karpenter.sh/nodepool")            ? Grower::karpenter
         : hasLabel(node.labels, "eks.amazonaws.com/nodegroup")    ? Grower::eksNodegroup
         : hasLabel(node.labels, "cloud.google.com/gke-nodepool")  ? Grower::gke
         : hasLabel(node.labels, "kubernetes.azure.com/agentpool") ? Grower::azure
                                                                   : Grower::none;
}

const NodePool* nodePoolOf(const survey::Growth* growth, std::string_view name) {
  if (growth == nullptr || !growth->pools.known()) {
    return nullptr;
  }
  const auto& pools = growth->pools.value;
  const auto found = std::find_if(pools.begin(), pools.end(), [&](const NodePool& pool) { return pool.name == name; });
  return found == pools.end() ? nullptr : &*found;
}

Allowance poolAllowance(const NodePool& pool, const Node* like) {
  if (pool.deleting) {
    return none("the NodePool is being deleted");
  }
  if (pool.replicas) {
    return none(fmt::format("the NodePool keeps {}, whatever waits", words::counted(*pool.replicas, "node")));
  }
  if (!pool.notReady.empty()) {
    return none("the NodePool is not ready: " + pool.notReady);
  }
  if (pool.limits.empty()) {
    return {std::nullopt, true, Bound::exact, "the NodePool has no limits"};
  }
  Allowance out{std::nullopt, false, pool.used ? Bound::exact : Bound::atMost, {}};
  bool blind = false;
  for (const auto& [name, limit] : pool.limits) {
    const Quantity* used = pool.used ? amountOf(*pool.used, name) : nullptr;
    const Quantity::Nano left = limit.nano() - (used == nullptr ? 0 : used->nano());
    const Quantity* takes = like == nullptr ? nullptr : amountOf(like->capacity, name);
    const Quantity::Nano each = name == "nodes" ? Quantity::Nano{1'000'000'000} : takes == nullptr ? 0 : takes->nano();
    if (left < 0 || (left == 0 && (each > 0 || like == nullptr))) {
      return none(limitText(name, limit, used));
    }
    if (each <= 0) {
      blind = true;  // no node tells how much of it one takes
      continue;
    }
    const auto more = static_cast<std::int64_t>(std::min<Quantity::Nano>(left / each, std::numeric_limits<std::int64_t>::max()));
    if (!out.more || more < *out.more) {
      out.more = more;
      out.why = limitText(name, limit, used);
    }
  }
  if (!out.more) {
    const auto& [name, limit] = *pool.limits.begin();
    out.bound = Bound::unknown;
    out.why =
        limitText(name, limit, pool.used ? amountOf(*pool.used, name) : nullptr) + ", and no node tells what one takes of it";
  } else if (blind) {
    out.bound = Bound::atMost;
  }
  return out;
}

Allowance allowanceOf(const survey::Growth* growth, Grower grower, std::string_view group, const Node& like) {
  if (grower == Grower::karpenter) {
    if (growth == nullptr || !growth->pools.known()) {
      return unknown(whyNot(growth == nullptr ? survey::Outcome::notAsked : growth->pools.outcome, "its NodePool"));
    }
    // Nodes of two pools can share a group by another label: the node says which pool made it.
    const NodePool* pool = nodePoolOf(growth, labelValue(like.meta.labels, "karpenter.sh/nodepool").view());
    if (pool == nullptr) {
      return growth->pools.complete ? none("its NodePool does not exist any more") : unknown("its NodePool was not read");
    }
    Allowance out = poolAllowance(*pool, &like);
    if (std::string against = requirementAgainst(*pool, like); !against.empty() && out.more != 0) {
      return none("the NodePool makes no such node any more: " + against);
    }
    return out;
  }
  if (grower == Grower::none) {
    return unknown("nothing says who makes its nodes");
  }
  if (growth == nullptr || !growth->autoscaler.known()) {
    return unknown(
        "sizes of node groups are not in the API, and " +
        whyNot(growth == nullptr ? survey::Outcome::notAsked : growth->autoscaler.outcome, "the status of cluster-autoscaler"));
  }
  return autoscalerAllowance(growth->autoscaler.value, grower, group);
}

std::string requirementAgainst(const NodePool& pool, const Node& like) {
  for (const SelectorRequirement& requirement : pool.requirements) {
    if (hasLabel(like.meta.labels, requirement.key.view()) && !met(requirement, like.meta.labels)) {
      return fmt::format("{} {} is not in its requirements", labelWords(requirement.key.view()),
                         words::oneLine(labelValue(like.meta.labels, requirement.key.view()).view()));
    }
  }
  return {};
}

bool allows(const NodePool& pool, const Text& key, const Text& value) {
  if (hasLabel(pool.labels, key.view())) {
    return labelValue(pool.labels, key.view()) == value;
  }
  const Labels one{{key, value}};
  bool named = false;
  for (const SelectorRequirement& requirement : pool.requirements) {
    if (requirement.key == key) {
      named = true;
      if (!met(requirement, one)) {
        return false;
      }
    }
  }
  return named;
}

}  // namespace claimscope::cost
