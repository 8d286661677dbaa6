// The thousands of claims nobody names: workloads of equal replicas until the counts are right.
#include <algorithm>

#include "model/simulation/fleet.h"

namespace claimscope::simulation {

using namespace parts;

namespace {

constexpr std::uint32_t kFirstTeam = 9;  // index in fleetNamespaces() of the first namespace without named objects
constexpr const char* kKinds[] = {"Deployment", "StatefulSet", "Job"};
constexpr const char* kNames[] = {"inference", "sweep", "finetune", "serve", "render", "train", "eval", "index", "encode"};

/// How long allocation took: half under a second, a few near the objective of 30 s (p50 0.8, p95 6, p99 31).
std::int64_t allocationMs(Random& random) {
  const std::uint64_t rank = random.below(1000);
  if (rank < 620) {
    return random.between(200, 900);
  }
  if (rank < 940) {
    return random.between(1000, 5500);
  }
  return rank < 988 ? random.between(6000, 20'000) : random.between(28'000, 52'000);
}

}  // namespace

BulkClaims::BulkClaims(Cluster& cluster, std::string_view className, bool gpu, std::uint32_t replicas)
    : m_cluster(cluster),
      m_class(className),
      m_tag(className == "gpu-compute-class" ? ""
            : className.starts_with("mig")   ? "-mig"
                                             : "-nic"),
      m_gpu(gpu),
      m_replicas(replicas) {}

void BulkClaims::startWorkload(std::string_view namespaceName, std::string_view name, std::uint32_t replicas,
                               std::uint32_t devices, bool share) {
  auto shape = std::make_shared<ClaimShape>();
  shape->className = Text(m_class);
  shape->request = Text(m_gpu ? "gpu" : "dev");
  shape->count = devices;
  if (share) {
    shape->bandwidth = std::to_string(10 + 5 * m_cluster.random.below(4)) + "G";
  }
  m_created = m_cluster.now() + -m_cluster.random.between(20 * kMinute, 9 * kDay);
  m_name = name;
  m_left = replicas;
  m_devices = devices;
  m_share = share;
  m_replica = 0;
  const std::string templateName = m_name + "-claim";
  m_cluster.addTemplate(namespaceName, templateName, *shape, m_created);
  const ClaimEntry entry = byTemplate(m_gpu ? "gpu" : "dev", templateName, shape);
  PodShape pods = m_gpu ? gpuPodShape(namespaceName, m_name, "registry.example.com/ml/worker:2026.11", {entry})
                        : podShape(namespaceName, m_name, "registry.example.com/data/worker:2026.11", {entry});
  const std::string_view kind = kKinds[m_number % 3];
  documents::Controller controller = replicated(kind, m_name, static_cast<std::int32_t>(replicas), m_created);
  if (kind == "Job") {
    pods.restartPolicy = Text("OnFailure");
  }
  m_workload = m_cluster.addWorkload(controller, std::move(pods));
  ++m_number;
}

void BulkClaims::nextWorkload(std::uint32_t devices, bool share) {
  const auto& names = fleetNamespaces();
  const std::string& team = names[kFirstTeam + m_number % (names.size() - kFirstTeam)];
  // Each class has its own numbers, so its workloads need their own names.
  const std::string name = std::string(kNames[m_number % std::size(kNames)]) + "-" + std::to_string(m_number) + m_tag;
  startWorkload(team, name, m_replicas > 0 ? m_replicas : static_cast<std::uint32_t>(6 + m_cluster.random.below(30)), devices,
                share);
}

void BulkClaims::add(const std::vector<DeviceId>& devices, bool share) {
  if (m_left == 0 || m_devices != devices.size() || m_share != share) {
    nextWorkload(static_cast<std::uint32_t>(devices.size()), share);
  }
  --m_left;
  PodPlan plan;
  plan.shape = m_workload.shape;
  plan.owner = m_workload.owner;
  plan.name = m_workload.owner.kind == "ReplicaSet" ? m_workload.owner.name.str() + "-" + m_cluster.random.suffix()
                                                    : m_name + "-" + std::to_string(m_replica);
  ++m_replica;
  plan.created = m_created + m_cluster.random.between(0, 19 * kMinute);
  plan.node = m_cluster.hardware.nodes[m_cluster.hardware.devices[devices.front()].node].name;
  plan.devices = {devices};
  plan.allocateMs = allocationMs(m_cluster.random);
  plan.prepareMs = m_cluster.random.between(900, 3500);
  plan.startMs = m_cluster.random.between(900, 9000);
  plan.share = share;
  m_cluster.addPod(plan);
}

void BulkClaims::addGang(const std::vector<DeviceId>& devices, std::uint32_t pods) {
  const auto& names = fleetNamespaces();
  const std::string& team = names[kFirstTeam + m_number % (names.size() - kFirstTeam)];
  const std::string name = "etl-" + std::to_string(100 + m_number);
  const std::string claimName = name + "-cpu";
  ++m_number;
  const Time created = m_cluster.now() + -m_cluster.random.between(2 * kMinute, 5 * kDay);
  documents::Controller controller = job(name, created);
  controller.desired = static_cast<std::int32_t>(pods);
  controller.ready = controller.desired;
  PodShape shape = podShape(team, name, "registry.example.com/data/worker:2026.11", {byName("cpu", claimName)});
  shape.restartPolicy = Text("OnFailure");
  const Workload workload = m_cluster.addWorkload(controller, std::move(shape));
  std::vector<std::shared_ptr<PodObject>> members;
  for (std::uint32_t i = 0; i < pods; ++i) {
    PodPlan plan;
    plan.shape = workload.shape;
    plan.owner = workload.owner;
    plan.name = name + "-" + std::to_string(i);
    plan.created = created;
    plan.node = m_cluster.hardware.nodes[m_cluster.hardware.devices[devices[i * devices.size() / pods]].node].name;
    plan.startMs = m_cluster.random.between(900, 5000);
    members.push_back(m_cluster.addPod(plan));
  }
  m_cluster.addClaim(team, claimName, cpuClaim(static_cast<std::uint32_t>(devices.size())), devices, members, created);
}

void fillGroups(Cluster& cluster, const FleetStates& states, const std::vector<FleetGroup>& groups, std::uint32_t claims,
                BulkClaims& bulk) {
  std::vector<std::vector<DeviceId>> nodes;
  std::uint32_t devices = 0;
  for (const FleetGroup& group : groups) {
    for (NodeId node = group.first; node < group.end(); ++node) {
      std::vector<DeviceId> usable;
      const NodeInfo& info = cluster.hardware.nodes[node];
      for (DeviceId id = info.firstDevice; id < info.firstDevice + info.devices; ++id) {
        if (states.usable(cluster, id) &&
            cluster.hardware.models[cluster.hardware.devices[id].model].type == DeviceModel::Type::gpu) {
          usable.push_back(id);
        }
      }
      devices += static_cast<std::uint32_t>(usable.size());
      nodes.push_back(std::move(usable));
    }
  }
  // Each device beyond one a claim must be the second, third … of some claim: fours first, then pairs. Claims of one size come
  // together, so that they make workloads.
  std::uint32_t extra = devices > claims ? devices - claims : 0;
  std::vector<std::vector<std::vector<DeviceId>>> bySize(3);
  const auto take = [](std::vector<DeviceId>& from, std::size_t count) {
    std::vector<DeviceId> out(from.begin(), from.begin() + static_cast<std::ptrdiff_t>(count));
    from.erase(from.begin(), from.begin() + static_cast<std::ptrdiff_t>(count));
    return out;
  };
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (i % 7 == 3 && nodes[i].size() >= 4 && extra >= 3) {
      bySize[2].push_back(take(nodes[i], 4));
      extra -= 3;
    }
  }
  for (std::size_t pass = 0; pass < 4 && extra > 0; ++pass) {
    for (std::size_t i = pass % 2; i < nodes.size() && extra > 0; i += 2) {
      if (nodes[i].size() >= 2) {
        bySize[1].push_back(take(nodes[i], 2));
        --extra;
      }
    }
  }
  for (auto& node : nodes) {
    while (!node.empty()) {
      bySize[0].push_back(take(node, 1));
    }
  }
  for (const auto& sized : bySize) {
    for (const auto& claim : sized) {
      bulk.add(claim);
    }
  }
}

}  // namespace claimscope::simulation
