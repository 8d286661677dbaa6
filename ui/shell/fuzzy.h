// Fuzzy: how well what was typed fits a name: whole, beginning, beginnings of parts, anywhere, letters in order. Pure; any
// thread.
#pragma once

#include <QString>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace claimscope::ui {

/// Words of what was typed, in lower case (ASCII; other letters stay as they are), UTF-8. At most eight; the rest is ignored.
[[nodiscard]] std::vector<std::string> fuzzyWords(const QString& text);

/// Which letters and digits occur, for refusing most names without reading them: a name can match only when it has all bits of
/// the word.
[[nodiscard]] std::uint64_t letterSet(std::string_view text);

/// 0: the letters of `word` (lower case, not empty) do not occur in this order. Else the better the more; of equal fits the
/// shorter name has more. Only the first kFuzzyBytes of a name are looked at.
[[nodiscard]] int fuzzyScore(std::string_view name, std::string_view word);
inline constexpr std::size_t kFuzzyBytes = 256;

/// Of several words, each of which must fit the name or occur in `scope` (a namespace, a kind): their mean; 0 when one does not.
[[nodiscard]] int fuzzyScore(std::string_view name, std::string_view scope, const std::vector<std::string>& words);

/// Letters of a shown name that the words hit, ascending, for marking them. Words that do not fit mark nothing.
[[nodiscard]] std::vector<int> fuzzyMarks(const QString& name, const std::vector<std::string>& words);

}  // namespace claimscope::ui
