// fleet: the counts of the pictures, exactly, at the world's first moment (which is its highlight).
#include "model/simulation/fleet.h"
#include "model/simulation/past.h"
#include "model/simulation/scenarios.h"

namespace claimscope::simulation {

using namespace parts;

namespace {

constexpr std::uint32_t kFleetGpuClaims = 4802;
constexpr std::uint32_t kMigClaims = 1204;
constexpr std::uint32_t kCpuClaims = 1209;
constexpr std::uint32_t kNicClaims = 91;
constexpr std::uint32_t kPodsWithClaims = 11'870;
constexpr std::uint32_t kDaemonNodes = 64;

/// How many claims of each class and how many pods there are already.
struct Present {
  std::uint32_t gpu = 0;
  std::uint32_t mig = 0;
  std::uint32_t cpu = 0;
  std::uint32_t nic = 0;
  std::uint32_t pods = 0;
};

Present countPresent(const Cluster& cluster) {
  Present out;
  cluster.store.forEachLoading(ObjectKind::claims, [&](const Object& object) {
    const Text& name = static_cast<const ClaimObject&>(object).shape->className;
    ++(name == "gpu-compute-class" ? out.gpu : name == "mig-1g.10gb" ? out.mig : name == "cpu-compute-class" ? out.cpu : out.nic);
  });
  cluster.store.forEachLoading(ObjectKind::pods, [&](const Object& object) {
    out.pods += static_cast<const PodObject&>(object).shape->claims.empty() ? 0U : 1U;
  });
  return out;
}

std::vector<DeviceId> usable(const Cluster& cluster, const FleetStates& states, const FleetGroup& group, DeviceModel::Type type,
                             std::string_view profile = {}) {
  std::vector<DeviceId> out;
  const DeviceId first = cluster.hardware.nodes[group.first].firstDevice;
  for (DeviceId id = first; id < first + group.count * 8; ++id) {
    const DeviceModel& model = cluster.hardware.models[cluster.hardware.devices[id].model];
    if (states.usable(cluster, id) && model.type == type && model.profile == profile) {
      out.push_back(id);
    }
  }
  return out;
}

/// Every 3g partition belongs to one claim, the 1g ones are shared by up to three.
void fillPartitions(Cluster& cluster, const FleetStates& states, const FleetMachines& machines, std::uint32_t claims) {
  const std::vector<DeviceId> large = usable(cluster, states, machines.h100, DeviceModel::Type::mig, "3g.40gb");
  const std::vector<DeviceId> small = usable(cluster, states, machines.h100, DeviceModel::Type::mig, "1g.10gb");
  BulkClaims bulk(cluster, "mig-1g.10gb", true);
  for (const DeviceId id : large) {
    bulk.add({id});
  }
  for (std::uint32_t i = 0; i + large.size() < claims; ++i) {
    bulk.add({small[i % small.size()]}, true);
  }
}

/// Network claims share their devices; two of them are used by no pod.
void fillNetwork(Cluster& cluster, const FleetStates& states, const FleetMachines& machines) {
  const std::vector<DeviceId> nics = usable(cluster, states, machines.cpu, DeviceModel::Type::nic);
  BulkClaims bulk(cluster, "rdma-nic", false);
  for (std::uint32_t i = 0; i < kNicClaims - 2; ++i) {
    bulk.add({nics[i % nics.size()]}, true);
  }
  auto shape = std::make_shared<ClaimShape>();
  shape->className = Text("rdma-nic");
  shape->request = Text("nic");
  shape->bandwidth = "10G";
  for (std::uint32_t i = 0; i < 2; ++i) {
    const auto claim =
        cluster.addClaim("robotics", "rdma-spare-" + std::to_string(i), shape, {nics[i]}, {}, cluster.now() + -2 * kDay);
    claim->share = cluster.store.newUid();
  }
}

/// Gangs: the pictures have 21,440 CPU sets in use by 1,200 claims, so a claim spans the nodes of its pods.
void fillGangs(Cluster& cluster, const FleetStates& states, const FleetMachines& machines, std::uint32_t claims,
               std::uint32_t pods) {
  const std::vector<DeviceId> sets = usable(cluster, states, machines.cpu, DeviceModel::Type::cpu);
  BulkClaims bulk(cluster, "cpu-compute-class", false);
  const auto bound = [&](std::uint64_t total, std::uint32_t i) { return static_cast<std::size_t>(total * i / claims); };
  std::size_t next = 0;
  for (std::uint32_t i = 0; i < claims; ++i) {
    std::size_t end = bound(sets.size(), i + 1);
    if (i % 2 == 0 && i + 1 < claims) {
      end += i / 2 % 11;  // an even claim takes some of its neighbour's
    }
    const auto members = static_cast<std::uint32_t>(bound(pods, i + 1) - bound(pods, i));
    bulk.addGang({sets.begin() + static_cast<std::ptrdiff_t>(next), sets.begin() + static_cast<std::ptrdiff_t>(end)}, members);
    next = end;
  }
}

/// The driver as a DaemonSet has reached four racks, gpu-a10g-0417 among them; the other machines have it in their image.
void addDaemons(Cluster& cluster, const FleetMachines& machines) {
  const Time created = cluster.now() + -20 * kDay;
  for (const auto& [name, namespaceName, known] :
       {std::tuple("dra-driver-kubelet-plugin", "kube-system", "dra-driver-kubelet-plugin-k8t"),
        std::tuple("dcgm-exporter", "monitoring", "dcgm-exporter-v5n2")}) {
    PodShape pods = podShape(namespaceName, name, "registry.k8s.io/dra-driver/gpu:v25.12.0", {});
    pods.nodeSelector = R"({"node-type":"gpu"})";
    pods.tolerations = R"([{"operator":"Exists"}])";
    pods.priorityClass = Text("system-node-critical");
    pods.priority = 2'000'001'000;
    const Workload workload = cluster.addWorkload(replicated("DaemonSet", name, kDaemonNodes, created), std::move(pods));
    for (std::uint32_t i = 0; i < kDaemonNodes; ++i) {
      const NodeId node = machines.a10g.first + 384 + i;
      PodPlan plan{workload.shape, workload.owner, {}, created + i * 1000, cluster.hardware.nodes[node].name, {}, {}};
      plan.name = i == 32 ? known : name + std::string("-") + cluster.random.suffix();
      cluster.addPod(plan);
    }
  }
  const Workload dns = cluster.addWorkload(replicated("Deployment", "coredns", 2, created),
                                           podShape("kube-system", "coredns", "coredns:1.13", {}));
  for (std::uint32_t i = 0; i < 2; ++i) {
    cluster.addPod({dns.shape,
                    dns.owner,
                    dns.owner.name.str() + "-" + cluster.random.suffix(),
                    created,
                    cluster.hardware.nodes[machines.cpu.first + i].name,
                    {},
                    {}});
  }
}

}  // namespace

void buildFleet(Cluster& cluster) {
  cluster.contextName = "prod-usw2-hybrid";
  cluster.forbidden = "devicetaintrules";
  cluster.monitoring = Monitoring::all;
  const FleetMachines machines = addFleetMachines(cluster, CpuNodeDevices::cpuSets);
  const FleetStates states = addFleetSlices(cluster, machines, true);
  addFleetPolicy(cluster);
  addNamedHolders(cluster, machines);
  addNamedWaiters(cluster, machines);
  addDaemons(cluster, machines);
  fillNetwork(cluster, states, machines);
  Present present = countPresent(cluster);
  fillPartitions(cluster, states, machines, kMigClaims - present.mig);
  BulkClaims gpus(cluster, "gpu-compute-class", true);
  // With the named ones these make the ten claims that use up the quota of team-nlp.
  gpus.startWorkload("team-nlp", "nlp-serve", 7, 1, false);
  fillGroups(cluster, states, {machines.h100, machines.a10g, machines.l4}, kFleetGpuClaims - present.gpu, gpus);
  present = countPresent(cluster);
  fillGangs(cluster, states, machines, kCpuClaims - present.cpu, kPodsWithClaims - present.pods);
  planFleetRecovery(cluster, machines);
  planChurn(cluster, machines.a10g, 20);
  cluster.past = fleetPast;
}

}  // namespace claimscope::simulation
