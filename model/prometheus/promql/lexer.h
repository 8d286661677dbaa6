// Lexer: the tokens of a PromQL expression, as Prometheus 3 reads them. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/prometheus/promql/ast.h"

namespace claimscope::promql {

enum class TokenKind : std::uint8_t {
  end,
  error,  ///< `text` is the message; nothing follows
  symbol,
  identifier,
  metricIdentifier,  ///< has a colon
  keyword,           ///< `text` in lower case; many may also be names
  number,
  duration,
  string,  ///< with its quotes
};

struct Token {
  TokenKind kind = TokenKind::end;
  Range where;
  std::string text;

  [[nodiscard]] bool is(std::string_view symbolOrKeyword) const {
    return (kind == TokenKind::symbol || kind == TokenKind::keyword) && text == symbolOrKeyword;
  }
};

/// The last token is `end` or `error`. Comments and spaces are dropped.
[[nodiscard]] std::vector<Token> lex(std::string_view source);

[[nodiscard]] bool isAggregation(std::string_view keyword);
/// "and", "or", "+", …, but not "=".
[[nodiscard]] bool isOperator(std::string_view text);

}  // namespace claimscope::promql
