#include <re2/re2.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "model/base/clock.h"
#include "model/simulation/metrics/expression.h"

namespace claimscope::simulation::metrics {
namespace {

/// Thrown inside, caught by parse().
struct WrongSyntax {
  std::string text;
};

constexpr int kMaxDepth = 50;

bool isWordStart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':';
}
bool isWord(char c) {
  return isWordStart(c) || (c >= '0' && c <= '9');
}
bool isAggregation(std::string_view word) {
  return word == "sum" || word == "avg" || word == "min" || word == "max" || word == "count" || word == "topk" ||
         word == "bottomk" || word == "group";
}

class Parser {
 public:
  explicit Parser(std::string_view text) : m_text(text) {}

  ExpressionPtr whole() {
    ExpressionPtr out = binary(0);
    blanks();
    if (m_at != m_text.size()) {
      unexpected();
    }
    return out;
  }

 private:
  [[noreturn]] void unexpected() {
    const std::string what = m_at >= m_text.size() ? std::string("end of input") : "<" + std::string(1, m_text[m_at]) + ">";
    throw WrongSyntax{"1:" + std::to_string(m_at + 1) + ": parse error: unexpected " + what};
  }
  void blanks() {
    while (m_at < m_text.size() &&
           (m_text[m_at] == ' ' || m_text[m_at] == '\n' || m_text[m_at] == '\t' || m_text[m_at] == '\r')) {
      ++m_at;
    }
  }
  bool take(std::string_view token) {
    blanks();
    if (!m_text.substr(m_at).starts_with(token)) {
      return false;
    }
    m_at += token.size();
    return true;
  }
  void want(std::string_view token) {
    if (!take(token)) {
      unexpected();
    }
  }
  [[nodiscard]] std::string_view peekWord() {
    blanks();
    std::size_t end = m_at;
    if (end < m_text.size() && isWordStart(m_text[end])) {
      while (end < m_text.size() && isWord(m_text[end])) {
        ++end;
      }
    }
    return m_text.substr(m_at, end - m_at);
  }
  std::string word() {
    const std::string out(peekWord());
    if (out.empty()) {
      unexpected();
    }
    m_at += out.size();
    return out;
  }
  std::string quoted() {
    blanks();
    if (m_at >= m_text.size() || (m_text[m_at] != '"' && m_text[m_at] != '\'')) {
      unexpected();
    }
    const char end = m_text[m_at++];
    std::string out;
    while (m_at < m_text.size() && m_text[m_at] != end) {
      if (m_text[m_at] == '\\' && m_at + 1 < m_text.size()) {
        ++m_at;
      }
      out += m_text[m_at++];
    }
    if (m_at >= m_text.size()) {
      unexpected();
    }
    ++m_at;
    return out;
  }
  std::int64_t duration() {
    blanks();
    const std::size_t begin = m_at;
    std::int64_t ms = 0;
    while (m_at < m_text.size() && m_text[m_at] >= '0' && m_text[m_at] <= '9') {
      std::int64_t number = 0;
      const auto [end, code] = std::from_chars(m_text.data() + m_at, m_text.data() + m_text.size(), number);
      m_at = static_cast<std::size_t>(end - m_text.data());
      const std::int64_t unit = take("ms")  ? 1
                                : take("s") ? 1'000
                                : take("m") ? 60'000
                                : take("h") ? 3'600'000
                                : take("d") ? 86'400'000
                                            : 0;
      if (unit == 0 || code != std::errc() || number > 10'000'000) {
        unexpected();
      }
      ms += number * unit;
    }
    if (m_at == begin) {
      unexpected();
    }
    return ms;
  }

  static ExpressionPtr make(Expression::Kind kind, std::string name = {}) {
    auto out = std::make_unique<Expression>();
    out->kind = kind;
    out->name = std::move(name);
    return out;
  }

  /// The operator of this level at the cursor; empty when there is none.
  std::string operatorOf(int level) {
    static const std::vector<std::vector<std::string>> kLevels{
        {"or"}, {"and", "unless"}, {"==", "!=", "<=", ">=", "<", ">"}, {"+", "-"}, {"*", "/", "%"}};
    for (const std::string& token : kLevels[static_cast<std::size_t>(level)]) {
      if (isWordStart(token.front())) {
        if (peekWord() == token) {
          m_at += token.size();
          return token;
        }
      } else if (take(token)) {
        return token;
      }
    }
    return {};
  }

  ExpressionPtr binary(int level) {
    if (level > 4) {
      return unary();
    }
    ExpressionPtr left = binary(level + 1);
    for (std::string token = operatorOf(level); !token.empty(); token = operatorOf(level)) {
      if (const std::string_view next = peekWord(); next == "on" || next == "ignoring" || next == "bool") {
        throw WrongSyntax{"the simulated Prometheus does not know \"" + std::string(next) + "\""};
      }
      ExpressionPtr out = make(Expression::Kind::binary, token);
      out->arguments.push_back(std::move(left));
      out->arguments.push_back(binary(level + 1));
      left = std::move(out);
    }
    return left;
  }

