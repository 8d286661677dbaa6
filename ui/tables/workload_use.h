// WorkloadUse: the claims and pods of one workload, found over the claims of a snapshot. Pure; any thread.
#pragma once

#include <QString>
#include <vector>

#include "model/cluster/workloads.h"
#include "ui/base/shapes.h"
#include "ui/base/view.h"

namespace claimscope::ui {

/// "2 of 3 ready", "1 active", "Complete", "suspended", "Failed", with its mark.
struct WorkloadWord {
  QString text;
  Mark mark = Mark::ok;
};
[[nodiscard]] WorkloadWord wordOf(const cluster::WorkloadStatus& status);

struct WorkloadUse {
  std::vector<cluster::ClaimIndex> claims;            ///< that its pods use or ask for; those that wait first
  std::vector<cluster::Slot> pods;                    ///< that use or ask for them, each once; those that wait first
  std::vector<const cluster::MissingClaim*> missing;  ///< claims its pods ask for that were not made
};

/// Kind and name as owner references write them; "Pod" where nothing makes it anew.
struct WorkloadName {
  Text kind;
  Text name;
  friend bool operator==(const WorkloadName&, const WorkloadName&) = default;
};

/// The workloads behind the pods of a claim, each once, topmost ones; of a claim without pods its own. Replaces `out`.
void workloadsOf(const cluster::Snapshot& snapshot, const cluster::ClaimView& claim, std::vector<WorkloadName>& out);
/// The topmost controller of a pod, else the pod.
[[nodiscard]] WorkloadName workloadOf(const cluster::Snapshot& snapshot, const Pod& pod);

/// Pods are counted to the workload itself and to what stands above it: a Deployment has those of its ReplicaSets. One pass over
/// the claims.
[[nodiscard]] WorkloadUse useOf(const cluster::Snapshot& snapshot, const ObjectRef& workload);

}  // namespace claimscope::ui
