// CellDelegate: paints cells and group rows from tokens. GUI thread.
#pragma once

#include <QStyledItemDelegate>

#include "ui/base/theme.h"
#include "ui/tables/row_source.h"

namespace claimscope::ui {

class TableModel;

/// What the view tells its delegate about rows; read at each paint.
struct RowLooks {
  int hovered = -1;
  int focused = -1;    ///< row with the keyboard, -1 when the table has not
  bool stale = false;  ///< last known values: drawn at 62 %
  int padding = 8;
};

class CellDelegate final : public QStyledItemDelegate {
  Q_OBJECT
 public:
  CellDelegate(Look& look, TableModel& model, const RowLooks& looks, QObject* parent = nullptr);
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  /// True when the text of a cell does not fit a width.
  [[nodiscard]] bool isCut(const Cell& cell, int width) const;
  /// In which a cell is whole; of one that is a bar `usual`.
  [[nodiscard]] int wholeWidth(const Cell& cell, int usual) const;

 Q_SIGNALS:
  /// While painting: a cell of a column of numbers needs more than it has. A number without its last digits is another number.
  void numberCut(int column, int need) const;

 private:
  void paintGround(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index, bool group) const;
  void paintGroup(QPainter& painter, const QRect& row, const RowGroup& group, bool folded) const;
  void paintPart(QPainter& painter, const QRect& rect, double part, Ink ink) const;
  void paintStates(QPainter& painter, const QRect& rect, const Cell& cell) const;
  /// False when its text had to be cut.
  bool paintCell(QPainter& painter, const QRect& rect, const Cell& cell, bool right) const;
  [[nodiscard]] int iconWidth(const Cell& cell) const;

  Look& m_look;
  TableModel& m_model;
  const RowLooks& m_looks;
};

}  // namespace claimscope::ui
