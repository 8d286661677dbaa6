// FilterAlternatives: a filter made ready to be asked of every row. Any thread.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "ui/tables/filter.h"
#include "ui/tables/row_source.h"

namespace claimscope::ui {

/// The number of a key, none where it is negative: rows that number their keys say -1 to one they do not know.
[[nodiscard]] inline std::optional<int> known(int key) {
  return key < 0 ? std::nullopt : std::optional(key);
}

/// Several `key=value` of one key are alternatives; every other term must hold, and every word to find occur. `Key` is what the
/// rows call a key; rows have `matches(row, key, matcher)` and `contains(row, words)`.
template <class Key>
class FilterAlternatives {
 public:
  /// `keyOf` gives an optional key; a term of a key that the rows do not know is left out.
  template <class KeyOf>
  FilterAlternatives(const Filter& filter, const KeyOf& keyOf) : m_words(findWords(filter.find)) {
    for (const FilterTerm& term : filter.terms) {
      const std::optional<Key> key = keyOf(term.key);
      if (!key) {
        continue;
      }
      const bool equal = term.op == FilterOperator::equal;
      const auto found = std::find_if(m_terms.begin(), m_terms.end(),
                                      [&](const Alternatives& one) { return one.key == *key && one.equal && equal; });
      if (found != m_terms.end()) {
        found->matchers.emplace_back(term);
      } else {
        m_terms.push_back({*key, equal, {TermMatcher(term)}});
      }
    }
  }
  /// Every row passes.
  [[nodiscard]] bool empty() const { return m_terms.empty() && m_words.empty(); }

  template <class Rows>
  [[nodiscard]] bool accept(const Rows& rows, Row row) const {
    for (const Alternatives& one : m_terms) {
      if (std::none_of(one.matchers.begin(), one.matchers.end(),
                       [&](const TermMatcher& matcher) { return rows.matches(row, one.key, matcher); })) {
        return false;
      }
    }
    return m_words.empty() || rows.contains(row, m_words);
  }

 private:
  struct Alternatives {
    Key key;
    bool equal;
    std::vector<TermMatcher> matchers;  ///< any of them
  };
  std::vector<Alternatives> m_terms;
  std::vector<std::string> m_words;
};

}  // namespace claimscope::ui
