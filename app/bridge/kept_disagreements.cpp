#include "app/bridge/kept_disagreements.h"

#include "app/bridge/beats.h"

namespace claimscope::app {

bool KeptDisagreements::isDue(const cluster::Snapshot& snapshot, std::uint64_t live) const {
  if (m_of == nullptr || m_live != live || snapshot.time < m_of->time) {
    return true;
  }
  const std::int64_t old = snapshot.time - m_of->time;
  return old >= kStillMs || (old >= kEveryMs && (m_found.growsWithTime || !isBeat(*m_of, snapshot)));
}

std::vector<diagnosis::Finding> KeptDisagreements::of(const cluster::SnapshotPtr& snapshot, std::uint64_t live) {
  if (!snapshot->firstSyncDone) {
    return {};
  }
  if (isDue(*snapshot, live)) {
    m_found = diagnosis::schedulerDisagreements(*snapshot);
    m_of = snapshot;
    m_live = live;
    ++m_looks;
  }
  return diagnosis::stillWaiting(*snapshot, m_found.findings);
}

}  // namespace claimscope::app
