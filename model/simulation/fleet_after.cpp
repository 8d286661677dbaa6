// What happens after the pictures: waiting claims that are soon met, the driver that comes back, the missing slice, and churn.
#include "model/simulation/churn.h"
#include "model/simulation/fleet.h"

namespace claimscope::simulation {

using namespace parts;

namespace {

std::vector<DeviceId> freeDevices(Cluster& cluster, const FleetGroup& group, std::string_view driver, std::size_t count) {
  std::vector<DeviceId> out;
  // A node at random, then along the group; full after one round at the latest.
  const auto first = static_cast<NodeId>(cluster.random.below(group.count));
  for (std::uint32_t i = 0; i < group.count && out.size() < count; ++i) {
    const NodeInfo& node = cluster.hardware.nodes[group.first + (first + i) % group.count];
    out.clear();
    for (DeviceId id = node.firstDevice; id < node.firstDevice + node.devices && out.size() < count; ++id) {
      const DeviceInfo& device = cluster.hardware.devices[id];
      if (!device.taken && device.offered && device.driver == driver) {
        out.push_back(id);
      }
    }
  }
  return out.size() == count ? out : std::vector<DeviceId>{};
}

/// The scheduler meets a waiting pod, and the kubelet starts it.
void meet(Cluster& cluster, const std::string& pod, const FleetGroup& group, std::string_view driver) {
  const auto* waiting = cluster.store.find<PodObject>(ObjectKind::pods, pod);
  const std::vector<DeviceId> devices = freeDevices(cluster, group, driver, 1);
  if (waiting == nullptr || devices.empty()) {
    return;
  }
  const std::string claim = waiting->namespaceName.str() + "/" + waiting->generatedClaims.front().str();
  cluster.allocate(claim, pod, devices);
  cluster.bind(pod, cluster.hardware.nodes[cluster.hardware.devices[devices.front()].node].name);
  cluster.schedule.after(1500, [&cluster, pod] { cluster.prepare(pod); });
  cluster.schedule.after(4000, [&cluster, pod] { cluster.start(pod); });
}

/// The same with a share of a partition that others use too.
void meetShared(Cluster& cluster, const std::string& pod, DeviceId device) {
  const auto* waiting = cluster.store.find<PodObject>(ObjectKind::pods, pod);
  if (waiting == nullptr) {
    return;
  }
  const std::string claim = waiting->namespaceName.str() + "/" + waiting->generatedClaims.front().str();
  const std::uint64_t share = cluster.store.newUid();
  cluster.allocate(claim, pod, {device}, share);
  cluster.bind(pod, cluster.hardware.nodes[cluster.hardware.devices[device].node].name);
  cluster.schedule.after(1500, [&cluster, pod] { cluster.prepare(pod); });
  cluster.schedule.after(4000, [&cluster, pod] { cluster.start(pod); });
}

void planBinding(Cluster& cluster) {
  const std::string pod = "media/render-gpu-3";
  cluster.schedule.after(12'000, [&cluster, pod] {
    cluster.store.update<ClaimObject>(ObjectKind::claims, "media/render-gpu-3-gpu-l9c4x", [&](ClaimObject& claim) {
      std::string conditions = "[";
      JsonWriter json(conditions);
      json.open();
      json.text("type", "FabricReady");
      json.text("status", "True");
      json.time("lastTransitionTime", cluster.now());
      json.text("reason", "Attached");
      json.text("message", "");
      json.close();
      claim.deviceConditions = Text(conditions + "]");
    });
    cluster.bind(pod, Text("gpu-a10g-0551"));
  });
  cluster.schedule.after(14'000, [&cluster, pod] { cluster.prepare(pod); });
  cluster.schedule.after(19'000, [&cluster, pod] { cluster.start(pod); });
}

/// The driver of gpu-a10g-0417 is restarted: its slice is back, what waited for it goes on.
void planDriverReturn(Cluster& cluster, const FleetGroup& group) {
  constexpr std::int64_t kReturnMs = 5 * kMinute;
  const NodeId node = group.first + 416;
  cluster.schedule.after(kReturnMs, [&cluster, node] { cluster.publish(node, kGpuDriver, cluster.now()); });
  cluster.schedule.after(kReturnMs + 3000, [&cluster] { cluster.prepare("ml-workloads/batch-infer-13"); });
  cluster.schedule.after(kReturnMs + 9000, [&cluster] { cluster.start("ml-workloads/batch-infer-13"); });
  cluster.schedule.after(kReturnMs + 20'000, [&cluster] {
    cluster.finish("ml-workloads/batch-infer-12", true);
    cluster.release("ml-workloads/batch-infer-12");
    cluster.deletePod("ml-workloads/batch-infer-12");
  });
}

void churnOnce(Cluster& cluster, const FleetGroup& group, std::string_view driver, std::uint32_t number, std::int64_t everyMs) {
  const std::vector<DeviceId> devices = freeDevices(cluster, group, driver, 1 + number % 2);
  if (!devices.empty()) {
    ShortJob what;
    what.namespaceName = "batch";
    what.name = "sweep-" + std::to_string(1000 + number);
    what.entry = byTemplate("gpu", "sweep-claim-" + std::to_string(devices.size()),
                            gpuClaim("gpu-compute-class", static_cast<std::uint32_t>(devices.size())));
    what.devices = devices;
    what.gpu = true;
    what.runMs = cluster.random.between(8000, 40'000);
    runShortJob(cluster, what);
  }
  cluster.schedule.after(everyMs,
                         [&cluster, group, driver, number, everyMs] { churnOnce(cluster, group, driver, number + 1, everyMs); });
}

}  // namespace

void planFleetRecovery(Cluster& cluster, const FleetMachines& machines) {
  for (std::int64_t i = 0; i < 9; ++i) {
    cluster.schedule.after(700 + i * 350, [&cluster, i, group = machines.cpu] {
      meet(cluster, "data/etl-cpu-" + std::to_string(i), group, kCpuDriver);
    });
  }
  for (std::int64_t i = 21; i < 25; ++i) {
    cluster.schedule.after(1200 + (i - 21) * 800, [&cluster, i, group = machines.a10g] {
      meet(cluster, "research/sweep-" + std::to_string(i), group, kGpuDriver);
    });
  }
  for (std::int64_t i = 47; i < 49; ++i) {
    const DeviceId partition = cluster.hardware.nodes[machines.h100.first + 30].firstDevice + 4;
    cluster.schedule.after(2000 + (i - 47) * 900,
                           [&cluster, i, partition] { meetShared(cluster, "media/vision-" + std::to_string(i), partition); });
  }
  planBinding(cluster);
  planDriverReturn(cluster, machines.a10g);
  // The sixth slice of the pool carries no devices of its own: it only completes the generation.
  cluster.schedule.after(3 * kMinute,
                         [&cluster] { cluster.addSlice(kGpuDriver, "gpu-l4-c", kNobody, {}, 12, 6, cluster.now()); });
  cluster.schedule.after(4000, [&cluster] {
    cluster.release("research/sweep-17-0");
    cluster.deletePod("research/sweep-17-0");
    cluster.store.remove(ObjectKind::claims, "research/sweep-17-gpu");
  });
}

void planChurn(Cluster& cluster, const FleetGroup& group, std::uint32_t perMinute) {
  for (std::uint32_t count = 1; count <= 2; ++count) {
    cluster.addTemplate("batch", "sweep-claim-" + std::to_string(count), *gpuClaim("gpu-compute-class", count),
                        cluster.now() + -20 * kDay);
  }
  const std::int64_t everyMs = kMinute / perMinute;
  cluster.schedule.after(1000, [&cluster, group, everyMs] { churnOnce(cluster, group, kGpuDriver, 1, everyMs); });
}

}  // namespace claimscope::simulation
