// An inventory brought up to date by what changed: claims, pods, and what tells of them.
#include <algorithm>
#include <numeric>
#include <set>

#include "model/cluster/joins.h"

namespace claimscope::cluster {
namespace {

/// Beyond this share of the objects a derivation from the tables is not slower.
constexpr std::size_t kAtMostOneIn = 8;

class Patch {
 public:
  Patch(const Snapshot& before, const Snapshot& now, Inventory& out)
      : m_before(before), m_now(now), m_out(out), m_join(now, out), m_waiting(now, out) {}

  bool apply() {
    if (!collectClaims() || !collectPods()) {
      return false;
    }
    collectEvents();
    collectControllers();
    renumber();
    disconnect();
    connect();
    settle();
    findMissing();
    countAll(m_now, m_out);
    return true;
  }

 private:
  /// Claims that changed, came or went. Devices that no slice names are numbered in the order of claims: not for a patch.
  bool collectClaims() {
    const Table<ResourceClaim>& before = m_before.of<ResourceClaim>();
    bool lost = false;
    m_now.of<ResourceClaim>().forEachChangedSince(m_before.revision, [&](Slot slot, const ResourceClaim* claim) {
      const ResourceClaim* old = before.at(slot);
      touch(m_out.claimTouched, slot);
      const bool same = claim != nullptr && old != nullptr && claim->meta.name == old->meta.name &&
                        claim->meta.namespaceName == old->meta.namespaceName;
      if (same) {
        m_changedClaims.push_back(slot);
      } else {
        if (old != nullptr) {
          m_goneClaims.push_back(m_out.findClaim(slot));
        }
        if (claim != nullptr) {
          m_newClaims.push_back(slot);
        }
      }
      lost = lost || namesLostDevices(old) || namesLostDevices(claim);
    });
    const std::size_t changes = m_changedClaims.size() + m_goneClaims.size() + m_newClaims.size();
    return !lost && changes <= 8 + m_out.claims.size() / kAtMostOneIn;
  }

  [[nodiscard]] bool namesLostDevices(const ResourceClaim* claim) const {
    if (claim == nullptr || claim->allocation == nullptr) {
      return false;
    }
    const auto& results = claim->allocation->results;
    return std::any_of(results.begin(), results.end(),
                       [&](const DeviceAllocation& r) { return m_out.findPublished(r.driver, r.pool, r.device) == kNone; });
  }

  bool collectPods() {
    m_now.of<Pod>().forEachChangedSince(m_before.revision, [&](Slot slot, const Pod*) { m_pods.insert(slot); });
    return m_pods.size() <= 8 + m_now.of<Pod>().size() / kAtMostOneIn;
  }

  /// An event changes what is told of its pod.
  void collectEvents() {
    const auto note = [&](const Event* event) {
      if (event != nullptr && WaitingJoin::matters(*event)) {
        const Slot slot = m_now.of<Pod>().slotOf(event->objectNamespace, event->objectName);
        if (slot != kNoSlot) {
          m_pods.insert(slot);
        }
      }
    };
    m_now.of<Event>().forEachChangedSince(m_before.revision, [&](Slot slot, const Event* event) {
      note(m_before.of<Event>().at(slot));
      note(event);
    });
  }

  template <class T>
  void collectControllersOf(std::set<std::pair<Text, Text>>& names) const {
    m_now.of<T>().forEachChangedSince(m_before.revision, [&](Slot slot, const T* object) {
      const T* old = m_before.of<T>().at(slot);
      const auto uidOf = [](const T* of) {
        return of == nullptr || of->meta.controller() == nullptr ? Uid() : of->meta.controller()->uid;
      };
      const auto note = [&](const T* of) {
        if (of != nullptr && of->meta.controller() != nullptr) {
          names.emplace(of->meta.namespaceName, of->meta.name);
        }
      };
      if (!(uidOf(old) == uidOf(object)) || (old != nullptr && object != nullptr && !(old->meta.uid == object->meta.uid))) {
        note(old);
        note(object);
      }
    });
  }

