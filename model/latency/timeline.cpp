// Columns of time. One thread.
#include "model/latency/timeline.h"

#include <algorithm>

namespace claimscope::latency {

std::size_t pointsFor(std::size_t claims) {
  return claims < 120 ? 12 : claims < 1'200 ? 30 : claims < 12'000 ? 60 : 120;
}

Timeline::Timeline(Time from, Time to, std::size_t points, const Objective& objective)
    : m_from(from), m_to(to), m_objective(objective), m_columns(std::max<std::size_t>(points, 1)) {}

Time Timeline::edge(std::size_t column) const {
  return m_from + (m_to - m_from) * static_cast<std::int64_t>(column) / static_cast<std::int64_t>(m_columns.size());
}

std::size_t Timeline::columnOf(Time at) const {
  const std::int64_t whole = std::max<std::int64_t>(m_to - m_from, 1);
  const std::int64_t column = (at - m_from) * static_cast<std::int64_t>(m_columns.size()) / whole;
  return static_cast<std::size_t>(std::clamp<std::int64_t>(column, 0, static_cast<std::int64_t>(m_columns.size()) - 1));
}

/// Counted at the end of each column in which it still waits.
void Timeline::addWaiting(const Span& whole) {
  const std::size_t last = m_columns.size();
  const std::size_t end = whole.open ? last : columnOf(whole.to);  // not waiting any more at the end of that one
  const auto count = [&](Time since, std::int64_t Column::*member) {
    const std::size_t first = since < m_from ? 0 : columnOf(since);
    if (since <= m_to && first < end) {
      m_columns[first].*member += 1;
      if (end < last) {
        m_columns[end].*member -= 1;
      }
    }
  };
  count(whole.from, &Column::waiting);
  count(whole.from + m_objective.ms + 1, &Column::waitingAbove);
}

void Timeline::add(const Span& whole) {
  Column& column = m_columns[columnOf(whole.to)];
  column.heat.push_back(whole.ms());
  if (!whole.open) {
    column.ended.add(whole);
    column.endedAbove += whole.bound != Bound::atMost && whole.ms() > m_objective.ms ? 1U : 0U;
  }
  addWaiting(whole);
}

void Timeline::makeHeat(Heat& heat) const {
  std::int64_t longest = 1;
  for (const Column& column : m_columns) {
    for (const std::int64_t ms : column.heat) {
      longest = std::max(longest, ms);
    }
  }
  heat.rows = {0, 250};
  while (heat.rows.back() <= longest) {
    heat.rows.push_back(heat.rows.back() * 2);
  }
  const std::size_t rows = heat.rows.size() - 1;
  heat.counts.assign(rows * m_columns.size(), 0);
  for (std::size_t c = 0; c < m_columns.size(); ++c) {
    heat.columns.push_back(edge(c));
    for (const std::int64_t ms : m_columns[c].heat) {
      const auto row = static_cast<std::size_t>(std::upper_bound(heat.rows.begin(), heat.rows.end(), ms) - heat.rows.begin()) - 1;
      std::uint32_t& count = heat.counts[c * rows + std::min(row, rows - 1)];
      heat.most = std::max(heat.most, ++count);
    }
  }
  heat.columns.push_back(m_to);
}

void Timeline::finish(Report& out) {
  std::int64_t waiting = 0;
  std::int64_t waitingAbove = 0;
  std::vector<int> missed;  // -1: nothing to judge
  for (std::size_t i = 0; i < m_columns.size(); ++i) {
    Column& column = m_columns[i];
    waiting += column.waiting;
    waitingAbove += column.waitingAbove;
    Point point;
    point.from = edge(i);
    point.to = i + 1 == m_columns.size() ? m_to : edge(i + 1);
    const std::size_t n = column.ended.size() + static_cast<std::size_t>(waiting);
    const std::size_t above = column.endedAbove + static_cast<std::size_t>(waitingAbove);
    missed.push_back(n == 0 ? -1 : above > n - nearestRank(m_objective.percentile, n) ? 1 : 0);
    const Distribution distribution = column.ended.distribution();
    point.claims = distribution.samples;
    point.open = waiting;
    point.at = distribution.at;
    out.series.push_back(point);
  }
  // From now on back, as far as it was missed all the time; columns without claims say nothing.
  for (std::size_t i = missed.size(); i > 0 && missed[i - 1] != 0; --i) {
    if (missed[i - 1] == 1) {
      out.passedObjective = out.series[i - 1].from;
    }
  }
  makeHeat(out.heat);
}

}  // namespace claimscope::latency
