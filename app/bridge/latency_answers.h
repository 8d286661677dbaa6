// LatencyAnswers: the lives, the report and the bars that a page asks for, worked out no more often than they can change.
// Analysis thread.
#pragma once

#include <cstdint>
#include <optional>

#include "ui/base/view.h"
#include "ui/charts/gantt/gantt_bars.h"

namespace claimscope::app {

class LatencyAnswers {
 public:
  /// Puts them into a view; takes them out where nothing is asked. `live` names the source. Lives are worked out once a second of
  /// the snapshots' time at most, once in five while neither claims nor pods have changed.
  /// True when what changed since was not looked at: with `now` it is.
  bool into(ui::View& view, const std::optional<latency::Question>& question, std::uint64_t live, bool now = false);

 private:
  [[nodiscard]] bool fresh(const cluster::Snapshot& snapshot, const latency::Question& question, std::uint64_t live) const;
  [[nodiscard]] bool quiet(const cluster::Snapshot& snapshot) const;

  latency::LivesPtr m_lives;
  latency::ReportPtr m_report;
  ui::GanttBarsPtr m_bars;
  std::uint64_t m_live = 0;
  std::int64_t m_backMs = 0;  ///< how far the lives go back
  Time m_at;                  ///< of the snapshot
  cluster::Revision m_claims = 0;
  cluster::Revision m_pods = 0;
};

/// The same for one snapshot, without keeping anything.
void latencyInto(ui::View& view, const latency::Question& question);

[[nodiscard]] bool sameQuestion(const latency::Question& a, const latency::Question& b);

}  // namespace claimscope::app
