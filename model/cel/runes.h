// Runes: texts as code points, as Go's []rune sees them. Pure functions; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace claimscope::cel {

using Runes = std::vector<std::uint32_t>;

/// A byte that is no UTF-8 becomes U+FFFD.
[[nodiscard]] Runes toRunes(std::string_view text);
[[nodiscard]] std::string fromRunes(const Runes& runes, std::size_t begin, std::size_t end);
/// There and back: only what is no UTF-8 changes.
[[nodiscard]] std::string sanitized(std::string_view text);
/// unicode.IsSpace.
[[nodiscard]] bool isSpace(std::uint32_t rune);
void appendRune(std::string& out, std::uint32_t rune);

}  // namespace claimscope::cel
