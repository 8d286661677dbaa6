// The steps of derive() for one object each, so that everything or only what changed can be joined. Pure; any thread.
#pragma once

#include <string>
#include <unordered_map>

#include "model/cluster/derive.h"

namespace claimscope::cluster {

/// A claim with what it asks for, its devices, pods and owner.
class ClaimJoin {
 public:
  ClaimJoin(const Snapshot& snapshot, Inventory& out) : m_snapshot(snapshot), m_out(out) {}

  /// State, classes and count from the claim itself.
  void readClaim(ClaimIndex index);
  /// Devices of its allocation, and the claim among their holders.
  void bindDevices(ClaimIndex index);
  /// The claims that a pod's spec and status name, and the pod among those of its node.
  void connectPod(Slot slot, const Pod& pod);
  /// Notes whether the pod asks for a claim that does not exist.
  void setOpen(Slot slot, bool open);
  /// The pods that the claim is reserved for, whether they name it or not.
  void connectConsumers(ClaimIndex index);
  /// Pods of a claim: reserved ones first, then by name. The owner is that of the first.
  void orderPods(ClaimIndex index);
  void findOwner(ClaimIndex index);

  [[nodiscard]] const ResourceClaim& object(ClaimIndex index) const {
    return *m_snapshot.of<ResourceClaim>().at(m_out.claims[index].slot);
  }

 private:
  [[nodiscard]] std::int64_t classicWanted(const ResourceClaim& claim) const;
  void readRequests(const ResourceClaim& claim, ClaimView& view) const;
  /// False when a claim of that name does not exist.
  bool use(const Text& namespaceName, const Text& claimName, Slot pod);
  void use(ClaimIndex claim, Slot pod);
  DeviceIndex deviceFor(const DeviceAllocation& result, const ResourceClaim& claim);
  [[nodiscard]] Text nodeOfAllocation(const Allocation& allocation, const Text& pool) const;

  const Snapshot& m_snapshot;
  Inventory& m_out;
};

/// What holds a claim by conditions and events alone, and pods whose claims do not exist.
class WaitingJoin {
 public:
  /// Reads the events that `out.telling` names.
  WaitingJoin(const Snapshot& snapshot, Inventory& out);

  void explain(ClaimIndex index);
  /// Adds the pod's entries without a claim to `missing`.
  void addMissing(Slot slot, const Pod& pod);
  [[nodiscard]] bool absenceProves(const Text& namespaceName) const;

  /// Events that say why a pod waits: of these reasons only.
  [[nodiscard]] static bool matters(const Event& event);
  /// All of them, and those of an earlier snapshot brought up to date.
  static void collectTelling(const Snapshot& snapshot, Inventory& out);
  static void updateTelling(const Snapshot& before, const Snapshot& now, Inventory& out);

 private:
  struct PodEvents {
    const Event* prepare = nullptr;   ///< FailedPrepareDynamicResources
    const Event* creation = nullptr;  ///< FailedResourceClaimCreation
    const Event* binding = nullptr;   ///< BindingConditionsPending
  };

  /// An event is about a pod of this name in this life.
  struct PodKey {
    Text namespaceName;
    Text name;
    Uid uid;
    friend bool operator==(const PodKey&, const PodKey&) = default;
  };
  struct PodKeyHash {
    std::size_t operator()(const PodKey& key) const noexcept { return key.uid.hash() * 31U ^ key.name.hash(); }
  };

  [[nodiscard]] PodEvents eventsOf(const Pod& pod) const;
  void explainAllocated(ClaimView& view, const ResourceClaim& claim) const;
  void explainPending(ClaimView& view) const;
  void addMissingEntry(Slot slot, const Pod& pod, const PodClaimEntry& entry);

  const Snapshot& m_snapshot;
  Inventory& m_out;
  std::unordered_map<PodKey, PodEvents, PodKeyHash> m_events;
};

/// Gives the chunk another identity: something was told anew of one of its objects (Inventory::claimTouched).
inline void touch(SharedVector<std::uint8_t>& touched, std::size_t index) {
  if (index >= touched.size()) {
    touched.resize(index + 1);
  }
  (void)touched.edit(index);
}

/// The final state of one device from its base, holders and health reports; counters are looked at afterwards.
void settleDevice(const Snapshot& snapshot, Inventory& out, DeviceIndex index);
/// Which partitions of the pools are blocked by spent counters; `pools` have counters.
void applyCounters(const Snapshot& snapshot, Inventory& out, const std::vector<PoolIndex>& pools);
/// Node groups, which follow from the hardware, without counts.
void buildGroups(const Snapshot& snapshot, Inventory& out);
/// Bounds and counts of everything.
void countAll(const Snapshot& snapshot, Inventory& out);

/// Brings a copy of the earlier inventory up to the snapshot; false when only derivation from the tables will do, `out` is then
/// of no use. The hardware must be the same.
[[nodiscard]] bool patch(const Snapshot& before, const Snapshot& now, Inventory& out);

}  // namespace claimscope::cluster
