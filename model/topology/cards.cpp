#include "model/topology/cards.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>

#include "model/topology/traits.h"

namespace claimscope::topology {
namespace {

using cluster::DeviceIndex;
using cluster::DeviceView;
using cluster::Snapshot;

const List<CounterConsumption>* drawsOf(const Snapshot& snapshot, const DeviceView& view) {
  const Device* device = snapshot.published(view);
  return device == nullptr || !device->extras || device->extras->consumes.empty() ? nullptr : &device->extras->consumes;
}

struct SetKey {
  cluster::PoolIndex pool;
  Text set;
  bool operator==(const SetKey&) const = default;
};
struct SetKeyHash {
  std::size_t operator()(const SetKey& key) const { return key.set.hash() * 0x9e3779b97f4a7c15ULL ^ key.pool; }
};

CardCounter* counterNamed(Card& card, const Text& name) {
  const auto found =
      std::find_if(card.counters.begin(), card.counters.end(), [&](const CardCounter& c) { return c.name == name; });
  return found == card.counters.end() ? nullptr : &*found;
}

/// Pools by driver and name; only those with counters are worth looking up.
struct PoolKey {
  Text driver;
  Text name;
  bool operator==(const PoolKey&) const = default;
};
struct PoolKeyHash {
  std::size_t operator()(const PoolKey& key) const { return key.driver.hash() * 31U ^ key.name.hash(); }
};

/// What is left of one card while devices are put on it.
class Room {
 public:
  explicit Room(const Card& card) : m_card(card) {
    for (const CardCounter& counter : card.counters) {
      m_left.push_back(counter.left());
    }
  }
  /// Takes what the device draws on this card; false, and nothing taken, when it does not fit.
  bool take(const List<CounterConsumption>& draws) {
    const std::vector<Quantity::Nano> before = m_left;
    for (const CounterConsumption& set : draws) {
      if (!(set.counterSet == m_card.name)) {
        continue;
      }
      for (const auto& [name, amount] : set.counters) {
        for (std::size_t i = 0; i < m_left.size(); ++i) {
          if (m_card.counters[i].name == name) {
            m_left[i] -= amount.nano();
          }
        }
      }
    }
    if (std::any_of(m_left.begin(), m_left.end(), [](Quantity::Nano left) { return left < 0; })) {
      m_left = before;
      return false;
    }
    return true;
  }

