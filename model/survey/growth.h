// Growth: what makes and removes nodes of a cluster, as far as its API tells: Karpenter's NodePools, Karpenter itself, and the
// status that cluster-autoscaler leaves. Values; any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/cluster/snapshot.h"
#include "model/survey/known.h"

namespace claimscope::survey {

/// One rule of spec.disruption.budgets: how many nodes may be on their way out at a time.
struct DisruptionBudget {
  std::string nodes;     ///< "10%", "2"
  std::string schedule;  ///< cron; empty: always
  std::string duration;
  std::vector<std::string> reasons;  ///< empty: all
};

/// karpenter.sh/v1 or v1beta1 NodePool; both have these fields alike (kubernetes-sigs/karpenter pkg/apis/v1/nodepool.go).
struct NodePool {
  std::string name;
  std::string apiVersion;
  Labels labels;  ///< of its nodes
  std::vector<Taint> taints;
  std::vector<SelectorRequirement> requirements;
  ResourceList limits;                   ///< a resource that is not here is not limited; "nodes" counts nodes
  std::optional<ResourceList> used;      ///< status.resources; none: not reported yet
  std::int64_t weight = 0;               ///< 1 to 100, the highest is tried first
  std::optional<std::int64_t> replicas;  ///< a fixed number of nodes: it does not grow by demand (alpha)
  std::vector<DisruptionBudget> budgets;
  std::string consolidation;  ///< "WhenEmptyOrUnderutilized"
  std::string nodeClass;      ///< "EC2NodeClass/gpu"
  std::string notReady;       ///< why, by condition Ready; empty: ready, or nothing is said
  bool deleting = false;
};

/// A node group in the status of cluster-autoscaler.
struct AutoscalerGroup {
  std::string name;  ///< the cloud's: "eks-gpu-nodes-3cc1…", an instance group's URL
  std::int64_t minSize = 0;
  std::int64_t maxSize = 0;
  std::int64_t target = 0;  ///< nodes that the cloud is asked for
  std::string scaleUp;      ///< "NoActivity", "InProgress", "Backoff"
};

struct AutoscalerStatus {
  std::vector<AutoscalerGroup> groups;
  Time at;  ///< not set: it does not say
};

/// Which Karpenter runs, by its pods.
struct Karpenter {
  std::string pod;                    ///< "kube-system/karpenter-6d8…"
  std::string version;                ///< "1.14.0"; empty: its image does not say
  std::optional<bool> ignoresClaims;  ///< IGNORE_DRA_REQUESTS of the pod, when it says so; true is the default from 1.7 on
};

struct Growth {
  Known<std::vector<NodePool>> pools;
  Known<AutoscalerStatus> autoscaler;
  std::optional<Karpenter> karpenter;
};
using GrowthPtr = std::shared_ptr<const Growth>;

/// What to ask: NodePools in both versions, the autoscaler's ConfigMap, and Karpenter's own pod where one is seen.
[[nodiscard]] std::vector<Question> growthQuestions(const cluster::Snapshot& snapshot);
[[nodiscard]] Growth readGrowth(const Survey& survey);

/// data.status of kube-system/cluster-autoscaler-status: YAML since 1.30, lines of text before. Empty for anything else.
[[nodiscard]] std::optional<AutoscalerStatus> readAutoscalerStatus(std::string_view text);

/// What Karpenter of that version makes of pods with claims (pkg/controllers/provisioning/scheduling at its tags): through 1.6 it
/// does not look at them; from 1.7 on it makes no node for them, unless IGNORE_DRA_REQUESTS is false; and then it takes devices
/// into account from 1.14 on, where its provider describes them.
enum class ClaimSense : std::uint8_t { unknown, blind, refuses, understands };
[[nodiscard]] ClaimSense claimSense(const Karpenter& karpenter);

}  // namespace claimscope::survey