  /// ReplicaSets and Jobs stand between pods and their topmost owner. They rarely change theirs, and come before their pods.
  void collectControllers() {
    std::set<std::pair<Text, Text>> names;
    collectControllersOf<ReplicaSet>(names);
    collectControllersOf<Job>(names);
    if (names.empty()) {
      return;
    }
    for (const ClaimView& view : m_before.inventory->claims) {
      const ResourceClaim* claim = m_now.of<ResourceClaim>().at(view.slot);
      const Pod* pod = view.pods.empty() ? nullptr : m_before.of<Pod>().at(view.pods.front());
      const OwnerReference* owner = pod != nullptr     ? pod->meta.controller()
                                    : claim != nullptr ? claim->meta.controller()
                                                       : nullptr;
      if (claim != nullptr && owner != nullptr && names.count({claim->meta.namespaceName, owner->name}) > 0) {
        m_dirtySlots.insert(view.slot);
      }
    }
  }

  void removeFromDevices(ClaimIndex claim) {
    for (const DeviceIndex device : m_out.claims[claim].devices) {
      m_devices.insert(device);
      erase(m_out.devices.edit(device).claims, claim);
    }
  }

  /// Claims that went leave, new ones take their place in the order; every index moves along.
  void renumber() {
    if (m_goneClaims.empty() && m_newClaims.empty()) {
      return;
    }
    for (const ClaimIndex gone : m_goneClaims) {
      removeFromDevices(gone);
      for (const Slot pod : m_out.claims[gone].pods) {
        erase(m_out.claimsByPod.edit(pod), gone);
        touch(m_out.podTouched, pod);
        m_pods.insert(pod);
      }
    }
    const auto& table = m_now.of<ResourceClaim>();
    std::sort(m_goneClaims.begin(), m_goneClaims.end());
    std::sort(m_newClaims.begin(), m_newClaims.end(), [&](Slot a, Slot b) { return claimLess(*table.at(a), *table.at(b)); });
    // What stands before the first of them keeps its place and its chunks.
    std::size_t first = m_goneClaims.empty() ? m_out.claims.size() : m_goneClaims.front();
    if (!m_newClaims.empty()) {
      const auto at =
          std::lower_bound(m_out.claims.begin(), m_out.claims.end(), m_newClaims.front(), [&](const ClaimView& view, Slot slot) {
            const ResourceClaim* old = m_before.of<ResourceClaim>().at(view.slot);
            return claimLess(*old, *table.at(slot));
          });
      first = std::min(first, static_cast<std::size_t>(at - m_out.claims.begin()));
    }
    std::vector<ClaimIndex> moved(m_out.claims.size(), kNone);
    SharedVector<ClaimView> claims = m_out.claims;
    claims.resize(first);
    std::iota(moved.begin(), moved.begin() + static_cast<std::ptrdiff_t>(first), ClaimIndex{0});
    m_out.claimBySlot.assign(table.slotEnd(), kNone);
    for (ClaimIndex i = 0; i < first; ++i) {
      m_out.claimBySlot[claims[i].slot] = i;
    }
    const auto add = [&](ClaimView view) {
      m_out.claimBySlot[view.slot] = static_cast<ClaimIndex>(claims.size());
      claims.push_back(std::move(view));
    };
    const auto addNew = [&](Slot slot) {
      ClaimView view;
      view.slot = slot;
      add(std::move(view));
    };
    auto gone = m_goneClaims.begin();
    auto next = m_newClaims.begin();
    for (auto i = static_cast<ClaimIndex>(first); i < m_out.claims.size(); ++i) {
      if (gone != m_goneClaims.end() && *gone == i) {
        ++gone;
        continue;
      }
      for (; next != m_newClaims.end() && claimLess(*table.at(*next), *table.at(m_out.claims[i].slot)); ++next) {
        addNew(*next);
      }
      moved[i] = static_cast<ClaimIndex>(claims.size());
      add(m_out.claims[i]);
    }
    for (; next != m_newClaims.end(); ++next) {
      addNew(*next);
    }
    m_out.claims = std::move(claims);
    const auto renumbered = [&](const List<ClaimIndex>& indexes) {
      return std::any_of(indexes.begin(), indexes.end(), [&](ClaimIndex i) { return moved[i] != i; });
    };
    const auto move = [&](List<ClaimIndex>& indexes) {
      for (ClaimIndex& index : indexes) {
        index = moved[index];
      }
    };
    for (DeviceIndex i = 0; i < m_out.devices.size(); ++i) {
      if (renumbered(m_out.devices[i].claims)) {
        move(m_out.devices.edit(i).claims);
      }
    }
    for (Slot i = 0; i < m_out.claimsByPod.size(); ++i) {
      if (renumbered(m_out.claimsByPod[i])) {
        move(m_out.claimsByPod.edit(i));
      }
    }
  }

