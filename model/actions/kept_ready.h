// What evictions leave of workloads that no budget protects: as many Ready pods as a rollout of theirs would. Pure; any thread.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/actions/plan.h"
#include "model/cluster/snapshot.h"

namespace claimscope::actions {

/// Its condition Ready is True.
[[nodiscard]] bool isReady(const Pod& pod);

/// The Ready pods of a snapshot that are not being deleted, by the topmost controller that is known of them.
class ReadyPods {
 public:
  /// Of pods in `namespaces` alone: a fleet has more pods than anybody wants counted each time.
  ReadyPods(const cluster::Snapshot& snapshot, const std::set<Text>& namespaces);

  /// What an eviction of `pod` has to leave: all but one, or but a quarter (rounded down) of a large workload, as the rollout of
  /// a Deployment does unless it is told otherwise. Less where fewer are Ready as it is. Nullopt where that says nothing: a pod
  /// that is not Ready, has no controller, or one whose pods end by themselves.
  [[nodiscard]] std::optional<KeptReady> keeps(const Pod& pod) const;

  [[nodiscard]] std::int64_t count(const std::string& controllerUid) const;

  /// Why a pod (by uid) may not be evicted now, for people; empty when it may. `leaving`: uids of pods that are on their way out
  /// whether or not the snapshot knows.
  [[nodiscard]] std::string holdsBack(const KeptReady& keeps, const std::string& pod, const std::set<std::string>& leaving) const;

 private:
  const cluster::Snapshot& m_snapshot;
  std::unordered_map<std::string, std::vector<std::string>> m_byController;  ///< uids
};

}  // namespace claimscope::actions
