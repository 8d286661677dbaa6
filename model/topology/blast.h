// Blast radius: what could fail together around an object, and who would be hit. Pure; any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "model/topology/cards.h"
#include "model/topology/relations.h"

namespace claimscope::topology {

/// Devices that one failure takes away.
struct FailureScope {
  enum class Kind : std::uint8_t {
    device,        ///< the device alone
    card,          ///< every partition of its card
    claim,         ///< the devices of the claim
    node,          ///< the node with all its devices and pods
    driverOnNode,  ///< the driver's pod on the node: its devices stay, nothing is prepared or released
    sameOnNode,    ///< devices of the node with the same value of an attribute: a PCIe root, a NUMA node
    same,          ///< devices anywhere with the same value: an NVLink domain, a fabric
  };
  Kind kind = Kind::device;
  Text name;   ///< of the card, node or driver
  Text value;  ///< of the attribute `name`
  cluster::NodeIndex node = cluster::kNone;
  std::vector<cluster::DeviceIndex> devices;  ///< sorted
};
/// From the smallest to the largest; attributes only where another device shares the value.
[[nodiscard]] std::vector<FailureScope> failureScopes(const cluster::Snapshot& snapshot, const Cards& cards, Focus focus);

/// Who would be hit. Sorted, without repeats.
struct BlastRadius {
  struct Owner {
    Text name;  ///< "Job/train-7" with its namespace before it
    std::int64_t pods = 0;
    std::int64_t claims = 0;
  };
  std::vector<cluster::DeviceIndex> devices;
  std::vector<cluster::ClaimIndex> claims;
  std::vector<cluster::Slot> pods;  ///< that use those claims
  std::vector<cluster::NodeIndex> nodes;
  std::vector<Owner> owners;     ///< most pods first, then by name
  std::int64_t freeDevices = 0;  ///< of the devices: nobody would notice
  std::int64_t otherPods = 0;    ///< of a node: pods on it that use none of its devices
  Bound bound = Bound::exact;    ///< of claims and pods
  Bound podBound = Bound::exact;
};
[[nodiscard]] BlastRadius blastRadius(const cluster::Snapshot& snapshot, const FailureScope& scope);

}  // namespace claimscope::topology
