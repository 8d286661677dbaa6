#include "model/simulation/infrastructure.h"

namespace claimscope::simulation {

namespace {

void writeNodeCondition(JsonWriter& json, std::string_view type, std::string_view status, Time heartbeat, Time since,
                        std::string_view reason, std::string_view message) {
  json.open();
  json.text("type", type);
  json.text("status", status);
  json.time("lastHeartbeatTime", heartbeat);
  json.time("lastTransitionTime", since);
  json.text("reason", reason);
  json.text("message", message);
  json.close();
}

void writeResources(JsonWriter& json, std::string_view key, const NodeObject& node) {
  const NodeShape& shape = *node.shape;
  json.open(key);
  json.text("cpu", shape.cpu.view());
  json.text("ephemeral-storage", "209702892Ki");
  json.text("memory", shape.memory.view());
  if (!node.extended.empty()) {
    json.text(node.extended.view(), std::to_string(node.offered));
  }
  json.text("pods", "110");
  json.close();
}

}  // namespace

void NodeObject::makeLabels() {
  std::string out;
  JsonWriter json(out);
  json.open();
  json.text("eks.amazonaws.com/nodegroup", shape->group.view());
  if (shape->gpu) {
    json.text("feature.node.kubernetes.io/pci-10de.present", "true");
  }
  json.text("kubernetes.io/arch", "amd64");
  json.text("kubernetes.io/hostname", name.view());
  json.text("kubernetes.io/os", "linux");
  if (!extraLabel.empty()) {
    const std::string_view pair = extraLabel.view();
    json.text(pair.substr(0, pair.find('=')), pair.substr(pair.find('=') + 1));
  }
  json.text("node-type", shape->kind.view());
  json.text("node.kubernetes.io/instance-type", shape->instanceType.view());
  if (!rack.empty()) {
    json.text("topology.kubernetes.io/rack", rack.view());
  }
  json.text("topology.kubernetes.io/region", "us-west-2");
  json.text("topology.kubernetes.io/zone", zone.view());
  json.text("workload", shape->workload.view());
  json.close();
  labels = Text(out);
}

void NodeObject::writeBody(JsonWriter& json, const WriteContext&) const {
  json.open("spec");
  json.text("providerID", "aws:///" + zone.str() + "/i-0" + uuid(uid).substr(0, 8) + uuid(uid).substr(24, 8));
  if (unschedulable) {
    json.flag("unschedulable", true);
  }
  if (!shape->taints.empty()) {
    json.raw("taints", shape->taints);
  }
  json.close();
  json.open("status");
  writeResources(json, "capacity", *this);
  writeResources(json, "allocatable", *this);
  json.openList("conditions");
  writeNodeCondition(json, "MemoryPressure", "False", heartbeat, created, "KubeletHasSufficientMemory",
                     "kubelet has sufficient memory available");
  writeNodeCondition(json, "DiskPressure", "False", heartbeat, created, "KubeletHasNoDiskPressure",
                     "kubelet has no disk pressure");
  writeNodeCondition(json, "PIDPressure", "False", heartbeat, created, "KubeletHasSufficientPID",
                     "kubelet has sufficient PID available");
  writeNodeCondition(json, "Ready", ready ? "True" : "Unknown", heartbeat, readySince.isSet() ? readySince : created,
                     ready ? "KubeletReady" : "NodeStatusUnknown",
                     ready ? "kubelet is posting ready status" : "Kubelet stopped posting node status.");
  json.closeList();
  json.openList("addresses");
  json.open();
  json.text("type", "InternalIP");
  json.text("address", "10." + std::to_string(64 + index / 65536) + "." + std::to_string(index / 256 % 256) + "." +
                           std::to_string(index % 256));
  json.close();
  json.open();
  json.text("type", "Hostname");
  json.text("address", name.view());
  json.close();
  json.closeList();
  json.open("nodeInfo");
  json.text("architecture", "amd64");
  json.text("containerRuntimeVersion", "containerd://2.1.4");
  json.text("kernelVersion", "6.12.40-63.114.amzn2023.x86_64");
  json.text("kubeletVersion", shape->kubeletVersion.view());
  json.text("operatingSystem", "linux");
  json.text("osImage", "Amazon Linux 2023");
  json.close();
  json.close();
}

void SliceObject::writeBody(JsonWriter& json, const WriteContext& context) const {
  if (context.classic) {
    json.text("nodeName", node.view());
    json.text("driverName", driver.view());
    json.open("namedResources");
    json.openList("instances");
    for (const SliceDevice& device : devices) {
      context.hardware.writeInstance(json, device.id);
    }
    json.closeList();
    json.close();
    return;
  }
  json.open("spec");
  json.text("driver", driver.view());
  json.open("pool");
  json.text("name", pool.view());
  json.number("generation", poolGeneration);
  json.number("resourceSliceCount", sliceCount);
  json.close();
  if (node.empty()) {
    json.flag("perDeviceNodeSelection", true);
  } else {
    json.text("nodeName", node.view());
  }
  if (!cards.empty()) {
    context.hardware.writeCounters(json, cards);
  } else {
    json.openList("devices");
    for (const SliceDevice& device : devices) {
      context.hardware.writeDevice(json, device.id, device.taints.view(), node.empty());
    }
    json.closeList();
  }
  json.close();
}

void EventObject::writeBody(JsonWriter& json, const WriteContext&) const {
  json.open("involvedObject");
  json.text("kind", objectKind.view());
  json.optional("namespace", objectKind == "Node" ? std::string_view{} : namespaceName.view());
  json.text("name", objectName.view());
  json.text("uid", uuid(objectUid));
  json.text("apiVersion", "v1");
  json.close();
  json.text("reason", reason.view());
  json.text("message", message);
  json.open("source");
  json.text("component", component.view());
  json.close();
  json.time("firstTimestamp", first);
  json.time("lastTimestamp", last);
  json.number("count", count);
  json.text("type", warning ? "Warning" : "Normal");
  json.raw("eventTime", "null");
  json.text("reportingComponent", component.view());
  json.text("reportingInstance", "");
}

}  // namespace claimscope::simulation
