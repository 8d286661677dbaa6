// Words for people: counts, durations, names cut to length, harmless text, commands that a shell cannot misread. Pure; any
// thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/bound.h"

namespace claimscope::words {

/// "1,204".
[[nodiscard]] std::string number(std::int64_t value);
/// "1 claim", "1,204 claims"; `many` defaults to one + "s".
[[nodiscard]] std::string counted(std::int64_t value, std::string_view one, std::string_view many = {});
/// "Three" up to twelve, then figures: how a sentence begins.
[[nodiscard]] std::string numberWord(std::int64_t value);
/// "at most 41", "at least 3", "41", "an unknown number of".
[[nodiscard]] std::string bounded(std::int64_t value, Bound bound);
/// "14 m 22 s", "3 h 5 m", "2 d 3 h", "41 s"; negative is "0 s".
[[nodiscard]] std::string duration(std::int64_t milliseconds);
/// One part only, as a title has room for: "41 m".
[[nodiscard]] std::string shortDuration(std::int64_t milliseconds);
/// All of them, with that between two.
[[nodiscard]] std::string joined(const std::vector<std::string>& parts, std::string_view between = ", ");
/// "a", "a and b", "a, b and 3 more".
[[nodiscard]] std::string listed(const std::vector<std::string>& names, std::size_t shown = 3);
/// A name that keeps both ends: "ml-training-…-x4k2p". `length` in bytes; cut at UTF-8 boundaries.
[[nodiscard]] std::string middleCut(std::string_view name, std::size_t length);
/// One harmless line: controls, line ends and direction marks become spaces, invalid UTF-8 becomes U+FFFD.
[[nodiscard]] std::string oneLine(std::string_view text);
/// The first `characters` of a line, with "…" when something was cut.
[[nodiscard]] std::string cut(std::string_view text, std::size_t characters);
/// Insertions, deletions, changes and swaps of neighbours between two names; `limit` or more is given as `limit`.
[[nodiscard]] std::size_t editDistance(std::string_view a, std::string_view b, std::size_t limit);
/// A word for a POSIX shell: as it is when harmless, else in single quotes.
[[nodiscard]] std::string shellWord(std::string_view word);

}  // namespace claimscope::words
