// Text formats of a page of metrics: Prometheus 0.0.4 and OpenMetrics 1.0. Pure; any thread.
#pragma once

#include <prometheus/metric_family.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace claimscope::exporter {

enum class Format : std::uint8_t { text, openMetrics };

[[nodiscard]] std::string_view contentType(Format format);

/// Families by name, series by labels: equal states give equal pages. Counters must be named "…_total". Bounds of buckets are
/// written alike in both formats ("1.0"), so that a series stays the same when the format changes.
[[nodiscard]] std::string write(std::vector<::prometheus::MetricFamily> families, Format format);

/// "0.25", "17", "1e+20", "NaN", "+Inf".
[[nodiscard]] std::string numberText(double value);

}  // namespace claimscope::exporter
