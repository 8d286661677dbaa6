#include "ui/pages/troubleshoot/open_list.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "ui/base/controls.h"
#include "ui/base/format.h"

namespace claimscope::ui {
namespace {

constexpr int kPad = 12;

}  // namespace

OpenList::OpenList(Look& look, int rowHeight, bool lined, QWidget* parent)
    : QWidget(parent), m_look(look), m_rowHeight(rowHeight), m_lined(lined) {
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void OpenList::setItems(std::vector<OpenItem> items) {
  if (items == m_items) {
    return;
  }
  m_items = std::move(items);
  m_focused = std::clamp(m_focused, 0, std::max(0, static_cast<int>(m_items.size()) - 1));
  setFixedHeight(m_rowHeight * static_cast<int>(m_items.size()));
  update();
}

void OpenList::setCurrent(const QString& id) {
  if (id != m_current) {
    m_current = id;
    const auto found = std::find_if(m_items.begin(), m_items.end(), [&](const OpenItem& item) { return item.id == id; });
    if (found != m_items.end()) {
      m_focused = static_cast<int>(found - m_items.begin());
    }
    update();
  }
}

int OpenList::rowAt(const QPoint& point) const {
  const int row = point.y() / m_rowHeight;
  return point.y() >= 0 && row < static_cast<int>(m_items.size()) ? row : -1;
}

void OpenList::setFocused(int row) {
  if (m_items.empty()) {
    return;
  }
  m_focused = std::clamp(row, 0, static_cast<int>(m_items.size()) - 1);
  const OpenItem& item = m_items[static_cast<std::size_t>(m_focused)];
  setAccessibleDescription(item.title + QLatin1Char(' ') + item.detail + QLatin1Char(' ') + item.end);
  update();
}

void OpenList::paintItem(QPainter& painter, const OpenItem& item, const QRect& rect) const {
  const Theme& theme = m_look.theme();
  const QRectF icon(rect.x() + kPad, rect.y() + (rect.height() - 16) / 2.0, 16, 16);
  if (item.mark) {
    paintMark(painter, icon.adjusted(1, 1, -1, -1), *item.mark, theme, theme.bg.panel);
  } else if (!item.icon.isEmpty()) {
    painter.drawPixmap(icon.topLeft(), m_look.icon(item.icon, 16, theme.text.secondary, devicePixelRatioF()));
  }
  int x = rect.x() + kPad + 16 + 8;
  int end = 0;
  if (!item.end.isEmpty()) {
    painter.setFont(m_look.font(FontRole::monoSmall));
    end = painter.fontMetrics().horizontalAdvance(item.end) + 2;
    painter.setPen(inkColor(theme, item.endInk));
    painter.drawText(QRect(rect.right() - kPad - end, rect.y(), end + 1, rect.height()), Qt::AlignRight | Qt::AlignVCenter,
                     item.end);
  }
  const int room = std::max(0, rect.right() - kPad - end - 8 - x);
  const bool two = !item.detail.isEmpty();
  painter.setFont(m_look.font(two ? FontRole::bodyMedium : FontRole::small));
  painter.setPen(theme.text.primary);
  const QRect first = two ? QRect(x, rect.y() + 3, room, 18) : QRect(x, rect.y(), room, rect.height());
  painter.drawText(first, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                   painter.fontMetrics().elidedText(item.title, Qt::ElideRight, room));
  if (two) {
    painter.setFont(m_look.font(FontRole::caption));
    painter.setPen(theme.text.muted);
    painter.drawText(QRect(x, rect.y() + 21, room, 15), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(item.detail, Qt::ElideMiddle, room));
  }
}

void OpenList::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = m_look.theme();
  for (int row = 0; row < static_cast<int>(m_items.size()); ++row) {
    const OpenItem& item = m_items[static_cast<std::size_t>(row)];
    const QRect rect = rowRect(row);
    const bool current = !m_current.isEmpty() && item.id == m_current;
    if (current || row == m_hovered) {
      painter.fillRect(rect, current ? theme.bg.selected : theme.bg.hover);
    }
    if (current) {
      painter.fillRect(rect.x(), rect.y(), 3, rect.height(), theme.accent.fill);
    }
    if (m_lined && row + 1 < static_cast<int>(m_items.size())) {
      painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.border.subtle);
    }
    paintItem(painter, item, rect);
    if (hasFocus() && m_keyboard && row == m_focused) {
      paintFocusRing(painter, QRectF(rect), 0, theme);
    }
  }
}

void OpenList::mousePressEvent(QMouseEvent* event) {
  m_keyboard = false;
  if (const int row = rowAt(event->position().toPoint()); row >= 0 && event->button() == Qt::LeftButton) {
    setFocused(row);
    Q_EMIT picked(QString(m_items[static_cast<std::size_t>(row)].id));
  }
}

void OpenList::mouseMoveEvent(QMouseEvent* event) {
  if (const int row = rowAt(event->position().toPoint()); row != m_hovered) {
    m_hovered = row;
    update();
  }
}

void OpenList::leaveEvent(QEvent*) {
  m_hovered = -1;
  update();
}

void OpenList::focusInEvent(QFocusEvent* event) {
  m_keyboard = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
  setFocused(m_focused);
  QWidget::focusInEvent(event);
}

void OpenList::keyPressEvent(QKeyEvent* event) {
  m_keyboard = true;
  switch (event->key()) {
    case Qt::Key_Up:
      setFocused(m_focused - 1);
      return;
    case Qt::Key_Down:
      setFocused(m_focused + 1);
      return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
      if (!m_items.empty()) {
        Q_EMIT picked(QString(m_items[static_cast<std::size_t>(m_focused)].id));
      }
      return;
    default:
      QWidget::keyPressEvent(event);
  }
}

bool OpenList::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const int row = rowAt(help->pos()); row >= 0) {
      const OpenItem& item = m_items[static_cast<std::size_t>(row)];
      QToolTip::showText(help->globalPos(),
                         toolTipText(item.detail.isEmpty() ? item.title : item.title + QLatin1Char('\n') + item.detail), this);
    }
    return true;
  }
  return QWidget::event(event);
}

}  // namespace claimscope::ui
