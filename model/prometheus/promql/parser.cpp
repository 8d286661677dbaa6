#include "model/prometheus/promql/parser.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/prometheus/promql/check.h"
#include "model/prometheus/promql/function.h"
#include "model/prometheus/promql/lexer.h"
#include "model/prometheus/promql/literals.h"
#include "model/prometheus/promql/token_parser.h"

namespace claimscope::promql {
namespace {

/// How strongly an operator binds; 0: none. `^` alone binds to the right.
int precedence(const Token& token) {
  if (token.kind != TokenKind::symbol && token.kind != TokenKind::keyword) {
    return 0;
  }
  const std::string_view text = token.text;
  if (text == "or") {
    return 1;
  }
  if (text == "and" || text == "unless") {
    return 2;
  }
  if (isComparison(text) || text == "</" || text == ">/") {
    return 3;
  }
  if (text == "+" || text == "-") {
    return 4;
  }
  if (text == "*" || text == "/" || text == "%" || text == "atan2") {
    return 5;
  }
  return text == "^" ? 6 : 0;
}
constexpr int kUnaryOperand = 6;  ///< -a * b is (-a) * b, -a ^ b is -(a ^ b)

/// Keywords that are not also names of metrics.
bool onlyKeyword(std::string_view word) {
  return word == "bool" || word == "group_left" || word == "group_right" || word == "ignoring" || word == "on" || word == "atan2";
}

class Parser : public TokenParser {
 public:
  using TokenParser::TokenParser;

  void run() {
    if (current().kind == TokenKind::end) {
      return error({0, 0}, "no expression found in input");
    }
    const NodeId root = expression(1);
    if (!failed() && current().kind != TokenKind::end) {
      unexpected();
    }
    if (!failed()) {
      m_out.root = root;
    }
  }

 private:
  NodeId expression(int least) {
    const Nesting nesting(*this);
    if (failed()) {
      return 0;
    }
    NodeId left = operand();
    while (!failed()) {
      const Token op = current();
      const int strength = precedence(op);
      if (strength == 0 || strength < least) {
        break;
      }
      advance();
      Node node;
      node.kind = NodeKind::binary;
      node.text = op.text;
      node.textAt = op.where;
      modifiers(node);
      const NodeId right = failed() ? 0 : expression(op.text == "^" ? strength : strength + 1);
      if (failed()) {
        break;
      }
      node.children = {left, right};
      node.where = {m_out.nodes[left].where.begin, m_out.nodes[right].where.end};
      const bool scalars = m_out.nodes[left].type == ValueType::scalar && m_out.nodes[right].type == ValueType::scalar;
      node.type = scalars ? ValueType::scalar : ValueType::vector;
      left = make(std::move(node));
    }
    return left;
  }

  NodeId operand() {
    const Token token = current();
    if (!token.is("+") && !token.is("-")) {
      return postfix(primary());
    }
    advance();
    const NodeId child = expression(kUnaryOperand);
    if (failed()) {
      return 0;
    }
    Node& inner = m_out.nodes[child];
    if (inner.kind == NodeKind::number) {
      inner.number = token.is("-") ? -inner.number : inner.number;
      inner.where.begin = token.where.begin;
      return child;
    }
    Node node;
    node.kind = NodeKind::unary;
    node.text = token.text;
    node.textAt = token.where;
    node.type = inner.type;
    node.where = {token.where.begin, inner.where.end};
    node.children = {child};
    return make(std::move(node));
  }

  NodeId primary() {
    const Token token = current();
    switch (token.kind) {
      case TokenKind::number:
      case TokenKind::duration: {
        advance();
        Node node;
        node.kind = NodeKind::number;
        node.type = ValueType::scalar;
        node.where = token.where;
        node.isDuration = token.kind == TokenKind::duration;
        node.number = literal(token);
        return make(std::move(node));
      }
      case TokenKind::string: {
        advance();
        Node node;
        node.kind = NodeKind::string;
        node.type = ValueType::string;
        node.where = token.where;
        node.text = unquote(token.text);
        return make(std::move(node));
      }
      case TokenKind::identifier:
        return peek().is("(") ? call() : selector();
      case TokenKind::metricIdentifier:
        return selector();
      case TokenKind::keyword:
        if (isAggregation(token.text) && (peek().is("(") || peek().is("by") || peek().is("without"))) {
          return aggregate();
        }
        if (peek().is("(") && (isDurationFunction(token.text) || token.text == "start" || token.text == "end")) {
          return call();
        }
        if (!onlyKeyword(token.text)) {
          return selector();
        }
        break;
      case TokenKind::symbol:
        if (token.is("{")) {
          return selector();
        }
        if (token.is("(")) {
          return paren();
        }
        break;
      case TokenKind::end:
      case TokenKind::error:
        break;
    }
    unexpected();
    return 0;
  }

