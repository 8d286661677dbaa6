// Changes: what became of each object between two moments of one source, in the words of the field. Pure; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "model/base/clock.h"
#include "model/base/text.h"
#include "model/cluster/snapshot.h"

namespace claimscope::cluster {

/// Where a change stands on a timeline.
enum class ChangeLane : std::uint8_t { claims, devices, nodes, pods, configuration, workloads };
inline constexpr std::size_t kChangeLanes = 6;

/// Routine ones are counted and not told: heartbeats, new resourceVersions, events, pods that ask for no claim.
enum class ChangeWeight : std::uint8_t { routine, ordinary, notable, trouble };

enum class ChangeSort : std::uint8_t { created, changed, deleted };

/// One thing that became otherwise. What `a`, `b`, `from` and `to` mean stands behind each.
enum class FactKind : std::uint8_t {
  created,
  deleted,
  changed,   ///< in a way that has no word of its own
  deleting,  ///< deletionTimestamp is set
  // Claims.
  allocated,     ///< a: the one pool, else empty; to: devices
  reallocated,   ///< the same, other devices than before
  released,      ///< a: the one pool; from: devices
  reserved,      ///< a: first consumer; to: how many
  unreserved,    ///< a: first consumer before
  driverStatus,  ///< a driver's condition of its devices. a: type, b: status
  // Devices; of a pool `to` says how many of its devices.
  tainted,    ///< a: key=value:effect
  untainted,  ///< a: key=value:effect
  unhealthy,  ///< a: who says so
  healthy,    ///< again
  lost,       ///< no slice names it any more while a claim holds it, or its pool is not whole
  found,      ///< again
  // Slices and pools.
  published,     ///< to: devices
  withdrawn,     ///< from: devices
  generation,    ///< from, to
  deviceCount,   ///< from, to
  deviceValues,  ///< attributes or capacity of devices. to: how many devices
  freeDevices,   ///< of a node group: from, to
  // Nodes.
  joined,
  left,
  ready,
  notReady,  ///< a: reason
  cordoned,
  uncordoned,
  nodeTainted,    ///< a: key:effect
  nodeUntainted,  ///< a: key:effect
  relabelled,
  kubelet,  ///< a: version before, b: version now
  // Pods.
  bound,  ///< a: node
  started,
  finished,
  failed,     ///< a: reason
  restarted,  ///< from, to: restarts of all containers
  waits,      ///< a: why, as kubectl's STATUS says it
  unschedulable,
  // Rules, quotas, workloads.
  ruleWritten,  ///< a: key=value:effect
  ruleChanged,  ///< a: before, b: now
  scaled,       ///< from, to
  suspended,
  resumed,
};

struct Fact {
  FactKind kind = FactKind::changed;
  Text a = {};
  Text b = {};
  std::int64_t from = 0;
  std::int64_t to = 0;
  friend bool operator==(const Fact&, const Fact&) = default;
};

/// What happened to one object.
struct ObjectChange {
  std::string_view noun;  ///< as in cli.md: "claim", "device", "node", "pool", "pod", "class", …; "group": a node group
  Text namespaceName;     ///< for devices and pools: the driver
  Text name;              ///< for devices "pool/device"
  ChangeSort sort = ChangeSort::changed;
  ChangeLane lane = ChangeLane::workloads;
  ChangeWeight weight = ChangeWeight::routine;
  Time seen;  ///< by our clock, when it was last told; not set: not known
  std::vector<Fact> facts;
};

struct Changes {
  std::vector<ObjectChange> told;                        ///< heavier than routine, by time, then heaviest first
  std::array<std::uint64_t, kChangeLanes> routine = {};  ///< objects that changed in routine ways only
  std::uint64_t events = 0;                              ///< watch events in all

  [[nodiscard]] std::uint64_t routineTotal() const;
  [[nodiscard]] std::uint64_t total() const { return told.size() + routineTotal(); }
};

/// Which object a change is about, within one source: an object keeps its slot for life.
struct ChangeKey {
  static constexpr std::uint8_t kDevice = 0xff;
  std::uint8_t kind = 0;  ///< Kind, or kDevice
  std::uint32_t id = 0;   ///< slot; of a device a hash of its names
  friend bool operator==(const ChangeKey&, const ChangeKey&) = default;
};
struct ChangeKeyHash {
  std::size_t operator()(const ChangeKey& key) const noexcept {
    return (std::size_t{key.id} << 8U | key.kind) * std::size_t{0x9e3779b97f4a7c15ULL};
  }
};
[[nodiscard]] ChangeKey keyOf(const DeviceView& device);

/// The changes of objects from the earlier moment `a` to `b` of the same source; `visit` gets each with its key, routine ones
/// too, devices last. What came and went between them is not seen.
void visitChanges(const Snapshot& a, const Snapshot& b, const std::function<void(ChangeKey, ObjectChange&&)>& visit);

/// All of them, folded: devices of one pool that share a fate are one line, node groups that ran out or have free devices again
/// are lines of their own. `seen` dates each; not set where nothing is known.
[[nodiscard]] Changes changesBetween(const Snapshot& a, const Snapshot& b, const std::function<Time(ChangeKey)>& seen);

}  // namespace claimscope::cluster
