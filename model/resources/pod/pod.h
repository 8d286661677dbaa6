// Pod (v1): what claims, node fit and latency need of it. Values; any thread.
#pragma once

#include <optional>
#include <vector>

#include "model/resources/kind.h"
#include "model/resources/node/node.h"
#include "model/resources/selector.h"

namespace claimscope {

/// spec.resourceClaims[]; through 1.30 the two names sat under `source` (dra.md 1.5).
struct PodClaimEntry {
  Text name;
  Text claimName;
  Text templateName;
  bool viaSource = false;  ///< written in the old shape
};

/// status.resourceClaimStatuses[]: an entry without claimName means the claim is intentionally not needed.
struct PodClaimStatus {
  Text name;
  Text claimName;
};

struct Container {
  Text name;
  Text image;
  ResourceList requests;
  ResourceList limits;
  std::vector<std::pair<Text, Text>> claims;  ///< (claim entry, request; empty = all requests)
  bool init = false;
  bool sidecar = false;  ///< init container with restartPolicy Always
};

struct ContainerStatus {
  Text name;
  bool ready = false;
  std::int32_t restarts = 0;
  Text state;  ///< running, waiting, terminated
  Text reason;
  Text message;
  Time startedAt;
  std::int32_t exitCode = 0;  ///< of a terminated container
  std::int32_t signal = 0;
  bool started = false;
};

/// status.containerStatuses[].allocatedResourcesStatus[] of a claim: health as the driver told the kubelet (1.31+).
struct DeviceHealth {
  Text claimEntry;  ///< "claim:<entry>[/<request>]" without the prefix
  Text deviceId;    ///< driver/pool/device
  Text health;      ///< Healthy, Unhealthy, Unknown
  Text message;
};

struct Pod {
  Metadata meta;
  Text nodeName;
  Text schedulerName;
  Text phase;  ///< Pending, Running, Succeeded, Failed, Unknown
  Text reason;
  Text message;
  Text nominatedNodeName;
  Text priorityClassName;
  std::int32_t priority = 0;
  Time startTime;
  bool hostNetwork = false;
  bool usesEmptyDir = false;
  bool terminatedGracefully = false;  ///< every container has ended
  std::vector<Text> schedulingGates;
  Labels nodeSelector;
  std::optional<NodeSelector> requiredNodeAffinity;
  std::vector<Toleration> tolerations;
  std::vector<Container> containers;
  std::vector<PodClaimEntry> claims;
  std::vector<PodClaimStatus> claimStatuses;
  Text extendedResourceClaim;  ///< status.extendedResourceClaimStatus.resourceClaimName (1.34+)
  ResourceList overhead;
  std::vector<Condition> conditions;
  std::vector<ContainerStatus> containerStatuses;
  std::vector<DeviceHealth> deviceHealth;
  std::vector<ContainerStatus> initContainerStatuses;

  [[nodiscard]] const Condition* condition(std::string_view type) const;
  /// Succeeded or Failed.
  [[nodiscard]] bool finished() const;
  /// The word kubectl prints under STATUS: phase, a container's waiting reason, Terminating, Completed … (printPod).
  [[nodiscard]] std::string statusWord() const;
};

}  // namespace claimscope
