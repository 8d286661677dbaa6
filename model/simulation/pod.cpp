#include "model/simulation/pod.h"

namespace claimscope::simulation {

namespace {

void writeCondition(JsonWriter& json, std::string_view type, bool value, Time since, std::string_view reason = {},
                    std::string_view message = {}) {
  json.open();
  json.text("type", type);
  json.text("status", value ? "True" : "False");
  json.raw("lastProbeTime", "null");
  json.time("lastTransitionTime", since);
  json.optional("reason", reason);
  json.optional("message", message);
  json.close();
}

void writeClaimEntries(JsonWriter& json, const PodShape& shape, bool classic) {
  json.openList("resourceClaims");
  for (const ClaimEntry& entry : shape.claims) {
    json.open();
    json.text("name", entry.name.view());
    if (classic) {
      json.open("source");
    }
    json.optional("resourceClaimName", entry.claimName.view());
    json.optional("resourceClaimTemplateName", entry.templateName.view());
    if (classic) {
      json.close();
    }
    json.close();
  }
  json.closeList();
}

void writeContainer(JsonWriter& json, const PodShape& shape) {
  json.open();
  json.text("name", shape.container.view());
  json.text("image", shape.image.view());
  json.open("resources");
  const bool extended = shape.extendedCount > 0;
  if (extended) {
    json.open("limits");
    json.text(shape.extended.view(), std::to_string(shape.extendedCount));
    json.close();
  }
  if (!shape.cpu.empty()) {
    json.open("requests");
    json.text("cpu", shape.cpu.view());
    json.text("memory", shape.memory.view());
    if (extended) {
      json.text(shape.extended.view(), std::to_string(shape.extendedCount));
    }
    json.close();
  }
  if (!shape.claims.empty()) {
    json.openList("claims");
    for (const ClaimEntry& entry : shape.claims) {
      json.open();
      json.text("name", entry.name.view());
      json.close();
    }
    json.closeList();
  }
  json.close();
  json.text("terminationMessagePath", "/dev/termination-log");
  json.text("imagePullPolicy", "IfNotPresent");
  json.close();
}

}  // namespace

void PodShape::writeSpec(JsonWriter& json, const WriteContext& context) const {
  if (emptyDir) {
    json.raw("volumes", R"([{"name":"scratch","emptyDir":{}}])");
  }
  json.openList("containers");
  writeContainer(json, *this);
  json.closeList();
  json.text("restartPolicy", restartPolicy.view());
  json.number("terminationGracePeriodSeconds", 30);
  json.text("dnsPolicy", "ClusterFirst");
  if (!nodeSelector.empty()) {
    json.raw("nodeSelector", nodeSelector);
  }
  json.text("serviceAccountName", serviceAccount.view());
  if (hostNetwork) {
    json.flag("hostNetwork", true);
  }
  json.raw("securityContext", "{}");
  json.text("schedulerName", "default-scheduler");
  if (!tolerations.empty()) {
    json.raw("tolerations", tolerations);
  }
  if (!priorityClass.empty()) {
    json.text("priorityClassName", priorityClass.view());
  }
  if (!claims.empty()) {
    writeClaimEntries(json, *this, context.classic);
  }
}

void PodObject::writeManagedFields(JsonWriter& json, const WriteContext&) const {
  json.openList("managedFields");
  json.open();
  json.text("manager", "kube-controller-manager");
  json.text("operation", "Update");
  json.text("apiVersion", "v1");
  json.time("time", created);
  json.text("fieldsType", "FieldsV1");
  json.raw("fieldsV1", R"({"f:metadata":{"f:generateName":{},"f:labels":{},"f:ownerReferences":{}},"f:spec":{"f:containers":{},)"
                       R"("f:resourceClaims":{},"f:restartPolicy":{}}})");
  json.close();
  if (startedAt.isSet()) {
    json.open();
    json.text("manager", "kubelet");
    json.text("operation", "Update");
    json.text("apiVersion", "v1");
    json.time("time", startedAt);
    json.text("fieldsType", "FieldsV1");
    json.raw("fieldsV1", R"({"f:status":{"f:conditions":{},"f:containerStatuses":{},"f:phase":{},"f:startTime":{}}})");
    json.text("subresource", "status");
    json.close();
  }
  json.closeList();
}

void PodObject::writeBody(JsonWriter& json, const WriteContext& context) const {
  json.open("spec");
  shape->writeSpec(json, context);
  json.optional("nodeName", node.view());
  json.number("priority", shape->priority);
  json.flag("enableServiceLinks", true);
  json.text("preemptionPolicy", "PreemptLowerPriority");
  json.close();
  json.open("status");
  writeStatus(json);
  json.close();
}

void PodObject::writeConditions(JsonWriter& json) const {
  const bool finished = stage == PodStage::succeeded || stage == PodStage::failed;
  const bool running = stage == PodStage::running;
  json.openList("conditions");
  if (extra != nullptr && !extra->disruptionReason.empty()) {
    writeCondition(json, "DisruptionTarget", true, extra->since, extra->disruptionReason, extra->disruptionMessage);
  }
  if (stage == PodStage::unscheduled) {
    if (extra != nullptr && !extra->schedulingReason.empty()) {
      writeCondition(json, "PodScheduled", false, extra->since, extra->schedulingReason, extra->schedulingMessage);
    }
    json.closeList();
    return;
  }
  writeCondition(json, "PodReadyToStartContainers", stage != PodStage::scheduled && !finished,
                 preparedAt.isSet() ? (finished ? finishedAt : preparedAt) : scheduledAt);
  writeCondition(json, "Initialized", true, scheduledAt, finished ? "PodCompleted" : "");
  const Time readySince = finished ? finishedAt : running ? startedAt : scheduledAt;
  const std::string_view notReady = finished ? "PodCompleted" : "ContainersNotReady";
  writeCondition(json, "Ready", running, readySince, running ? "" : notReady);
  writeCondition(json, "ContainersReady", running, readySince, running ? "" : notReady);
  writeCondition(json, "PodScheduled", true, scheduledAt);
  json.closeList();
}

void PodObject::writeContainerStatus(JsonWriter& json) const {
  const bool running = stage == PodStage::running;
  json.openList("containerStatuses");
  json.open();
  json.text("name", shape->container.view());
  json.open("state");
  if (stage == PodStage::succeeded || stage == PodStage::failed) {
    json.open("terminated");
    json.number("exitCode", stage == PodStage::failed ? 1 : 0);
    json.text("reason", stage == PodStage::failed ? "Error" : "Completed");
    json.time("startedAt", startedAt);
    json.time("finishedAt", finishedAt);
    json.close();
  } else if (running) {
    json.open("running");
    json.time("startedAt", startedAt);
    json.close();
  } else {
    json.open("waiting");
    json.text("reason", extra != nullptr && !extra->waitingReason.empty() ? extra->waitingReason : "ContainerCreating");
    json.close();
  }
  json.close();
  json.flag("ready", running);
  json.number("restartCount", 0);
  json.text("image", shape->image.view());
  json.flag("started", running);
  if (extra != nullptr && !extra->health.empty()) {
    json.openList("allocatedResourcesStatus");
    for (const PodExtra::Health& health : extra->health) {
      json.open();
      json.text("name", "claim:" + health.claim);
      json.openList("resources");
      json.open();
      json.text("resourceID", health.device);
      json.text("health", health.health);
      json.optional("message", health.message);
      json.close();
      json.closeList();
      json.close();
    }
    json.closeList();
  }
  json.close();
  json.closeList();
}

void PodObject::writeStatus(JsonWriter& json) const {
  constexpr std::string_view kPhases[] = {"Pending", "Pending", "Pending", "Running", "Succeeded", "Failed"};
  json.text("phase", kPhases[static_cast<std::size_t>(stage)]);
  writeConditions(json);
  if (stage != PodStage::unscheduled) {
    json.time("startTime", scheduledAt);
    writeContainerStatus(json);
  }
  json.text("qosClass", shape->cpu.empty() ? "BestEffort" : "Burstable");
  if (!generatedClaims.empty()) {
    json.openList("resourceClaimStatuses");
    std::size_t next = 0;
    for (const ClaimEntry& entry : shape->claims) {
      if (entry.templateName.empty() || next == generatedClaims.size()) {
        continue;
      }
      json.open();
      json.text("name", entry.name.view());
      json.text("resourceClaimName", generatedClaims[next++].view());
      json.close();
    }
    json.closeList();
  }
}

}  // namespace claimscope::simulation
