// The cluster of the design pictures: machines, named objects, the bulk that fills the counts, and what happens next. One thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/simulation/parts.h"

namespace claimscope::simulation {

/// A node group and the numbers of its nodes.
struct FleetGroup {
  NodeId first = 0;
  std::uint32_t count = 0;
  [[nodiscard]] NodeId end() const { return first + count; }
};

/// 5,000 nodes with eight devices each.
struct FleetMachines {
  FleetGroup h200;
  FleetGroup h100;
  FleetGroup a10g;
  FleetGroup l4;
  FleetGroup cpu;
};

/// What cannot be taken although it is there; decided before anything is allocated.
struct FleetStates {
  std::vector<DeviceId> tainted;
  std::vector<DeviceId> unhealthy;
  std::vector<bool> blocked;  ///< by device: tainted, unhealthy, unknown or kept free

  [[nodiscard]] bool usable(const Cluster& cluster, DeviceId device) const {
    return !blocked[device] && !cluster.hardware.devices[device].taken;
  }
};

/// What stands on the CPU nodes: the fleet's CPU sets, or shareable network devices for the extreme world.
enum class CpuNodeDevices : std::uint8_t { cpuSets, sharedNetwork };
[[nodiscard]] FleetMachines addFleetMachines(Cluster& cluster, CpuNodeDevices devices);
/// Marks broken and tainted devices and the free ones, then publishes every slice (fleet_slices.cpp); with the incident of the
/// pictures one node's driver has withdrawn its slice.
[[nodiscard]] FleetStates addFleetSlices(Cluster& cluster, const FleetMachines& machines, bool incident);
/// Namespaces, classes, quotas, daemons.
void addFleetPolicy(Cluster& cluster);
[[nodiscard]] const std::vector<std::string>& fleetNamespaces();

/// Objects that the pictures name (fleet_named.cpp).
void addNamedHolders(Cluster& cluster, const FleetMachines& machines);
void addNamedWaiters(Cluster& cluster, const FleetMachines& machines);

/// Claims of one device class spread over workloads of a few dozen replicas (fleet_bulk.cpp).
class BulkClaims {
 public:
  /// Workloads have about 20 replicas, or exactly `replicas`.
  BulkClaims(Cluster& cluster, std::string_view className, bool gpu, std::uint32_t replicas = 0);
  /// One pod with one template claim for these devices; `share` for a part of a shareable device.
  void add(const std::vector<DeviceId>& devices, bool share = false);
  /// One named claim and the pods of a gang that share it.
  void addGang(const std::vector<DeviceId>& devices, std::uint32_t pods);
  /// From here on claims belong to this namespace's workload until `count` were added.
  void startWorkload(std::string_view namespaceName, std::string_view name, std::uint32_t replicas, std::uint32_t devices,
                     bool share);

 private:
  void nextWorkload(std::uint32_t devices, bool share);

  Cluster& m_cluster;
  std::string m_class;
  std::string m_tag;
  bool m_gpu;
  std::uint32_t m_replicas;
  Workload m_workload;
  std::string m_name;
  Time m_created;
  std::uint32_t m_left = 0;
  std::uint32_t m_devices = 0;
  bool m_share = false;
  std::uint32_t m_number = 0;
  std::uint32_t m_replica = 0;
};

/// Splits what is usable on the nodes into exactly `claims` claims that take every device.
void fillGroups(Cluster& cluster, const FleetStates& states, const std::vector<FleetGroup>& groups, std::uint32_t claims,
                BulkClaims& bulk);

/// What happens after the picture was taken (fleet_after.cpp).
void planFleetRecovery(Cluster& cluster, const FleetMachines& machines);
/// About `perMinute` short jobs a minute on whatever is free in the group.
void planChurn(Cluster& cluster, const FleetGroup& group, std::uint32_t perMinute);

}  // namespace claimscope::simulation
