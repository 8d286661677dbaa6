// Regexes: RE2 patterns as Go's regexp package takes them. Any thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/cel/value.h"

namespace re2 {
class RE2;
}

namespace claimscope::cel {

struct Pattern {
  std::shared_ptr<const re2::RE2> regex;  ///< null when the pattern is none
  std::string error;
};
[[nodiscard]] Pattern compilePattern(std::string_view pattern);

/// Unanchored search, an error value for a bad pattern.
[[nodiscard]] Value matchesPattern(std::string_view text, std::string_view pattern);
[[nodiscard]] bool matchesCompiled(std::string_view text, const re2::RE2& regex);
/// The leftmost match, empty when there is none.
[[nodiscard]] std::string findFirst(std::string_view text, const re2::RE2& regex);
/// Successive matches, at most `limit` of them; all when it is negative.
[[nodiscard]] std::vector<std::string> findAll(std::string_view text, const re2::RE2& regex, std::int64_t limit);

}  // namespace claimscope::cel
