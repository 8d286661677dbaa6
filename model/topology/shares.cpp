#include "model/topology/shares.h"

#include <algorithm>

namespace claimscope::topology {

Quantity::Nano CapacityShares::used() const {
  Quantity::Nano sum = 0;
  for (const Part& part : parts) {
    sum += part.amount;
  }
  return sum;
}

double CapacityShares::usedPart() const {
  const auto all = static_cast<double>(total.nano());
  return all <= 0 ? 1.0 : std::clamp(static_cast<double>(used()) / all, 0.0, 1.0);
}

std::vector<CapacityShares> capacityShares(const cluster::Snapshot& snapshot, cluster::DeviceIndex device) {
  const cluster::DeviceView& view = snapshot.inventory->devices[device];
  const Device* published = snapshot.published(view);
  std::vector<CapacityShares> out;
  if (!view.multiple || published == nullptr) {
    return out;
  }
  for (const DeviceCapacity& capacity : published->capacity) {
    CapacityShares shares{capacity.name, capacity.value, {}};
    for (const cluster::ClaimIndex index : view.claims) {
      const ResourceClaim* claim = snapshot.of<ResourceClaim>().at(snapshot.inventory->claims[index].slot);
      if (claim == nullptr || !claim->allocation) {
        continue;
      }
      for (const DeviceAllocation& result : claim->allocation->results) {
        if (!(result.device == view.name && result.pool == view.pool && result.driver == view.driver)) {
          continue;
        }
        for (const auto& [name, amount] : result.consumedCapacity) {
          if (name == capacity.name) {
            shares.parts.push_back({index, amount.nano()});
          }
        }
      }
    }
    if (!shares.parts.empty() || capacity.policy) {
      out.push_back(std::move(shares));
    }
  }
  return out;
}

}  // namespace claimscope::topology
