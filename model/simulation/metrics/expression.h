// Expression: the part of PromQL that a simulated Prometheus understands, parsed and evaluated. One thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/result.h"
#include "model/simulation/metrics/series.h"

namespace re2 {
class RE2;
}  // namespace re2

namespace claimscope::simulation::metrics {

struct Matcher {
  std::string label;
  std::string operation;  ///< = != =~ !~
  std::string value;
  std::shared_ptr<const re2::RE2> regex = nullptr;  ///< of =~ and !~; RE2 is Prometheus' own engine

  [[nodiscard]] bool matches(const std::string& text) const;
};

struct Expression;
using ExpressionPtr = std::unique_ptr<Expression>;

/// Selectors with ranges and offsets, the usual functions over them, sum/avg/min/max/count/topk by or without labels,
/// histogram_quantile, arithmetic, comparisons, and/or/unless; no on(), ignoring(), subqueries.
struct Expression {
  enum class Kind : std::uint8_t { number, selector, function, aggregate, binary, negative };
  Kind kind = Kind::number;
  double number = 0;
  std::string name;               ///< of the function, aggregation or operator
  std::vector<Matcher> matchers;  ///< of a selector, with __name__
  std::int64_t rangeMs = 0;       ///< of a selector; 0: instant
  std::int64_t offsetMs = 0;
  std::vector<std::string> labels;  ///< of by or without
  bool without = false;
  std::vector<ExpressionPtr> arguments;
};

/// Errors are worded as Prometheus does, with the position.
[[nodiscard]] Result<ExpressionPtr> parse(std::string_view text);

struct Element {
  Labels labels;
  double value = 0;
};
struct Value {
  bool scalar = false;
  double number = 0;
  std::vector<Element> elements;
};
/// At one moment. The sources of a selector are kept in `cache` for the next moments of a range.
class Evaluator {
 public:
  explicit Evaluator(const Cluster& cluster) : m_cluster(cluster), m_families(families(cluster)) {}
  [[nodiscard]] Result<Value> at(const Expression& expression, std::int64_t ms);

 private:
  [[nodiscard]] Value evaluate(const Expression& expression, std::int64_t ms);
  [[nodiscard]] Value select(const Expression& expression, std::int64_t ms);
  [[nodiscard]] Value function(const Expression& expression, std::int64_t ms);
  [[nodiscard]] Value overRange(const Expression& expression, std::int64_t ms);
  [[nodiscard]] Value aggregate(const Expression& expression, std::int64_t ms);
  [[nodiscard]] Value binary(const Expression& expression, std::int64_t ms);
  [[nodiscard]] const std::vector<Source>& sources(const Expression& selector);

  const Cluster& m_cluster;
  std::vector<Family> m_families;
  std::map<const Expression*, std::vector<Source>> m_cache;
};

}  // namespace claimscope::simulation::metrics
