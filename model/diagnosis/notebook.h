// Notebook: what diagnose() has read of the snapshots before, so that the next one costs what changed. One thread.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/cluster/chunk_notes.h"
#include "model/cluster/snapshot.h"

namespace claimscope::diagnosis {

/// What a claim, pod or device is noted for. Bits, since one may stand in several lists.
namespace noted {
// Claims.
inline constexpr std::uint16_t kWaiting = 1;
inline constexpr std::uint16_t kBinding = 2;
inline constexpr std::uint16_t kPreparing = 4;
inline constexpr std::uint16_t kDeleting = 8;
inline constexpr std::uint16_t kUnused = 16;
inline constexpr std::uint16_t kManyConsumers = 32;
inline constexpr std::uint16_t kForeignConsumer = 64;  ///< neither a pod nor a pod group
inline constexpr std::uint16_t kUnknownPod = 128;      ///< of no pod that has been read
inline constexpr std::uint16_t kClassic = 256;
// Pods with claims; one of these.
inline constexpr std::uint16_t kTerminating = 1;
inline constexpr std::uint16_t kFinished = 2;
inline constexpr std::uint16_t kSchedulerError = 4;
inline constexpr std::uint16_t kUnreserved = 8;
// Devices.
inline constexpr std::uint16_t kTainted = 1;
inline constexpr std::uint16_t kUnhealthy = 2;
inline constexpr std::uint16_t kWithdrawn = 4;
inline constexpr std::uint16_t kStale = 8;
}  // namespace noted

/// What the published hardware says of a demand; claims and taints do not change it.
struct DemandHardware {
  std::vector<cluster::DeviceIndex> candidates;  ///< those of old generations are left out
  std::vector<Text> groups;                      ///< node groups of the candidates, sorted
  std::string product;                           ///< of all candidates; empty when they differ or publish none
  bool partitions = false;                       ///< candidates draw on counters that siblings share
};

/// Give the same notebook to each diagnose() of one cluster. An empty one, or one of another cluster, only costs a full reading.
class Notebook {
 public:
  struct Note {
    std::uint32_t index = 0;  ///< slot of a claim or pod, or DeviceIndex
    std::uint16_t lists = 0;  ///< of `noted`
  };
  struct WaitingNote {
    cluster::Slot claim = 0;
    Text demand;  ///< key of what it asks for
  };

  /// Reads what changed since the last snapshot; that of the chunks that are the same is kept.
  void read(const cluster::Snapshot& snapshot, std::size_t consumersAllowed);

  /// fn(note) of claims by slot, which is no order of theirs, and of devices in the order of the inventory.
  template <class Fn>
  void forEachClaim(Fn&& fn) const {
    m_claims.forEach([&](const ClaimNotes& notes) { std::for_each(notes.list.begin(), notes.list.end(), fn); });
  }
  template <class Fn>
  void forEachWaiting(Fn&& fn) const {
    m_claims.forEach([&](const ClaimNotes& notes) { std::for_each(notes.waiting.begin(), notes.waiting.end(), fn); });
  }
  template <class Fn>
  void forEachDevice(Fn&& fn) const {
    m_devices.forEach([&](const DeviceNotes& notes) { std::for_each(notes.list.begin(), notes.list.end(), fn); });
  }
  /// Pods noted for `list`, by namespace and name.
  [[nodiscard]] const std::vector<cluster::Slot>& pods(std::uint16_t list) const;
  /// Held devices whose driver and UUID, by hash, are those of another held one.
  [[nodiscard]] std::vector<cluster::DeviceIndex> maybeDoubled() const;
  /// Events with a reason that checks ask for, by the uid of the pod.
  [[nodiscard]] const std::vector<const Event*>* eventsOf(const Uid& pod) const;

  /// Hardware of a demand as noted; when it is not, or the hardware has changed since, what `make` returns.
  template <class Make>
  const DemandHardware& hardwareOf(const Text& demand, Make&& make) {
    HardwareNote& note = m_hardware[demand];
    if (note.read == 0) {
      note.hardware = make();
    }
    note.read = m_readings;
    return note.hardware;
  }
  /// Forgets the hardware of demands that nobody asked for since the last read().
  void forgetUnasked();
  /// Chunks that the last read() read, of all tables together. For tests and benchmarks.
  [[nodiscard]] std::size_t chunksRead() const { return m_chunksRead; }

 private:
  struct ClaimNotes {
    std::vector<Note> list;
    std::vector<WaitingNote> waiting;
  };
  struct DeviceNotes {
    std::vector<Note> list;
    std::vector<std::pair<std::uint64_t, cluster::DeviceIndex>> held;  ///< hash of driver and UUID
  };
  struct HardwareNote {
    DemandHardware hardware;
    std::uint64_t read = 0;  ///< reading in which it was asked for last; 0: never
  };
  static constexpr std::size_t kPodLists = 4;

  void readClaims(const cluster::Snapshot& snapshot, std::size_t consumersAllowed);
  void readPods(const cluster::Snapshot& snapshot);
  void readDevices(const cluster::Snapshot& snapshot);
  void readEvents(const cluster::Snapshot& snapshot);
  void countHeld(const DeviceNotes& notes, int by);

  cluster::ChunkNotes<ClaimNotes> m_claims;
  cluster::ChunkNotes<std::vector<Note>> m_pods;
  cluster::ChunkNotes<DeviceNotes> m_devices;
  cluster::ChunkNotes<std::vector<const Event*>> m_events;
  std::array<std::vector<cluster::Slot>, kPodLists> m_sortedPods;
  std::unordered_map<std::uint64_t, std::uint32_t> m_heldUuids;
  std::size_t m_doubled = 0;  ///< hashes that occur more than once
  std::unordered_map<Uid, std::vector<const Event*>> m_eventsByPod;
  std::map<Text, HardwareNote> m_hardware;
  std::size_t m_consumersAllowed = 0;
  std::shared_ptr<const void>
      m_hardwareOf;  ///< Inventory::publishedDevices: the same one stands for the same devices in the same places
  std::array<cluster::Revision, 2> m_classes{};  ///< of DeviceClasses and ResourceClasses
  std::uint64_t m_readings = 0;
  std::size_t m_chunksRead = 0;
};

/// The uuid attribute of a published device, with or without the driver before its name; empty when it has none.
[[nodiscard]] std::string_view uuidOf(const cluster::Snapshot& snapshot, const cluster::DeviceView& view);

}  // namespace claimscope::diagnosis
