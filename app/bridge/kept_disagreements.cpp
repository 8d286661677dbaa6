#include "app/bridge/kept_disagreements.h"

#include "app/bridge/beats.h"
#include "model/diagnosis/check.h"

namespace claimscope::app {

bool KeptDisagreements::isDue(const cluster::Snapshot& snapshot) const {
  const bool settled = m_at - m_still->time >= diagnosis::kSettleMs;
  return snapshot.time < m_at || snapshot.time - m_at >= (settled ? kStillMs : kEveryMs);
}

std::vector<diagnosis::Finding> KeptDisagreements::of(const cluster::SnapshotPtr& snapshot, std::uint64_t live) {
  if (!snapshot->firstSyncDone) {
    return {};
  }
  const bool first = m_still == nullptr || m_live != live;
  if (first || snapshot->time < m_still->time || !isBeat(*m_still, *snapshot)) {
    m_still = snapshot;
  }
  if (first || isDue(*snapshot)) {
    m_found = diagnosis::schedulerDisagreements(*snapshot);
    m_at = snapshot->time;
    m_live = live;
    ++m_looks;
  }
  return diagnosis::stillWaiting(*snapshot, m_found);
}

}  // namespace claimscope::app