  NodeId paren() {
    Node node;
    node.kind = NodeKind::paren;
    node.where.begin = current().where.begin;
    advance();
    const NodeId child = expression(1);
    if (failed() || !take(")")) {
      return 0;
    }
    node.where.end = lastEnd();
    node.type = m_out.nodes[child].type;
    node.children = {child};
    return make(std::move(node));
  }

  /// The arguments behind a name, brackets included.
  std::vector<NodeId> arguments() {
    std::vector<NodeId> out;
    if (!take("(") || accept(")")) {
      return out;
    }
    while (!failed()) {
      out.push_back(expression(1));
      if (failed() || accept(")")) {
        break;
      }
      const Range comma = current().where;
      if (!take(",")) {
        break;
      }
      if (current().is(")")) {
        error(comma, "trailing commas not allowed in function call args");
        advance();
        break;
      }
    }
    return out;
  }

  NodeId call() {
    Node node;
    node.kind = NodeKind::call;
    node.textAt = current().where;
    node.text = std::string(source(current().where));
    advance();
    const Function* function = findFunction(node.text);
    if (function == nullptr) {
      error(node.textAt, fmt::format("unknown function with name \"{}\"", node.text));
    } else if (function->experimental) {
      if (!m_options.experimentalFunctions) {
        error(node.textAt, fmt::format("function \"{}\" is not enabled", node.text));
      }
      m_out.experimental.push_back(node.text);
    }
    node.type = function == nullptr ? ValueType::none : function->returns;
    node.children = arguments();
    node.where = {node.textAt.begin, lastEnd()};
    return make(std::move(node));
  }

  NodeId aggregate() {
    Node node;
    node.kind = NodeKind::aggregate;
    node.type = ValueType::vector;
    node.text = current().text;
    node.textAt = current().where;
    advance();
    const bool before = !current().is("(");
    if (before) {
      grouping(node);
    }
    std::vector<NodeId> given = failed() ? std::vector<NodeId>() : arguments();
    if (!failed() && !before && (current().is("by") || current().is("without"))) {
      grouping(node);
    }
    node.where = {node.textAt.begin, lastEnd()};
    if (failed()) {
      return 0;
    }
    const std::size_t wanted = takesParameter(node.text) ? 2 : 1;
    if (given.empty()) {
      error(node.where, "no arguments for aggregate expression provided");
    } else if (isExperimental(node.text) && !m_options.experimentalFunctions) {
      error(
          node.where,
          fmt::format("{}() is experimental and must be enabled with --enable-feature=promql-experimental-functions", node.text));
    } else if (given.size() != wanted) {
      error(node.where, fmt::format("wrong number of arguments for aggregate expression provided, expected {}, got {}", wanted,
                                    given.size()));
    }
    if (isExperimental(node.text)) {
      m_out.experimental.push_back(node.text);
    }
    node.children = std::move(given);
    return make(std::move(node));
  }

  static bool takesParameter(std::string_view name) {
    return name == "topk" || name == "bottomk" || name == "quantile" || name == "count_values" || isExperimental(name);
  }
  static bool isExperimental(std::string_view name) { return name == "limitk" || name == "limit_ratio"; }

  void grouping(Node& node) {
    node.grouped = true;
    node.without = current().is("without");
    node.labelsAt.begin = current().where.begin;
    advance();
    node.labels = labelList();
    node.labelsAt.end = lastEnd();
  }

