// TableView: mouse, keyboard, focus and tooltips. GUI thread.
#include <QClipboard>
#include <QFocusEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>

#include "ui/tables/table_view.h"

namespace claimscope::ui {

void TableView::clearSelectionByUser() {
  const bool had = selectedRows() > 0;
  selectionModel()->clear();
  m_looks.focused = -1;
  viewport()->update();
  if (!had) {
    Q_EMIT escaped();
  }
}

void TableView::keyPressEvent(QKeyEvent* event) {
  const int row = currentIndex().row();
  const bool onGroup = currentIndex().isValid() && m_model.isGroup(row);
  m_keyboardFocus = true;
  if (event->matches(QKeySequence::Copy)) {
    QGuiApplication::clipboard()->setText(copyText());
    return;
  }
  switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (onGroup) {
        m_model.setFolded(row, !m_model.isFolded(row));
      } else if (const auto object = currentObject()) {
        Q_EMIT objectActivated(*object);
      }
      return;
    case Qt::Key_Space:
      if (onGroup) {
        m_model.setFolded(row, !m_model.isFolded(row));
      } else if (currentIndex().isValid()) {
        selectionModel()->select(currentIndex(), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        Q_EMIT objectSelected(currentObject());
      }
      return;
    case Qt::Key_Escape:
      clearSelectionByUser();
      return;
    case Qt::Key_Left:
    case Qt::Key_Right:
      if (onGroup) {
        m_model.setFolded(row, event->key() == Qt::Key_Left);
      } else {
        horizontalScrollBar()->triggerAction(event->key() == Qt::Key_Left ? QAbstractSlider::SliderSingleStepSub
                                                                          : QAbstractSlider::SliderSingleStepAdd);
      }
      return;
    case Qt::Key_Home:
    case Qt::Key_End:
      if (m_model.rowCount() > 0) {
        setCurrentIndex(m_model.index(event->key() == Qt::Key_Home ? 0 : m_model.rowCount() - 1, 0));
      }
      return;
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
      QTableView::keyPressEvent(event);
      return;
    default:
      break;
  }
  if (event->matches(QKeySequence::SelectAll)) {
    QTableView::keyPressEvent(event);
    return;
  }
  event->ignore();  // single letters and page keys belong to the window
}

void TableView::mousePressEvent(QMouseEvent* event) {
  m_keyboardFocus = false;
  const QModelIndex index = indexAt(event->position().toPoint());
  if (index.isValid() && m_model.isGroup(index.row())) {
    setFocus(Qt::MouseFocusReason);
    m_model.setFolded(index.row(), !m_model.isFolded(index.row()));
    return;
  }
  QTableView::mousePressEvent(event);
}

void TableView::mouseDoubleClickEvent(QMouseEvent* event) {
  const QModelIndex index = indexAt(event->position().toPoint());
  if (const auto object = index.isValid() ? m_model.objectAt(index.row()) : std::nullopt) {
    Q_EMIT objectActivated(*object);
  }
}

void TableView::setHovered(int row) {
  if (m_looks.hovered != row) {
    m_looks.hovered = row;
    viewport()->update();
  }
}

void TableView::mouseMoveEvent(QMouseEvent* event) {
  setHovered(rowAt(event->position().toPoint().y()));
  QTableView::mouseMoveEvent(event);
}

bool TableView::viewportEvent(QEvent* event) {
  if (event->type() == QEvent::Leave) {
    setHovered(-1);
  } else if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const QModelIndex index = indexAt(help->pos());
    const auto* delegate = static_cast<const CellDelegate*>(itemDelegate());
    const Cell cell = index.isValid() ? m_model.cellAt(index.row(), index.column()) : Cell{};
    if (!cell.tooltip.isEmpty() || (!cell.text.isEmpty() && delegate->isCut(cell, columnWidth(index.column())))) {
      QToolTip::showText(help->globalPos(), index.data(Qt::ToolTipRole).toString(), this, visualRect(index));
    } else {
      QToolTip::hideText();
    }
    return true;
  }
  return QTableView::viewportEvent(event);
}

void TableView::focusInEvent(QFocusEvent* event) {
  QTableView::focusInEvent(event);
  m_keyboardFocus = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
                    event->reason() == Qt::ShortcutFocusReason || event->reason() == Qt::OtherFocusReason;
  m_looks.focused = m_keyboardFocus && currentIndex().isValid() ? currentIndex().row() : -1;
  viewport()->update();
}

void TableView::focusOutEvent(QFocusEvent* event) {
  QTableView::focusOutEvent(event);
  m_looks.focused = -1;
  viewport()->update();
}

void TableView::scrollContentsBy(int dx, int dy) {
  QTableView::scrollContentsBy(dx, dy);
  Q_EMIT lookedElsewhere();
}

}  // namespace claimscope::ui
