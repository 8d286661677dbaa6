// Cards: devices that draw on the same counters, as the partitions of one GPU do, and what is left of those counters. Pure; any
// thread.
#pragma once

#include <cstdint>
#include <vector>

#include "model/cluster/snapshot.h"

namespace claimscope::topology {

struct CardCounter {
  Text name;
  Quantity capacity;
  Quantity::Nano used = 0;  ///< by devices that claims hold, admin access left out
  [[nodiscard]] Quantity::Nano left() const { return capacity.nano() - used; }
};

struct Card {
  Text name;  ///< of the counter set
  cluster::PoolIndex pool = cluster::kNone;
  std::vector<cluster::DeviceIndex> devices;  ///< that draw on it first of all
  std::vector<CardCounter> counters;
};

struct Cards {
  std::vector<Card> cards;
  std::vector<std::uint32_t> ofDevice;  ///< DeviceIndex -> index into cards; kNone for devices without counters
  [[nodiscard]] const Card* of(cluster::DeviceIndex device) const {
    return device < ofDevice.size() && ofDevice[device] != cluster::kNone ? &cards[ofDevice[device]] : nullptr;
  }
};
/// Counters are upstream's KEP-4815: a pool's counter sets, drawn on by whichever device of the pool is held.
[[nodiscard]] Cards cardsOf(const cluster::Snapshot& snapshot);

/// Some claim holds it other than by admin access: it takes its counters and its place.
[[nodiscard]] bool isHeld(const cluster::Snapshot& snapshot, cluster::DeviceIndex device);
/// "1g.10gb", "H100 20Gi": what partitions of one size have in common; "whole card" for one without a profile or a smaller twin.
[[nodiscard]] Text profileOf(const cluster::Snapshot& snapshot, cluster::DeviceIndex device);

/// How many more devices of one profile fit, the profile alone.
struct ProfileRoom {
  Text profile;
  std::int64_t published = 0;  ///< devices of the profile, held ones too
  std::int64_t more = 0;
  std::int64_t cards = 0;  ///< that have room for at least one more
};
struct Headroom {
  Text group;  ///< node group
  std::vector<ProfileRoom> profiles;
  std::int64_t cards = 0;
  std::int64_t strandedCards = 0;  ///< something is left of their counters, and no profile fits
  Text strandedCounter;            ///< of which the most is left on them, with how much
  double stranded = 0;
  Bound bound = Bound::exact;  ///< of `more`: hidden taint rules or claims make it at most
};
/// Profiles of one card, each alone. Held, tainted and unhealthy devices are no room.
[[nodiscard]] std::vector<ProfileRoom> roomOn(const cluster::Snapshot& snapshot, const Card& card);
/// By node group, those with cards only, in the order of their names.
[[nodiscard]] std::vector<Headroom> headroom(const cluster::Snapshot& snapshot, const Cards& cards);

/// The largest gang that still fits: pods of so many devices each, at once, every pod on one node. Devices only: CPU, memory and
/// taints of the nodes are not looked at, nor devices with counters.
struct GangRoom {
  Text group;
  Text model;
  std::int64_t free = 0;
  std::int64_t largest = 0;              ///< free devices of one node
  std::vector<std::int64_t> podsOfSize;  ///< by kGangSizes
  Bound bound = Bound::exact;
};
inline constexpr std::int64_t kGangSizes[] = {1, 2, 4, 8};
/// By node group and model, most devices first; groups with none published are left out.
[[nodiscard]] std::vector<GangRoom> gangRoom(const cluster::Snapshot& snapshot);

}  // namespace claimscope::topology
