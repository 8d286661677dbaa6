// WaitingReasons: why pending claims wait, by ReasonId, within a budget of time. One thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/cluster/snapshot.h"

namespace claimscope::exporter {

struct WaitingCounts {
  bool known = false;                           ///< claims and pods are readable
  std::map<std::string, std::int64_t> reasons;  ///< pending claims by the ReasonId of their explanation
  std::int64_t unexplained = 0;                 ///< pending claims that no time was left for
  double seconds = 0;                           ///< what it took
};

/// One explanation takes milliseconds to tens of them at 5,000 nodes, so claims that ask for the same thing in the same way
/// (claim, pod, namespace) are explained once together. When time is up the rest keeps its last answer for a while, and those
/// that were explained longest ago come first the next time.
class WaitingReasons {
 public:
  /// `steadyMs` never goes back.
  WaitingReasons(std::int64_t budgetMs, std::function<std::int64_t()> steadyMs);

  [[nodiscard]] WaitingCounts count(const cluster::Snapshot& snapshot);

 private:
  struct Answer {
    std::string reason;
    std::int64_t atMs = 0;
    bool asked = false;  ///< there was a claim of this sort at the last look
  };
  struct Group {
    std::size_t key = 0;
    cluster::ClaimIndex oldest = cluster::kNone;
    Time created;
    std::int64_t claims = 0;
  };
  [[nodiscard]] std::vector<Group> groupsOf(const cluster::Snapshot& snapshot) const;
  void explain(const cluster::Snapshot& snapshot, std::vector<Group> groups);

  std::int64_t m_budgetMs;
  std::function<std::int64_t()> m_steadyMs;
  std::unordered_map<std::size_t, Answer> m_answers;
};

}  // namespace claimscope::exporter
