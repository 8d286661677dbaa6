#include "model/prometheus/kept_metrics.h"

#include <algorithm>
#include <memory>

namespace claimscope::prometheus {

std::size_t KeptMetrics::ownSeries(const Metrics* before, const Metrics& now) {
  std::size_t own = 0;
  for (const auto& [id, answer] : now.answers) {
    const bool shared = before != nullptr && before->answer(id) == answer.get();
    own += shared || answer == nullptr ? 0 : answer->series.size();
  }
  return own;
}

void KeptMetrics::add(const MetricsPtr& metrics) {
  if (metrics == nullptr) {
    return;
  }
  // Before the first answer there is no time of it either: such a one says that there was none yet.
  const Time at = metrics->lastContact;
  // A round of questions is answered bit by bit: of those moments the first and the last are kept.
  const bool sameRound = m_kept.size() > 1 && at - m_kept[m_kept.size() - 2].at < metrics->intervalMs / 2;
  if (!m_kept.empty() && (m_kept.back().at >= at || sameRound)) {
    m_series -= m_kept.back().own;
    m_kept.pop_back();
  }
  const Metrics* before = m_kept.empty() ? nullptr : m_kept.back().metrics.get();
  m_kept.push_back({at, metrics, ownSeries(before, *metrics)});
  m_series += m_kept.back().own;
  while (m_kept.size() > 1 && (m_series > kMostSeries || m_kept.front().at.ms + kForMs < at.ms)) {
    m_series -= m_kept.front().own + m_kept[1].own;
    m_kept.pop_front();
    // What it shared with the one that went is its own now.
    m_kept.front().own = ownSeries(nullptr, *m_kept.front().metrics);
    m_series += m_kept.front().own;
  }
}

MetricsPtr KeptMetrics::at(Time moment) const {
  if (m_kept.empty()) {
    return nullptr;
  }
  const auto after =
      std::upper_bound(m_kept.begin(), m_kept.end(), moment, [](Time time, const Kept& kept) { return time < kept.at; });
  if (after != m_kept.begin()) {
    return std::prev(after)->metrics;
  }
  const Metrics& first = *m_kept.front().metrics;
  auto out = std::make_shared<Metrics>();
  out->state = first.state == State::live ? State::stale : first.state;
  out->address = first.address;
  out->route = first.route;
  out->intervalMs = first.intervalMs;
  out->error = Error{ErrorCode::notFound,
                     "nothing that Prometheus had answered at this moment is kept",
                     "Charts ask it for that time; single values are kept since " + formatTime(m_kept.front().at),
                     {},
                     0};
  return out;
}

}  // namespace claimscope::prometheus
