// PodObject and PodShape: a Pod, and the template that all pods of a workload share. One thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "model/simulation/claim.h"
#include "model/simulation/object.h"

namespace claimscope::simulation {

/// spec.resourceClaims[]: a template, or one claim by its name.
struct ClaimEntry {
  Text name;
  Text templateName;
  Text claimName;
  std::shared_ptr<const ClaimShape> shape;  ///< of the template
};

/// The pod template of a workload.
struct PodShape {
  Text namespaceName;
  Text container;
  Text image;
  Text cpu;  ///< requests
  Text memory;
  Text labels;               ///< JSON object
  std::string tolerations;   ///< JSON list, empty when none
  std::string nodeSelector;  ///< JSON object, empty when none
  std::vector<ClaimEntry> claims;
  Text serviceAccount{"default"};
  Text restartPolicy{"Always"};
  Text priorityClass;
  std::int32_t priority = 0;
  Text extended;  ///< an extended resource that the container asks for: "nvidia.com/gpu"; empty: none
  std::uint32_t extendedCount = 0;
  bool emptyDir = false;
  bool hostNetwork = false;

  /// The fields of a pod's spec that come from the template; also used inside of Deployments and the like.
  void writeSpec(JsonWriter& json, const WriteContext& context) const;
};

/// How far a pod has come.
enum class PodStage : std::uint8_t { unscheduled, scheduled, prepared, running, succeeded, failed };

/// What few pods have.
struct PodExtra {
  std::string schedulingReason;  ///< PodScheduled=False: Unschedulable, SchedulerError; empty: no condition yet
  std::string schedulingMessage;
  Time since;                    ///< of the condition
  std::string disruptionReason;  ///< DisruptionTarget=True
  std::string disruptionMessage;
  /// allocatedResourcesStatus of the container: claim entry, device, health, message
  struct Health {
    std::string claim;
    std::string device;
    std::string health;
    std::string message;
  };
  std::vector<Health> health;
  std::string waitingReason;  ///< of a container that does not start; ContainerCreating when empty
};

struct PodObject final : Cloned<PodObject> {
  std::shared_ptr<const PodShape> shape;
  std::vector<Text> generatedClaims;  ///< one a template entry, in order; fewer while they are not made
  std::shared_ptr<const PodExtra> extra;
  Text node;
  Time scheduledAt;
  Time preparedAt;
  Time startedAt;
  Time finishedAt;
  PodStage stage = PodStage::unscheduled;

  void writeBody(JsonWriter& json, const WriteContext& context) const override;
  void writeManagedFields(JsonWriter& json, const WriteContext& context) const override;

 private:
  void writeStatus(JsonWriter& json) const;
  void writeConditions(JsonWriter& json) const;
  void writeContainerStatus(JsonWriter& json) const;
};

}  // namespace claimscope::simulation
