// Timeline: durations over the window, column by column: percentiles, heat, and since when an objective is missed. One thread.
#pragma once

#include <cstdint>
#include <vector>

#include "model/latency/report.h"
#include "model/latency/samples.h"

namespace claimscope::latency {

class Timeline {
 public:
  /// `points` columns from `from` to `to`.
  Timeline(Time from, Time to, std::size_t points, const Objective& objective);

  /// A wait that ended in the window, or is still open.
  void add(const Span& whole);
  /// A wait that ended before or after a column also waited through others.
  void finish(Report& out);

 private:
  [[nodiscard]] std::size_t columnOf(Time at) const;
  [[nodiscard]] Time edge(std::size_t column) const;
  void addWaiting(const Span& whole);
  void makeHeat(Heat& heat) const;

  struct Column {
    Samples ended;
    std::size_t endedAbove = 0;  ///< surely longer than the objective
    std::int64_t waiting = 0;    ///< change against the column before, at the end of this one
    std::int64_t waitingAbove = 0;
    std::vector<std::int64_t> heat;  ///< durations
  };
  Time m_from;
  Time m_to;
  Objective m_objective;
  std::vector<Column> m_columns;
};

/// 12 to 120, as there are claims to fill them.
[[nodiscard]] std::size_t pointsFor(std::size_t claims);

}  // namespace claimscope::latency
