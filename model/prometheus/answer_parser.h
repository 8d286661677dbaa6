// Answers of /api/v1/query and query_range, read without building a tree of them. Pure; any thread.
#pragma once

#include <string_view>

#include "model/prometheus/fetcher.h"
#include "model/prometheus/metrics.h"

namespace claimscope::prometheus {

/// Reads series, warnings and infos into `answer`, or why it is no answer. Vectors, matrices, scalars and strings; samples "NaN",
/// "+Inf", "-Inf" and "-0" stay what they are; native histograms are left out with a warning. A body that was `cut`, or that has
/// more series or samples than the limits, gives what was read of it whole, marked truncated. Labels are sorted by name.
void parseAnswer(std::string_view body, bool cut, const Limits& limits, Answer& answer);

/// "NaN", "+Inf", "Inf", "-Inf", "1e+06"; none for anything else.
[[nodiscard]] std::optional<double> parseSample(std::string_view text);

/// {"status":"success","data":["a","b"]}: names of labels, values of one.
struct Listed {
  std::vector<std::string> values;
  std::vector<std::string> warnings;
  bool truncated = false;
};
[[nodiscard]] Result<Listed> parseList(std::string_view body, bool cut, const Limits& limits);

/// What {"status":"error",…} says: errorType and error; none when the body is something else.
struct ServerError {
  std::string type;
  std::string text;
};
[[nodiscard]] std::optional<ServerError> parseServerError(std::string_view body);

}  // namespace claimscope::prometheus
