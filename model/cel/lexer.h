// Lexer: the tokens of a CEL expression. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/cel/selector.h"

namespace claimscope::cel {

enum class TokenKind : std::uint8_t {
  end,
  identifier,
  escapedIdentifier,  ///< `a-b` in back quotes
  integer,
  natural,  ///< 12u
  real,
  string,
  bytes,
  symbol,   ///< an operator or bracket
  keyword,  ///< in, true, false, null
};

struct Token {
  TokenKind kind = TokenKind::end;
  std::string_view text;
  std::size_t at = 0;
};

struct LexResult {
  std::vector<Token> tokens;  ///< the last is `end`
  std::vector<CompileError> errors;
};

/// Longest match, as the grammar of cel-go (parser/gen/CEL.g4) reads; comments and white space are dropped.
[[nodiscard]] LexResult lex(std::string_view source);

/// Line and column (code points, 1-based) of a byte of the source.
void locate(std::string_view source, CompileError& error);
[[nodiscard]] CompileError errorAt(std::string_view source, Range range, std::string message);

/// The value of a string or bytes literal without its quotes; empty when an escape is not valid.
struct Unquoted {
  bool valid = false;
  std::string value;
  std::string error;
};
[[nodiscard]] Unquoted unquote(std::string_view token, bool isBytes);

}  // namespace claimscope::cel
