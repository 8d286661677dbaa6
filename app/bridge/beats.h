// Beats: snapshots that tell nothing but a later time. A store publishes one a second, so that ages move; what the window makes
// of each costs more the larger the cluster is, so a large one is shown them more rarely. One thread at a time.
#pragma once

#include <cstdint>

#include "model/cluster/snapshot.h"

namespace claimscope::app {

class Beats {
 public:
  /// Whether this one is to be shown, after the one that was shown last.
  [[nodiscard]] bool take(const cluster::SnapshotPtr& snapshot);
  /// What the last view cost, milliseconds of a core.
  void cost(std::int64_t ms) { m_costMs = ms; }
  /// Another source: the next one is shown.
  void forget() { m_last = nullptr; }

  /// At rest the window uses no more than this part of a core for them: 0.2 %.
  static constexpr std::int64_t kPart = 500;
  static constexpr std::int64_t kMostMs = 30'000;

 private:
  cluster::SnapshotPtr m_last;
  std::int64_t m_costMs = 0;
};

/// No object, source state or server differs.
[[nodiscard]] bool isBeat(const cluster::Snapshot& before, const cluster::Snapshot& now);

}  // namespace claimscope::app
