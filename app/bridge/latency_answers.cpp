#include "app/bridge/latency_answers.h"

#include "model/latency/lives.h"

namespace claimscope::app {
namespace {

/// The window and the one before it, to compare with.
std::int64_t backOf(const latency::Question& question) {
  return 2 * question.windowMs;
}

latency::LivesPtr livesOf(const cluster::Snapshot& snapshot, std::int64_t backMs) {
  latency::LivesOptions options;
  options.backMs = backMs;
  return std::make_shared<const latency::Lives>(latency::livesOf(snapshot, options));
}

}  // namespace

bool sameQuestion(const latency::Question& a, const latency::Question& b) {
  return a.by == b.by && a.windowMs == b.windowMs && a.namespaceFilter == b.namespaceFilter && a.group == b.group &&
         a.objective.percentile == b.objective.percentile && a.objective.ms == b.objective.ms && a.onlyWatched == b.onlyWatched &&
         a.outliers == b.outliers && a.seriesPoints == b.seriesPoints;
}

bool LatencyAnswers::quiet(const cluster::Snapshot& snapshot) const {
  return m_claims == snapshot.of<ResourceClaim>().changed() && m_pods == snapshot.of<Pod>().changed();
}

bool LatencyAnswers::fresh(const cluster::Snapshot& snapshot, const latency::Question& question, std::uint64_t live) const {
  constexpr std::int64_t kBusyMs = 1'000;
  constexpr std::int64_t kQuietMs = 5'000;
  if (m_lives == nullptr || m_live != live || m_backMs < backOf(question) || snapshot.time < m_at) {
    return false;
  }
  // Files have one time for all their moments.
  const bool same = quiet(snapshot);
  return (same || snapshot.time > m_at) && snapshot.time - m_at < (same ? kQuietMs : kBusyMs);
}

bool LatencyAnswers::into(ui::View& view, const std::optional<latency::Question>& question, std::uint64_t live, bool now) {
  if (!question) {
    view.lives = nullptr;
    view.latency = nullptr;
    view.gantt = nullptr;
    return false;
  }
  const cluster::Snapshot& snapshot = *view.snapshot;
  const bool kept = !now && fresh(snapshot, *question, live);
  if (!kept) {
    m_lives = livesOf(snapshot, backOf(*question));
    m_live = live;
    m_backMs = backOf(*question);
    m_at = snapshot.time;
    m_claims = snapshot.of<ResourceClaim>().changed();
    m_pods = snapshot.of<Pod>().changed();
  }
  if (!kept || m_report == nullptr || !sameQuestion(m_report->question, *question)) {
    m_report = std::make_shared<const latency::Report>(latency::report(*m_lives, *question));
    m_bars = ui::ganttBars(m_lives, *question);
  }
  view.lives = m_lives;
  view.latency = m_report;
  view.gantt = m_bars;
  return kept && !quiet(snapshot);
}

void latencyInto(ui::View& view, const latency::Question& question) {
  (void)LatencyAnswers().into(view, question, 0);
}

}  // namespace claimscope::app
