// Displaced: the pods that a drain moves, and what becomes of their claims. Pure; any thread.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "model/actions/drain_node/filters.h"
#include "model/cluster/snapshot.h"

namespace claimscope::actions::drain {

/// One pod of the drained nodes with what the filters say of it.
struct NodePod {
  cluster::Slot slot = cluster::kNoSlot;
  const Pod* pod = nullptr;
  std::size_t node = 0;  ///< which of the drained nodes
  Filtered filtered;
  bool leaves = false;   ///< it would go, if need be after a blocker has been cleared
  bool returns = false;  ///< its controller makes another one
};

/// Whether the pod of this verdict leaves its node, and whether it comes back elsewhere.
void settle(NodePod& pod);

/// What becomes of one claim when the pods have left.
struct ClaimFate {
  enum class After : std::uint8_t {
    anew,      ///< made from a template for one pod: it goes with the pod, and the next pod gets another
    released,  ///< its last consumer leaves: the devices are free, the claim stays
    stays,     ///< other consumers hold it where it is
    pending,   ///< it has no devices
  } after = After::pending;
  std::vector<std::string> consumers;  ///< that stay: "ml/x", "podgroups/y"
};

/// Claims of the drained nodes: those of their pods, and those that hold their devices.
class Fates {
 public:
  Fates(const cluster::Snapshot& snapshot, const std::vector<Text>& nodes, const std::vector<NodePod>& pods);
  [[nodiscard]] const std::vector<cluster::ClaimIndex>& claims() const { return m_claims; }  ///< sorted by name
  [[nodiscard]] const ClaimFate& of(cluster::ClaimIndex claim) const { return m_fates.at(claim); }
  /// Claims whose devices are free afterwards.
  [[nodiscard]] const std::unordered_set<const ResourceClaim*>& freed() const { return m_freed; }

 private:
  [[nodiscard]] ClaimFate fateOf(cluster::ClaimIndex index) const;
  [[nodiscard]] const Pod* podNamed(const Text& namespaceName, const Text& name, const Uid& uid) const;

  const cluster::Snapshot& m_snapshot;
  std::unordered_set<const Pod*> m_leaving;
  std::vector<cluster::ClaimIndex> m_claims;
  std::unordered_map<cluster::ClaimIndex, ClaimFate> m_fates;
  std::unordered_set<const ResourceClaim*> m_freed;
};

}  // namespace claimscope::actions::drain
