// Template: Grafana's variables in an expression, put into a form that can be read and sent. Any thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/prometheus/promql/ast.h"

namespace claimscope::promql {

/// What variables stand for. Several values become (a|b) as Grafana makes them for Prometheus.
struct Variables {
  std::map<std::string, std::vector<std::string>> values;
  std::int64_t intervalMs = 15'000;    ///< $__interval: the step of a chart
  std::int64_t scrapeMs = 15'000;      ///< $__rate_interval is at least four of these
  std::int64_t rangeMs = 60 * 60'000;  ///< $__range
  std::int64_t toMs = 0;               ///< $__to; $__from is a range before
};

enum class Slot : std::uint8_t { duration, text, name };

/// A variable in an expression and what was put in its place.
struct Insertion {
  std::string name;    ///< "job", "__rate_interval"
  std::string format;  ///< "regex" of ${job:regex}
  Range from;          ///< in the original
  Range to;            ///< in the text
  Slot slot = Slot::name;
  bool known = false;  ///< false: a stand-in, only good for reading
};

struct Filled {
  std::string text;
  std::vector<Insertion> insertions;  ///< in order

  [[nodiscard]] bool complete() const;
  /// A place of the text in the original; inside of an insertion the whole of it.
  [[nodiscard]] Range original(Range where) const;
  /// Whether a place of the text comes from a variable, at least in part.
  [[nodiscard]] bool touches(Range where) const;
};

/// $name, ${name}, ${name:format}, ${name.field}, [[name]] become values, or stand-ins that fit where they are: 5m where a
/// duration belongs, .+ in a regular expression, else a name or, with `numbers`, the number 1. Other text stays as it is.
[[nodiscard]] Filled fill(std::string_view expression, const Variables& variables, bool numbers = false);

}  // namespace claimscope::promql
