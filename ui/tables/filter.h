// Filter: what a person typed to narrow a table: "state=free memory>=10Gi h100". Pure; any thread.
#pragma once

#include <QString>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace claimscope::ui {

enum class FilterOperator { equal, notEqual, atLeast, atMost, greater, less, contains };

struct FilterTerm {
  QString key;
  FilterOperator op = FilterOperator::equal;
  QString value;

  [[nodiscard]] QString operatorText() const;
  /// "state=free"; a value with spaces is quoted.
  [[nodiscard]] QString str() const;
  friend bool operator==(const FilterTerm&, const FilterTerm&) = default;
};

struct Filter {
  std::vector<FilterTerm> terms;  ///< ANDed, but equal-terms of one key are alternatives
  QString find;                   ///< words that must occur somewhere, without regard to case

  [[nodiscard]] bool empty() const { return terms.empty() && find.isEmpty(); }
  [[nodiscard]] QString str() const;
  friend bool operator==(const Filter&, const Filter&) = default;
};

/// Words with an operator become terms, the others are searched for. Double quotes keep spaces in a value.
[[nodiscard]] Filter parseFilter(const QString& text);

/// A term made ready for 100,000 comparisons: texts case-folded once, numbers and quantities ("10Gi") parsed once.
class TermMatcher {
 public:
  explicit TermMatcher(const FilterTerm& term);
  /// Equality and `~` ignore the case of ASCII letters; `<` and `>` compare in natural order when the value is no number.
  [[nodiscard]] bool text(std::string_view value) const;
  [[nodiscard]] bool number(double value) const;
  /// An absent value is different from every value and nothing else.
  [[nodiscard]] bool absent() const { return m_op == FilterOperator::notEqual; }

 private:
  FilterOperator m_op;
  std::string m_text;
  std::optional<double> m_number;
};

/// True when `needle` (lower case) occurs in `text`, ASCII letters compared without case.
[[nodiscard]] bool containsFolded(std::string_view text, std::string_view needle);
/// Lower case of the ASCII letters, UTF-8.
[[nodiscard]] std::string folded(const QString& text);
/// The words of Filter::find, folded.
[[nodiscard]] std::vector<std::string> findWords(const QString& find);

}  // namespace claimscope::ui
