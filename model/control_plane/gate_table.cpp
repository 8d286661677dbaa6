#include "model/control_plane/gate_table.h"

namespace claimscope::control_plane {

const std::vector<GateEntry>& gateTable() {
  static const std::vector<GateEntry> kTable = {
      {"DynamicResourceAllocation",
       "claims, classes, slices at all",
       {{26, false, 'a'}, {32, false, 'b'}, {34, true, 'g'}, {35, true, 'l'}}},
      {"DRAAdminAccess",
       "claims that reach devices in use, for monitoring",
       {{32, false, 'a'}, {34, true, 'b'}, {36, true, 'l'}}},
      {"DRAPrioritizedList",
       "firstAvailable: a list of alternatives",
       {{33, false, 'a'}, {34, true, 'b'}, {36, true, 'g'}, {37, true, 'l'}}},
      {"DRAResourceClaimDeviceStatus",
       "drivers report into status.devices",
       {{32, false, 'a'}, {33, true, 'b'}, {37, true, 'l'}}},
      {"DRADeviceTaints", "taints of devices in slices", {{33, false, 'a'}, {36, true, 'b'}, {37, true, 'g'}}},
      {"DRADeviceTaintRules", "taints of devices by rule", {{35, false, 'a'}, {36, false, 'b'}, {37, true, 'g'}}},
      {"DRAPartitionableDevices", "devices that share counters, like MIG", {{33, false, 'a'}, {36, true, 'b'}}},
      {"DRAConsumableCapacity", "shares of one device", {{34, false, 'a'}, {36, true, 'b'}}},
      {"DRADeviceBindingConditions",
       "devices that are attached before binding; allocationTimestamp",
       {{34, false, 'a'}, {36, true, 'b'}}},
      {"DRAExtendedResource",
       "extended resource requests served by claims",
       {{34, false, 'a'}, {36, true, 'b'}, {37, true, 'l'}}},
      {"DRASchedulerFilterTimeout", "a time limit for allocation on one node", {{34, true, 'b'}}},
      {"DRAResourceClaimGranularStatusAuthorization", "permissions for parts of a claim's status", {{36, true, 'b'}}},
      {"DRAFractionalCapacityRange", "capacity ranges in fractions", {{37, true, 'b'}}},
      {"DRAListTypeAttributes", "attributes that are lists", {{36, false, 'a'}}},
      {"DRANodeAllocatableResources", "devices that count as CPU or memory of the node", {{36, false, 'a'}}},
      {"DRAResourcePoolStatus", "ResourcePoolStatusRequest", {{36, false, 'a'}}},
      {"DRAWorkloadResourceClaims", "claims of PodGroups", {{36, false, 'a'}, {37, false, 'b'}}},
      {"DRAOptionalNodeOperations", "drivers without a kubelet plugin", {{37, false, 'a'}}},
      {"DRADerivedAttributes", "attributes derived by a claim", {{37, false, 'a'}}},
      {"DRADeviceCompatibilityGroups", "partitions that exclude each other", {{37, false, 'a'}}},
      {"DRAPartitionableDevicesType", "a type for partitions in pool status", {{37, false, 'a'}}},
  };
  return kTable;
}

const GateSpec* specIn(const GateEntry& entry, int minor) {
  const GateSpec* out = nullptr;
  for (const GateSpec& spec : entry.specs) {
    if (spec.since <= minor) {
      out = &spec;
    }
  }
  return out;
}

}  // namespace claimscope::control_plane
