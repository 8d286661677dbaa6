// TableView: rows of 26 px under a header of 26, one tab stop, keyboard, copy, selection kept by identity. GUI thread.
#pragma once

#include <QTableView>
#include <optional>
#include <vector>

#include "ui/base/theme.h"
#include "ui/tables/cell_delegate.h"
#include "ui/tables/table_model.h"

namespace claimscope::ui {

class TableHeader;

class TableView final : public QTableView {
  Q_OBJECT
 public:
  TableView(Look& look, TableModel& model, QWidget* parent = nullptr);

  /// Shows an object as the selected row without telling anybody; false when it is not among the rows.
  bool select(const std::optional<ObjectRef>& object);
  [[nodiscard]] std::optional<ObjectRef> currentObject() const;
  void setStale(bool stale);
  void setCellPadding(int padding);
  /// Header and selected rows (every row when nothing is selected), tab separated: for Ctrl+C.
  [[nodiscard]] QString copyText() const;
  [[nodiscard]] int firstVisibleRow() const;
  [[nodiscard]] int visibleRows() const;
  [[nodiscard]] int selectedRows() const;

 Q_SIGNALS:
  /// The person moved the selection; nullopt when it was cleared.
  void objectSelected(const std::optional<claimscope::ui::ObjectRef>& object);
  /// Enter or double click.
  void objectActivated(const claimscope::ui::ObjectRef& object);
  /// Esc with nothing left to clear.
  void escaped();
  /// Scrolled, sorted, selected: what a footer says may differ.
  void lookedElsewhere();

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  bool viewportEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void scrollContentsBy(int dx, int dy) override;
  void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
  void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

 private:
  void applyColumns();
  void layoutColumns();
  void measureColumns();
  void widen(int column, int need);
  void remember();
  void restore();
  void clearSelectionByUser();
  void setHovered(int row);
  void restyle();
  [[nodiscard]] int anchorRow() const;

  Look& m_look;
  TableModel& m_model;
  RowLooks m_looks;
  bool m_keyboardFocus = false;
  bool m_quiet = false;  ///< selection changes are ours, not the person's
  bool m_layingOut = false;
  std::vector<int> m_dragged;  ///< widths the person chose, 0 for none, by column
  std::vector<int> m_needs;    ///< what title and cells take, by column; hidden ones 0
  std::vector<int> m_titles;   ///< what the title takes
  bool m_measured = false;     ///< with rows to look at
  std::vector<std::uint64_t> m_keptSelection;
  std::optional<std::uint64_t> m_keptCurrent;
  std::optional<std::uint64_t> m_keptAnchor;
  int m_keptOffset = 0;  ///< of the anchor row's top from the viewport's
  int m_keptColumn = 0;
};

}  // namespace claimscope::ui
