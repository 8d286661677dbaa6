// SnapshotPlaces: nodes, pods and namespaces of a snapshot for rules between pods, where there is no ExplanationContext. Any
// thread.
#pragma once

#include <vector>

#include "model/allocation/placement.h"
#include "model/cluster/snapshot.h"

namespace claimscope::explanation {

/// `places` for those that have gathered nodes and their pods themselves. The snapshot must outlive it.
[[nodiscard]] allocation::PodTopology::World placementsOf(const cluster::Snapshot& snapshot,
                                                          std::vector<allocation::PodTopology::Place> places);

class SnapshotPlaces {
 public:
  /// The snapshot must outlive it.
  explicit SnapshotPlaces(const cluster::Snapshot& snapshot);
  [[nodiscard]] const allocation::PodTopology& topology() const { return m_topology; }

 private:
  [[nodiscard]] std::vector<allocation::PodTopology::Place> places(const cluster::Snapshot& snapshot);

  std::vector<std::vector<const Pod*>> m_podsOn;
  allocation::PodTopology m_topology;
};

}  // namespace claimscope::explanation
