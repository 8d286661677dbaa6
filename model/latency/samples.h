// Samples: durations of which some are only bounds, and their percentiles. One thread.
#pragma once

#include <cstdint>
#include <vector>

#include "model/latency/report.h"

namespace claimscope::latency {

/// The nearest rank (1 to n) of a percentile of n samples; n > 0.
[[nodiscard]] constexpr std::size_t nearestRank(int percentile, std::size_t n) {
  const auto rank = (n * static_cast<std::size_t>(percentile) + 99) / 100;
  return rank < 1 ? 1 : rank > n ? n : rank;
}

class Samples {
 public:
  void reserve(std::size_t count) { m_exact.reserve(count); }
  /// Unknown spans are no samples.
  void add(const Span& span) {
    if (span.bound == Bound::unknown) {
      return;
    }
    (span.bound == Bound::exact ? m_exact : span.bound == Bound::atLeast ? m_atLeast : m_atMost).push_back(span.to - span.from);
    m_open += span.open ? 1 : 0;
  }
  [[nodiscard]] std::size_t size() const { return m_exact.size() + m_atLeast.size() + m_atMost.size(); }
  /// Of those whose truth is surely longer.
  [[nodiscard]] std::size_t surelyAbove(std::int64_t ms) const;
  /// Whatever the truth of the bounds, the percentile is longer than this.
  [[nodiscard]] bool misses(const Objective& objective) const;
  /// Whatever the truth of the bounds, it is not.
  [[nodiscard]] bool meets(const Objective& objective) const;
  /// Each truth lies between two values, so the percentile lies between the percentiles of the lower and of the upper ones.
  /// Reorders the samples.
  [[nodiscard]] Distribution distribution();

 private:
  std::vector<std::int64_t> m_exact;
  std::vector<std::int64_t> m_atLeast;
  std::vector<std::int64_t> m_atMost;
  std::int64_t m_open = 0;
};

}  // namespace claimscope::latency
