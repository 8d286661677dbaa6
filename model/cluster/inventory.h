// Inventory: pools, devices and claims with their states and relations, derived from the tables of one snapshot. Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "model/base/bound.h"
#include "model/base/clock.h"
#include "model/base/list.h"
#include "model/base/text.h"
#include "model/cluster/shared_vector.h"
#include "model/cluster/table.h"
#include "model/resources/pod/pod.h"
#include "model/resources/resource_claim/resource_claim.h"
#include "model/resources/resource_slice/resource_slice.h"

namespace claimscope::cluster {

/// One state a device, worst first where several hold (tokens.json `state`). adminAccess is a flag, not a state.
enum class DeviceState : std::uint8_t {
  free,
  inUse,            ///< allocated and reserved for a consumer
  reservedNotUsed,  ///< allocated, but reservedFor is empty: no pod uses it
  tainted,          ///< NoSchedule or NoExecute by its slice or a DeviceTaintRule, and not in use
  unhealthy,        ///< a pod status, driver condition or NoExecute health taint says so
  unknown,          ///< its pool is incomplete or its slices are gone while a claim still holds it
  staleGeneration,  ///< only a slice of an older pool generation names it
};
inline constexpr std::size_t kDeviceStates = 7;

/// cli.md words: "free", "inUse", "reservedNotUsed", …
[[nodiscard]] std::string_view deviceStateWord(DeviceState state);

using DeviceIndex = std::uint32_t;
using ClaimIndex = std::uint32_t;
using PoolIndex = std::uint32_t;
using NodeIndex = std::uint32_t;
inline constexpr std::uint32_t kNone = 0xffffffffU;

/// Taints as they act on one device: the slice's and those of matching rules.
struct EffectiveTaint {
  Taint taint;
  Text rule;  ///< DeviceTaintRule name; empty when the slice publishes it

  [[nodiscard]] auto fields() const {
    const auto& [a, b] = *this;
    return std::tie(a, b);
  }
};

struct DeviceView {
  Text driver;
  Text pool;
  Text name;
  Text node;  ///< empty: not bound to one node
  PoolIndex poolIndex = kNone;
  NodeIndex nodeIndex = kNone;
  Slot slice = kNoSlot;  ///< kNoSlot: no slice names it, only a claim's allocation
  std::uint32_t indexInSlice = 0;
  DeviceState state = DeviceState::free;
  DeviceState base = DeviceState::free;  ///< what it would be if no claim held it: free, tainted, unknown, staleGeneration
  bool blocked = false;                  ///< free, but a sibling partition has used up the counters it needs
  bool adminAccess = false;              ///< some claim holds it with admin access (does not consume it)
  bool multiple = false;                 ///< allowMultipleAllocations: may have several holders
  List<ClaimIndex> claims;               ///< holders, admin access included; sorted by name
  List<EffectiveTaint> taints;
  Phrase healthDetail;  ///< who says unhealthy and what: "pod ml/x: Unhealthy, XID 79"
};

struct PoolView {
  Text driver;
  Text name;
  std::int64_t generation = 0;      ///< highest seen
  std::int64_t expectedSlices = 0;  ///< resourceSliceCount at that generation
  std::int64_t seenSlices = 0;
  bool complete = true;
  std::string invalid;  ///< why the pool is invalid (duplicate device …), empty when valid
  Text node;            ///< when all its devices belong to one node
  List<DeviceIndex> devices;
  std::uint32_t staleSlices = 0;  ///< slices of older generations still published
  bool counters = false;          ///< some device consumes shared counters
  Time newestSlice;
};

struct NodeView {
  Text name;
  Slot slot = kNoSlot;  ///< kNoSlot: the slices name a node that we do not see (RBAC or gone)
  Text group;           ///< node group (nodeGroupOf)
  Text zone;
  Text instanceType;
  List<DeviceIndex> devices;  ///< in pool and name order
  List<Slot> podsWithClaims;
};

struct ClaimView {
  Slot slot = kNoSlot;
  Phrase state;               ///< kubectl's STATE
  List<DeviceIndex> devices;  ///< in the order of status.allocation; shares repeat
  List<Slot> pods;            ///< pods that use or ask for it, reserved ones first
  Phrase owner;               ///< "Job/ml-training-job": topmost known controller of the pods, else of the claim; empty if none
  Text ownerKind;
  Text ownerName;
  List<Text> classes;       ///< device classes it asks for, in order, no repeats
  std::int64_t wanted = 0;  ///< devices asked for; All counts as what it got, or 1 while pending
  bool wantsAll = false;
  bool consumersUnknown = false;  ///< reserved for a pod that is not there: a new pod may be it
  Text node;                      ///< node its devices are on, when one
  Phrase heldAt;  ///< rung that holds it by API evidence alone: "", "scheduling gates", "allocation", "binding", "prepare",
                  ///< "release"
  Phrase why;     ///< evidence in few words, verbatim where the API says it; empty when nothing is known
};

/// A pod whose claim was not created: it waits without any ResourceClaim ("no claim yet").
struct MissingClaim {
  Slot pod = kNoSlot;
  Text entry;
  Text claimName;  ///< of a named claim that does not exist; empty for templates
  Text templateName;
  std::string heldAt;  ///< "quota", "creation"
  std::string why;
};

/// Devices by state; each with its bound (hidden taint rules make free "at most").
struct StateCounts {
  std::array<std::int64_t, kDeviceStates> byState{};
  std::int64_t adminAccess = 0;
  std::int64_t blocked = 0;  ///< counted under free: partitions whose counters are used up
  Bound freeBound = Bound::exact;
  Bound inUseBound = Bound::exact;
  Bound taintedBound = Bound::exact;

