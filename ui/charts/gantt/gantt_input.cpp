// GanttChart: mouse and keyboard. GUI thread.
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/base/format.h"
#include "ui/base/tool_tip.h"
#include "ui/charts/gantt/gantt_chart.h"
#include "ui/charts/gantt/gantt_painter.h"

namespace claimscope::ui {

void GanttChart::chooseRow(std::size_t row, bool tell) {
  m_row = row;
  m_selection = objectOf(row);
  setAccessibleDescription(wordsOf(row));
  update();
  if (tell) {
    Q_EMIT selected(m_selection);
  }
}

/// With `area` the rows between are an area over the whole time in sight.
void GanttChart::stepRow(int by, bool area) {
  if (m_shown.empty()) {
    return;
  }
  const auto last = static_cast<std::int64_t>(m_shown.size()) - 1;
  const std::int64_t before =
      m_row ? static_cast<std::int64_t>(*m_row) : static_cast<std::int64_t>(m_scale.top()) - (by > 0 ? 1 : -1);
  const auto row = static_cast<std::size_t>(std::clamp<std::int64_t>(before + by, 0, last));
  if (area) {
    m_areaFrom = m_areaFrom.value_or(static_cast<std::size_t>(std::clamp<std::int64_t>(before, 0, last)));
    m_area = GanttArea{std::min(*m_areaFrom, row), std::max(*m_areaFrom, row), m_scale.from(), m_scale.to()};
  } else {
    m_areaFrom.reset();
  }
  m_scale.reveal(row);
  chooseRow(row, true);
  if (area) {
    Q_EMIT areaChosen();
  }
}

void GanttChart::mousePressEvent(QMouseEvent* event) {
  m_pressed = event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton;
  m_pressedAt = event->position();
  m_draggedTo = event->position();
  m_dragging = false;
  m_choosing = event->button() == Qt::LeftButton && (event->modifiers() & Qt::ShiftModifier) != 0;
  m_keyboard = false;
}

void GanttChart::mouseMoveEvent(QMouseEvent* event) {
  constexpr double kSlop = 4;
  const QPointF at = event->position();
  if (!m_pressed) {
    if (const auto row = rowAt(at); row != m_hovered) {
      m_hovered = row;
      update();
    }
    return;
  }
  if (!m_dragging && (at - m_pressedAt).manhattanLength() <= kSlop) {
    return;
  }
  m_dragging = true;
  m_hovered.reset();
  if (m_choosing && !m_shown.empty()) {
    const QPointF origin(plotRect().topLeft());
    const double last = static_cast<double>(m_shown.size()) - 1;
    const auto row = [&](double y) { return static_cast<std::size_t>(std::clamp(m_scale.rowAt(y - origin.y()), 0.0, last)); };
    const double a = m_scale.msAt(m_pressedAt.x() - origin.x());
    const double b = m_scale.msAt(at.x() - origin.x());
    m_area = GanttArea{std::min(row(m_pressedAt.y()), row(at.y())), std::max(row(m_pressedAt.y()), row(at.y())), std::min(a, b),
                       std::max(a, b)};
  } else {
    m_scale.panBy(at - m_draggedTo);
    m_draggedTo = at;
  }
  update();
}

void GanttChart::mouseReleaseEvent(QMouseEvent* event) {
  const bool dragged = m_dragging;
  const bool chose = m_choosing;
  m_pressed = m_dragging = m_choosing = false;
  if (dragged) {
    if (chose) {
      Q_EMIT areaChosen();
    }
    return;
  }
  if (event->button() != Qt::LeftButton) {
    return;
  }
  if (const auto row = rowAt(event->position())) {
    chooseRow(*row, true);
  } else if (m_selection) {
    m_selection.reset();
    m_row.reset();
    update();
    Q_EMIT selected(std::nullopt);
  }
}

void GanttChart::mouseDoubleClickEvent(QMouseEvent* event) {
  if (const auto row = rowAt(event->position())) {
    Q_EMIT activated(objectOf(*row));
  }
}

void GanttChart::wheelEvent(QWheelEvent* event) {
  const QPointF at = event->position() - QPointF(plotRect().topLeft());
  if ((event->modifiers() & Qt::ShiftModifier) != 0) {
    m_scale.panBy({0, event->angleDelta().y() * 0.7 + event->angleDelta().x() * 0.7});
  } else {
    m_scale.zoomAt({std::max(0.0, at.x()), std::max(0.0, at.y())}, std::pow(1.0015, event->angleDelta().y()));
  }
  update();
  event->accept();
}

void GanttChart::leaveEvent(QEvent*) {
  m_hovered.reset();
  update();
}

void GanttChart::keyPressEvent(QKeyEvent* event) {
  constexpr double kPan = 60;
  const bool shift = (event->modifiers() & Qt::ShiftModifier) != 0;
  const int page = std::max(1, static_cast<int>(m_scale.plot().height() / m_scale.rowHeight()) - 1);
  m_keyboard = true;
  switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      zoomBy(1.25);
      return;
    case Qt::Key_Minus:
      zoomBy(0.8);
      return;
    case Qt::Key_0:
      fitAll();
      return;
    case Qt::Key_Home:
      showRecent();
      return;
    case Qt::Key_W:
      m_scale.panBy({0, kPan});
      break;
    case Qt::Key_S:
      m_scale.panBy({0, -kPan});
      break;
    case Qt::Key_A:
    case Qt::Key_Left:
      m_scale.panBy({kPan, 0});
      break;
    case Qt::Key_D:
    case Qt::Key_Right:
      m_scale.panBy({-kPan, 0});
      break;
    case Qt::Key_Up:
      stepRow(-1, shift);
      return;
    case Qt::Key_Down:
      stepRow(1, shift);
      return;
    case Qt::Key_PageUp:
      stepRow(-page, shift);
      return;
    case Qt::Key_PageDown:
      stepRow(page, shift);
      return;
    case Qt::Key_F:
      if (m_row) {
        const GanttBar& bar = barOf(*m_row);
        m_scale.reveal(*m_row);
        m_scale.showTime(bar.begun, bar.last());
      }
      break;
    case Qt::Key_Escape:
      if (m_area) {
        m_areaFrom.reset();
        setArea(std::nullopt);
        return;
      }
      if (m_selection) {
        m_selection.reset();
        m_row.reset();
        update();
        Q_EMIT selected(std::nullopt);
        return;
      }
      event->ignore();
      return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (m_row) {
        Q_EMIT activated(objectOf(*m_row));
      }
      return;
    default:
      event->ignore();
      return;
  }
  update();
}

void GanttChart::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  m_keyboard = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
  update();
}

void GanttChart::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  update();
}

bool GanttChart::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto row = rowAt(help->pos());
    showToolTip(*help, row ? wordsOf(*row) : QString(), this);
    return true;
  }
  return QWidget::event(event);
}

}  // namespace claimscope::ui
