// ChangeRows: what changed between two moments, row by row. GUI thread.
#pragma once

#include <memory>
#include <vector>

#include "ui/base/past_view.h"
#include "ui/tables/row_source.h"

namespace claimscope::ui {

class ChangeRows final : public RowSource {
 public:
  explicit ChangeRows(ComparisonPtr comparison);
  [[nodiscard]] Row size() const override { return static_cast<Row>(m_comparison->changes.told.size()); }
  [[nodiscard]] const std::vector<Column>& columns() const override { return m_columns; }
  [[nodiscard]] Cell cell(Row row, int column) const override;
  [[nodiscard]] SortKey sortKey(Row row, int column) const override;
  [[nodiscard]] std::uint64_t identity(Row row) const override;
  [[nodiscard]] ObjectRef object(Row row) const override;
  [[nodiscard]] Row find(const ObjectRef& object) const override;
  /// In the order of time while nobody sorts.
  [[nodiscard]] int band(Row row) const override { return static_cast<int>(row); }
  [[nodiscard]] const cluster::ObjectChange& change(Row row) const { return m_comparison->changes.told[row]; }
  [[nodiscard]] const diagnosis::CauseTag& tag(Row row) const { return m_comparison->tags[row]; }
  /// True where every word occurs in what the row says.
  [[nodiscard]] bool matches(Row row, const std::vector<std::string>& words) const;

 private:
  ComparisonPtr m_comparison;
  std::vector<Column> m_columns;
  mutable std::vector<std::vector<std::string>> m_texts;  ///< by row, made when they are asked for: what sort keys point to
};

/// "likely cause", "effect".
[[nodiscard]] QString tagWord(diagnosis::CauseTag::Kind kind);

}  // namespace claimscope::ui
