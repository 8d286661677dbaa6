#include "model/cluster/inventory.h"

#include <bit>
#include <numeric>

namespace claimscope::cluster {
namespace {

std::size_t placeOf(const DeviceKey& key) {
  const std::size_t hash = DeviceKeyHash{}(key);
  return hash ^ hash >> 32U;
}

}  // namespace

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

DevicePlaces::DevicePlaces(const std::vector<DeviceView>& devices) {
  if (devices.empty()) {
    return;
  }
  m_places.resize(std::bit_ceil(devices.size() * 3 / 2 + 1));
  const std::size_t mask = m_places.size() - 1;
  const auto keyOf = [](const DeviceView& device) { return DeviceKey{device.driver, device.pool, device.name}; };
  for (DeviceIndex index = 0; index < devices.size(); ++index) {
    const DeviceKey key = keyOf(devices[index]);
    std::size_t i = placeOf(key) & mask;
    while (m_places[i] != 0 && !(keyOf(devices[m_places[i] - 1]) == key)) {
      i = (i + 1) & mask;
    }
    m_places[i] = m_places[i] == 0 ? index + 1 : m_places[i];
  }
}

DeviceIndex DevicePlaces::find(const SharedVector<DeviceView>& devices, const DeviceKey& key) const {
  const std::size_t mask = m_places.size() - 1;
  for (std::size_t i = placeOf(key); !m_places.empty() && m_places[i & mask] != 0; ++i) {
    const DeviceView& device = devices[m_places[i & mask] - 1];
    if (device.name == key.device && device.pool == key.pool && device.driver == key.driver) {
      return m_places[i & mask] - 1;
    }
  }
  return kNone;
}

DeviceIndex Inventory::findPublished(const Text& driver, const Text& pool, const Text& device) const {
  return publishedDevices == nullptr ? kNone : publishedDevices->find(devices, {driver, pool, device});
}

DeviceIndex Inventory::findDevice(const Text& driver, const Text& pool, const Text& device) const {
  const DeviceIndex published = findPublished(driver, pool, device);
  if (published != kNone) {
    return published;
  }
  const auto lost = lostByKey.find({driver, pool, device});
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
