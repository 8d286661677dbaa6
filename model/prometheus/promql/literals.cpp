#include "model/prometheus/promql/literals.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>

#include "model/base/ascii.h"

namespace claimscope::promql {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

/// Underscores stand between digits or behind a base prefix (Go's strconv).
bool underscoresStandWell(std::string_view text) {
  char saw = '^';
  std::size_t i = 0;
  bool hex = false;
  if (text.size() >= 2 && text[0] == '0' && (lower(text[1]) == 'b' || lower(text[1]) == 'o' || lower(text[1]) == 'x')) {
    i = 2;
    saw = '0';
    hex = lower(text[1]) == 'x';
  }
  for (; i < text.size(); ++i) {
    const char c = lower(text[i]);
    if (isDigit(c) || (hex && c >= 'a' && c <= 'f')) {
      saw = '0';
    } else if (c == '_') {
      if (saw != '0') {
        return false;
      }
      saw = '_';
    } else {
      if (saw == '_') {
        return false;
      }
      saw = '!';
    }
  }
  return saw != '_';
}

std::string withoutUnderscores(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != '_') {
      out += c;
    }
  }
  return out;
}

std::optional<std::int64_t> parseInteger(std::string_view text) {
  if (text.find('_') != std::string_view::npos && !underscoresStandWell(text)) {
    return std::nullopt;
  }
  std::string digits = withoutUnderscores(text);
  int base = 10;
  if (!digits.empty() && digits[0] == '0') {
    const char prefix = digits.size() >= 3 ? lower(digits[1]) : '\0';
    base = prefix == 'x' ? 16 : prefix == 'b' ? 2 : 8;
    digits.erase(0, prefix == 'x' || prefix == 'b' || prefix == 'o' ? 2 : 1);
    if (digits.empty()) {
      return 0;
    }
  }
  std::int64_t value = 0;
  const char* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, value, base);
  if (digits.empty() || !isDigit(digits[0]) || error != std::errc() || stop != end) {
    // A hexadecimal number may begin with a letter.
    if (base != 16 || digits.empty() || digits[0] == '-' || error != std::errc() || stop != end) {
      return std::nullopt;
    }
  }
  return value;
}

/// Where the first digit that is not zero stands, as a power of ten; what tells too large from too small.
int magnitude(std::string_view digits, int exponent) {
  const std::size_t dot = std::min(digits.find('.'), digits.size());
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (digits[i] != '0' && digits[i] != '.') {
      return exponent + static_cast<int>(dot) - static_cast<int>(i);
    }
  }
  return std::numeric_limits<int>::min();
}

