// Literals of PromQL: numbers, durations, strings, regular expressions, each accepted exactly where Prometheus does. Any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace claimscope::promql {

/// A number token: decimal, 0x1f, 017, 1_000, 1e3, Inf, NaN. Empty when Go's strconv refuses it.
[[nodiscard]] std::optional<double> parseNumber(std::string_view text);
/// "1h30m", "5m", "0" to seconds; the error in Prometheus' words.
[[nodiscard]] tl::expected<double, std::string> parsePromDuration(std::string_view text);
/// "5m", "1h30m", "1.5s" is "1s500ms": the shortest way to write it.
[[nodiscard]] std::string formatPromDuration(std::int64_t milliseconds);
/// What a string token stands for; the lexer has already refused bad escapes.
[[nodiscard]] std::string unquote(std::string_view token);
/// In double quotes.
[[nodiscard]] std::string quote(std::string_view text);
[[nodiscard]] bool validUtf8(std::string_view text);
/// Length of the character at the beginning; 0: no valid UTF-8, or U+FFFD itself, which Go cannot tell apart.
[[nodiscard]] std::size_t runeLength(std::string_view text);

/// Whether an anchored regular expression matches the empty string; the error when it is none.
[[nodiscard]] tl::expected<bool, std::string> regexMatchesEmpty(std::string_view pattern);
[[nodiscard]] bool regexMatches(std::string_view pattern, std::string_view text);

}  // namespace claimscope::promql