  /// Takes changed claims off their devices, and changed pods and the pods of changed claims off each other.
  void disconnect() {
    for (const Slot slot : m_changedClaims) {
      removeFromDevices(m_out.findClaim(slot));
      m_dirtySlots.insert(slot);
    }
    m_dirtySlots.insert(m_newClaims.begin(), m_newClaims.end());
    for (const Slot slot : m_dirtySlots) {
      const ClaimIndex claim = m_out.findClaim(slot);
      if (claim == kNone) {
        continue;
      }
      for (const Slot pod : m_out.claims[claim].pods) {
        m_pods.insert(pod);
      }
    }
    for (const Slot pod : m_pods) {
      for (const ClaimIndex claim : m_out.claimsOfPod(pod)) {
        erase(m_out.claims.edit(claim).pods, pod);
        m_dirtySlots.insert(m_out.claims[claim].slot);
      }
      if (!m_out.claimsOfPod(pod).empty()) {
        m_out.claimsByPod.edit(pod).clear();
        touch(m_out.podTouched, pod);
      }
      const Pod* old = m_before.of<Pod>().at(pod);
      const NodeIndex node = old == nullptr ? kNone : m_out.findNode(old->nodeName);
      if (node != kNone &&
          std::binary_search(m_out.nodes[node].podsWithClaims.begin(), m_out.nodes[node].podsWithClaims.end(), pod)) {
        erase(m_out.nodes.edit(node).podsWithClaims, pod);
      }
    }
  }

  void connect() {
    for (const Slot slot : m_pods) {
      const Pod* pod = m_now.of<Pod>().at(slot);
      if (pod != nullptr) {
        m_join.connectPod(slot, *pod);
        for (const ClaimIndex claim : m_out.claimsOfPod(slot)) {
          m_dirtySlots.insert(m_out.claims[claim].slot);
        }
      } else {
        m_join.setOpen(slot, false);
      }
    }
    // New claims may be named by pods that did not change, and new pods be consumers of claims that they do not name.
    connectNewClaims();
    connectNewPods();
    std::vector<ClaimIndex> dirty;
    for (const Slot slot : m_dirtySlots) {
      if (const ClaimIndex claim = m_out.findClaim(slot); claim != kNone) {
        dirty.push_back(claim);
      }
    }
    for (const ClaimIndex claim : dirty) {
      m_join.readClaim(claim);
      m_join.connectConsumers(claim);
      m_join.orderPods(claim);
      m_join.findOwner(claim);
    }
    for (const Slot slot : m_changedClaims) {
      m_join.bindDevices(m_out.findClaim(slot));
    }
    for (const Slot slot : m_newClaims) {
      m_join.bindDevices(m_out.findClaim(slot));
    }
    for (const ClaimIndex claim : dirty) {
      touch(m_out.claimTouched, m_out.claims[claim].slot);
      m_waiting.explain(claim);
      m_devices.insert(m_out.claims[claim].devices.begin(), m_out.claims[claim].devices.end());
    }
  }

  void connectNewClaims() {
    if (m_newClaims.empty()) {
      return;
    }
    std::set<std::pair<Text, Text>> names;
    for (const Slot slot : m_newClaims) {
      const Metadata& meta = m_now.of<ResourceClaim>().at(slot)->meta;
      names.emplace(meta.namespaceName, meta.name);
    }
    const bool deterministic = m_now.server.minor != 0 && m_now.server.minor <= 27;
    forEachOpenPod([&](Slot slot, const Pod& pod) {
      if (m_pods.count(slot) > 0) {
        return;
      }
      const auto isNew = [&](const Text& name) { return !name.empty() && names.count({pod.meta.namespaceName, name}) > 0; };
      if (deterministic || isNew(pod.rare->extendedResourceClaim) ||
          std::any_of(pod.spec->claims.begin(), pod.spec->claims.end(),
                      [&](const PodClaimEntry& entry) { return isNew(entry.claimName); }) ||
          std::any_of(pod.claimStatuses.begin(), pod.claimStatuses.end(),
                      [&](const PodClaimStatus& status) { return isNew(status.claimName); })) {
        reconnect(slot, pod);
      }
    });
  }

