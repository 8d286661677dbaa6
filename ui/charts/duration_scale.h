// Durations on charts: words, and a logarithmic axis with its ticks. Pure; any thread.
#pragma once

#include <QString>
#include <cstdint>
#include <optional>
#include <vector>

#include "model/latency/report.h"

namespace claimscope::ui {

/// A latency as a number and its unit, apart: {"0.84", "s"}, {"14.4", "min"}; {"<1", "s"} for 0, since the API counts whole
/// seconds.
struct LatencyWords {
  QString number;
  QString unit;
};
[[nodiscard]] LatencyWords latencyWords(std::int64_t ms);
/// "0.84 s", "6.2 s", "31 s", "862 s", "1 h 30 m"; "<1 s" for 0.
[[nodiscard]] QString durationText(std::int64_t ms);
/// A round one as people say it: "30 s", "1 m 30 s", "0.25 s".
[[nodiscard]] QString plainDuration(std::int64_t ms);
/// "≥" and so on; empty for exact and unknown.
[[nodiscard]] QString markOf(Bound bound);
/// "≥31 s"; "–" when there is no sample.
[[nodiscard]] QString quantileText(const latency::Quantile& quantile);
/// How a quantile compares with that of the window before: "2.1×", "0.5×", "same"; empty when either is not known. Differences
/// within a whole second are no difference, since most times are whole seconds.
struct Change {
  QString text;
  bool worse = false;  ///< by half or more
};
[[nodiscard]] Change changeOf(const latency::Quantile& now, const latency::Quantile& before);
/// 0 for p50, 1 for p95, 2 for p99.
[[nodiscard]] std::size_t percentileIndex(int percentile);

/// Logarithmic: equal factors are equal distances. What is below the least lies on it.
class DurationScale {
 public:
  DurationScale() = default;
  DurationScale(double leastMs, double mostMs);
  /// From the least value that is drawn (a step below it) to the greatest, with the objective in sight.
  [[nodiscard]] static DurationScale around(std::int64_t leastMs, std::int64_t mostMs, std::int64_t objectiveMs);

  /// 0 at the least, 1 at the most, not limited above.
  [[nodiscard]] double part(double ms) const;
  [[nodiscard]] double msAt(double part) const;
  [[nodiscard]] double least() const { return m_least; }
  [[nodiscard]] double most() const { return m_most; }
  /// Round durations inside, at least `gap` pixels apart on `length` pixels; none that close to `keep` (its own label stands).
  [[nodiscard]] std::vector<std::int64_t> ticks(double length, double gap, std::optional<std::int64_t> keep = std::nullopt) const;

 private:
  double m_least = 450;
  double m_most = 60'000;
};

}  // namespace claimscope::ui
