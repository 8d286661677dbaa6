// Syntax tree of a PromQL expression: nodes in one vector, children by index. Values; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace claimscope::promql {

enum class ValueType : std::uint8_t { none, scalar, vector, matrix, string };
/// Prometheus' words of its API: "scalar", "vector", "matrix", "string".
[[nodiscard]] std::string_view typeWord(ValueType type);
/// Those of its documentation and its error messages: "instant vector", "range vector".
[[nodiscard]] std::string_view documentedType(ValueType type);

/// Bytes of the expression, end not included.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
  friend bool operator==(const Range&, const Range&) = default;
};

enum class MatchOperator : std::uint8_t { equal, notEqual, regex, notRegex };

/// One `label="value"` between braces; a quoted metric name there is a matcher of __name__.
struct Matcher {
  std::string name;
  MatchOperator op = MatchOperator::equal;
  std::string value;  ///< unquoted
  Range where;
  Range nameAt;
  Range valueAt;              ///< with its quotes
  bool matchesEmpty = false;  ///< also matches a series without the label
};

/// A range, a step or an offset. What is no plain literal is only known to the server.
struct Duration {
  Range where;
  double seconds = 0;
  bool literal = true;
};

enum class NodeKind : std::uint8_t {
  number,
  string,
  selector,   ///< metric{…}
  range,      ///< selector[5m]
  subquery,   ///< expression[1h:5m]
  unary,      ///< -expression
  binary,     ///< left operator right
  call,       ///< function(…)
  aggregate,  ///< sum by (…) (…); the last child is what is aggregated
  paren,
};

enum class Cardinality : std::uint8_t { oneToOne, manyToOne, oneToMany, manyToMany };

using NodeId = std::uint32_t;

struct Node {
  NodeKind kind = NodeKind::number;
  ValueType type = ValueType::none;
  Range where;
  std::vector<NodeId> children;

  double number = 0;
  bool isDuration = false;  ///< 5m as a number
  std::string text;         ///< metric, function, aggregation or operator (lower case); value of a string
  Range textAt;

  std::vector<Matcher> matchers;  ///< of a selector; its name before the braces is in `text`
  std::size_t plainEnd = 0;       ///< of a selector: where it ends without offset and @
  Duration over;                  ///< of a range or subquery
  Duration step;                  ///< of a subquery; empty range when left to the server
  bool anchored = false;
  bool smoothed = false;

  std::vector<std::string> labels;  ///< by, without, on, ignoring
  Range labelsAt;                   ///< from the keyword to the bracket; empty without one
  bool grouped = false;             ///< an aggregation with by or without, an operator with on or ignoring
  bool without = false;             ///< without or ignoring
  bool returnsBool = false;
  bool fills = false;
  Cardinality cardinality = Cardinality::oneToOne;
  std::vector<std::string> include;  ///< of group_left, group_right
};

/// Prometheus' own words for what is wrong, and where.
struct ParseError {
  Range where;
  std::string message;
};

struct Expression {
  std::vector<Node> nodes;  ///< 0 is nobody
  NodeId root = 0;
  std::vector<ParseError> errors;         ///< in the order they were found; empty: Prometheus accepts it
  std::vector<std::string> experimental;  ///< functions and modifiers that a server must be told to allow

  [[nodiscard]] bool valid() const { return errors.empty() && root != 0; }
  [[nodiscard]] ValueType type() const { return root == 0 ? ValueType::none : nodes[root].type; }
  [[nodiscard]] const Node& node(NodeId id) const { return nodes[id]; }
};

}  // namespace claimscope::promql