  /// fn(slot, pod) for each pod that asks for a claim that did not exist; fn may change which these are.
  template <class Fn>
  void forEachOpenPod(Fn&& fn) {
    const SharedVector<std::uint8_t> open = m_out.podOpen;
    for (Slot slot = 0; slot < open.size(); ++slot) {
      if (const Pod* pod = open[slot] == 0 ? nullptr : m_now.of<Pod>().at(slot)) {
        fn(slot, *pod);
      }
    }
  }

  void reconnect(Slot slot, const Pod& pod) {
    if (const NodeIndex node = m_out.findNode(pod.nodeName); node != kNone) {
      erase(m_out.nodes.edit(node).podsWithClaims, slot);
    }
    m_join.connectPod(slot, pod);
    for (const ClaimIndex claim : m_out.claimsOfPod(slot)) {
      m_dirtySlots.insert(m_out.claims[claim].slot);
    }
  }

  void connectNewPods() {
    std::set<std::pair<Text, Text>> names;
    for (const Slot slot : m_pods) {
      const Pod* pod = m_now.of<Pod>().at(slot);
      const Pod* old = m_before.of<Pod>().at(slot);
      // A changed pod has been taken off all its claims, so those that it does not name must find it again as well.
      if (pod != nullptr && (old == nullptr || !(old->meta.uid == pod->meta.uid))) {
        names.emplace(pod->meta.namespaceName, pod->meta.name);
      }
    }
    if (names.empty()) {
      return;
    }
    for (const ClaimView& view : m_out.claims) {
      if (!view.consumersUnknown) {
        continue;
      }
      const ResourceClaim& claim = *m_now.of<ResourceClaim>().at(view.slot);
      for (const ClaimConsumer& consumer : claim.reservedFor) {
        if (names.count({claim.meta.namespaceName, consumer.name}) > 0) {
          m_dirtySlots.insert(view.slot);
        }
      }
    }
  }

  void settle() {
    std::vector<PoolIndex> pools;
    for (const DeviceIndex device : m_devices) {
      touch(m_out.deviceTouched, device);
      settleDevice(m_now, m_out, device);
      const PoolIndex pool = m_out.devices[device].poolIndex;
      if (pool != kNone && m_out.pools[pool].counters && std::find(pools.begin(), pools.end(), pool) == pools.end()) {
        pools.push_back(pool);
      }
    }
    applyCounters(m_now, m_out, pools);
  }

  /// Claims that came or went may be missed by any pod; else only changed pods miss others than before.
  void findMissing() {
    const bool all = !m_newClaims.empty() || !m_goneClaims.empty() ||
                     m_before.of<ResourceClaimTemplate>().changed() != m_now.of<ResourceClaimTemplate>().changed();
    std::erase_if(m_out.missing, [&](const MissingClaim& missing) { return all || m_pods.count(missing.pod) > 0; });
    if (all) {
      forEachOpenPod([&](Slot slot, const Pod& pod) { m_waiting.addMissing(slot, pod); });
      return;
    }
    for (const Slot slot : m_pods) {
      if (const Pod* pod = m_now.of<Pod>().at(slot)) {
        m_waiting.addMissing(slot, *pod);
      }
    }
    std::stable_sort(m_out.missing.begin(), m_out.missing.end(),
                     [](const MissingClaim& a, const MissingClaim& b) { return a.pod < b.pod; });
  }

  const Snapshot& m_before;
  const Snapshot& m_now;
  Inventory& m_out;
  ClaimJoin m_join;
  WaitingJoin m_waiting;
  std::vector<Slot> m_changedClaims;
  std::vector<ClaimIndex> m_goneClaims;  ///< as numbered before
  std::vector<Slot> m_newClaims;
  std::set<Slot> m_pods;            ///< whose relations are made anew
  std::set<Slot> m_dirtySlots;      ///< claims to be told anew
  std::set<DeviceIndex> m_devices;  ///< to be settled
};

}  // namespace

bool patch(const Snapshot& before, const Snapshot& now, Inventory& out) {
  WaitingJoin::updateTelling(before, now, out);
  return Patch(before, now, out).apply();
}

}  // namespace claimscope::cluster
