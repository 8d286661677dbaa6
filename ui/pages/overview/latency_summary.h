// LatencySummary: how long claims took from creation to allocation, from what the API objects say. Pure; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/base/bound.h"
#include "model/base/clock.h"
#include "model/cluster/snapshot.h"

namespace claimscope::ui {

/// What the window calls too long while nobody has set another objective.
inline constexpr std::int64_t kLatencyObjectiveMs = 30'000;

struct LatencySummary {
  static constexpr std::array<int, 3> kPercentiles{50, 95, 99};
  static constexpr std::int64_t kWindowMs = 60 * 60'000;
  using Values = std::array<std::int64_t, 3>;  ///< milliseconds, by kPercentiles

  /// One stretch of the window; no values when no claim was allocated in it.
  struct Point {
    std::int64_t claims = 0;
    std::optional<Values> values;
  };

  Time from;  ///< the window: an hour that ends with the snapshot
  Time to;
  std::int64_t claims = 0;       ///< allocated in the window, and the time is known
  std::int64_t upperBounds = 0;  ///< of them, those known only as "at most"
  std::int64_t undated = 0;      ///< allocated claims for which the API gives no time at all
  Values values{};               ///< of all `claims`; meaningless when there are none
  std::vector<Point> points;     ///< oldest first: of five minutes, of two or of one, as there are claims to fill them

  /// atMost as soon as one sample is an upper bound: then so is the percentile.
  [[nodiscard]] Bound bound() const { return upperBounds == 0 ? Bound::exact : Bound::atMost; }
};

/// Claims outside `namespaceFilter` (empty: none are) do not count. Claims that were deleted since are not in the snapshot
/// and so not in the summary. Percentiles by nearest rank.
[[nodiscard]] LatencySummary latencySummary(const cluster::Snapshot& snapshot, const std::string& namespaceFilter);

}  // namespace claimscope::ui
