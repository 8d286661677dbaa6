// SimpleRows: a small table written out cell by cell: what Settings lists. GUI thread.
#pragma once

#include <string>
#include <vector>

#include "ui/tables/row_source.h"

namespace claimscope::ui {

class SimpleRows final : public RowSource {
 public:
  struct Line {
    std::string id;  ///< unique among the rows
    std::vector<Cell> cells;
    std::vector<double> numbers = {};  ///< by column, for sorting: NaN sorts by the text, below 0 is no value; empty: all by text
    std::uint32_t group = 0;           ///< index into the groups
  };
  /// `kind` is that of the rows' objects: "context", "access", "source".
  SimpleRows(std::string kind, std::vector<Column> columns, std::vector<Line> lines, std::vector<RowGroup> groups = {});

  [[nodiscard]] Row size() const override { return static_cast<Row>(m_lines.size()); }
  [[nodiscard]] const std::vector<Column>& columns() const override { return m_columns; }
  [[nodiscard]] Cell cell(Row row, int column) const override;
  [[nodiscard]] SortKey sortKey(Row row, int column) const override;
  [[nodiscard]] std::uint64_t identity(Row row) const override;
  [[nodiscard]] ObjectRef object(Row row) const override { return {m_kind, {}, m_lines[row].id}; }
  [[nodiscard]] Row find(const ObjectRef& object) const override;
  /// Rows stand as they were given while nobody sorts.
  [[nodiscard]] int band(Row row) const override { return static_cast<int>(row); }
  [[nodiscard]] std::uint32_t groupCount() const override { return static_cast<std::uint32_t>(m_groups.size()); }
  [[nodiscard]] std::uint32_t groupOf(Row row) const override { return m_lines[row].group; }
  [[nodiscard]] RowGroup group(std::uint32_t index, std::uint32_t /*accepted*/) const override { return m_groups[index]; }

 private:
  std::string m_kind;
  std::vector<Column> m_columns;
  std::vector<Line> m_lines;
  std::vector<RowGroup> m_groups;
  std::vector<std::vector<std::string>> m_texts;  ///< what sort keys point to
};

}  // namespace claimscope::ui