  [[nodiscard]] std::int64_t total() const;
  [[nodiscard]] std::int64_t of(DeviceState state) const { return byState[static_cast<std::size_t>(state)]; }
  void add(DeviceState state) { ++byState[static_cast<std::size_t>(state)]; }
  void add(const DeviceView& device) {
    add(device.state);
    adminAccess += device.adminAccess ? 1 : 0;
    blocked += device.blocked ? 1 : 0;
  }
};

/// Devices of one node group (what the Overview and topology call a pool of nodes).
struct GroupView {
  Text name;                     ///< "gpu-nodes"; "(no node)" for devices outside nodes
  std::vector<NodeIndex> nodes;  ///< sorted by zone, then name
  StateCounts counts;
  Text instanceTypes;  ///< the one type, or "3 types"
  Text product;        ///< productName or model attribute shared by its devices, else empty
};

/// A device by its names.
struct DeviceKey {
  Text driver;
  Text pool;
  Text device;
  friend bool operator==(const DeviceKey&, const DeviceKey&) = default;
};
struct DeviceKeyHash {
  std::size_t operator()(const DeviceKey& key) const noexcept {
    return key.driver.hash() * 31U ^ key.pool.hash() * 0x9e3779b97f4a7c15ULL ^ key.device.hash();
  }
};

/// Finds devices by their names in the vector it was made of, and in those that begin with the same devices. Open addressing with
/// linear probing: an entry is an index plus one, 0 is free, and the device there says its names.
class DevicePlaces {
 public:
  /// The first of several of one name counts.
  explicit DevicePlaces(const std::vector<DeviceView>& devices);
  /// kNone when there is no such device.
  [[nodiscard]] DeviceIndex find(const SharedVector<DeviceView>& devices, const DeviceKey& key) const;

 private:
  std::vector<DeviceIndex> m_places;
};

struct Inventory {
  SharedVector<DeviceView> devices;  ///< sorted by driver, pool, name: equal clusters have equal indexes
  SharedVector<PoolView> pools;      ///< sorted by driver, name
  SharedVector<NodeView> nodes;      ///< sorted by name; nodes without devices too
  std::vector<GroupView> groups;     ///< sorted: groups with devices first, then by name
  SharedVector<ClaimView> claims;    ///< sorted by namespace, name
  std::vector<MissingClaim> missing;
  StateCounts counts;                ///< of all devices
  Bound deviceBound = Bound::exact;  ///< of the device total
  Bound claimBound = Bound::exact;
  /// What hidden or late kinds do to any count of devices, before blocked partitions are looked at.
  Bound freeBound = Bound::exact;
  Bound inUseBound = Bound::exact;
  Bound taintedBound = Bound::exact;

  /// Gives counts the bounds they have in this inventory: a blocked partition makes its own group's free "at most".
  void setBounds(StateCounts& of) const {
    of.freeBound = of.blocked > 0 ? combine(freeBound, Bound::atMost) : freeBound;
    of.inUseBound = inUseBound;
    of.taintedBound = taintedBound;
  }
  /// Among the devices that slices name; kNone when none does.
  [[nodiscard]] DeviceIndex findPublished(const Text& driver, const Text& pool, const Text& device) const;
  /// Also among those that only a claim names; kNone when there is no such device.
  [[nodiscard]] DeviceIndex findDevice(const Text& driver, const Text& pool, const Text& device) const;
  [[nodiscard]] ClaimIndex findClaim(Slot slot) const;
  [[nodiscard]] NodeIndex findNode(const Text& name) const;
  /// Claims a pod uses, by the pod's slot; empty when none.
  [[nodiscard]] const List<ClaimIndex>& claimsOfPod(Slot pod) const;

  // Indexes behind the find functions.
  /// Shared between snapshots while the hardware does not change; holds devices that a slice names.
  std::shared_ptr<const DevicePlaces> publishedDevices;
  std::shared_ptr<const std::unordered_map<Text, NodeIndex>> nodeByName;
  std::unordered_map<DeviceKey, DeviceIndex, DeviceKeyHash> lostByKey;  ///< devices that only a claim's allocation names
  std::vector<ClaimIndex> claimBySlot;
  SharedVector<List<ClaimIndex>> claimsByPod;  ///< by the pod's slot
  /// By the pod's slot: some claim it asks for does not exist. A new claim, or a template, can matter to these only.
  SharedVector<std::uint8_t> podOpen;
  // By claim slot, pod slot and device. Their values say nothing: a chunk of them is the same one in a later inventory as long as
  // nothing was told anew of its claims, of the claims of its pods, or of its devices, wherever these stand in the order.
  SharedVector<std::uint8_t> claimTouched;
  SharedVector<std::uint8_t> podTouched;
  SharedVector<std::uint8_t> deviceTouched;
  std::vector<Slot> telling;  ///< events that say why a pod waits (WaitingJoin::matters), sorted
};

/// The node group of a node: eks.amazonaws.com/nodegroup, karpenter.sh/nodepool, cloud.google.com/gke-nodepool,
/// kubernetes.azure.com/agentpool, alpha.eksctl.io/nodegroup-name, node-type; else the instance type; else "nodes".
[[nodiscard]] Text nodeGroupOf(const Metadata& node);

}  // namespace claimscope::cluster
