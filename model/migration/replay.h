// Replay: today's pods as claims against today's slices, by our allocator and node fit. Pure; one thread at a time.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "model/allocation/allocator.h"
#include "model/allocation/placement.h"
#include "model/migration/fleet.h"
#include "model/migration/proposal.h"

namespace claimscope::migration {

/// What became of one workload's pods.
struct Placement {
  std::int64_t wanted = 0;   ///< pods that need a place
  std::int64_t placed = 0;   ///< at most so many would have one
  std::int64_t free = 0;     ///< devices of the class that are free where its pods may run, at most
  std::int64_t nodes = 0;    ///< nodes that take at least one pod
  std::int64_t serving = 0;  ///< nodes that publish such devices, whoever may run there
  std::string reason;        ///< the one reason why not all have a place; empty when they have
};

/// Which nodes count.
enum class Nodes : std::uint8_t {
  all,        ///< every node that publishes slices; where the device plugin serves too, what its pods hold is taken off
  handedOver  ///< only nodes with migration-phase=dra that the device plugin has left
};

class Replay {
 public:
  /// The snapshot and the fleet must outlive it.
  Replay(const cluster::Snapshot& snapshot, const Fleet& fleet, const std::vector<ProposedClass>& classes);
  ~Replay();
  Replay(const Replay&) = delete;
  Replay& operator=(const Replay&) = delete;

  /// Each workload alone: what it would find if it were moved now. Its own pods give back what they hold on nodes that serve
  /// both.
  [[nodiscard]] Placement alone(const Workload& workload, const WorkloadProposal& proposal, Nodes nodes);
  /// One after the other, each with what those before it have taken; nothing is taken where not all pods have a place.
  [[nodiscard]] Placement next(const Workload& workload, const WorkloadProposal& proposal, Nodes nodes);

 private:
  struct Site;
  struct Chosen;
  struct Tally;
  [[nodiscard]] Placement place(const Workload& workload, const WorkloadProposal& proposal, Nodes nodes, bool take);
  /// Places the pods on the chosen sites, as far as the rules between pods let them; they stay there when `keep` says so and all
  /// have a place.
  void settle(const Pod& pod, const std::vector<const Pod*>& own, bool keep, std::vector<Chosen>& chosen, Placement& out,
              Tally& tally);
  [[nodiscard]] std::int64_t freeAt(Site& site, const Text& className);
  [[nodiscard]] bool allocates(Site& site, const Workload& workload, const WorkloadProposal& proposal, const std::string& key);

  const cluster::Snapshot& m_snapshot;
  std::vector<std::unique_ptr<const DeviceClass>> m_made;
  std::unique_ptr<const allocation::Allocator> m_allocator;
  std::vector<Text> m_served;  ///< extended resources that classes stand for, and those that are moved
  std::vector<std::unique_ptr<Site>> m_sites;
  std::vector<std::vector<const Pod*>> m_podsOn;  ///< by inventory node
  std::unique_ptr<const allocation::PodTopology> m_topology;
  std::vector<std::unique_ptr<const Pod>> m_placed;    ///< pods of workloads that next() has placed
  std::unique_ptr<allocation::Placement> m_placement;  ///< with them
};

}  // namespace claimscope::migration