  /// bool, on, ignoring, group_left, group_right, fill: between an operator and its right side.
  void modifiers(Node& node) {
    node.returnsBool = accept("bool");
    if (current().is("on") || current().is("ignoring")) {
      node.grouped = true;
      node.without = current().is("ignoring");
      node.labelsAt.begin = current().where.begin;
      advance();
      node.labels = labelList();
      node.labelsAt.end = lastEnd();
      if (!failed() && (current().is("group_left") || current().is("group_right"))) {
        node.cardinality = current().is("group_left") ? Cardinality::manyToOne : Cardinality::oneToMany;
        advance();
        if (current().is("(")) {
          node.include = labelList();
        }
      }
    }
    if (failed() || !(current().is("fill") || current().is("fill_left") || current().is("fill_right"))) {
      return;
    }
    const std::string first = current().text;
    const Range at = current().where;
    node.fills = true;
    advance();
    fillValue();
    const std::string other = first == "fill_left" ? "fill_right" : first == "fill_right" ? "fill_left" : "";
    if (!failed() && !other.empty() && accept(other)) {
      fillValue();
    }
    if (!m_options.fillModifiers) {
      error(at, "binop fill modifiers are experimental and not enabled");
    }
    m_out.experimental.push_back(first);
  }

  void fillValue() {
    if (!take("(")) {
      return;
    }
    if (current().is("+") || current().is("-")) {
      advance();
    }
    if (!isNumber(current())) {
      return unexpected();
    }
    literal(current());
    advance();
    take(")");
  }

  /// What may stand behind any expression: a range, a subquery, offset, @, anchored, smoothed.
  NodeId postfix(NodeId id) {
    Modified modified;
    while (!failed()) {
      if (current().is("[")) {
        id = rangeOrSubquery(id, modified);
      } else if (accept("offset")) {
        offset(id, modified);
      } else if (accept("@")) {
        timestamp(id, modified);
      } else if (current().is("anchored") || current().is("smoothed")) {
        const bool anchored = current().is("anchored");
        advance();
        extend(m_out.nodes[id], anchored);
      } else {
        break;
      }
    }
    return id;
  }

  /// What has been said about the selector or subquery in hand, since each may be said once.
  struct Modified {
    bool offset = false;
    bool at = false;
  };

  NodeId rangeOrSubquery(NodeId id, Modified& modified) {
    const Range bracket = current().where;
    advance();
    Node node;
    node.type = ValueType::matrix;
    node.over = positiveDuration();
    const bool subquery = !failed() && accept(":");
    if (subquery && !current().is("]")) {
      node.step = positiveDuration();
    }
    if (failed() || !current().is("]")) {
      if (!failed()) {
        unexpected("subquery or range", subquery ? "\"]\"" : "\":\" or \"]\"");
      }
      return 0;
    }
    advance();
    const Node& inner = m_out.nodes[id];
    if (subquery) {
      node.kind = NodeKind::subquery;
      modified = {};
    } else {
      node.kind = NodeKind::range;
      const Range where{bracket.begin, lastEnd()};
      if (inner.kind != NodeKind::selector) {
        error(where, "ranges only allowed for vector selectors");
      } else if (modified.offset) {
        error(where, "no offset modifiers allowed before range");
      } else if (modified.at) {
        error(where, "no @ modifiers allowed before range");
      }
    }
    node.where = {inner.where.begin, lastEnd()};
    node.children = {id};
    return make(std::move(node));
  }

  [[nodiscard]] bool modifiable(const Node& node, std::string_view what) {
    if (node.kind == NodeKind::range && m_out.nodes[node.children[0]].kind != NodeKind::selector) {
      error(node.where, "ranges only allowed for vector selectors");
      return false;
    }
    if (node.kind != NodeKind::selector && node.kind != NodeKind::range && node.kind != NodeKind::subquery) {
      error(node.where, fmt::format("{} modifier must be preceded by an instant vector selector or range vector selector or a "
                                    "subquery",
                                    what));
      return false;
    }
    return true;
  }

  void offset(NodeId id, Modified& modified) {
    const Duration duration = offsetDuration();
    Node& node = m_out.nodes[id];
    if (failed() || !modifiable(node, "offset")) {
      return;
    }
    if (modified.offset) {
      error(node.where, "offset may not be set multiple times");
    }
    // An offset of nothing does not count as one.
    modified.offset = modified.offset || !duration.literal || !roundsToZero(duration.seconds);
    node.where.end = lastEnd();
  }

  void timestamp(NodeId id, Modified& modified) {
    double seconds = 0;
    const bool preprocessor = current().is("start") || current().is("end");
    if (preprocessor) {
      advance();
      if (!take("(") || !take(")")) {
        return;
      }
    } else {
      const bool negative = current().is("-");
      if (negative || current().is("+")) {
        advance();
      }
      if (!isNumber(current())) {
        return unexpected("@", "timestamp");
      }
      seconds = negative ? -literal(current()) : literal(current());
      advance();
    }
    Node& node = m_out.nodes[id];
    constexpr double kBound = 9223372036854775807.0;
    if (!(seconds < kBound && seconds > -kBound)) {
      error(node.where, fmt::format("timestamp out of bounds for @ modifier: {:f}", seconds));
    }
    if (!modifiable(node, "@")) {
      return;
    }
    if (modified.at) {
      error(node.where, "@ <timestamp> may not be set multiple times");
    }
    modified.at = true;
    node.where.end = lastEnd();
  }

