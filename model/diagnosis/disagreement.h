// Disagreement: waiting claims of which the scheduler says something else than the explanation. Pure; any thread.
#pragma once

#include <cstddef>
#include <vector>

#include "model/diagnosis/finding.h"
#include "model/diagnosis/notebook.h"

namespace claimscope::utilisation {
struct Utilisation;
}

namespace claimscope::diagnosis {

/// A claim is explained in tens of milliseconds at 5,000 nodes, so only the oldest claim of each demand is asked about, and of
/// the oldest demands.
inline constexpr std::size_t kMostAsked = 4;

struct Disagreements {
  std::vector<Finding> findings;
  bool growsWithTime = false;  ///< a wait was too young to be asked about: the same objects may tell more later
};

/// One finding a claim whose pod carries a message of the scheduler that contradicts the allocator's answer, and that no later
/// change explains. Not a part of diagnose(), which runs for every snapshot: give it the result of the last time.
[[nodiscard]] Disagreements schedulerDisagreements(const cluster::Snapshot& snapshot, std::size_t most = kMostAsked);

/// Those that are still about a waiting claim.
[[nodiscard]] std::vector<Finding> stillWaiting(const cluster::Snapshot& snapshot, const std::vector<Finding>& findings);

/// diagnose() with further findings, which are sorted, counted and worded with its own.
/// With `use`, checks that need metrics run too.
[[nodiscard]] Diagnosis diagnose(const cluster::Snapshot& snapshot, std::vector<Finding> more,
                                 const utilisation::Utilisation* use = nullptr);
/// The same for snapshots of one cluster that follow each other: only what changed since the notebook's last is read.
[[nodiscard]] Diagnosis diagnose(const cluster::Snapshot& snapshot, Notebook& notebook, std::vector<Finding> more = {},
                                 const utilisation::Utilisation* use = nullptr);

}  // namespace claimscope::diagnosis
