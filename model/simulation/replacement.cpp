// What the components make of a pod that ends: its claims are released, its controller makes another one, and the scheduler looks
// for devices like those it had.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "model/base/json_tree.h"
#include "model/simulation/hand_over.h"
#include "model/simulation/writes.h"

namespace claimscope::simulation {
namespace {

constexpr std::int64_t kRecreateMs = 700;
constexpr std::int64_t kClaimMs = 300;
constexpr std::int64_t kAllocateMs = 1'900;
constexpr std::int64_t kPrepareMs = 1'600;
constexpr std::int64_t kStartMs = 2'500;
constexpr std::int64_t kRetryMs = 8'000;

std::string claimKey(const PodObject& pod, const Text& name) {
  return pod.namespaceName.str() + "/" + name.str();
}

bool takesPods(const Cluster& cluster, const NodeInfo& node) {
  const auto* object = cluster.store.find<NodeObject>(ObjectKind::nodes, node.name.view());
  return object != nullptr && object->ready && !object->unschedulable;
}

/// What one claim of a pod had: how many devices of which model, or for pods without devices nothing.
struct Had {
  std::uint16_t model = 0;
  std::size_t count = 0;
};

std::vector<Had> devicesOf(const Cluster& cluster, const PodObject& pod) {
  std::vector<Had> out;
  std::size_t generated = 0;
  for (const ClaimEntry& entry : pod.shape->claims) {
    if (entry.templateName.empty()) {
      continue;
    }
    Had had;
    if (generated < pod.generatedClaims.size()) {
      const auto* claim = cluster.store.find<ClaimObject>(ObjectKind::claims, claimKey(pod, pod.generatedClaims[generated]));
      if (claim != nullptr && !claim->devices.empty() && !claim->shape->adminAccess) {
        had = {cluster.hardware.devices[claim->devices.front()].model, claim->devices.size()};
      }
    }
    ++generated;
    out.push_back(had);
  }
  return out;
}

/// Free devices for every claim on one node that takes pods; empty lists where a claim needs none. Nothing when no node has them.
std::optional<std::pair<Text, std::vector<std::vector<DeviceId>>>> placeFor(const Cluster& cluster, const std::vector<Had>& had,
                                                                            const Text& onlyNode, const PodShape& shape) {
  for (const NodeInfo& node : cluster.hardware.nodes) {
    if ((!onlyNode.empty() && node.name != onlyNode) || !takesPods(cluster, node)) {
      continue;
    }
    if (shape.extendedCount > 0 &&
        pluginFree(cluster, *cluster.store.find<NodeObject>(ObjectKind::nodes, node.name.view())) < shape.extendedCount) {
      continue;
    }
    std::set<DeviceId> used;
    std::vector<std::vector<DeviceId>> lists;
    bool fits = true;
    for (const Had& wanted : had) {
      std::vector<DeviceId> list;
      for (DeviceId id = node.firstDevice; id < node.firstDevice + node.devices && list.size() < wanted.count; ++id) {
        const DeviceInfo& device = cluster.hardware.devices[id];
        if (!device.taken && device.offered && device.model == wanted.model && used.insert(id).second) {
          list.push_back(id);
        }
      }
      fits = fits && list.size() == wanted.count;
      lists.push_back(std::move(list));
    }
    const bool machine =
        std::any_of(had.begin(), had.end(), [](const Had& h) { return h.count > 0; }) || node.devices > 0 || !onlyNode.empty();
    if (fits && machine) {
      return std::pair(node.name, std::move(lists));
    }
  }
  return std::nullopt;
}

/// The node of a claim that a pod names and that is allocated; empty: none.
Text pinnedTo(const Cluster& cluster, const PodObject& pod) {
  for (const ClaimEntry& entry : pod.shape->claims) {
    const auto* claim =
        entry.claimName.empty() ? nullptr : cluster.store.find<ClaimObject>(ObjectKind::claims, claimKey(pod, entry.claimName));
    if (claim != nullptr && claim->allocated() && cluster.hardware.devices[claim->devices.front()].node != kNobody) {
      return cluster.hardware.nodes[cluster.hardware.devices[claim->devices.front()].node].name;
    }
  }
  return {};
}

/// The model that claims of the same class got before; the first one offered where none has any.
std::uint16_t modelOf(const Cluster& cluster, const ClaimObject& wanted) {
  for (const auto& [key, object] : cluster.store.objects(ObjectKind::claims)) {
    const auto& claim = static_cast<const ClaimObject&>(*object);
    if (claim.allocated() && claim.shape->className == wanted.shape->className && !claim.shape->adminAccess) {
      return cluster.hardware.devices[claim.devices.front()].model;
    }
  }
  const auto offered =
      std::find_if(cluster.hardware.devices.begin(), cluster.hardware.devices.end(), [&](const DeviceInfo& device) {
        return device.offered && !device.taken && cluster.hardware.models[device.model].type == DeviceModel::Type::gpu;
      });
  return offered == cluster.hardware.devices.end() ? std::uint16_t{0} : offered->model;
}

/// Tried until it fits: allocates what the templates made, binds, prepares, starts.
void place(Cluster& cluster, const std::string& key, const std::vector<Had>& had, const Text& ownNode) {
  const auto* pod = cluster.store.find<PodObject>(ObjectKind::pods, key);
  if (pod == nullptr || pod->deleted.isSet() || pod->stage != PodStage::unscheduled) {
    return;
  }
  const Text pinned = ownNode.empty() ? pinnedTo(cluster, *pod) : ownNode;
  auto found = placeFor(cluster, had, pinned, *pod->shape);
  if (!found) {
    if (pod->extra == nullptr) {
      cluster.reject(key, "Unschedulable",
                     pinned.empty() ? "0/" + std::to_string(cluster.hardware.nodes.size()) +
                                          " nodes are available: cannot allocate all claims."
                                    : "0/" + std::to_string(cluster.hardware.nodes.size()) +
                                          " nodes are available: 1 node(s) were unschedulable, others do not match the claim.");
    }
    cluster.schedule.after(kRetryMs, [&cluster, key, had, ownNode] { place(cluster, key, had, ownNode); });
    return;
  }
  const std::vector<Text> generated = pod->generatedClaims;
  const std::string space = pod->namespaceName.str();
  for (std::size_t i = 0; i < generated.size() && i < found->second.size(); ++i) {
    if (!found->second[i].empty()) {
      cluster.allocate(space + "/" + generated[i].str(), key, found->second[i]);
    }
  }
  pod = cluster.store.find<PodObject>(ObjectKind::pods, key);
  for (const ClaimEntry& entry : std::vector<ClaimEntry>(pod->shape->claims)) {
    if (!entry.claimName.empty()) {
      cluster.allocate(space + "/" + entry.claimName.str(), key, {});  // reserves where it is allocated
    }
  }
  cluster.bind(key, found->first);
  cluster.schedule.after(kPrepareMs, [&cluster, key] { cluster.prepare(key); });
  cluster.schedule.after(kPrepareMs + kStartMs, [&cluster, key] { cluster.start(key); });
}

/// The name that the controller gives to the next one.
std::string nextName(Cluster& cluster, const PodObject& pod) {
  const std::string name = pod.name.str();
  if (pod.owner.kind == Text("StatefulSet")) {
    return name;
  }
  const std::size_t dash = name.rfind('-');
  return (dash == std::string::npos ? name : name.substr(0, dash)) + "-" + cluster.random.suffix();
}

}  // namespace

void terminate(Cluster& cluster, const std::string& pod, std::int64_t graceMs) {
  const auto* object = cluster.store.find<PodObject>(ObjectKind::pods, pod);
  if (object == nullptr || object->deleted.isSet()) {
    return;
  }
  const std::vector<Had> had = devicesOf(cluster, *object);  // before its claims are gone
  cluster.store.update<PodObject>(ObjectKind::pods, pod, [&](PodObject& changed) { changed.deleted = cluster.now(); });
  const std::int64_t leaves = std::clamp<std::int64_t>(graceMs, 0, 30'000) * 2 / 3;
  cluster.schedule.after(leaves, [&cluster, pod] { cluster.release(pod); });
  cluster.schedule.after(leaves + 900, [&cluster, pod, had] {
    const auto* ended = cluster.store.find<PodObject>(ObjectKind::pods, pod);
    if (ended == nullptr) {
      return;
    }
    PodPlan plan{ended->shape, ended->owner, nextName(cluster, *ended), cluster.now(), {}, {}, {}};
    const Text ownNode = ended->owner.kind == Text("DaemonSet") ? ended->node : Text();
    const bool again = !ended->owner.kind.empty() && ended->stage != PodStage::succeeded && ended->stage != PodStage::failed;
    cluster.deletePod(pod);
    if (!again) {
      return;
    }
    cluster.schedule.after(kRecreateMs, [&cluster, plan, ownNode, had] {
      const std::string key = cluster.createPod(plan);
      cluster.schedule.after(kClaimMs, [&cluster, key] { static_cast<void>(cluster.createClaims(key)); });
      cluster.schedule.after(kClaimMs + kAllocateMs, [&cluster, key, had, ownNode] { place(cluster, key, had, ownNode); });
    });
  });
}

void schedulePod(Cluster& cluster, const std::string& key) {
  const auto* pod = cluster.store.find<PodObject>(ObjectKind::pods, key);
  if (pod == nullptr || pod->deleted.isSet() || pod->stage != PodStage::unscheduled) {
    return;
  }
  const nlohmann::json selector = nlohmann::json::parse(pod->shape->nodeSelector, nullptr, false);
  const Text wanted = selector.is_object() ? Text(selector.value("kubernetes.io/hostname", std::string())) : Text();
  // Claims that it names and that have no devices yet are allocated with it, as the scheduler does.
  std::vector<std::string> claims;
  std::vector<Had> had;
  for (const ClaimEntry& entry : pod->shape->claims) {
    const std::string name = claimKey(*pod, entry.claimName);
    const auto* claim = cluster.store.find<ClaimObject>(ObjectKind::claims, name);
    if (claim != nullptr && !claim->allocated()) {
      claims.push_back(name);
      had.push_back({modelOf(cluster, *claim), claim->shape->count});
    }
  }
  const Text pinned = wanted.empty() ? pinnedTo(cluster, *pod) : wanted;
  const auto found = placeFor(cluster, had, pinned, *pod->shape);
  if (!found) {
    if (pod->extra == nullptr) {
      cluster.reject(key, "Unschedulable",
                     "0/" + std::to_string(cluster.hardware.nodes.size()) + " nodes are available: cannot allocate all claims.");
    }
    cluster.schedule.after(kRetryMs, [&cluster, key] { schedulePod(cluster, key); });
    return;
  }
  for (std::size_t i = 0; i < claims.size(); ++i) {
    cluster.allocate(claims[i], key, found->second[i]);
  }
  cluster.bind(key, found->first);
  cluster.schedule.after(kPrepareMs, [&cluster, key] { cluster.prepare(key); });
  cluster.schedule.after(kPrepareMs + kStartMs, [&cluster, key] { cluster.start(key); });
}

}  // namespace claimscope::simulation
