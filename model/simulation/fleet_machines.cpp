#include "model/simulation/fleet.h"

namespace claimscope::simulation {

using namespace parts;

namespace {

constexpr std::uint32_t kPerRack = 16;
constexpr std::int64_t kFleetAge = 90 * kDay;

std::string padded(std::uint32_t number) {
  std::string digits = std::to_string(number);
  return std::string(4 - std::min<std::size_t>(4, digits.size()), '0') + digits;
}

/// Nodes of a group fill their zones one after the other, racks of 16 within; racks are numbered through the group.
struct Zones {
  std::uint32_t first = 0;   ///< nodes in us-west-2a
  std::uint32_t second = 0;  ///< and in us-west-2b; the rest is in us-west-2c
  [[nodiscard]] const char* of(std::uint32_t index) const {
    return index < first ? "us-west-2a" : index < first + second ? "us-west-2b" : "us-west-2c";
  }
};

class MachineBuilder {
 public:
  explicit MachineBuilder(Cluster& cluster) : m_cluster(cluster) {}

  template <class AddDevices>
  FleetGroup add(const std::string& prefix, std::uint32_t count, Zones zones, const std::shared_ptr<const NodeShape>& shape,
                 AddDevices&& addDevices) {
    FleetGroup group{static_cast<NodeId>(m_cluster.hardware.nodes.size()), count};
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::string name = prefix + padded(i + 1);
      const std::string rack = "rack-" + std::to_string(i / kPerRack + 1);
      const bool dynamicMig = shape->group == "gpu-h100" && isDynamic(i);
      m_cluster.addNode(shape, name, zones.of(i), rack, m_cluster.now() + -kFleetAge + i * 1000, dynamicMig ? "mig=dynamic" : "");
      addDevices(i, name);
    }
    return group;
  }

  /// Eight of the 102 H100 nodes partition their cards on demand, with shared counters.
  static bool isDynamic(std::uint32_t index) { return index % 13 == 6; }

  void whole(const std::string& node, std::uint16_t model, std::uint16_t first, std::uint16_t count) {
    for (std::uint16_t i = 0; i < count; ++i) {
      const auto card = static_cast<std::uint16_t>(first + i);
      m_cluster.addDevice(kGpuDriver, node, "gpu-" + std::to_string(card), model, card);
    }
  }
  void partitions(const std::string& node, bool dynamic, std::uint16_t ones) {
    for (std::uint16_t i = 0; i < ones; ++i) {
      m_cluster.addDevice(kGpuDriver, node, "gpu-3-mig-1g.10gb-" + std::to_string(i), dynamic ? mig1gDynamic : mig1g, 3);
    }
    m_cluster.addDevice(kGpuDriver, node, "gpu-3-mig-3g.40gb-0", dynamic ? mig3gDynamic : mig3g, 3);
  }

 private:
  Cluster& m_cluster;
};

}  // namespace

