// derive: the inventory of a snapshot from its tables. Pure; any thread.
#pragma once

#include <memory>
#include <unordered_map>

#include "model/cluster/snapshot.h"

namespace claimscope::cluster {

/// Pools, devices, claims and their relations. What did not change since `previous` (may be null) is taken over from it.
[[nodiscard]] std::shared_ptr<const Inventory> derive(const Snapshot& snapshot, const Snapshot* previous);

// The steps, in order; each needs those before it.

/// Nodes, pools and devices from nodes, slices and taint rules, every device in its base state.
void derivePools(const Snapshot& snapshot, Inventory& out);
/// Claims with their devices, pods and owners; devices learn their holders.
void deriveClaims(const Snapshot& snapshot, Inventory& out);
/// What holds a waiting claim by the evidence of conditions and events, and pods whose claims do not exist.
void deriveWaiting(const Snapshot& snapshot, Inventory& out);
/// Final states of devices from holders, health reports and counters, then the counts of everything.
void deriveStates(const Snapshot& snapshot, Inventory& out);

/// Order of claims in an inventory: by namespace, then name.
[[nodiscard]] bool claimLess(const ResourceClaim& a, const ResourceClaim& b);
/// Order of names as people count: gpu-2 before gpu-10.
[[nodiscard]] bool naturalLess(std::string_view a, std::string_view b);

}  // namespace claimscope::cluster
