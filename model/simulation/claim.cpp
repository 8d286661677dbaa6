#include "model/simulation/claim.h"

namespace claimscope::simulation {

namespace {

void writeRequest(JsonWriter& json, const ClaimShape& shape) {
  json.text("deviceClassName", shape.className.view());
  if (!shape.selectors.empty()) {
    json.openList("selectors");
    for (const std::string& expression : shape.selectors) {
      json.open();
      json.open("cel");
      json.text("expression", expression);
      json.close();
      json.close();
    }
    json.closeList();
  }
  json.text("allocationMode", shape.all ? "All" : "ExactCount");
  if (!shape.all) {
    json.number("count", shape.count);
  }
  if (shape.adminAccess) {
    json.flag("adminAccess", true);
  }
  if (!shape.tolerations.empty()) {
    json.raw("tolerations", shape.tolerations);
  }
  if (!shape.bandwidth.empty()) {
    json.open("capacity");
    json.open("requests");
    json.text("bandwidth", shape.bandwidth);
    json.close();
    json.close();
  }
}

void writeResults(JsonWriter& json, const ClaimObject& claim, const Hardware& hardware) {
  json.openList("results");
  for (const DeviceId id : claim.devices) {
    const DeviceInfo& device = hardware.devices[id];
    json.open();
    json.text("request", claim.shape->request.view());
    json.text("driver", device.driver.view());
    json.text("pool", device.pool.view());
    json.text("device", device.name.view());
    if (claim.shape->adminAccess) {
      json.flag("adminAccess", true);
    }
    if (!claim.shape->tolerations.empty()) {
      json.raw("tolerations", claim.shape->tolerations);
    }
    if (!claim.shape->bindingCondition.empty()) {
      json.openList("bindingConditions");
      json.item(claim.shape->bindingCondition);
      json.closeList();
      json.openList("bindingFailureConditions");
      json.item(claim.shape->bindingCondition + "Failed");
      json.closeList();
    }
    if (claim.share != 0) {
      json.text("shareID", uuid(claim.share));
      json.open("consumedCapacity");
      json.text("bandwidth", claim.shape->bandwidth.empty() ? "10G" : claim.shape->bandwidth);
      json.close();
    }
    json.close();
  }
  json.closeList();
}

/// Node-local devices pin the claim to their node; those of several nodes (a gang) to the nodes' rack.
void writeNodeSelector(JsonWriter& json, std::string_view key, const ClaimObject& claim, const Hardware& hardware) {
  const NodeId first = hardware.devices[claim.devices.front()].node;
  const NodeId last = hardware.devices[claim.devices.back()].node;
  if (first == kNobody) {
    return;
  }
  json.open(key);
  json.openList("nodeSelectorTerms");
  json.open();
  json.openList(first == last ? "matchFields" : "matchExpressions");
  json.open();
  json.text("key", first == last ? "metadata.name" : "topology.kubernetes.io/rack");
  json.text("operator", "In");
  json.openList("values");
  json.item(first == last ? hardware.nodes[first].name.view() : hardware.nodes[first].rack.view());
  json.closeList();
  json.close();
  json.closeList();
  json.close();
  json.closeList();
  json.close();
}

void writeAllocation(JsonWriter& json, const ClaimObject& claim, const Hardware& hardware) {
  json.open("allocation");
  json.open("devices");
  writeResults(json, claim, hardware);
  json.close();
  writeNodeSelector(json, "nodeSelector", claim, hardware);
  json.time("allocationTimestamp", claim.allocatedAt);
  json.close();
}

/// 1.30: devices by name inside of the driver's handle.
void writeClassicAllocation(JsonWriter& json, const ClaimObject& claim, const Hardware& hardware) {
  json.open("allocation");
  json.openList("resourceHandles");
  json.open();
  const DeviceInfo& device = hardware.devices[claim.devices.front()];
  json.text("driverName", device.driver.view());
  json.open("structuredData");
  json.text("nodeName", hardware.nodes[device.node].name.view());
  json.openList("results");
  for (const DeviceId id : claim.devices) {
    json.open();
    json.open("namedResources");
    json.text("name", hardware.devices[id].name.view());
    json.close();
    json.close();
  }
  json.closeList();
  json.close();
  json.close();
  json.closeList();
  writeNodeSelector(json, "availableOnNodes", claim, hardware);
  json.flag("shareable", true);
  json.close();
}

void writeDeviceStatus(JsonWriter& json, const ClaimObject& claim, const Hardware& hardware) {
  const DeviceInfo& device = hardware.devices[claim.devices.front()];
  json.openList("devices");
  json.open();
  json.text("driver", device.driver.view());
  json.text("pool", device.pool.view());
  json.text("device", device.name.view());
  json.raw("conditions", claim.deviceConditions.view());
  json.close();
  json.closeList();
}

void writeEntry(JsonWriter& json, std::string_view manager, std::string_view apiVersion, Time time, std::string_view subresource,
                std::string_view fields) {
  json.open();
  json.text("manager", manager);
  json.text("operation", "Update");
  json.text("apiVersion", apiVersion);
  json.time("time", time);
  json.text("fieldsType", "FieldsV1");
  json.raw("fieldsV1", fields);
  json.optional("subresource", subresource);
  json.close();
}

}  // namespace

void ClaimShape::write(JsonWriter& json, const WriteContext& context) const {
  if (context.classic) {
    json.text("resourceClassName", className.view());
    if (!parameters.empty()) {
      json.open("parametersRef");
      json.text("apiGroup", "resource.k8s.io");
      json.text("kind", "ResourceClaimParameters");
      json.text("name", parameters.view());
      json.close();
    }
    json.text("allocationMode", immediate ? "Immediate" : "WaitForFirstConsumer");
    return;
  }
  json.open("devices");
  json.openList("requests");
  json.open();
  json.text("name", request.view());
  json.open("exactly");
  writeRequest(json, *this);
  json.close();
  json.close();
  json.closeList();
  if (!matchAttribute.empty()) {
    json.openList("constraints");
    json.open();
    json.openList("requests");
    json.item(request.view());
    json.closeList();
    json.text("matchAttribute", matchAttribute);
    json.close();
    json.closeList();
  }
  json.close();
}

void ClaimObject::writeManagedFields(JsonWriter& json, const WriteContext& context) const {
  const std::string_view version = context.classic ? "resource.k8s.io/v1alpha2" : "resource.k8s.io/v1";
  json.openList("managedFields");
  writeEntry(json, owner.kind.empty() ? "kubectl-create" : "kube-controller-manager", version, created, {},
             context.classic
                 ? R"({"f:spec":{"f:allocationMode":{},"f:resourceClassName":{}}})"
                 : R"({"f:metadata":{"f:generateName":{},"f:ownerReferences":{}},"f:spec":{"f:devices":{"f:requests":{}}}})");
  if (allocated()) {
    writeEntry(json, "kube-scheduler", version, allocatedAt, "status",
               R"({"f:status":{"f:allocation":{"f:devices":{"f:results":{}},"f:nodeSelector":{}},"f:reservedFor":{}}})");
  }
  json.closeList();
}

void ClaimObject::writeBody(JsonWriter& json, const WriteContext& context) const {
  json.open("spec");
  shape->write(json, context);
  json.close();
  json.open("status");
  if (allocated()) {
    if (context.classic) {
      json.text("driverName", context.hardware.devices[devices.front()].driver.view());
      writeClassicAllocation(json, *this, context.hardware);
    } else {
      writeAllocation(json, *this, context.hardware);
    }
  }
  if (!reservedFor.empty()) {
    json.openList("reservedFor");
    for (const Consumer& consumer : reservedFor) {
      json.open();
      json.text("resource", "pods");
      json.text("name", consumer.pod.view());
      json.text("uid", uuid(consumer.uid));
      json.close();
    }
    json.closeList();
  }
  if (allocated() && !deviceConditions.empty() && !context.classic) {
    writeDeviceStatus(json, *this, context.hardware);
  }
  json.close();
}

Text podClaimAnnotation(const Text& entry) {
  return Text(jsonObject({{"resource.kubernetes.io/pod-claim-name", entry.view()}}));
}

}  // namespace claimscope::simulation