FleetMachines addFleetMachines(Cluster& cluster, CpuNodeDevices devices) {
  addModels(cluster);
  cluster.hardware.nodes.reserve(5000);
  cluster.hardware.devices.reserve(40'000);
  MachineBuilder machines(cluster);
  FleetMachines out;
  out.h200 = machines.add("gpu-h200-", 2, {2, 0}, nodeGroup("gpu-h200", "p5e.48xlarge", "gpu", "192", "2097152Mi", false),
                          [&](std::uint32_t, const std::string& node) { machines.whole(node, h200, 0, 8); });
  out.h100 = machines.add("gpu-h100-", 102, {102, 0}, nodeGroup("gpu-h100", "p5.48xlarge", "gpu", "192", "2097152Mi", false),
                          [&](std::uint32_t i, const std::string& node) {
                            const bool dynamic = MachineBuilder::isDynamic(i);
                            if (i == 6) {  // gpu-h100-0007 of the pictures: six cards, one of them partitioned
                              machines.whole(node, h100, 0, 3);
                              machines.partitions(node, true, 2);
                              machines.whole(node, h100, 4, 1);
                              machines.whole(node, oldH100, 5, 1);
                            } else {
                              machines.whole(node, h100, 0, dynamic ? 2 : 3);
                              machines.partitions(node, dynamic, dynamic ? 5 : 4);
                            }
                          });
  out.a10g = machines.add("gpu-a10g-", 704, {240, 240}, nodeGroup("gpu-a10g", "g5.48xlarge", "gpu", "192", "784217Mi", false),
                          [&](std::uint32_t, const std::string& node) { machines.whole(node, a10g, 0, 8); });
  out.l4 = machines.add("gpu-l4-", 192, {64, 64}, nodeGroup("gpu-l4", "g6.48xlarge", "gpu", "192", "784217Mi", false),
                        [&](std::uint32_t i, const std::string& node) {
                          if (i < 42 || i >= 48) {
                            machines.whole(node, l4, 0, 8);
                            return;
                          }
                          // Six nodes of one pool that spans them: device names are unique within the pool.
                          for (std::uint16_t card = 0; card < 8; ++card) {
                            cluster.addDevice(kGpuDriver, "gpu-l4-c", node + "-gpu-" + std::to_string(card), l4, card);
                          }
                        });
  const auto cpuShape = nodeGroup("cpu-nodes", "m5.4xlarge", "cpu", "16", "62852Mi", false);
  out.cpu = machines.add("cpu-", 4000, {1360, 1320}, cpuShape, [&](std::uint32_t i, const std::string& node) {
    for (std::uint16_t d = 0; d < 8; ++d) {
      if (devices == CpuNodeDevices::sharedNetwork) {
        cluster.addDevice(kNicDriver, node, "nic-" + std::to_string(d), nic, d);
      } else if (d == 7 && i % 66 == 12 && i < 60 * 66) {
        cluster.addDevice(kNicDriver, node, "nic-0", nic, 0);
      } else if (d == 7 && i % 198 == 20 && i < 20 * 198) {
        cluster.addDevice(kAcceleratorDriver, node, "qat-0", accelerator, 0);
      } else {
        cluster.addDevice(kCpuDriver, node, "cpu-" + std::to_string(d), cpuSet, d);
      }
    }
  });
  return out;
}

const std::vector<std::string>& fleetNamespaces() {
  static const std::vector<std::string> names = {
      "default",  "kube-system", "monitoring", "ml-workloads", "research",  "team-nlp", "media",    "data",      "batch",
      "ads",      "audio",       "autopilot",  "biology",      "chemistry", "climate",  "commerce", "drones",    "energy",
      "finance",  "forecast",    "fraud",      "games",        "genomics",  "imaging",  "legal",    "logistics", "maps",
      "markets",  "materials",   "physics",    "planning",     "pricing",   "ranking",  "recsys",   "robotics",  "search",
      "security", "speech",      "support",    "translation",  "vision"};
  return names;
}

void addFleetPolicy(Cluster& cluster) {
  const Time created = cluster.now() + -kFleetAge;
  for (const std::string& name : fleetNamespaces()) {
    cluster.store.add(ObjectKind::namespaces, documents::namespaceNamed(name, created));
  }
  const auto addClass = [&](std::string_view name, const std::vector<std::string>& selectors) {
    cluster.store.add(ObjectKind::deviceClasses, documents::deviceClass(name, selectors, created));
  };
  addClass("gpu-compute-class", {R"(device.driver == "gpu.nvidia.com")", R"(device.attributes["gpu.nvidia.com"].type == "gpu")"});
  addClass("mig-1g.10gb", {R"(device.driver == "gpu.nvidia.com" && device.attributes["gpu.nvidia.com"].type == "mig")",
                           R"(device.capacity["gpu.nvidia.com"].memory.compareTo(quantity("10Gi")) >= 0)"});
  addClass("cpu-compute-class", {R"(device.driver == "cpu.dra.io")"});
  addClass("rdma-nic", {R"(device.driver == "dra.net" && device.attributes["dra.net"].rdma)"});
  const char* claims = "count/resourceclaims.resource.k8s.io";
  cluster.store.add(ObjectKind::quotas,
                    documents::quota("team-nlp", "team-nlp-quota", {{claims, "10"}}, {{claims, "10"}}, created));
  cluster.store.add(ObjectKind::quotas,
                    documents::quota("ml-workloads", "ml-workloads-quota", {{claims, "13"}}, {{claims, "10"}}, created));
}

}  // namespace claimscope::simulation
