// CostRows: rows written out cell by cell, each with the object it is about. GUI thread.
#pragma once

#include <string>
#include <vector>

#include "ui/tables/row_source.h"

namespace claimscope::ui {

class CostRows final : public RowSource {
 public:
  struct Line {
    std::string id;    ///< unique among the rows
    ObjectRef object;  ///< kind empty: nothing to open
    std::vector<Cell> cells;
    std::vector<double> numbers = {};  ///< by column, for sorting: NaN sorts by the text, below 0 is no value
  };
  CostRows(std::vector<Column> columns, std::vector<Line> lines);

  [[nodiscard]] Row size() const override { return static_cast<Row>(m_lines.size()); }
  [[nodiscard]] const std::vector<Column>& columns() const override { return m_columns; }
  [[nodiscard]] Cell cell(Row row, int column) const override;
  [[nodiscard]] SortKey sortKey(Row row, int column) const override;
  [[nodiscard]] std::uint64_t identity(Row row) const override;
  /// A row without an object of its own is itself: "cost/ID".
  [[nodiscard]] ObjectRef object(Row row) const override;
  [[nodiscard]] Row find(const ObjectRef& object) const override;
  /// Rows stand as they were given while nobody sorts.
  [[nodiscard]] int band(Row row) const override { return static_cast<int>(row); }

 private:
  std::vector<Column> m_columns;
  std::vector<Line> m_lines;
  std::vector<std::vector<std::string>> m_texts;  ///< what sort keys point to
};

}  // namespace claimscope::ui
