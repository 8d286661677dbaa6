#include "model/prometheus/promql/token_parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "model/prometheus/promql/literals.h"

namespace claimscope::promql {
namespace {

/// A token as Prometheus names it in "unexpected …".
std::string described(const Token& token) {
  switch (token.kind) {
    case TokenKind::end:
      return "end of input";
    case TokenKind::error:
      return "error";
    case TokenKind::symbol:
      return isOperator(token.text) ? fmt::format("<op:{}>", token.text) : quote(token.text);
    case TokenKind::keyword:
      return isAggregation(token.text) ? fmt::format("<aggr:{}>", token.text)
             : isOperator(token.text)  ? fmt::format("<op:{}>", token.text)
                                       : fmt::format("<{}>", token.text);
    case TokenKind::identifier:
      return "identifier " + quote(token.text);
    case TokenKind::metricIdentifier:
      return "metric identifier " + quote(token.text);
    case TokenKind::number:
      return "number " + quote(token.text);
    case TokenKind::duration:
      return "duration " + quote(token.text);
    case TokenKind::string:
      return "string " + quote(token.text.size() > 10 ? token.text.substr(0, 10) : token.text);
  }
  return "token";
}

/// Beyond what Go's time.Duration holds.
bool outOfRange(double seconds) {
  constexpr double kMost = 9223372036.854775807;
  return seconds > kMost || seconds < -kMost;
}

int durationPrecedence(const Token& token) {
  if (token.kind != TokenKind::symbol) {
    return 0;
  }
  const std::string_view text = token.text;
  return text == "+" || text == "-" ? 1 : text == "*" || text == "/" || text == "%" ? 2 : text == "^" ? 3 : 0;
}

}  // namespace

TokenParser::TokenParser(std::string_view source, const ParseOptions& options, Expression& out)
    : m_source(source), m_options(options), m_out(out), m_tokens(lex(source)) {}

void TokenParser::advance() {
  m_lastEnd = current().where.end;
  if (m_at + 1 < m_tokens.size()) {
    ++m_at;
  }
}

bool TokenParser::accept(std::string_view text) {
  if (!current().is(text)) {
    return false;
  }
  advance();
  return true;
}

bool TokenParser::take(std::string_view text, std::string_view context, std::string_view expected) {
  if (m_failed) {
    return false;
  }
  if (!accept(text)) {
    unexpected(context, expected);
    return false;
  }
  return true;
}

void TokenParser::error(Range where, std::string message) {
  m_out.errors.push_back({where, std::move(message)});
}

void TokenParser::unexpected(std::string_view context, std::string_view expected) {
  if (m_failed) {
    return;
  }
  m_failed = true;
  const Token& token = current();
  if (token.kind == TokenKind::error) {
    return error(token.where, token.text);
  }
  error(token.where, fmt::format("unexpected {}{}{}{}{}", described(token), context.empty() ? "" : " in ", context,
                                 expected.empty() ? "" : ", expected ", expected));
}

void TokenParser::enter() {
  if (++m_nesting > kMaxNesting && !m_failed) {
    m_failed = true;
    error(current().where, fmt::format("more than {} brackets and signs within each other", kMaxNesting));
  }
}

NodeId TokenParser::make(Node node) {
  int depth = 0;
  for (const NodeId child : node.children) {
    depth = std::max(depth, m_depths[child]);
  }
  if (depth >= kMaxDepth && !m_failed) {
    m_failed = true;
    error(node.where, fmt::format("more than {} operators in one chain", kMaxDepth));
  }
  m_depths.push_back(depth + 1);
  m_out.nodes.push_back(std::move(node));
  return static_cast<NodeId>(m_out.nodes.size() - 1);
}

bool TokenParser::isNumber(const Token& token) {
  return token.kind == TokenKind::number || token.kind == TokenKind::duration;
}

bool TokenParser::isDurationFunction(std::string_view word) {
  return word == "step" || word == "range" || word == "max_of" || word == "min_of";
}

double TokenParser::literal(const Token& token) {
  if (token.kind == TokenKind::duration) {
    const auto seconds = parsePromDuration(token.text);
    if (!seconds) {
      error(token.where, seconds.error());
    }
    return seconds.value_or(0);
  }
  const auto number = parseNumber(token.text);
  if (!number) {
    error(token.where, fmt::format("error parsing number: \"{}\"", token.text));
  }
  return number.value_or(0);
}

bool TokenParser::roundsToZero(double seconds) {
  return std::round(seconds * 1e9) == 0;
}

std::vector<std::string> TokenParser::labelList() {
  std::vector<std::string> out;
  if (!take("(", "grouping opts", "\"(\"")) {
    return out;
  }
  while (!m_failed && !accept(")")) {
    if (!out.empty() && !take(",", "grouping opts", "\",\" or \")\"")) {
      break;
    }
    if (!out.empty() && accept(")")) {
      break;
    }
    const Token& token = current();
    const bool name = token.kind == TokenKind::identifier || token.kind == TokenKind::metricIdentifier ||
                      (token.kind == TokenKind::keyword && token.text != "without");
    if (!name && token.kind != TokenKind::string) {
      unexpected("grouping opts", "label");
      break;
    }
    out.push_back(name ? std::string(source(token.where)) : unquote(token.text));
    if (out.back().empty() || !validUtf8(out.back())) {
      error(token.where, fmt::format("invalid label name for grouping: {}", quote(out.back())));
    }
    advance();
  }
  return out;
}

Duration TokenParser::positiveDuration() {
  Duration out = durationExpression(1);
  if (!m_failed && out.literal && !(out.seconds > 0)) {
    error(out.where, "duration must be greater than 0");
  }
  return out;
}

Duration TokenParser::durationLiteral(const Token& token, double sign, Range where) {
  Duration out;
  out.where = where;
  out.seconds = sign * literal(token);
  if (outOfRange(out.seconds)) {
    error(where, "duration out of range");
    out.seconds = 0;
  }
  return out;
}

Duration TokenParser::durationFunction() {
  Duration out;
  out.literal = false;
  out.where = current().where;
  const bool two = current().is("max_of") || current().is("min_of");
  advance();
  if (!take("(")) {
    return out;
  }
  if (two) {
    durationExpression(1);
    if (take(",")) {
      durationExpression(1);
    }
  }
  take(")");
  out.where.end = lastEnd();
  return out;
}

Duration TokenParser::durationOperand() {
  const Token token = current();
  if (isNumber(token)) {
    advance();
    return durationLiteral(token, 1, token.where);
  }
  if (token.is("+") || token.is("-")) {
    advance();
    Duration out = durationExpression(3);
    out.where.begin = token.where.begin;
    if (out.literal) {
      out.seconds = token.is("-") ? -out.seconds : out.seconds;
    }
    return out;
  }
  if (token.is("(")) {
    advance();
    Duration out = durationExpression(1);
    take(")");
    out.literal = false;
    out.where = {token.where.begin, lastEnd()};
    return out;
  }
  if (token.kind == TokenKind::keyword && isDurationFunction(token.text)) {
    return durationFunction();
  }
  unexpected("subquery or range selector", "number, duration, step(), or range()");
  return {};
}

Duration TokenParser::durationExpression(int least) {
  const Nesting nesting(*this);
  if (m_failed) {
    return {};
  }
  Duration left = durationOperand();
  while (!m_failed) {
    const Token op = current();
    const int strength = durationPrecedence(op);
    if (strength == 0 || strength < least) {
      break;
    }
    advance();
    const Duration right = durationExpression(op.is("^") ? strength : strength + 1);
    if (m_failed) {
      break;
    }
    const bool divides = op.is("/") || op.is("%");
    if (divides && right.literal && right.seconds == 0) {
      // As upstream does, what is left is then a literal of 0.
      error(op.where, op.is("/") ? "division by zero" : "modulo by zero");
    }
    left = {{left.where.begin, right.where.end}, 0, false};
  }
  return left;
}

Duration TokenParser::offsetDuration() {
  const Token token = current();
  if (isNumber(token)) {
    advance();
    return durationLiteral(token, 1, token.where);
  }
  if (token.kind == TokenKind::keyword && isDurationFunction(token.text)) {
    return durationFunction();
  }
  if (token.is("(")) {
    return durationExpression(1);
  }
  if (!token.is("+") && !token.is("-")) {
    unexpected("offset", "number, duration, step(), or range()");
    return {};
  }
  // A sign and one operand; what follows belongs to the expression around: a offset -2 ^ 2 is (a offset -2) ^ 2.
  const Token& next = peek();
  if (next.is("+") || next.is("-")) {
    return durationExpression(1);
  }
  advance();
  const Token operand = current();
  if (isNumber(operand)) {
    advance();
    return durationLiteral(operand, token.is("-") ? -1 : 1, {token.where.begin, operand.where.end});
  }
  if (operand.kind != TokenKind::symbol && operand.kind != TokenKind::keyword) {
    unexpected("offset", "number, duration, step(), or range()");
    return {};
  }
  return durationOperand();
}

}  // namespace claimscope::promql