  ExpressionPtr unary() {
    if (++m_depth > kMaxDepth) {
      throw WrongSyntax{"the expression is nested too deeply"};
    }
    ExpressionPtr out;
    if (take("-")) {
      out = make(Expression::Kind::negative);
      out->arguments.push_back(unary());
    } else {
      (void)take("+");
      out = primary();
    }
    --m_depth;
    return out;
  }

  ExpressionPtr primary() {
    if (take("(")) {
      ExpressionPtr out = binary(0);
      want(")");
      return out;
    }
    blanks();
    if (m_at < m_text.size() && ((m_text[m_at] >= '0' && m_text[m_at] <= '9') || m_text[m_at] == '.')) {
      ExpressionPtr out = make(Expression::Kind::number);
      const auto [end, code] = std::from_chars(m_text.data() + m_at, m_text.data() + m_text.size(), out->number);
      if (code != std::errc()) {
        unexpected();
      }
      m_at = static_cast<std::size_t>(end - m_text.data());
      return out;
    }
    if (m_at < m_text.size() && m_text[m_at] == '{') {
      return selector({});
    }
    const std::string name = word();
    if (name == "Inf" || name == "NaN") {
      ExpressionPtr out = make(Expression::Kind::number);
      out->number = name == "Inf" ? std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
      return out;
    }
    if (isAggregation(name)) {
      return aggregation(name);
    }
    if (take("(")) {
      ExpressionPtr out = make(Expression::Kind::function, name);
      arguments(*out);
      return out;
    }
    return selector(name);
  }

  void arguments(Expression& into) {
    if (take(")")) {
      return;
    }
    do {
      into.arguments.push_back(binary(0));
    } while (take(","));
    want(")");
  }

  bool grouping(Expression& into) {
    const std::string_view next = peekWord();
    if (next != "by" && next != "without") {
      return false;
    }
    into.without = next == "without";
    m_at += next.size();
    want("(");
    if (!take(")")) {
      do {
        into.labels.push_back(word());
      } while (take(","));
      want(")");
    }
    return true;
  }

  ExpressionPtr aggregation(const std::string& name) {
    ExpressionPtr out = make(Expression::Kind::aggregate, name);
    const bool before = grouping(*out);
    want("(");
    arguments(*out);
    if (!before) {
      grouping(*out);
    }
    if (out->arguments.size() != (name == "topk" || name == "bottomk" ? 2U : 1U)) {
      throw WrongSyntax{"parse error: wrong number of arguments for aggregate expression"};
    }
    return out;
  }

  ExpressionPtr selector(const std::string& name) {
    ExpressionPtr out = make(Expression::Kind::selector);
    if (!name.empty()) {
      out->matchers.push_back({"__name__", "=", name});
    }
    if (take("{") && !take("}")) {
      do {
        if (take("}")) {
          m_at -= 1;
          break;
        }
        Matcher matcher;
        matcher.label = word();
        matcher.operation = take("=~") ? "=~" : take("!~") ? "!~" : take("!=") ? "!=" : take("=") ? "=" : std::string();
        if (matcher.operation.empty()) {
          unexpected();
        }
        matcher.value = quoted();
        if (matcher.operation.ends_with('~')) {
          const re2::RE2::Options quiet(re2::RE2::Quiet);
          matcher.regex = std::make_shared<const re2::RE2>(matcher.value, quiet);
          if (!matcher.regex->ok()) {
            throw WrongSyntax{"parse error: error parsing regexp: " + matcher.regex->error()};
          }
        }
        out->matchers.push_back(std::move(matcher));
      } while (take(","));
      want("}");
    }
    if (out->matchers.empty()) {
      throw WrongSyntax{"vector selector must contain at least one non-empty matcher"};
    }
    if (take("[")) {
      out->rangeMs = duration();
      if (take(":")) {
        throw WrongSyntax{"the simulated Prometheus does not know subqueries"};
      }
      want("]");
    }
    if (peekWord() == "offset") {
      m_at += 6;
      out->offsetMs = duration();
    }
    return out;
  }

  std::string_view m_text;
  std::size_t m_at = 0;
  int m_depth = 0;
};

}  // namespace

Result<ExpressionPtr> parse(std::string_view text) {
  try {
    return Parser(text).whole();
  } catch (const WrongSyntax& wrong) {
    return fail(ErrorCode::invalidInput, "invalid parameter \"query\": " + wrong.text);
  }
}

}  // namespace claimscope::simulation::metrics
