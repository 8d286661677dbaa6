// Pod (v1): what claims, node fit and latency need of it. Values; any thread.
#pragma once

#include <optional>
#include <tuple>

#include "model/base/box.h"
#include "model/resources/kind.h"
#include "model/resources/node/node.h"
#include "model/resources/pod/placement.h"
#include "model/resources/selector.h"

namespace claimscope {

/// spec.resourceClaims[]; through 1.30 the two names sat under `source` (dra.md 1.5).
struct PodClaimEntry {
  Text name;
  Text claimName;
  Text templateName;
  bool viaSource = false;  ///< written in the old shape

  [[nodiscard]] auto fields() const {
    const auto& [a, b, c, d] = *this;
    return std::tie(a, b, c, d);
  }
};

/// status.resourceClaimStatuses[]: an entry without claimName means the claim is intentionally not needed.
struct PodClaimStatus {
  Text name;
  Text claimName;

  [[nodiscard]] auto fields() const {
    const auto& [a, b] = *this;
    return std::tie(a, b);
  }
};

struct Container {
  Text name;
  Text image;
  ResourceList requests;
  ResourceList limits;
  List<std::pair<Text, Text>> claims;  ///< (claim entry, request; empty = all requests)
  bool init = false;
  bool sidecar = false;  ///< init container with restartPolicy Always

  [[nodiscard]] auto fields() const {
    const auto& [a, b, c, d, e, f, g] = *this;
    return std::tie(a, b, c, d, e, f, g);
  }
};

/// How long after its pod was created something was, or after the epoch when nobody says when that was; see Pod::at(). Replicas
/// of a workload tell the same, second by second, and share it because it is told like this (compact.h): a pod has some 250 bytes
/// of conditions and container states that are all its own when they are told by the clock.
struct SinceCreated {
  std::int64_t ms = Time().ms;  ///< as in Time: by default not set

  [[nodiscard]] bool isSet() const { return Time{ms}.isSet(); }
  friend auto operator<=>(const SinceCreated&, const SinceCreated&) = default;
  [[nodiscard]] auto fields() const { return std::tie(ms); }
};

struct PodCondition {
  Text type;
  Text status;  ///< True, False, Unknown
  Text reason;
  Text message;
  SinceCreated lastTransition;

  [[nodiscard]] auto fields() const {
    const auto& [a, b, c, d, e] = *this;
    return std::tie(a, b, c, d, e);
  }
};

struct ContainerStatus {
  Text name;
  bool ready = false;
  std::int32_t restarts = 0;
  Text state;  ///< running, waiting, terminated
  Text reason;
  Text message;
  SinceCreated startedAt;
  std::int32_t exitCode = 0;  ///< of a terminated container
  std::int32_t signal = 0;
  bool started = false;

  [[nodiscard]] auto fields() const {
    const auto& [a, b, c, d, e, f, g, h, i, j] = *this;
    return std::tie(a, b, c, d, e, f, g, h, i, j);
  }
};

/// status.containerStatuses[].allocatedResourcesStatus[] of a claim: health as the driver told the kubelet (1.31+).
struct DeviceHealth {
  Text claimEntry;  ///< "claim:<entry>[/<request>]" without the prefix
  Text deviceId;    ///< driver/pool/device
  Text health;      ///< Healthy, Unhealthy, Unknown
  Text message;

  [[nodiscard]] auto fields() const {
    const auto& [a, b, c, d] = *this;
    return std::tie(a, b, c, d);
  }
};

/// status.extendedResourceClaimStatus.requestMappings[]: which request of the claim serves a container's extended resource
/// (1.34+).
struct ExtendedResourceRequest {
  Text container;
  Text resource;
  Text request;

  [[nodiscard]] auto fields() const {
    const auto& [a, b, c] = *this;
    return std::tie(a, b, c);
  }
};

/// What the pods of a workload have alike: spec without what is each pod's own.
struct PodSpec {
  Text schedulerName;
  Text priorityClassName;
  Text qosClass;  ///< status.qosClass, which follows from the containers; empty in a manifest
  std::int32_t priority = 0;
  Box<PodPlacement> placement;  ///< affinity to other pods, topology spread, host ports; none for most
  List<Text> schedulingGates;
  Labels nodeSelector;
  std::optional<NodeSelector> requiredNodeAffinity;
  List<Toleration> tolerations;
  List<Container> containers;
  List<PodClaimEntry> claims;
  ResourceList overhead;
  bool hostNetwork = false;
  bool usesEmptyDir = false;
  bool volumeClaim = false;  ///< a PersistentVolumeClaim, by name or ephemeral
  // What quotas ask (pkg/quota/v1/evaluator/core/pods.go).
  bool hasDeadline = false;             ///< activeDeadlineSeconds is set
  bool crossNamespaceAffinity = false;  ///< an affinity term, of any sort, names other namespaces
  bool podLevelCompute = false;         ///< spec.resources asks for cpu or memory (1.32+)

  [[nodiscard]] auto fields() const {
    const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r] = *this;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r);
  }
};

/// What the status of most pods says nothing about.
struct RarePodStatus {
  Text reason;
  Text message;
  Text nominatedNodeName;
  Text extendedResourceClaim;                       ///< extendedResourceClaimStatus.resourceClaimName (1.34+)
  List<ExtendedResourceRequest> extendedResources;  ///< of that claim
  List<DeviceHealth> deviceHealth;
  List<ContainerStatus> initContainerStatuses;
  bool terminatedGracefully = false;  ///< every container has ended

  [[nodiscard]] auto fields() const {
    const auto& [a, b, c, d, e, f, g, h] = *this;
    return std::tie(a, b, c, d, e, f, g, h);
  }
};

struct Pod {
  Metadata meta;
  Text nodeName;
  Text phase;  ///< Pending, Running, Succeeded, Failed, Unknown
  Time startTime;
  Part<PodSpec> spec;
  Part<RarePodStatus> rare;
  List<PodClaimStatus> claimStatuses;
  List<PodCondition> conditions;
  List<ContainerStatus> containerStatuses;

  [[nodiscard]] const PodCondition* condition(std::string_view type) const;
  /// When that was; not set for what is not.
  [[nodiscard]] Time at(SinceCreated offset) const;
  /// Succeeded or Failed.
  [[nodiscard]] bool finished() const;
  /// By the status, else as it will be: no container asks for cpu or memory (pkg/apis/core/v1/helper/qos, GetPodQOS).
  [[nodiscard]] bool isBestEffort() const;
  /// The word kubectl prints under STATUS: phase, a container's waiting reason, Terminating, Completed … (printPod).
  [[nodiscard]] std::string statusWord() const;
};

}  // namespace claimscope
