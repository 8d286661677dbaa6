// ObjectRows: the rows of one kind of the Objects pages, with its tabs and filter keys. Built and read on the GUI thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "ui/tables/filter.h"
#include "ui/tables/row_source.h"
#include "ui/tables/state_tabs.h"

namespace claimscope::ui {

/// What the page needs of a source of rows besides what a table does. Places of deleted or hidden objects keep their number, so
/// that a row is found again cheaply; they are not present.
class ObjectRows : public RowSource {
 public:
  [[nodiscard]] virtual bool present(Row row) const = 0;
  /// The tabs a row belongs to, bit 0 for the first after "All".
  [[nodiscard]] virtual std::uint32_t tabsOf(Row row) const = 0;
  [[nodiscard]] virtual std::int64_t presentRows() const = 0;
  /// Rows of a tab; 0 is "All".
  [[nodiscard]] virtual std::int64_t inTab(std::size_t tab) const = 0;
  /// The column that a filter key means; -1 when there is none.
  [[nodiscard]] virtual int keyOf(const QString& key) const = 0;
  [[nodiscard]] virtual bool matches(Row row, int key, const TermMatcher& matcher) const = 0;
  /// Every word occurs in some text of the row.
  [[nodiscard]] virtual bool contains(Row row, const std::vector<std::string>& words) const = 0;
};

inline constexpr std::size_t kMostTabs = 8;

/// Cells that look the same on every page of objects.
[[nodiscard]] Cell dashCell();
[[nodiscard]] Cell unknownCell(const QString& tooltip = {});
/// A dash when the text is empty.
[[nodiscard]] Cell wordCell(const QString& text, Ink ink = Ink::secondary);
[[nodiscard]] Cell nameCell(std::string_view text, Ink ink = Ink::secondary);
[[nodiscard]] Cell countCell(std::int64_t value, Bound bound = Bound::exact, Ink ink = Ink::primary);
/// A dash for none, which is what most rows have.
[[nodiscard]] Cell fewCell(std::int64_t value, Bound bound = Bound::exact, Ink ink = Ink::primary);
[[nodiscard]] Cell ageCell(Time since, Time now);
[[nodiscard]] Cell markCell(const QString& text, Mark mark, Ink ink = Ink::primary);
/// Devices by state as one bar.
[[nodiscard]] Cell stateBarCell(const cluster::StateCounts& counts);

[[nodiscard]] inline SortKey textKey(std::string_view text) {
  return {text.empty(), 0, text};
}
[[nodiscard]] inline SortKey numberKey(double value) {
  return {false, value, {}};
}
/// Older is more: sorts on the time itself, which does not move.
[[nodiscard]] inline SortKey ageKey(Time since) {
  return {!since.isSet(), -static_cast<double>(since.ms), {}};
}

}  // namespace claimscope::ui
