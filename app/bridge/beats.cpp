// When a snapshot is a beat, and how often one is shown.
#include "app/bridge/beats.h"

#include <algorithm>

namespace claimscope::app {
namespace {

bool sameState(const SourceStatus& a, const SourceStatus& b) {
  return a.state == b.state && a.resource.version == b.resource.version && a.objects == b.objects && a.relists == b.relists &&
         a.reconnects == b.reconnects && a.error.has_value() == b.error.has_value() &&
         (!a.error || a.error->message == b.error->message);
}

}  // namespace

bool isBeat(const cluster::Snapshot& before, const cluster::Snapshot& now) {
  if (before.totalChanges != now.totalChanges || before.firstSyncDone != now.firstSyncDone ||
      before.server.context != now.server.context || before.server.user != now.server.user ||
      before.server.gitVersion != now.server.gitVersion || before.server.notices.size() != now.server.notices.size()) {
    return false;
  }
  for (std::size_t i = 0; i < kKindCount; ++i) {
    const Kind kind = static_cast<Kind>(i);
    const bool same = visitKind(kind, [&](auto type) {
      using T = typename decltype(type)::type;
      return before.of<T>().changed() == now.of<T>().changed();
    });
    if (!same || !sameState(before.source(kind).status, now.source(kind).status) ||
        before.source(kind).skipped != now.source(kind).skipped) {
      return false;
    }
  }
  return true;
}

bool Beats::take(const cluster::SnapshotPtr& snapshot) {
  const std::int64_t pause = std::min(kMostMs, kPart * m_costMs);
  const bool soon = m_last != nullptr && snapshot->time >= m_last->time && snapshot->time - m_last->time < pause;
  if (soon && isBeat(*m_last, *snapshot)) {
    return false;
  }
  m_last = snapshot;
  return true;
}

}  // namespace claimscope::app
