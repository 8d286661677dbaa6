#include "model/cluster/inventory.h"

#include <numeric>

namespace claimscope::cluster {

std::string_view deviceStateWord(DeviceState state) {
  switch (state) {
    case DeviceState::free:
      return "free";
    case DeviceState::inUse:
      return "inUse";
    case DeviceState::reservedNotUsed:
      return "reservedNotUsed";
    case DeviceState::tainted:
      return "tainted";
    case DeviceState::unhealthy:
      return "unhealthy";
    case DeviceState::unknown:
      return "unknown";
    case DeviceState::staleGeneration:
      return "staleGeneration";
  }
  return "unknown";
}

std::int64_t StateCounts::total() const {
  return std::accumulate(byState.begin(), byState.end(), std::int64_t{0});
}

DeviceIndex Inventory::findDevice(const Text& driver, const Text& pool, const Text& device) const {
  const DeviceKey key{driver, pool, device};
  if (deviceByKey != nullptr) {
    const auto found = deviceByKey->find(key);
    if (found != deviceByKey->end()) {
      return found->second;
    }
  }
  const auto lost = lostByKey.find(key);
  return lost == lostByKey.end() ? kNone : lost->second;
}

ClaimIndex Inventory::findClaim(Slot slot) const {
  return slot < claimBySlot.size() ? claimBySlot[slot] : kNone;
}

NodeIndex Inventory::findNode(const Text& name) const {
  if (nodeByName == nullptr || name.empty()) {
    return kNone;
  }
  const auto found = nodeByName->find(name);
  return found == nodeByName->end() ? kNone : found->second;
}

const List<ClaimIndex>& Inventory::claimsOfPod(Slot pod) const {
  static const List<ClaimIndex> kNoClaims;
  return pod < claimsByPod.size() ? claimsByPod[pod] : kNoClaims;
}

}  // namespace claimscope::cluster
