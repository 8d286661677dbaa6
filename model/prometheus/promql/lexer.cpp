#include "model/prometheus/promql/lexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "model/prometheus/promql/literals.h"

namespace claimscope::promql {
namespace {

constexpr std::array<std::string_view, 14> kAggregations{"sum",      "avg",    "count",       "min",         "max",
                                                         "group",    "stddev", "stdvar",      "topk",        "bottomk",
                                                         "quantile", "limitk", "limit_ratio", "count_values"};
constexpr std::array<std::string_view, 4> kWordOperators{"and", "or", "unless", "atan2"};
constexpr std::array<std::string_view, 19> kKeywords{
    "offset",    "smoothed",   "anchored", "by",    "without", "on",   "ignoring", "group_left", "group_right", "fill",
    "fill_left", "fill_right", "bool",     "start", "end",     "step", "range",    "max_of",     "min_of"};
constexpr std::array<std::string_view, 4> kDurationWords{"step", "range", "max_of", "min_of"};

template <class List>
bool has(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool isDigit(int c) {
  return c >= '0' && c <= '9';
}
bool isAlpha(int c) {
  return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool isAlphaNumeric(int c) {
  return isAlpha(c) || isDigit(c);
}
bool isSpace(int c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
  return out;
}

constexpr int kEnd = -1;

/// Follows the states of Prometheus' lexer: what is read depends on the bracket that is open.
class Lexer {
 public:
  explicit Lexer(std::string_view source) : m_source(source) {}

  std::vector<Token> run() {
    while (!m_done) {
      m_start = m_at;
      if (m_braces) {
        insideBraces();
      } else if (m_durations) {
        insideDuration();
      } else {
        statement();
      }
    }
    return std::move(m_tokens);
  }

 private:
  [[nodiscard]] int peek(std::size_t ahead = 0) const {
    return m_at + ahead < m_source.size() ? static_cast<unsigned char>(m_source[m_at + ahead]) : kEnd;
  }
  bool accept(std::string_view set) {
    if (peek() == kEnd || set.find(static_cast<char>(peek())) == std::string_view::npos) {
      return false;
    }
    ++m_at;
    return true;
  }
  [[nodiscard]] bool isAnyOf(std::string_view set) const {
    return peek() != kEnd && set.find(static_cast<char>(peek())) != std::string_view::npos;
  }
  [[nodiscard]] std::string_view word() const { return m_source.substr(m_start, m_at - m_start); }

  void emit(TokenKind kind, std::string text) {
    m_tokens.push_back({kind, {m_start, m_at}, std::move(text)});
    m_start = m_at;
  }
  void symbol(std::size_t length) {
    m_at += length;
    emit(TokenKind::symbol, std::string(word()));
  }
  void fail(std::string message) {
    m_tokens.push_back({TokenKind::error, {m_start, m_source.size()}, std::move(message)});
    m_done = true;
  }
  /// The character at m_at in single quotes, as %q prints it.
  [[nodiscard]] std::string shown() const {
    if (peek() == kEnd) {
      return "end of input";
    }
    const std::size_t length = std::max<std::size_t>(runeLength(m_source.substr(m_at)), 1);
    const std::string_view rune = m_source.substr(m_at, length);
    return rune == "'" ? "'\\''" : fmt::format("'{}'", validUtf8(rune) ? rune : std::string_view("\xEF\xBF\xBD"));
  }
  void unexpected(std::string_view what) { fail(fmt::format("{}: {}", what, shown())); }

  bool skipSpaceOrComment() {
    if (isSpace(peek())) {
      while (isSpace(peek())) {
        ++m_at;
      }
      return true;
    }
    if (peek() != '#') {
      return false;
    }
    while (peek() != kEnd && peek() != '\n' && peek() != '\r') {
      ++m_at;
    }
    return true;
  }

  void statement() {
    if (skipSpaceOrComment()) {
      return;
    }
    const int c = peek();
    const int next = peek(1);
    switch (c) {
      case kEnd:
        if (m_parens != 0) {
          fail("unclosed left parenthesis");
        } else if (m_brackets) {
          fail("unclosed left bracket");
        } else {
          emit(TokenKind::end, "");
          m_done = true;
        }
        return;
      case '*':
      case '/':
      case '%':
      case '+':
      case '-':
      case '^':
      case ',':
      case '@':
        return symbol(1);
      case '=':
        return next == '~' ? (void(++m_at), unexpected("unexpected character after '='")) : symbol(next == '=' ? 2 : 1);
      case '!':
        return next == '=' ? symbol(2) : (void(++m_at), unexpected("unexpected character after '!'"));
      case '<':
      case '>':
        return symbol(next == '=' || next == '/' ? 2 : 1);
      case '"':
      case '\'':
        return quotedString(static_cast<char>(c));
      case '`':
        return rawString();
      case '(':
        ++m_parens;
        return symbol(1);
      case ')':
        return --m_parens < 0 ? fail("unexpected right parenthesis ')'") : symbol(1);
      case '{':
        m_braces = true;
        return symbol(1);
      case '[':
        return openBracket();
      case ']':
        if (!m_brackets) {
          return fail("unexpected right bracket ']'");
        }
        m_brackets = false;
        return symbol(1);
      default:
        break;
    }
    if (isDigit(c) || (c == '.' && isDigit(next))) {
      return numberOrDuration();
    }
    if (isAlpha(c) || c == ':') {
      return m_brackets ? nameInBrackets() : keywordOrName();
    }
    unexpected("unexpected character");
  }

  void openBracket() {
    if (m_brackets) {
      return fail("unexpected left bracket '['");
    }
    symbol(1);
    m_brackets = true;
    m_durations = true;
    m_colon = false;
    m_sawDuration = false;
  }

  void nameInBrackets() {
    if (peek() == ':') {
      if (m_colon) {
        return unexpected("unexpected colon");
      }
      m_colon = true;
      return symbol(1);
    }
    const std::string message = fmt::format("unexpected character: {}, expected ':'", shown());
    if (!durationWord()) {
      fail(message);
    }
  }

  /// step, range, max_of and min_of; leaves the text where it was when it is none of them.
  bool durationWord() {
    const std::size_t start = m_at;
    while (isAlpha(peek())) {
      ++m_at;
    }
    const std::string text = lowered(word());
    if (!has(kDurationWords, text)) {
      m_at = start;
      return false;
    }
    emit(TokenKind::keyword, text);
    return true;
  }

  void insideDuration() {
    const int c = peek();
    switch (c) {
      case kEnd:
        return fail("unexpected end of input in duration expression");
      case ' ':
      case '\t':
      case '\n':
      case '\r':
        ++m_at;
        return;
      case ']':
        m_brackets = false;
        m_durations = false;
        return symbol(1);
      case ':':
        if (!m_sawDuration || m_colon) {
          return fail(m_colon ? "unexpected repeated colon in duration expression"
                              : "unexpected colon before duration in duration expression");
        }
        m_colon = true;
        return symbol(1);
      case '(':
        ++m_parens;
        return symbol(1);
      case ')':
        return --m_parens < 0 ? fail("unexpected right parenthesis ')'") : symbol(1);
      case '+':
      case '-':
      case '*':
      case '/':
      case '%':
      case '^':
      case ',':
        return symbol(1);
      default:
        break;
    }
    if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
      m_sawDuration = true;
      m_durations = false;  // behind the first literal the ordinary rules hold, with the bracket still open
      return numberOrDuration();
    }
    const std::string message = fmt::format("unexpected character in duration expression: {}", shown());
    if (isAlpha(c) && durationWord()) {
      m_sawDuration = true;
    } else {
      fail(message);
    }
  }

  void insideBraces() {
    if (skipSpaceOrComment()) {
      return;
    }
    const int c = peek();
    const int next = peek(1);
    if (c == kEnd) {
      return fail("unexpected end of input inside braces");
    }
    if (isAlpha(c)) {
      while (isAlphaNumeric(peek())) {
        ++m_at;
      }
      return emit(TokenKind::identifier, std::string(word()));
    }
    switch (c) {
      case ',':
        return symbol(1);
      case '"':
      case '\'':
        return quotedString(static_cast<char>(c));
      case '`':
        return rawString();
      case '=':
        return symbol(next == '~' ? 2 : 1);
      case '!':
        return next == '~' || next == '=' ? symbol(2)
                                          : (void(++m_at), unexpected("unexpected character after '!' inside braces"));
      case '{':
        return fail("unexpected left brace '{'");
      case '}':
        m_braces = false;
        return symbol(1);
      default:
        return unexpected("unexpected character inside braces");
    }
  }

  void keywordOrName() {
    while (isAlphaNumeric(peek()) || peek() == ':') {
      ++m_at;
    }
    const std::string text(word());
    const std::string lower = lowered(text);
    if (lower == "inf" || lower == "nan") {
      return emit(TokenKind::number, text);
    }
    // A metric may be called fill: it is the modifier only before a bracket.
    const bool filler = lower == "fill" || lower == "fill_left" || lower == "fill_right";
    if (filler && !beforeParenthesis()) {
      return emit(TokenKind::identifier, text);
    }
    if (has(kKeywords, lower) || has(kAggregations, lower) || has(kWordOperators, lower)) {
      return emit(TokenKind::keyword, lower);
    }
    emit(text.find(':') == std::string::npos ? TokenKind::identifier : TokenKind::metricIdentifier, text);
  }

  [[nodiscard]] bool beforeParenthesis() const {
    std::size_t ahead = 0;
    while (isSpace(peek(ahead))) {
      ++ahead;
    }
    return peek(ahead) == '(';
  }

  void numberOrDuration() {
    if (scanNumber()) {
      return emit(TokenKind::number, std::string(word()));
    }
    if (scanDuration()) {
      return emit(TokenKind::duration, std::string(word()));
    }
    fail(fmt::format("bad number or duration syntax: \"{}\"", word()));
  }

  /// Units in the wrong order are found when the duration is read.
  bool scanDuration() {
    if (!accept("smhdwy")) {
      return false;
    }
    accept("s");
    while (accept("0123456789")) {
      while (accept("0123456789")) {
      }
      if (!accept("smhdw")) {
        return false;
      }
      accept("s");
    }
    return !isAlphaNumeric(peek());
  }

  /// What may be a number; parseNumber() decides. Stops where it first knows that it is none.
  bool scanNumber() {
    std::string_view digits = "0123456789";
    const bool zero = accept("0");
    if (zero && accept("xX")) {
      accept("_");
      digits = "0123456789abcdefABCDEF";
    }
    accept(".");
    accept(digits);
    bool dot = false;
    bool exponent = false;
    while (isAnyOf(digits) || isAnyOf("._eE")) {
      if (isAnyOf(".") && dot) {
        ++m_at;
        return false;
      }
      if (isAnyOf("eE") && exponent) {
        ++m_at;
        return false;
      }
      if (accept(".")) {
        dot = true;
        if (accept("_.") || digits.size() > 10) {
          return false;
        }
      } else if (accept("eE")) {
        exponent = true;
        accept("+-");
        if (accept("._eE") || peek() == kEnd) {
          return false;
        }
      } else if (accept("_")) {
        if (accept("._eE") || peek() == kEnd) {
          return false;
        }
      } else {
        while (accept(digits)) {
        }
      }
    }
    return !isAlphaNumeric(peek());
  }

  void quotedString(char mark) {
    ++m_at;
    while (true) {
      const int c = peek();
      if (c == kEnd || c == '\n') {
        return fail("unterminated quoted string");
      }
      if (c == mark) {
        ++m_at;
        return emit(TokenKind::string, std::string(word()));
      }
      if (c == '\\') {
        ++m_at;
        if (!escape(mark)) {
          return;
        }
        continue;
      }
      const std::size_t length = runeLength(m_source.substr(m_at));
      if (length == 0) {
        return fail("invalid UTF-8 rune");
      }
      m_at += length;
    }
  }

  bool escape(char mark) {
    const int c = peek();
    if (c == kEnd) {
      fail("escape sequence not terminated");
      return false;
    }
    if (c == mark || std::string_view("abfnrtv\\").find(static_cast<char>(c)) != std::string_view::npos) {
      ++m_at;
      return true;
    }
    int count = 0;
    int base = 16;
    std::uint32_t most = 0x10FFFF;
    if (c >= '0' && c <= '7') {
      count = 3;
      base = 8;
      most = 255;
    } else if (c == 'x' || c == 'u' || c == 'U') {
      count = c == 'x' ? 2 : c == 'u' ? 4 : 8;
      most = c == 'x' ? 255 : most;
      ++m_at;
    } else {
      unexpected("unknown escape sequence");
      return false;
    }
    std::uint32_t value = 0;
    for (; count > 0; --count, ++m_at) {
      const int digit = digitValue(peek());
      if (digit >= base) {
        fail(peek() == kEnd ? "escape sequence not terminated" : fmt::format("illegal character {} in escape sequence", shown()));
        return false;
      }
      value = value * static_cast<std::uint32_t>(base) + static_cast<std::uint32_t>(digit);
    }
    if (value > most || (value >= 0xD800 && value < 0xE000)) {
      fail("escape sequence is an invalid Unicode code point");
      return false;
    }
    return true;
  }

  static int digitValue(int c) {
    if (isDigit(c)) {
      return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
      return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : 16;
  }

  void rawString() {
    ++m_at;
    while (peek() != '`') {
      if (peek() == kEnd) {
        return fail("unterminated raw string");
      }
      const std::size_t length = runeLength(m_source.substr(m_at));
      if (length == 0) {
        return fail("invalid UTF-8 rune");
      }
      m_at += length;
    }
    ++m_at;
    emit(TokenKind::string, std::string(word()));
  }

  std::string_view m_source;
  std::vector<Token> m_tokens;
  std::size_t m_at = 0;
  std::size_t m_start = 0;
  int m_parens = 0;
  bool m_done = false;
  bool m_braces = false;
  bool m_brackets = false;
  bool m_durations = false;    ///< behind a left bracket, before the first literal
  bool m_colon = false;        ///< in this bracket
  bool m_sawDuration = false;  ///< in this bracket
};

}  // namespace

std::vector<Token> lex(std::string_view source) {
  return Lexer(source).run();
}

bool isAggregation(std::string_view keyword) {
  return has(kAggregations, keyword);
}

bool isOperator(std::string_view text) {
  static constexpr std::array<std::string_view, 14> kSymbols{
      "+", "-", "*", "/", "%", "^", "==", "!=", "<=", "<", ">=", ">", "</", ">/"};
  return has(kSymbols, text) || has(kWordOperators, text);
}

}  // namespace claimscope::promql
