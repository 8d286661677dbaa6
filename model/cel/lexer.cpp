#include "model/cel/lexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "model/base/ascii.h"

namespace claimscope::cel {
namespace {

bool isLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool isHex(char c) {
  return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

class Scanner {
 public:
  explicit Scanner(std::string_view source) : m_source(source) {}

  LexResult run() {
    while (m_at < m_source.size()) {
      if (!skipHidden()) {
        next();
      }
    }
    m_result.tokens.push_back({TokenKind::end, m_source.substr(m_source.size()), m_source.size()});
    return std::move(m_result);
  }

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const { return m_at + ahead < m_source.size() ? m_source[m_at + ahead] : '\0'; }

  bool skipHidden() {
    const char c = m_source[m_at];
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f') {
      ++m_at;
      return true;
    }
    if (c == '/' && peek(1) == '/') {
      while (m_at < m_source.size() && m_source[m_at] != '\n') {
        ++m_at;
      }
      return true;
    }
    return false;
  }

  void add(TokenKind kind, std::size_t length) {
    m_result.tokens.push_back({kind, m_source.substr(m_at, length), m_at});
    m_at += length;
  }

  void next() {
    const std::size_t quoted = stringLength();
    if (quoted > 0) {
      const bool isBytes = m_source[m_at] == 'b' || m_source[m_at] == 'B';
      add(isBytes ? TokenKind::bytes : TokenKind::string, quoted);
    } else if (isLetter(peek()) || peek() == '_') {
      word();
    } else if (isDigit(peek()) || (peek() == '.' && isDigit(peek(1)))) {
      number();
    } else if (!escapedIdentifier() && !symbol()) {
      std::size_t length = 1;
      while (m_at + length < m_source.size() && (static_cast<unsigned char>(m_source[m_at + length]) & 0xC0U) == 0x80U) {
        ++length;
      }
      const std::string_view bad = m_source.substr(m_at, length);
      m_result.errors.push_back(
          errorAt(m_source, {m_at, m_at + length}, fmt::format("Syntax error: token recognition error at: '{}'", bad)));
      m_at += length;
    }
  }

  void word() {
    std::size_t length = 1;
    while (isLetter(peek(length)) || isDigit(peek(length)) || peek(length) == '_') {
      ++length;
    }
    const std::string_view text = m_source.substr(m_at, length);
    const bool keyword = text == "in" || text == "true" || text == "false" || text == "null";
    add(keyword ? TokenKind::keyword : TokenKind::identifier, length);
  }

  void number() {
    if (peek() == '0' && peek(1) == 'x' && isHex(peek(2))) {
      std::size_t length = 2;
      while (isHex(peek(length))) {
        ++length;
      }
      const bool natural = peek(length) == 'u' || peek(length) == 'U';
      add(natural ? TokenKind::natural : TokenKind::integer, length + (natural ? 1 : 0));
      return;
    }
    std::size_t length = 0;
    while (isDigit(peek(length))) {
      ++length;
    }
    TokenKind kind = TokenKind::integer;
    if (peek(length) == '.' && isDigit(peek(length + 1))) {
      kind = TokenKind::real;
      ++length;
      while (isDigit(peek(length))) {
        ++length;
      }
    }
    if (peek(length) == 'e' || peek(length) == 'E') {
      const std::size_t sign = peek(length + 1) == '+' || peek(length + 1) == '-' ? 1 : 0;
      if (isDigit(peek(length + 1 + sign))) {
        kind = TokenKind::real;
        length += 1 + sign;
        while (isDigit(peek(length))) {
          ++length;
        }
      }
    }
    if (kind == TokenKind::integer && (peek(length) == 'u' || peek(length) == 'U')) {
      kind = TokenKind::natural;
      ++length;
    }
    add(kind, length);
  }

  bool escapedIdentifier() {
    if (peek() != '`') {
      return false;
    }
    std::size_t length = 1;
    const auto allowed = [](char c) {
      return isLetter(c) || isDigit(c) || c == '_' || c == '.' || c == '-' || c == '/' || c == ' ';
    };
    while (allowed(peek(length))) {
      ++length;
    }
    if (length == 1 || peek(length) != '`') {
      return false;
    }
    add(TokenKind::escapedIdentifier, length + 1);
    return true;
  }

  bool symbol() {
    static constexpr std::array<std::string_view, 6> kTwo = {"==", "!=", "<=", ">=", "&&", "||"};
    for (const std::string_view two : kTwo) {
      if (m_source.substr(m_at, 2) == two) {
        add(TokenKind::symbol, 2);
        return true;
      }
    }
    if (std::string_view("<>[]{}().,-!?:+*/%").find(peek()) != std::string_view::npos) {
      add(TokenKind::symbol, 1);
      return true;
    }
    return false;
  }

  /// Length of the escape that starts at `at` (a backslash), 0 when it is none of the grammar's.
  [[nodiscard]] std::size_t escapeLength(std::size_t at) const {
    const auto hexAt = [&](std::size_t from, std::size_t count) {
      for (std::size_t i = 0; i < count; ++i) {
        if (from + i >= m_source.size() || !isHex(m_source[from + i])) {
          return false;
        }
      }
      return true;
    };
    if (at + 1 >= m_source.size()) {
      return 0;
    }
    const char c = m_source[at + 1];
    if (std::string_view("abfnrtv\"'\\?`").find(c) != std::string_view::npos) {
      return 2;
    }
    if (c == 'x' || c == 'X') {
      return hexAt(at + 2, 2) ? 4 : 0;
    }
    if (c == 'u') {
      return hexAt(at + 2, 4) ? 6 : 0;
    }
    if (c == 'U') {
      return hexAt(at + 2, 8) ? 10 : 0;
    }
    const auto octal = [&](std::size_t i) { return i < m_source.size() && m_source[i] >= '0' && m_source[i] <= '7'; };
    return c >= '0' && c <= '3' && octal(at + 2) && octal(at + 3) ? 4 : 0;
  }

  /// End of a string whose opening quote is at `from`, or 0.
  [[nodiscard]] std::size_t closed(std::size_t from, std::string_view quote, bool raw) const {
    std::size_t at = from + quote.size();
    while (at < m_source.size()) {
      if (m_source.substr(at, quote.size()) == quote) {
        return at + quote.size();
      }
      const char c = m_source[at];
      if (quote.size() == 1 && (c == '\n' || c == '\r')) {
        return 0;
      }
      if (c == '\\' && !raw) {
        const std::size_t length = escapeLength(at);
        if (length == 0) {
          return 0;
        }
        at += length;
      } else {
        ++at;
      }
    }
    return 0;
  }

  /// Length of a string or bytes literal here, 0 when there is none. Prefixes: b, r, br in either case. The longest wins, so """
  /// is tried before "" followed by something else.
  [[nodiscard]] std::size_t stringLength() const {
    std::size_t at = m_at;
    if (peek() == 'b' || peek() == 'B') {
      ++at;
    }
    const bool raw = at < m_source.size() && (m_source[at] == 'r' || m_source[at] == 'R');
    at += raw ? 1 : 0;
    if (at >= m_source.size() || (m_source[at] != '"' && m_source[at] != '\'')) {
      return 0;
    }
    const std::string_view triple = m_source.substr(at, 3);
    std::size_t end = 0;
    if (triple.size() == 3 && triple[1] == triple[0] && triple[2] == triple[0]) {
      end = closed(at, triple, raw);
    }
    if (end == 0) {
      end = closed(at, m_source.substr(at, 1), raw);
    }
    return end == 0 ? 0 : end - m_at;
  }

  std::string_view m_source;
  std::size_t m_at = 0;
  LexResult m_result;
};

void appendUtf8(std::string& out, std::uint32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0U | (c >> 6U));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0U | (c >> 12U));
    out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  } else {
    out += static_cast<char>(0xF0U | (c >> 18U));
    out += static_cast<char>(0x80U | ((c >> 12U) & 0x3FU));
    out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  }
}

