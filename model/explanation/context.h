// ExplanationContext: what several explanations of one snapshot share: allocators, nodes, pods by node. Immutable; any thread.
#pragma once

#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "model/allocation/allocator.h"
#include "model/allocation/placement.h"
#include "model/cluster/snapshot.h"
#include "model/explanation/explanation.h"

namespace claimscope::explanation {

class ExplanationContext {
 public:
  /// The snapshot must outlive the context. With `drivers` the allocators know the devices of these alone, which is enough for
  /// claims whose classes name them, and costs what those drivers have; empty: all.
  explicit ExplanationContext(const cluster::Snapshot& snapshot, std::vector<Text> drivers = {});
  ~ExplanationContext();
  ExplanationContext(const ExplanationContext&) = delete;
  ExplanationContext& operator=(const ExplanationContext&) = delete;

  [[nodiscard]] const cluster::Snapshot& snapshot() const { return m_snapshot; }
  [[nodiscard]] const cluster::Inventory& inventory() const { return *m_snapshot.inventory; }
  [[nodiscard]] const allocation::Allocator& allocator() const { return *m_allocator; }
  /// Knows every driver's devices.
  [[nodiscard]] const allocation::Allocator& wholeAllocator() const;
  /// The same hardware as if nothing were allocated, no rule tainted it and every pool were complete: what could ever fit.
  [[nodiscard]] const allocation::Allocator& ideal() const;
  /// As the cluster is, but incomplete pools taken as complete and stale ones as current; null when there is none.
  [[nodiscard]] const allocation::Allocator* repaired() const;

  /// A node that pods could run on. Nodes that only slices name are made up while nodes are hidden, or when there is none at all.
  struct NodeEntry {
    const Node* node = nullptr;
    cluster::NodeIndex index = cluster::kNone;  ///< in the inventory; kNone for the one made up when nothing names a node
    bool madeUp = false;
  };
  [[nodiscard]] const std::vector<NodeEntry>& nodes() const { return m_nodes; }
  /// The entry of an inventory node; null when pods cannot run on it.
  [[nodiscard]] const NodeEntry* entryOf(cluster::NodeIndex index) const {
    return index < m_entryOf.size() && m_entryOf[index] != cluster::kNone ? &m_nodes[m_entryOf[index]] : nullptr;
  }
  /// Extended resources that claims serve: the node itself does not have to offer them.
  [[nodiscard]] const std::vector<Text>& servedByClaims() const { return m_servedByClaims; }
  /// Pods bound to it that have not ended.
  [[nodiscard]] std::span<const Pod* const> podsOn(cluster::NodeIndex node) const;
  /// Nodes, pods and namespaces for rules between pods; made when it is first asked for.
  [[nodiscard]] const allocation::PodTopology& topology() const;
  /// What topology() is made of, for those that change it.
  [[nodiscard]] allocation::PodTopology::World placements() const;
  [[nodiscard]] bool someMadeUp() const { return m_someMadeUp; }

 private:
  void collectNodes();
  [[nodiscard]] allocation::World world(const std::vector<Text>& drivers) const;
  /// Slices with the counts of incomplete pools corrected; the copies are kept in `m_repairedSlices`.
  [[nodiscard]] std::vector<const ResourceSlice*> repairedSlices() const;

  const cluster::Snapshot& m_snapshot;
  std::unique_ptr<const allocation::Allocator> m_allocator;
  std::vector<NodeEntry> m_nodes;
  std::vector<std::uint32_t> m_entryOf;
  std::vector<Text> m_servedByClaims;
  std::vector<std::unique_ptr<const Node>> m_madeUp;
  bool m_someMadeUp = false;

  std::vector<Text> m_drivers;
  mutable std::once_flag m_wholeOnce;
  mutable std::unique_ptr<const allocation::Allocator> m_whole;
  mutable std::once_flag m_idealOnce;
  mutable std::once_flag m_repairedOnce;
  mutable std::once_flag m_slicesOnce;
  mutable std::once_flag m_podsOnce;
  mutable std::unique_ptr<const allocation::Allocator> m_ideal;
  mutable std::unique_ptr<const allocation::Allocator> m_repaired;
  mutable std::vector<std::unique_ptr<const ResourceSlice>> m_copies;
  mutable std::vector<const ResourceSlice*> m_repairedSlices;
  mutable std::vector<std::vector<const Pod*>> m_podsOn;
  mutable std::once_flag m_topologyOnce;
  mutable std::unique_ptr<const allocation::PodTopology> m_topology;
};

/// Drivers that the classes of these claims name as constants; empty when one takes devices of any driver, or asks for all of a
/// node.
[[nodiscard]] std::vector<Text> driversOf(const cluster::Snapshot& snapshot, const std::vector<const ResourceClaim*>& claims);

/// As those of explanation.h, for callers that explain several claims of one snapshot.
[[nodiscard]] Explanation explainClaim(const ExplanationContext& context, cluster::ClaimIndex claim);
[[nodiscard]] Explanation explainPod(const ExplanationContext& context, cluster::Slot pod);

}  // namespace claimscope::explanation
