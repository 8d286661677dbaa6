// Landings: where the pods of a drain would run next, one after the other, so that no two take the same device. One thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "model/actions/drain_node/displaced.h"
#include "model/actions/plan.h"
#include "model/allocation/node_fit.h"
#include "model/explanation/context.h"

namespace claimscope::actions::drain {

/// Node fit and the allocator on the snapshot, with the drained nodes left out and their devices free where their claims go.
/// Nodes are tried in their order, cheap questions first: a node that refused one replica is not asked for the next.
class Landings {
 public:
  Landings(const cluster::Snapshot& snapshot, const std::vector<Text>& nodes, const Fates& fates,
           const std::vector<NodePod>& pods);
  ~Landings();

  /// Takes the room and the devices that the pod gets.
  [[nodiscard]] Landing place(const NodePod& pod);
  /// Whether the pod that was placed last has nowhere to go because of devices.
  [[nodiscard]] bool lackedDevices() const { return m_lacked; }
  /// Where a claim went with its pod; not known for one that no pod took.
  [[nodiscard]] Landing of(const ResourceClaim* claim) const;

 private:
  /// A claim of a pod that comes back.
  struct Wanted {
    const ResourceClaim* now = nullptr;    ///< as it is; null when it does not exist
    std::unique_ptr<ResourceClaim> next;   ///< to be allocated; null where the allocation stays
    const ResourceClaim* bound = nullptr;  ///< allocated: the pod has to go where it is
    std::string kind = {};                 ///< equal for claims that ask for the same
  };
  /// What replicas share, and how far the nodes have been tried for them.
  struct Shape {
    std::size_t next = 0;  ///< all before it refuse for good
    std::string reason;    ///< why nowhere, when it has been looked into
    bool devices = false;  ///< devices are what is missing
    /// Before `next`, but asked again: pods that come may bring what affinity and spreading miss there.
    std::vector<std::size_t> later;
  };
  struct Room;
  struct Tally;
  using PoolKey = std::pair<Text, Text>;

  [[nodiscard]] std::vector<Wanted> wantedBy(const Pod& pod, std::string& problem) const;
  [[nodiscard]] Wanted wantedFor(const Pod& pod, const PodClaimEntry& entry, std::string& problem) const;
  [[nodiscard]] Shape& shapeOf(const Pod& pod, const std::vector<Wanted>& wanted);
  /// Why a candidate is left, and whether for good.
  enum class Answer : std::uint8_t { fits, never, later };
  [[nodiscard]] Answer ask(std::size_t candidate, const Pod& pod, const std::vector<Wanted>& wanted, std::int64_t devices,
                           Tally& tally, allocation::Outcome& outcome);
  /// The first candidate that takes the pod; none: all refuse.
  [[nodiscard]] std::optional<std::size_t> find(Shape& shape, const Pod& pod, const std::vector<Wanted>& wanted, Tally& tally,
                                                allocation::Outcome& outcome);
  static void note(const std::vector<allocation::NodeRefusal>& refused, Tally& tally);
  void makePlacement(const std::vector<NodePod>& pods);
  [[nodiscard]] Room& roomOf(std::size_t candidate);
  [[nodiscard]] allocation::Outcome allocate(std::size_t candidate, const std::vector<const ResourceClaim*>& claims);
  void commit(std::size_t candidate, std::unique_ptr<const Pod> pod, std::vector<Wanted>& wanted,
              const allocation::Outcome& outcome);
  [[nodiscard]] std::string why(const Pod& pod, const std::vector<Wanted>& wanted, const Tally& tally);
  [[nodiscard]] std::string whyDevices(const Pod& pod, const std::vector<Wanted>& wanted);
  void indexPools();

  const cluster::Snapshot& m_snapshot;
  const std::vector<Text>& m_nodes;
  const Fates& m_fates;
  std::unique_ptr<explanation::ExplanationContext> m_context;
  allocation::WhatIf m_whatIf;
  std::vector<const explanation::ExplanationContext::NodeEntry*> m_candidates;
  std::vector<std::unique_ptr<const Node>> m_cordoned;  ///< the drained nodes as they will be
  std::unique_ptr<const allocation::PodTopology> m_topology;
  std::vector<std::unique_ptr<const Pod>> m_next;  ///< pods that have been placed
  std::optional<allocation::Placement> m_placement;
  std::vector<std::int64_t> m_freeDevices;  ///< by candidate: no node of a full cluster is asked twice
  bool m_sharedDevices = false;             ///< some devices belong to no node
  std::unordered_map<std::size_t, std::unique_ptr<Room>> m_rooms;
  std::map<std::string, Shape> m_shapes;
  std::vector<std::unique_ptr<ResourceClaim>> m_taken;                                    ///< allocated by us
  std::unordered_map<const ResourceClaim*, const ResourceClaim*> m_again;                 ///< named claims that have been placed
  std::unordered_map<const ResourceClaim*, std::string> m_nodeOf;                         ///< by the claim as it is now
  std::map<PoolKey, std::vector<const ResourceClaim*>> m_touched;                         ///< pools that m_taken holds devices of
  std::unordered_map<std::size_t, std::unique_ptr<const allocation::Allocator>> m_small;  ///< of nodes whose pools were touched
  /// Nodes without the devices for claims of these kinds: devices only become fewer, so other pods need not ask again.
  std::map<std::string, std::vector<bool>> m_without;
  bool m_indexed = false;
  std::map<PoolKey, std::vector<const ResourceSlice*>> m_slices;
  std::map<PoolKey, std::vector<const ResourceClaim*>> m_holders;
  std::size_t m_explained = 0;
  std::size_t m_built = 0;
  bool m_lacked = false;
};

}  // namespace claimscope::actions::drain
