// KeptMetrics: what a Prometheus had answered at earlier moments, for whoever looks back. One thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>

#include "model/prometheus/metrics.h"

namespace claimscope::prometheus {

/// Answers that stayed the same are kept once. The oldest go first, when they are an hour older than the newest or when there is
/// too much: of a fleet with tens of thousands of series a few minutes are kept, of a usual cluster the hour.
class KeptMetrics {
 public:
  /// After the ones before; one without a newer answer replaces the last, and so do those within a round of questions.
  void add(const MetricsPtr& metrics);
  /// As it was known at `moment`. Where nothing from then is kept it has no answers and says since when there are any; null where
  /// there never was any.
  [[nodiscard]] MetricsPtr at(Time moment) const;
  /// Series that are kept.
  [[nodiscard]] std::size_t series() const { return m_series; }

  static constexpr std::int64_t kForMs = 3'600'000;
  static constexpr std::size_t kMostSeries = 100'000;  ///< of the catalogue's, about 1 KB each

 private:
  struct Kept {
    Time at;
    MetricsPtr metrics;
    std::size_t own = 0;  ///< series that the one before it did not have
  };
  [[nodiscard]] static std::size_t ownSeries(const Metrics* before, const Metrics& now);

  std::deque<Kept> m_kept;  ///< oldest first
  std::size_t m_series = 0;
};

}  // namespace claimscope::prometheus