  void extend(Node& node, bool anchored) {
    const std::string_view word = anchored ? "anchored" : "smoothed";
    if (node.kind == NodeKind::subquery) {
      return error(node.where, fmt::format("{} modifier is not supported for subqueries", word));
    }
    Node* target = &node;
    if (node.kind == NodeKind::range) {
      target = &m_out.nodes[node.children[0]];
    }
    if (target->kind != NodeKind::selector) {
      if (node.kind != NodeKind::range) {
        error(node.where, fmt::format("{} modifier not implemented", word));
      }
      return;
    }
    (anchored ? target->anchored : target->smoothed) = true;
    if (target->anchored && target->smoothed) {
      error(node.where, "anchored and smoothed modifiers cannot be used together");
    }
    m_out.experimental.emplace_back(word);
  }

  NodeId selector() {
    Node node;
    node.kind = NodeKind::selector;
    node.type = ValueType::vector;
    node.where = current().where;
    if (!current().is("{")) {
      node.text = std::string(source(current().where));
      node.textAt = current().where;
      advance();
    }
    if (accept("{")) {
      matchers(node);
    }
    node.where.end = lastEnd();
    node.plainEnd = lastEnd();
    return failed() ? 0 : make(std::move(node));
  }

  void matchers(Node& node) {
    while (!failed() && !accept("}")) {
      if (!node.matchers.empty() && !take(",", "label matching", "\",\" or \"}\"")) {
        return;
      }
      if (!node.matchers.empty() && accept("}")) {
        return;
      }
      matcher(node);
    }
  }

  void matcher(Node& node) {
    Matcher out;
    const Token name = current();
    if (name.kind != TokenKind::identifier && name.kind != TokenKind::string) {
      return unexpected("label matching", "identifier or \"}\"");
    }
    advance();
    out.nameAt = name.where;
    out.where = name.where;
    out.name = name.kind == TokenKind::string ? unquote(name.text) : name.text;
    const std::string_view op = current().kind == TokenKind::symbol ? std::string_view(current().text) : std::string_view();
    const bool compares = op == "=" || op == "!=" || op == "=~" || op == "!~";
    if (!compares && name.kind == TokenKind::string) {
      out.value = std::exchange(out.name, "__name__");
      out.valueAt = name.where;
    } else if (!compares) {
      return unexpected("label matching", "label matching operator");
    } else {
      out.op = op == "="    ? MatchOperator::equal
               : op == "!=" ? MatchOperator::notEqual
               : op == "=~" ? MatchOperator::regex
                            : MatchOperator::notRegex;
      advance();
      if (current().kind != TokenKind::string) {
        return unexpected("label matching", "string");
      }
      out.value = unquote(current().text);
      out.valueAt = current().where;
      out.where.end = current().where.end;
      advance();
    }
    const bool regex = out.op == MatchOperator::regex || out.op == MatchOperator::notRegex;
    out.matchesEmpty = out.value.empty() == (out.op == MatchOperator::equal);
    if (regex) {
      const auto matches = regexMatchesEmpty(out.value);
      if (!matches) {
        error(out.where, matches.error());
      }
      out.matchesEmpty = matches.value_or(true) == (out.op == MatchOperator::regex);
    }
    node.matchers.push_back(std::move(out));
  }
};

}  // namespace

Expression parse(std::string_view source, const ParseOptions& options) {
  Expression out;
  out.nodes.emplace_back();
  if (source.size() > kMaxExpression) {
    out.errors.push_back({{0, source.size()}, fmt::format("the expression is longer than {} KiB", kMaxExpression >> 10U)});
    return out;
  }
  Parser parser(source, options, out);
  parser.run();
  if (out.errors.empty()) {
    checkTypes(out, source);
  }
  if (!out.errors.empty() && out.errors.front().where.begin > source.size()) {
    out.errors.front().where = {source.size(), source.size()};
  }
  return out;
}

}  // namespace claimscope::promql
