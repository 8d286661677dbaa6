// What `claimscope metrics` prints. Pure; any thread.
#pragma once

#include <string>

#include "model/base/clock.h"
#include "model/base/json_tree.h"
#include "model/prometheus/metrics.h"

namespace claimscope::app {

/// "found", "mapped" or "missing".
[[nodiscard]] std::string_view mappingWord(const prometheus::Mapping& mapping);
/// "0.84", "NaN", "+Inf", "12,480".
[[nodiscard]] std::string valueText(double value);

/// `query` is the answer to --query; may be null.
[[nodiscard]] nlohmann::ordered_json metricsJson(const prometheus::Metrics& metrics, const prometheus::Answer* query, Time now);
[[nodiscard]] std::string metricsText(const prometheus::Metrics& metrics, const prometheus::Answer* query, Time now, bool wide);

}  // namespace claimscope::app
