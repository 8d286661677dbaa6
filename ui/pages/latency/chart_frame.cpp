#include "ui/pages/latency/chart_frame.h"

#include <QKeyEvent>

namespace claimscope::ui {

ChartFrame::ChartFrame(Look& look, QWidget* chart, const QString& tableName, MakeRows makeRows, QWidget* parent)
    : QWidget(parent),
      m_look(look),
      m_stack(new QStackedLayout(this)),
      m_chart(chart),
      m_tableName(tableName),
      m_makeRows(std::move(makeRows)) {
  m_stack->setContentsMargins(0, 0, 0, 0);
  m_stack->addWidget(chart);
}

void ChartFrame::setTable(bool shown) {
  if (shown == showsTable()) {
    return;
  }
  if (m_table == nullptr) {
    m_table = new TableView(m_look, m_model, this);
    m_table->setAccessibleName(m_tableName);
    m_table->installEventFilter(this);
    m_stack->addWidget(m_table);
    connect(m_table, &TableView::objectSelected, this, &ChartFrame::objectSelected);
    connect(m_table, &TableView::objectActivated, this, &ChartFrame::objectActivated);
  }
  const QWidget* focused = window()->focusWidget();
  const bool inside = focused != nullptr && isAncestorOf(focused);
  m_stack->setCurrentWidget(shown ? static_cast<QWidget*>(m_table) : m_chart);
  refresh();
  if (inside) {
    m_stack->currentWidget()->setFocus(Qt::TabFocusReason);
  }
}

void ChartFrame::refresh() {
  if (showsTable()) {
    m_model.setSource(m_makeRows(), {});
  }
}

void ChartFrame::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_T && event->modifiers() == Qt::NoModifier) {
    setTable(!showsTable());
    return;
  }
  QWidget::keyPressEvent(event);
}

/// A table would look for a row that begins with T.
bool ChartFrame::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_table && event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_T && key->modifiers() == Qt::NoModifier) {
      setTable(false);
      return true;
    }
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace claimscope::ui