std::uint32_t hexValue(char c) {
  return static_cast<std::uint32_t>(isDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
}

/// One escape at text[0] == '\\'; its length, or 0 with `error` set.
std::size_t unescape(std::string_view text, bool isBytes, std::string& out, std::string& error) {
  constexpr std::string_view kNames = "abfnrtv\\'\"`?";
  constexpr std::string_view kValues = "\a\b\f\n\r\t\v\\'\"`?";
  const char c = text.size() > 1 ? text[1] : '\0';
  if (const std::size_t simple = c == '\0' ? std::string_view::npos : kNames.find(c); simple != std::string_view::npos) {
    out += kValues[simple];
    return 2;
  }
  std::uint32_t value = 0;
  std::size_t length = 0;
  if (c == 'x' || c == 'X' || c == 'u' || c == 'U') {
    length = c == 'u' ? 4 : c == 'U' ? 8 : 2;
    if (isBytes && length != 2) {
      error = "unable to unescape string";
      return 0;
    }
    for (std::size_t i = 0; i < length; ++i) {
      value = value * 16 + hexValue(text[2 + i]);
    }
    length += 2;
  } else {
    value = static_cast<std::uint32_t>((text[1] - '0') * 64 + (text[2] - '0') * 8 + (text[3] - '0'));
    length = 4;
  }
  if (isBytes) {
    out += static_cast<char>(value);
    return length;
  }
  if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
    error = "invalid unicode code point";
    return 0;
  }
  appendUtf8(out, value);
  return length;
}

}  // namespace

