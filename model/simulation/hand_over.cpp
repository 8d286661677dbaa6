#include "model/simulation/hand_over.h"

#include <algorithm>
#include <vector>

#include "model/simulation/parts.h"

namespace claimscope::simulation {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t kLeaveMs = 2'500;    // until the DaemonSet's pod is gone
constexpr std::int64_t kPublishMs = 3'000;  // until the other one publishes

bool mergesByName(const std::string& key) {
  return key == "containers" || key == "initContainers" || key == "resourceClaims";
}

std::string nameIn(const Json& item) {
  const auto name = item.is_object() ? item.find("name") : item.end();
  return name != item.end() && name->is_string() ? name->get<std::string>() : std::string();
}

void mergeList(Json& into, const Json& items) {
  if (!into.is_array()) {
    into = Json::array();
  }
  for (const Json& item : items) {
    const std::string name = nameIn(item);
    const auto found = std::find_if(into.begin(), into.end(), [&](const Json& one) { return nameIn(one) == name; });
    if (item.is_object() && item.contains("$patch")) {
      if (found != into.end()) {
        into.erase(found);
      }
    } else if (found != into.end()) {
      mergeByName(*found, item);
    } else {
      into.push_back(item);
    }
  }
}

bool isLabelled(const NodeObject& node) {
  const Json labels = Json::parse(node.labels.view(), nullptr, false);
  return labels.is_object() && labels.value("migration-phase", std::string()) == "dra";
}

NodeId idOf(const Cluster& cluster, const std::string& name) {
  for (NodeId id = 0; id < cluster.hardware.nodes.size(); ++id) {
    if (cluster.hardware.nodes[id].name.view() == name) {
      return id;
    }
  }
  return kNobody;
}

void publishAgain(Cluster& cluster, const std::string& name) {
  const NodeId id = idOf(cluster, name);
  const auto* node = cluster.store.find<NodeObject>(ObjectKind::nodes, name);
  if (id == kNobody || node == nullptr || !isLabelled(*node)) {
    return;
  }
  for (const auto& [key, object] : cluster.store.objects(ObjectKind::slices)) {
    if (static_cast<const SliceObject&>(*object).node.view() == name) {
      return;  // it published before
    }
  }
  cluster.publish(id, parts::kGpuDriver, cluster.now());
}

void withdraw(Cluster& cluster, const std::string& name) {
  std::vector<std::string> keys;
  for (const auto& [key, object] : cluster.store.objects(ObjectKind::slices)) {
    if (static_cast<const SliceObject&>(*object).node.view() == name) {
      keys.push_back(key);
    }
  }
  for (const std::string& key : keys) {
    cluster.store.remove(ObjectKind::slices, key);
  }
}

void offer(Cluster& cluster, const std::string& name, std::uint32_t count) {
  cluster.store.update<NodeObject>(ObjectKind::nodes, name, [count](NodeObject& node) { node.offered = count; });
}

}  // namespace

void mergeByName(Json& into, const Json& change) {
  if (!change.is_object()) {
    into = change;
    return;
  }
  if (!into.is_object()) {
    into = Json::object();
  }
  for (const auto& [key, value] : change.items()) {
    if (value.is_null()) {
      into.erase(key);
    } else if (value.is_array() && mergesByName(key)) {
      mergeList(into[key], value);
    } else if (value.is_object()) {
      mergeByName(into[key], value);
    } else {
      into[key] = value;
    }
  }
}

void changeHands(Cluster& cluster, const std::string& name) {
  const auto* node = cluster.store.find<NodeObject>(ObjectKind::nodes, name);
  const NodeId id = idOf(cluster, name);
  if (node == nullptr || id == kNobody || node->extended.empty()) {
    return;
  }
  const std::uint32_t devices = cluster.hardware.nodes[id].devices;
  if (isLabelled(*node)) {
    cluster.schedule.after(kLeaveMs, [&cluster, name] { offer(cluster, name, 0); });
    cluster.schedule.after(kLeaveMs + kPublishMs, [&cluster, name] { publishAgain(cluster, name); });
  } else {
    cluster.schedule.after(kLeaveMs, [&cluster, name] { withdraw(cluster, name); });
    cluster.schedule.after(kLeaveMs + kPublishMs, [&cluster, name, devices] { offer(cluster, name, devices); });
  }
}

std::uint32_t pluginFree(const Cluster& cluster, const NodeObject& node) {
  std::uint32_t used = 0;
  for (const auto& [key, object] : cluster.store.objects(ObjectKind::pods)) {
    const auto& pod = static_cast<const PodObject&>(*object);
    const bool holds = pod.stage != PodStage::unscheduled && pod.stage != PodStage::succeeded && pod.stage != PodStage::failed;
    used += holds && pod.node == node.name && pod.shape->extended == node.extended ? pod.shape->extendedCount : 0;
  }
  return node.offered > used ? node.offered - used : 0;
}

}  // namespace claimscope::simulation
