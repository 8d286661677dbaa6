// PickRows: what a guided action can be done to: nodes, devices, claims, pods or classes of a snapshot. Built on the GUI thread.
#pragma once

#include <memory>
#include <string>

#include "ui/tables/row_source.h"

namespace claimscope::ui {

/// Cells are made when they are painted, so that 40,000 devices cost an index each.
class PickRows final : public RowSource {
 public:
  /// `kind` as in Action::objectKind; unknown kinds have no rows.
  PickRows(cluster::SnapshotPtr snapshot, std::string kind, const std::string& namespaceFilter);
  [[nodiscard]] Row size() const override { return static_cast<Row>(m_rows.size()); }
  [[nodiscard]] const std::vector<Column>& columns() const override { return m_columns; }
  [[nodiscard]] Cell cell(Row row, int column) const override;
  [[nodiscard]] SortKey sortKey(Row row, int column) const override;
  [[nodiscard]] int band(Row row) const override;
  [[nodiscard]] std::uint64_t identity(Row row) const override;
  [[nodiscard]] ObjectRef object(Row row) const override;
  [[nodiscard]] Row find(const ObjectRef& object) const override;
  /// Whether a person who typed `needle` (folded) means it.
  [[nodiscard]] bool matches(Row row, const std::string& needle) const;

 private:
  [[nodiscard]] Cell nodeCell(std::uint32_t index, int column) const;
  [[nodiscard]] Cell deviceCell(std::uint32_t index, int column) const;
  [[nodiscard]] Cell claimCell(std::uint32_t index, int column) const;
  [[nodiscard]] Cell podCell(std::uint32_t index, int column) const;
  [[nodiscard]] std::string_view textOf(Row row, int column) const;
  cluster::SnapshotPtr m_snapshot;
  std::string m_kind;
  std::vector<std::uint32_t> m_rows;  ///< indexes into the inventory, slots for pods and classes
  std::vector<Column> m_columns;
};

/// "Nodes", "Devices": a title for the table.
[[nodiscard]] QString pickTitle(std::string_view kind);

}  // namespace claimscope::ui