std::optional<double> parseReal(std::string_view text) {
  if (text.find('_') != std::string_view::npos && !underscoresStandWell(text)) {
    return std::nullopt;
  }
  const std::string clean = withoutUnderscores(text);
  std::size_t i = 0;
  bool digits = false;
  bool dot = false;
  for (; i < clean.size() && (isDigit(clean[i]) || (clean[i] == '.' && !dot)); ++i) {
    digits = digits || clean[i] != '.';
    dot = dot || clean[i] == '.';
  }
  std::string mantissa = clean.substr(0, i);
  int exponent = 0;
  if (i < clean.size()) {
    if (lower(clean[i]) != 'e') {
      return std::nullopt;
    }
    const bool negative = i + 1 < clean.size() && clean[i + 1] == '-';
    i += i + 1 < clean.size() && (clean[i + 1] == '+' || clean[i + 1] == '-') ? 2U : 1U;
    if (i >= clean.size()) {
      return std::nullopt;
    }
    for (; i < clean.size(); ++i) {
      if (!isDigit(clean[i])) {
        return std::nullopt;
      }
      exponent = std::min(exponent * 10 + (clean[i] - '0'), 100'000);
    }
    exponent = negative ? -exponent : exponent;
  }
  if (!digits) {
    return std::nullopt;
  }
  if (mantissa.back() == '.') {
    mantissa.pop_back();
  }
  const std::string whole = fmt::format("{}e{}", mantissa.front() == '.' ? "0" + mantissa : mantissa, exponent);
  double value = 0;
  const auto [stop, error] = std::from_chars(whole.data(), whole.data() + whole.size(), value);
  if (error == std::errc::result_out_of_range) {
    return magnitude(mantissa, exponent) > 0 ? std::nullopt : std::optional<double>(0.0);
  }
  return error == std::errc() && stop == whole.data() + whole.size() ? std::optional<double>(value) : std::nullopt;
}

struct Unit {
  std::string_view name;
  std::uint64_t nanoseconds;
};
/// From the largest; a duration names each at most once, in this order.
constexpr std::array<Unit, 7> kUnits{{{"y", 365ULL * 24 * 3600 * 1'000'000'000},
                                      {"w", 7ULL * 24 * 3600 * 1'000'000'000},
                                      {"d", 24ULL * 3600 * 1'000'000'000},
                                      {"h", 3600ULL * 1'000'000'000},
                                      {"m", 60ULL * 1'000'000'000},
                                      {"s", 1'000'000'000},
                                      {"ms", 1'000'000}}};

void appendUtf8(std::string& out, std::uint32_t rune) {
  const auto put = [&out](std::uint32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (rune < 0x80) {
    put(rune);
  } else if (rune < 0x800) {
    put(0xC0 | (rune >> 6U));
    put(0x80 | (rune & 0x3FU));
  } else if (rune < 0x10000) {
    put(0xE0 | (rune >> 12U));
    put(0x80 | ((rune >> 6U) & 0x3FU));
    put(0x80 | (rune & 0x3FU));
  } else {
    put(0xF0 | (rune >> 18U));
    put(0x80 | ((rune >> 12U) & 0x3FU));
    put(0x80 | ((rune >> 6U) & 0x3FU));
    put(0x80 | (rune & 0x3FU));
  }
}

std::uint32_t digitsOf(std::string_view text, std::size_t& at, std::size_t count, int base) {
  std::uint32_t value = 0;
  const std::size_t end = std::min(at + count, text.size());
  std::from_chars(text.data() + at, text.data() + end, value, base);
  at = end;
  return value;
}

/// RE2 has \C for one byte; Go's regexp does not know it. Go also writes (?<name>…).
std::optional<std::string> asRe2(std::string_view pattern) {
  std::string out;
  bool quoted = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '\\' && i + 1 < pattern.size()) {
      const char c = pattern[i + 1];
      if (quoted) {
        quoted = c != 'E';
      } else if (c == 'Q') {
        quoted = true;
      } else if (c == 'C') {
        return std::nullopt;
      }
      out += pattern[i++];
      out += pattern[i];
    } else if (!quoted && pattern.substr(i).starts_with("(?<")) {
      out += "(?P<";
      i += 2;
    } else {
      out += pattern[i];
    }
  }
  return out;
}

re2::RE2::Options regexOptions() {
  re2::RE2::Options options(re2::RE2::Quiet);
  options.set_dot_nl(true);
  options.set_max_mem(std::int64_t{32} << 20);
  return options;
}

}  // namespace

std::optional<double> parseNumber(std::string_view text) {
  if (const auto integer = parseInteger(text)) {
    return static_cast<double>(*integer);
  }
  std::string word;
  for (const char c : text) {
    word += lower(c);
  }
  if (word == "inf") {
    return std::numeric_limits<double>::infinity();
  }
  if (word == "nan") {
    return std::numeric_limits<double>::quiet_NaN();
  }
  return parseReal(text);
}

tl::expected<double, std::string> parsePromDuration(std::string_view text) {
  if (text == "0") {
    return 0.0;
  }
  const auto invalid = [&] { return tl::unexpected(fmt::format("not a valid duration string: \"{}\"", text)); };
  if (text.empty()) {
    return tl::unexpected(std::string("empty duration string"));
  }
  constexpr std::uint64_t kMost = std::uint64_t{1} << 63U;
  std::uint64_t nanoseconds = 0;
  std::size_t lastUnit = 0;
  for (std::size_t i = 0; i < text.size();) {
    std::uint64_t value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + i, end, value);
    if (error != std::errc()) {
      return invalid();
    }
    i = static_cast<std::size_t>(stop - text.data());
    std::size_t unitEnd = i;
    while (unitEnd < text.size() && !isDigit(text[unitEnd])) {
      ++unitEnd;
    }
    const std::string_view name = text.substr(i, unitEnd - i);
    if (name.empty()) {
      return invalid();
    }
    i = unitEnd;
    std::size_t unit = 0;
    while (unit < kUnits.size() && kUnits[unit].name != name) {
      ++unit;
    }
    if (unit == kUnits.size()) {
      return tl::unexpected(fmt::format("unknown unit \"{}\" in duration \"{}\"", name, text));
    }
    if (unit + 1 <= lastUnit) {
      return invalid();
    }
    lastUnit = unit + 1;
    const std::uint64_t factor = kUnits[unit].nanoseconds;
    if (value > kMost / factor || nanoseconds + value * factor > kMost - 1) {
      return tl::unexpected(std::string("duration out of range"));
    }
    nanoseconds += value * factor;
  }
  return static_cast<double>(nanoseconds / 1'000'000'000) + static_cast<double>(nanoseconds % 1'000'000'000) / 1e9;
}

std::string formatPromDuration(std::int64_t milliseconds) {
  if (milliseconds <= 0) {
    return "0s";
  }
  std::string out;
  std::uint64_t rest = static_cast<std::uint64_t>(milliseconds);
  for (const Unit& unit : kUnits) {
    const std::uint64_t one = unit.nanoseconds / 1'000'000;
    // As Prometheus does: weeks and years only when nothing remains, since 90d reads better than 12w6d.
    if ((unit.name == "y" || unit.name == "w") && rest % one != 0) {
      continue;
    }
    if (rest >= one) {
      out += fmt::format("{}{}", rest / one, unit.name);
      rest %= one;
    }
  }
  return out;
}

std::string unquote(std::string_view token) {
  if (token.size() < 2) {
    return {};
  }
  const char mark = token.front();
  const std::string_view text = token.substr(1, token.size() - 2);
  if (mark == '`') {
    return std::string(text);
  }
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] != '\\' || i + 1 >= text.size()) {
      out += text[i++];
      continue;
    }
    const char c = text[i + 1];
    i += 2;
    switch (c) {
      case 'a':
        out += '\a';
        break;
      case 'b':
        out += '\b';
        break;
      case 'f':
        out += '\f';
        break;
      case 'n':
        out += '\n';
        break;
      case 'r':
        out += '\r';
        break;
      case 't':
        out += '\t';
        break;
      case 'v':
        out += '\v';
        break;
      case 'x':
        out += static_cast<char>(static_cast<unsigned char>(digitsOf(text, i, 2, 16)));
        break;
      case 'u':
        appendUtf8(out, digitsOf(text, i, 4, 16));
        break;
      case 'U':
        appendUtf8(out, digitsOf(text, i, 8, 16));
        break;
      default:
        if (c >= '0' && c <= '7') {
          --i;
          out += static_cast<char>(static_cast<unsigned char>(digitsOf(text, i, 3, 8)));
        } else {
          out += c;
        }
    }
  }
  return out;
}

std::string quote(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::size_t runeLength(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned first = byte(0);
  if (text.empty() || (first >= 0x80 && first < 0xC2) || first > 0xF4) {
    return 0;
  }
  if (first < 0x80) {
    return 1;
  }
  if (first < 0xE0) {
    return follows(1) ? 2 : 0;
  }
  if (first < 0xF0) {
    const bool good = follows(1) && follows(2) && !(first == 0xE0 && byte(1) < 0xA0) && !(first == 0xED && byte(1) > 0x9F);
    return good && !text.starts_with("\xEF\xBF\xBD") ? 3 : 0;
  }
  const bool good =
      follows(1) && follows(2) && follows(3) && !(first == 0xF0 && byte(1) < 0x90) && !(first == 0xF4 && byte(1) > 0x8F);
  return good ? 4 : 0;
}

bool validUtf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = text.substr(i).starts_with("\xEF\xBF\xBD") ? 3 : runeLength(text.substr(i));
    if (length == 0) {
      return false;
    }
    i += length;
  }
  return true;
}

tl::expected<bool, std::string> regexMatchesEmpty(std::string_view pattern) {
  const auto translated = asRe2(pattern);
  if (!translated) {
    return tl::unexpected(std::string("error parsing regexp: invalid escape sequence: `\\C`"));
  }
  const re2::RE2 regex(*translated, regexOptions());
  if (!regex.ok()) {
    return tl::unexpected("error parsing regexp: " + regex.error());
  }
  return re2::RE2::FullMatch("", regex);
}

bool regexMatches(std::string_view pattern, std::string_view text) {
  const auto translated = asRe2(pattern);
  const re2::RE2 regex(translated.value_or("["), regexOptions());
  return regex.ok() && re2::RE2::FullMatch(re2::StringPiece(text.data(), text.size()), regex);
}

}  // namespace claimscope::promql
