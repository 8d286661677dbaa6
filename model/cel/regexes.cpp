#include "model/cel/regexes.h"

#include <re2/re2.h>

#include <list>

namespace claimscope::cel {
namespace {

/// \C matches one byte in RE2; Go's regexp does not know it.
bool usesSingleByte(std::string_view pattern) {
  bool quoted = false;
  for (std::size_t i = 0; i + 1 < pattern.size(); ++i) {
    if (pattern[i] != '\\') {
      continue;
    }
    const char c = pattern[i + 1];
    if (quoted) {
      quoted = c != 'E';
    } else if (c == 'Q') {
      quoted = true;
    } else if (c == 'C') {
      return true;
    }
    ++i;
  }
  return false;
}

/// (?<name>…) as Go 1.22 also spells (?P<name>…).
std::string withNamedGroups(std::string_view pattern) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '\\' && i + 1 < pattern.size()) {
      out += pattern[i++];
      out += pattern[i];
    } else if (pattern.substr(i).starts_with("(?<")) {
      out += "(?P<";
      i += 2;
    } else {
      out += pattern[i];
    }
  }
  return out;
}

}  // namespace

Pattern compilePattern(std::string_view pattern) {
  re2::RE2::Options options(re2::RE2::Quiet);
  options.set_max_mem(std::int64_t{64} << 20);
  Pattern out;
  if (usesSingleByte(pattern)) {
    out.error = "error parsing regexp: invalid escape sequence: `\\C`";
    return out;
  }
  auto regex = std::make_shared<const re2::RE2>(withNamedGroups(pattern), options);
  if (regex->ok()) {
    out.regex = std::move(regex);
  } else {
    out.error = "error parsing regexp: " + regex->error();
  }
  return out;
}

bool matchesCompiled(std::string_view text, const re2::RE2& regex) {
  return regex.Match({text.data(), text.size()}, 0, text.size(), re2::RE2::UNANCHORED, nullptr, 0);
}

Value matchesPattern(std::string_view text, std::string_view pattern) {
  const Pattern compiled = compilePattern(pattern);
  return compiled.regex ? Value::boolean(matchesCompiled(text, *compiled.regex)) : Value::error(compiled.error);
}

std::string findFirst(std::string_view text, const re2::RE2& regex) {
  re2::StringPiece match;
  if (!regex.Match({text.data(), text.size()}, 0, text.size(), re2::RE2::UNANCHORED, &match, 1)) {
    return {};
  }
  return std::string(match.data(), match.size());
}

std::vector<std::string> findAll(std::string_view text, const re2::RE2& regex, std::int64_t limit) {
  std::vector<std::string> out;
  const re2::StringPiece input(text.data(), text.size());
  std::size_t at = 0;
  std::size_t previousEnd = std::string_view::npos;
  while (at <= text.size() && (limit < 0 || out.size() < static_cast<std::size_t>(limit))) {
    re2::StringPiece match;
    if (!regex.Match(input, at, text.size(), re2::RE2::UNANCHORED, &match, 1)) {
      break;
    }
    const auto begin = static_cast<std::size_t>(match.data() - text.data());
    const std::size_t end = begin + match.size();
    // An empty match right after the last one does not count, as in Go.
    const bool accepted = !(match.empty() && begin == previousEnd);
    if (end > at) {
      at = end;
    } else {
      std::size_t width = 1;
      while (at + width < text.size() && (static_cast<unsigned char>(text[at + width]) & 0xC0U) == 0x80U) {
        ++width;
      }
      at += width;
    }
    previousEnd = end;
    if (accepted) {
      out.emplace_back(match.data(), match.size());
    }
  }
  return out;
}

}  // namespace claimscope::cel