LexResult lex(std::string_view source) {
  return Scanner(source).run();
}

void locate(std::string_view source, CompileError& error) {
  error.line = 1;
  error.column = 1;
  for (std::size_t i = 0; i < std::min(error.range.begin, source.size()); ++i) {
    if (source[i] == '\n') {
      ++error.line;
      error.column = 1;
    } else if ((static_cast<unsigned char>(source[i]) & 0xC0U) != 0x80U) {
      ++error.column;
    }
  }
}

CompileError errorAt(std::string_view source, Range range, std::string message) {
  CompileError error;
  error.message = std::move(message);
  error.range = {std::min(range.begin, source.size()), std::min(range.end, source.size())};
  locate(source, error);
  return error;
}

Unquoted unquote(std::string_view token, bool isBytes) {
  Unquoted out;
  if (isBytes) {
    token.remove_prefix(1);
  }
  // Line ends are one character whatever the platform that wrote them.
  std::string normal;
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (token[i] == '\r') {
      normal += '\n';
      i += i + 1 < token.size() && token[i + 1] == '\n' ? 1U : 0U;
    } else {
      normal += token[i];
    }
  }
  std::string_view rest = normal;
  const bool raw = rest.front() == 'r' || rest.front() == 'R';
  if (raw) {
    rest.remove_prefix(1);
  }
  const bool triple = rest.size() >= 6 && rest[1] == rest[0] && rest[2] == rest[0];
  const std::size_t quote = triple ? 3 : 1;
  rest = rest.substr(quote, rest.size() - 2 * quote);
  if (raw) {
    out.value = std::string(rest);
    out.valid = true;
    return out;
  }
  while (!rest.empty()) {
    if (rest.front() != '\\') {
      out.value += rest.front();
      rest.remove_prefix(1);
      continue;
    }
    const std::size_t length = unescape(rest, isBytes, out.value, out.error);
    if (length == 0) {
      return out;
    }
    rest.remove_prefix(length);
  }
  out.valid = true;
  return out;
}

}  // namespace claimscope::cel
