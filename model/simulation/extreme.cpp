// extreme: the machines of the fleet with shareable devices on the CPU nodes, 100,000 claims, 150,000 pods and heavy churn.
#include "model/simulation/fleet.h"
#include "model/simulation/scenarios.h"

namespace claimscope::simulation {

using namespace parts;

namespace {

constexpr std::uint32_t kClaims = 100'000;
constexpr std::uint32_t kPods = 150'000;
constexpr std::uint32_t kExtremeGpuClaims = 6500;
constexpr std::uint32_t kWaiting = 1500;
constexpr std::uint32_t kReplicas = 250;

/// Pods without claims, as most of a large cluster are.
void addOrdinaryPods(Cluster& cluster, const FleetMachines& machines, std::uint32_t count) {
  const auto& names = fleetNamespaces();
  for (std::uint32_t done = 0; done < count; done += kReplicas) {
    const std::uint32_t number = done / kReplicas;
    const std::string name = "service-" + std::to_string(number);
    const Time created = cluster.now() + -cluster.random.between(kHour, 30 * kDay);
    const Workload workload =
        cluster.addWorkload(replicated("Deployment", name, static_cast<std::int32_t>(kReplicas), created),
                            podShape(names[number % names.size()], name, "registry.example.com/web/service:2026.11", {}));
    for (std::uint32_t i = 0; i < kReplicas && done + i < count; ++i) {
      PodPlan plan;
      plan.shape = workload.shape;
      plan.owner = workload.owner;
      plan.name = workload.owner.name.str() + "-" + std::to_string(10'000 + i);
      plan.created = created;
      plan.node = cluster.hardware.nodes[machines.cpu.first + (done + i) % machines.cpu.count].name;
      cluster.addPod(plan);
    }
  }
}

/// Claims that want more than any node has free.
void addWaiting(Cluster& cluster, std::uint32_t count) {
  const auto shape =
      gpuClaim("gpu-compute-class", 8, {R"(device.capacity["gpu.nvidia.com"].memory.compareTo(quantity("200Gi")) >= 0)"});
  cluster.addTemplate("research", "backlog-claim", *shape, cluster.now() + -kDay);
  documents::Controller controller = job("backlog", cluster.now() + -kHour);
  controller.desired = static_cast<std::int32_t>(count);
  controller.ready = controller.desired;
  const Workload workload = cluster.addWorkload(
      controller,
      gpuPodShape("research", "backlog", "registry.example.com/ml/worker:2026.11", {byTemplate("gpu", "backlog-claim", shape)}));
  auto extra = std::make_shared<PodExtra>();
  extra->schedulingReason = "Unschedulable";
  extra->schedulingMessage =
      "0/5000 nodes are available: 1000 cannot allocate all claims, 4000 node(s) didn't match Pod's node affinity/selector. "
      "still not "
      "schedulable, preemption: 0/5000 nodes are available: 5000 Preemption is not helpful for scheduling.";
  extra->since = cluster.now() + -30 * kMinute;
  for (std::uint32_t i = 0; i < count; ++i) {
    PodPlan plan;
    plan.shape = workload.shape;
    plan.owner = workload.owner;
    plan.name = "backlog-" + std::to_string(i);
    plan.created = cluster.now() + -cluster.random.between(1000, kHour);
    cluster.addPod(plan)->extra = extra;
  }
}

}  // namespace

void buildExtreme(Cluster& cluster) {
  cluster.contextName = "extreme";
  cluster.monitoring = Monitoring::all;
  const FleetMachines machines = addFleetMachines(cluster, CpuNodeDevices::sharedNetwork);
  const FleetStates states = addFleetSlices(cluster, machines, false);
  addFleetPolicy(cluster);
  BulkClaims gpus(cluster, "gpu-compute-class", true);
  fillGroups(cluster, states, {machines.h200, machines.a10g, machines.l4}, kExtremeGpuClaims, gpus);
  addWaiting(cluster, kWaiting);
  const std::uint32_t shares = kClaims - cluster.store.loading(ObjectKind::claims);
  BulkClaims network(cluster, "rdma-nic", false, kReplicas);
  const DeviceId first = cluster.hardware.nodes[machines.cpu.first].firstDevice;
  // Neighbouring claims go to neighbouring devices; each device ends with two or three shares.
  for (std::uint32_t i = 0; i < shares; ++i) {
    network.add({first + i % (machines.cpu.count * 8)}, true);
  }
  addOrdinaryPods(cluster, machines, kPods - cluster.store.loading(ObjectKind::pods));
  planChurn(cluster, machines.a10g, 400);
}

}  // namespace claimscope::simulation
