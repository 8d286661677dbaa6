// Shares: how claims divide the consumable capacity of a device among them. Pure; any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "model/cluster/snapshot.h"

namespace claimscope::topology {

/// One capacity that claims consume in parts.
struct CapacityShares {
  struct Part {
    cluster::ClaimIndex claim = cluster::kNone;
    Quantity::Nano amount = 0;
  };
  Text name;
  Quantity total;
  std::vector<Part> parts;  ///< in the order of the claims
  [[nodiscard]] Quantity::Nano used() const;
  /// 0 to 1; 1 when nothing can be said because the device publishes none of it.
  [[nodiscard]] double usedPart() const;
};
/// Capacities that some claim's allocation says it consumes, or that have a request policy; empty for devices that are not
/// shared.
[[nodiscard]] std::vector<CapacityShares> capacityShares(const cluster::Snapshot& snapshot, cluster::DeviceIndex device);

}  // namespace claimscope::topology
