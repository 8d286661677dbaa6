// KeptDisagreements: what the scheduler and the allocator see differently, looked for now and then only, since every claim asked
// about costs tens of milliseconds in a large cluster. One thread at a time.
#pragma once

#include <cstdint>
#include <vector>

#include "model/cluster/snapshot.h"
#include "model/diagnosis/disagreement.h"

namespace claimscope::app {

class KeptDisagreements {
 public:
  /// Those that are still about a waiting claim. `live` tells sources apart. None before the first sync.
  [[nodiscard]] std::vector<diagnosis::Finding> of(const cluster::SnapshotPtr& snapshot, std::uint64_t live);
  /// How often they were looked for.
  [[nodiscard]] std::size_t looks() const { return m_looks; }

  static constexpr std::int64_t kEveryMs = 10'000;
  /// Where nothing changes and no wait grows old enough to be asked about, the answer stays the same.
  static constexpr std::int64_t kStillMs = 5 * 60'000;

 private:
  [[nodiscard]] bool isDue(const cluster::Snapshot& snapshot, std::uint64_t live) const;

  diagnosis::Disagreements m_found;
  cluster::SnapshotPtr m_of;  ///< what they were found in; null: nothing was looked for
  std::uint64_t m_live = 0;
  std::size_t m_looks = 0;
};

}  // namespace claimscope::app
