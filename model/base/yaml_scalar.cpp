#include "model/base/yaml_scalar.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "model/base/ascii.h"

namespace claimscope::yaml {

namespace {

template <std::size_t N>
bool isOneOf(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

/// Go's ParseInt and ParseUint with base 0: 0x, 0o, 0b and a leading 0 for octal.
std::optional<std::string> integer(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) {
    text.remove_prefix(1);
  }
  int base = 10;
  if (text.size() > 1 && text[0] == '0') {
    const char mark = static_cast<char>(text[1] | 0x20);
    base = mark == 'x' ? 16 : mark == 'b' ? 2 : 8;
    text.remove_prefix(mark == 'x' || mark == 'b' || mark == 'o' ? 2 : 1);
  }
  std::uint64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value, base);
  if (text.empty() || error != std::errc() || stop != end || (negative && value > std::uint64_t{1} << 63U)) {
    return std::nullopt;
  }
  return fmt::format("{}{}", negative && value != 0 ? "-" : "", value);
}

/// [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?
bool looksLikeFloat(std::string_view text) {
  std::size_t i = 0;
  const auto digits = [&] {
    const std::size_t start = i;
    while (i < text.size() && isDigit(text[i])) {
      ++i;
    }
    return i - start;
  };
  i += text.starts_with('-') || text.starts_with('+') ? 1U : 0U;
  const std::size_t whole = digits();
  if (i < text.size() && text[i] == '.') {
    ++i;
    if (digits() == 0 && whole == 0) {
      return false;
    }
  } else if (whole == 0) {
    return false;
  }
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    i += i < text.size() && (text[i] == '-' || text[i] == '+') ? 1U : 0U;
    if (digits() == 0) {
      return false;
    }
  }
  return i == text.size();
}

std::optional<std::string> floating(std::string_view text) {
  if (!looksLikeFloat(text)) {
    return std::nullopt;
  }
  text.remove_prefix(text.starts_with('+') ? 1 : 0);
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value == 0 ? "0" : fmt::format("{}", value);
}

}  // namespace

Scalar resolvePlain(std::string_view text) {
  constexpr std::array<std::string_view, 5> kNull = {"", "~", "null", "Null", "NULL"};
  constexpr std::array<std::string_view, 11> kTrue = {"y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"};
  constexpr std::array<std::string_view, 11> kFalse = {"n",     "N",     "no",  "No",  "NO", "false",
                                                       "False", "FALSE", "off", "Off", "OFF"};
  constexpr std::array<std::string_view, 12> kNotFinite = {".nan",  ".NaN",  ".NAN",  ".inf",  ".Inf",  ".INF",
                                                           "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF"};
  if (isOneOf(text, kNull)) {
    return {ScalarType::null, "null"};
  }
  if (isOneOf(text, kTrue)) {
    return {ScalarType::boolean, "true"};
  }
  if (isOneOf(text, kFalse)) {
    return {ScalarType::boolean, "false"};
  }
  if (isOneOf(text, kNotFinite)) {
    return {ScalarType::notFinite, {}};
  }
  const char first = text.front();
  if (!isDigit(first) && first != '+' && first != '-' && first != '.') {
    return {};
  }
  std::string plain(text);
  if (first != '.') {
    std::erase(plain, '_');
    if (const std::optional<std::string> number = integer(plain)) {
      return {ScalarType::number, *number};
    }
  }
  if (const std::optional<std::string> number = floating(plain)) {
    return {ScalarType::number, *number};
  }
  return {};
}

std::string quoteJson(std::string_view text) {
  std::string out = "\"";
  out.reserve(text.size() + 2);
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
          out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
        } else {
          out += c;
        }
    }
  }
  return out + '"';
}

}  // namespace claimscope::yaml
