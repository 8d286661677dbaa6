#include "app/exporter/accept.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "app/exporter/http_request.h"
#include "model/base/ascii.h"

namespace claimscope::exporter {
namespace {

/// Takes the part before the separator off the front.
std::string_view takePart(std::string_view& text, char separator) {
  const std::size_t end = text.find(separator);
  const std::string_view part = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  return trimmed(part);
}

/// Thousandths; what cannot be read counts as not wanted.
int weightOf(std::string_view text) {
  double weight = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), weight);
  return code == std::errc() && weight >= 0 && weight <= 1 ? static_cast<int>(weight * 1000 + 0.5) : 0;
}

struct Range {
  std::string type;
  std::string version;
  int weight = 1000;
};

Range rangeOf(std::string_view text) {
  Range out;
  out.type = lowered(takePart(text, ';'));
  while (!text.empty()) {
    std::string_view parameter = takePart(text, ';');
    const std::string name = lowered(takePart(parameter, '='));
    if (name == "q") {
      out.weight = weightOf(parameter);
    } else if (name == "version") {
      const bool quoted = parameter.size() >= 2 && parameter.front() == '"' && parameter.back() == '"';
      out.version = std::string(quoted ? parameter.substr(1, parameter.size() - 2) : parameter);
    }
  }
  return out;
}

}  // namespace

Format formatFor(std::string_view accept) {
  int openMetrics = 0;
  int text = 0;
  while (!accept.empty()) {
    const Range range = rangeOf(takePart(accept, ','));
    if (range.type == "application/openmetrics-text") {
      const bool known = range.version.empty() || range.version == "1.0.0" || range.version == "0.0.1";
      openMetrics = std::max(openMetrics, known ? range.weight : 0);
    } else if (range.type == "text/plain") {
      const bool known = range.version.empty() || range.version == "0.0.4";
      text = std::max(text, known ? range.weight : 0);
    }
  }
  // A client that takes anything, or names neither, gets what is the oldest.
  return openMetrics > 0 && openMetrics >= text ? Format::openMetrics : Format::text;
}

}  // namespace claimscope::exporter