 private:
  const Card& m_card;
  std::vector<Quantity::Nano> m_left;
};

/// Places on a card are counters of their own ("memory-slice-3"): taken from the first on, devices of one profile fit as often as
/// they can.
std::vector<DeviceIndex> inOrderOfPlace(const Snapshot& snapshot, const Card& card) {
  std::vector<std::pair<std::vector<std::string_view>, DeviceIndex>> order;
  for (const DeviceIndex index : card.devices) {
    std::vector<std::string_view> names;
    if (const auto* draws = drawsOf(snapshot, snapshot.inventory->devices[index])) {
      for (const CounterConsumption& set : *draws) {
        for (const auto& [name, amount] : set.counters) {
          names.push_back(name.view());
        }
      }
    }
    std::sort(names.begin(), names.end());
    order.emplace_back(std::move(names), index);
  }
  std::sort(order.begin(), order.end());
  std::vector<DeviceIndex> out;
  out.reserve(order.size());
  for (const auto& [names, index] : order) {
    out.push_back(index);
  }
  return out;
}

Text groupOf(const Snapshot& snapshot, const DeviceView& device) {
  return device.nodeIndex == cluster::kNone ? Text("(no node)") : snapshot.inventory->nodes[device.nodeIndex].group;
}

void addStranded(Headroom& room, const Card& card) {
  const auto most = std::max_element(card.counters.begin(), card.counters.end(), [](const CardCounter& a, const CardCounter& b) {
    return static_cast<double>(a.left()) < static_cast<double>(b.left());
  });
  if (most == card.counters.end() || most->left() <= 0) {
    return;
  }
  ++room.strandedCards;
  if (room.strandedCounter.empty()) {
    room.strandedCounter = most->name;
  }
  if (const auto same = std::find_if(card.counters.begin(), card.counters.end(),
                                     [&](const CardCounter& c) { return c.name == room.strandedCounter; });
      same != card.counters.end()) {
    room.stranded += static_cast<double>(same->left()) / 1e9;
  }
}

}  // namespace

bool isHeld(const Snapshot& snapshot, DeviceIndex device) {
  const DeviceView& view = snapshot.inventory->devices[device];
  if (!view.adminAccess) {
    return !view.claims.empty();
  }
  return std::any_of(view.claims.begin(), view.claims.end(), [&](cluster::ClaimIndex index) {
    const ResourceClaim* claim = snapshot.of<ResourceClaim>().at(snapshot.inventory->claims[index].slot);
    return claim != nullptr && claim->allocation &&
           std::any_of(claim->allocation->results.begin(), claim->allocation->results.end(), [&](const DeviceAllocation& result) {
             return result.device == view.name && result.pool == view.pool && result.driver == view.driver && !result.adminAccess;
           });
  });
}

Text profileOf(const Snapshot& snapshot, DeviceIndex device) {
  const Device* published = snapshot.published(snapshot.inventory->devices[device]);
  if (published == nullptr) {
    return {};
  }
  for (const DeviceAttribute& attribute : published->attributes) {
    const std::string_view name = attribute.name.view();
    if ((name == "profile" || name.ends_with("/profile")) && std::holds_alternative<Text>(attribute.value)) {
      return std::get<Text>(attribute.value);
    }
  }
  // Without a profile partitions are told apart by what they draw.
  std::string text;
  if (const auto* draws = drawsOf(snapshot, snapshot.inventory->devices[device])) {
    for (const CounterConsumption& set : *draws) {
      for (const auto& [name, amount] : set.counters) {
        text += (text.empty() ? "" : ", ") + std::string(amount.text()) + " " + name.str();
      }
    }
  }
  return Text(text);
}

Cards cardsOf(const Snapshot& snapshot) {
  const cluster::Inventory& inventory = *snapshot.inventory;
  Cards out;
  out.ofDevice.assign(inventory.devices.size(), cluster::kNone);
  std::unordered_map<PoolKey, cluster::PoolIndex, PoolKeyHash> pools;
  for (cluster::PoolIndex i = 0; i < inventory.pools.size(); ++i) {
    if (inventory.pools[i].counters) {
      pools[{inventory.pools[i].driver, inventory.pools[i].name}] = i;
    }
  }
  if (pools.empty()) {
    return out;
  }
  std::unordered_map<SetKey, std::uint32_t, SetKeyHash> cardByKey;
  snapshot.of<ResourceSlice>().forEach([&](cluster::Slot, const ResourceSlice& slice) {
    if (slice.sharedCounters.empty()) {
      return;
    }
    const auto pool = pools.find({slice.driver, slice.poolName});
    if (pool == pools.end() || inventory.pools[pool->second].generation != slice.poolGeneration) {
      return;
    }
    for (const CounterSet& set : slice.sharedCounters) {
      cardByKey[{pool->second, set.name}] = static_cast<std::uint32_t>(out.cards.size());
      Card card{set.name, pool->second, {}, {}};
      for (const auto& [name, amount] : set.counters) {
        card.counters.push_back({name, amount, 0});
      }
      out.cards.push_back(std::move(card));
    }
  });
  for (const auto& [key, pool] : pools) {
    for (const DeviceIndex index : inventory.pools[pool].devices) {
      const auto* draws = drawsOf(snapshot, inventory.devices[index]);
      if (draws == nullptr) {
        continue;
      }
      const bool held = isHeld(snapshot, index);
      for (const CounterConsumption& set : *draws) {
        const auto card = cardByKey.find({pool, set.counterSet});
        if (card == cardByKey.end()) {
          continue;
        }
        if (out.ofDevice[index] == cluster::kNone) {
          out.ofDevice[index] = card->second;
          out.cards[card->second].devices.push_back(index);
        }
        for (const auto& [name, amount] : set.counters) {
          if (CardCounter* counter = held ? counterNamed(out.cards[card->second], name) : nullptr) {
            counter->used += amount.nano();
          }
        }
      }
    }
  }
  std::erase_if(out.cards, [](const Card& card) { return card.devices.empty(); });
  std::sort(out.cards.begin(), out.cards.end(),
            [](const Card& a, const Card& b) { return a.devices.front() < b.devices.front(); });
  for (std::uint32_t i = 0; i < out.cards.size(); ++i) {
    for (const DeviceIndex index : out.cards[i].devices) {
      out.ofDevice[index] = i;
    }
  }
  return out;
}

std::vector<ProfileRoom> roomOn(const Snapshot& snapshot, const Card& card) {
  const cluster::Inventory& inventory = *snapshot.inventory;
  std::map<std::string, ProfileRoom> rooms;
  std::map<std::string, Room> left;
  for (const DeviceIndex index : inOrderOfPlace(snapshot, card)) {
    const Text profile = profileOf(snapshot, index);
    ProfileRoom& room = rooms[profile.str()];
    room.profile = profile;
    ++room.published;
    const DeviceView& device = inventory.devices[index];
    const auto* draws = drawsOf(snapshot, device);
    if (device.base != cluster::DeviceState::free || device.state == cluster::DeviceState::unhealthy || draws == nullptr ||
        isHeld(snapshot, index)) {
      continue;
    }
    if (left.try_emplace(profile.str(), card).first->second.take(*draws)) {
      ++room.more;
      room.cards = 1;
    }
  }
  std::vector<ProfileRoom> out;
  for (auto& [name, room] : rooms) {
    out.push_back(std::move(room));
  }
  return out;
}

std::vector<Headroom> headroom(const Snapshot& snapshot, const Cards& cards) {
  std::map<std::string, Headroom> groups;
  for (const Card& card : cards.cards) {
    const Text group = groupOf(snapshot, snapshot.inventory->devices[card.devices.front()]);
    Headroom& out = groups[group.str()];
    out.group = group;
    ++out.cards;
    bool any = false;
    for (ProfileRoom& room : roomOn(snapshot, card)) {
      any = any || room.more > 0;
      const auto found = std::find_if(out.profiles.begin(), out.profiles.end(),
                                      [&](const ProfileRoom& have) { return have.profile == room.profile; });
      if (found == out.profiles.end()) {
        out.profiles.push_back(std::move(room));
        continue;
      }
      found->published += room.published;
      found->more += room.more;
      found->cards += room.cards;
    }
    if (!any) {
      addStranded(out, card);
    }
  }
  std::vector<Headroom> out;
  for (auto& [name, group] : groups) {
    group.bound = snapshot.inventory->freeBound;
    std::sort(group.profiles.begin(), group.profiles.end(),
              [](const ProfileRoom& a, const ProfileRoom& b) { return a.profile < b.profile; });
    out.push_back(std::move(group));
  }
  return out;
}

std::vector<GangRoom> gangRoom(const Snapshot& snapshot) {
  const cluster::Inventory& inventory = *snapshot.inventory;
  const TraitValues models = traitValues(snapshot, {Trait::Kind::model, {}});
  struct Found {
    GangRoom room;
    std::int64_t published = 0;
    std::unordered_map<cluster::NodeIndex, std::int64_t> freeOn;
  };
  std::map<std::pair<std::string, std::string>, Found> found;
  for (DeviceIndex i = 0; i < inventory.devices.size(); ++i) {
    const DeviceView& device = inventory.devices[i];
    if (device.nodeIndex == cluster::kNone || models.texts[i].empty() || drawsOf(snapshot, device) != nullptr) {
      continue;
    }
    const Text group = groupOf(snapshot, device);
    Found& entry = found[{group.str(), models.texts[i].str()}];
    entry.room.group = group;
    entry.room.model = models.texts[i];
    ++entry.published;
    if (device.state == cluster::DeviceState::free && !device.blocked) {
      ++entry.room.free;
      ++entry.freeOn[device.nodeIndex];
    }
  }
  std::vector<std::pair<std::int64_t, GangRoom>> order;
  for (auto& [key, entry] : found) {
    entry.room.podsOfSize.assign(std::size(kGangSizes), 0);
    for (const auto& [node, free] : entry.freeOn) {
      entry.room.largest = std::max(entry.room.largest, free);
      for (std::size_t i = 0; i < std::size(kGangSizes); ++i) {
        entry.room.podsOfSize[i] += free / kGangSizes[i];
      }
    }
    entry.room.bound = inventory.freeBound;
    order.emplace_back(entry.published, std::move(entry.room));
  }
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<GangRoom> out;
  for (auto& [published, room] : order) {
    out.push_back(std::move(room));
  }
  return out;
}

}  // namespace claimscope::topology
