// Values of panels: what is sent for a query, one number out of a series, units, buckets of a heat map. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/prometheus/dashboard/dashboard.h"
#include "model/prometheus/question.h"

namespace claimscope::dashboard {

/// A query with its variables filled, or why it cannot be sent.
struct Ask {
  std::string query;
  std::string why;  ///< "$pool has no value"; empty when it can be sent
};
[[nodiscard]] Ask askOf(const Dashboard& dashboard, const Target& target, Time to);

/// What a panel asks for one of its queries: a range where it draws time, else one moment.
[[nodiscard]] prometheus::RangeQuestion questionOf(const Panel& panel, const Target& target, std::string query, Time to,
                                                   std::int64_t rangeMs);

/// "lastNotNull", "mean", "max", "min", "sum", "first", "count", "range", "diff" over the samples that are numbers; none when
/// there is no such sample.
[[nodiscard]] std::optional<double> reduced(const prometheus::Series& series, std::string_view how);

/// "340 ms", "45 %", "1.2 GiB", "1,204", "NaN": a value in Grafana's unit. `decimals` below 0: three significant digits.
[[nodiscard]] std::string valueText(double value, std::string_view unit, int decimals = -1);

/// Buckets over time: counts of each bucket alone, although Prometheus keeps them added up.
struct BucketHeat {
  std::vector<Time> columns;                 ///< moments, ascending
  std::vector<double> edges;                 ///< upper edge of each row, ascending; the last may be infinite
  std::vector<std::optional<double>> cells;  ///< column-major; none: no sample
  double most = 0;
};
/// From series with a label le; empty when there are none. Series without it are left out and counted.
[[nodiscard]] BucketHeat bucketHeat(const std::vector<prometheus::Series>& series, std::size_t& without);

}  // namespace claimscope::dashboard
