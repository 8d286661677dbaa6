#include "ui/shell/nav_rail.h"

#include <QFocusEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "ui/base/controls.h"
#include "ui/base/shapes.h"

namespace claimscope::ui {
namespace {

constexpr int kWide = 152;
constexpr int kNarrow = 48;
constexpr int kBrand = 44;
constexpr int kItem = 32;
constexpr int kGap = 2;
constexpr int kDivider = 13;
constexpr int kFoot = 52;

}  // namespace

NavRail::NavRail(Look& look, std::vector<Item> items, QWidget* parent)
    : QWidget(parent), m_look(look), m_items(std::move(items)) {
  setFixedWidth(kWide);
  setMouseTracking(true);
  setFocusPolicy(Qt::TabFocus);
  setAttribute(Qt::WA_OpaquePaintEvent);
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  describe();
}

void NavRail::describe() {
  const Item& item = m_items[static_cast<std::size_t>(m_focused)];
  setAccessibleName(tr("Pages"));
  setAccessibleDescription(item.count.isEmpty() ? item.title : item.title + QLatin1Char(' ') + item.count);
}

void NavRail::setCurrent(const QString& id) {
  for (std::size_t i = 0; i < m_items.size(); ++i) {
    if (m_items[i].id == id) {
      m_current = static_cast<int>(i);
      m_focused = m_current;
    }
  }
  describe();
  update();
}

void NavRail::setCount(const QString& id, const QString& count, bool critical) {
  for (Item& item : m_items) {
    if (item.id == id && (item.count != count || item.critical != critical)) {
      item.count = count;
      item.critical = critical;
      update();
    }
  }
}

void NavRail::setKey(const QString& id, const QString& key) {
  for (Item& item : m_items) {
    if (item.id == id) {
      item.key = key;
    }
  }
}

void NavRail::setCollapsed(bool collapsed) {
  m_collapsed = collapsed;
  setFixedWidth(collapsed ? kNarrow : kWide);
  update();
}

QRect NavRail::itemRect(int index) const {
  int y = kBrand + 8;
  for (int i = 0; i <= index; ++i) {
    y += m_items[static_cast<std::size_t>(i)].divided ? kDivider - kGap : 0;
    if (i < index) {
      y += kItem + kGap;
    }
  }
  return {8, y, width() - 17, kItem};
}

int NavRail::indexAt(const QPoint& point) const {
  for (int i = 0; i < static_cast<int>(m_items.size()); ++i) {
    if (itemRect(i).contains(point)) {
      return i;
    }
  }
  return -1;
}

void NavRail::paintItem(QPainter& painter, int index) const {
  const Theme& theme = m_look.theme();
  const Item& item = m_items[static_cast<std::size_t>(index)];
  const QRect rect = itemRect(index);
  const bool on = index == m_current;
  painter.setRenderHint(QPainter::Antialiasing, true);
  if (item.divided) {
    painter.fillRect(rect.left() + 4, rect.top() - kDivider / 2 - 1, rect.width() - 8, 1, theme.border.subtle);
  }
  if (on || index == m_hovered) {
    painter.setPen(on && theme.highContrast ? QPen(theme.border.strong, 2) : QPen(Qt::NoPen));
    painter.setBrush(on ? theme.bg.active : theme.bg.hover);
    painter.drawRoundedRect(rect, 5, 5);
  }
  if (on) {
    painter.fillRect(0, rect.top() + 6, 3, rect.height() - 12, theme.accent.fill);
  }
  const QColor ink = on ? theme.text.primary : theme.text.secondary;
  const int iconLeft = m_collapsed ? rect.center().x() - 7 : rect.left() + 9;
  painter.drawPixmap(iconLeft, rect.top() + 8, m_look.icon(item.icon, 16, ink, devicePixelRatioF()));
  QFont font = m_look.font(on ? FontRole::bodyStrong : FontRole::body);
  if (m_collapsed) {
    if (!item.count.isEmpty()) {
      painter.setPen(Qt::NoPen);
      painter.setBrush(item.critical ? theme.severity.critical : theme.text.muted);
      painter.drawEllipse(QPointF(iconLeft + 17, rect.top() + 8), 3, 3);
    }
  } else {
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(rect.adjusted(33, 0, -4, 0), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, item.title);
    if (!item.count.isEmpty()) {
      const QFont small = m_look.font(FontRole::caption);
      const int width = std::max(18, QFontMetrics(small).horizontalAdvance(item.count) + 8);
      const QRect badge(rect.right() - width - 8, rect.center().y() - 7, width, 16);
      painter.setPen(theme.highContrast ? QPen(item.critical ? theme.severity.critical : theme.border.strong, 1)
                                        : QPen(Qt::NoPen));
      painter.setBrush(item.critical ? theme.severity.criticalSoft : theme.bg.raised);
      painter.drawRoundedRect(badge, 4, 4);
      painter.setFont(small);
      painter.setPen(item.critical ? theme.severity.critical : theme.text.secondary);
      painter.drawText(badge, Qt::AlignCenter, item.count);
    }
  }
  if (hasFocus() && m_keyboard && index == m_focused) {
    paintFocusRing(painter, QRectF(rect).adjusted(2, 2, -2, -2), 4, theme);
  }
}

void NavRail::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = m_look.theme();
  painter.fillRect(rect(), theme.bg.rail);
  painter.fillRect(width() - theme.lineWidth, 0, theme.lineWidth, height(), theme.border.subtle);
  painter.fillRect(0, kBrand - 1, width(), 1, theme.border.subtle);
  paintLogo(painter, QRectF(m_collapsed ? 14 : 12, 12, 20, 20), theme);
  if (!m_collapsed) {
    QFont brand = m_look.font(FontRole::bodyStrong);
    brand.setPixelSize(14);
    painter.setFont(brand);
    painter.setPen(theme.text.primary);
    painter.drawText(QRect(40, 0, width() - 44, kBrand - 1), Qt::AlignVCenter | Qt::AlignLeft, QStringLiteral("Claimscope"));
  }
  for (int i = 0; i < static_cast<int>(m_items.size()); ++i) {
    paintItem(painter, i);
  }
  if (!m_collapsed && height() > itemRect(static_cast<int>(m_items.size()) - 1).bottom() + kFoot + 8) {
    const int top = height() - kFoot;
    painter.fillRect(0, top, width(), 1, theme.border.subtle);
    painter.setFont(m_look.font(FontRole::caption));
    painter.setPen(theme.text.muted);
    painter.drawText(QRect(16, top + 8, width() - 20, 16), Qt::AlignVCenter | Qt::AlignLeft, tr("?  keyboard sheet"));
    painter.drawText(QRect(16, top + 24, width() - 20, 16), Qt::AlignVCenter | Qt::AlignLeft, tr("Ctrl+B  collapse"));
  }
}

void NavRail::mouseMoveEvent(QMouseEvent* event) {
  const int index = indexAt(event->position().toPoint());
  setCursor(index >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
  if (index != m_hovered) {
    m_hovered = index;
    update();
  }
}

void NavRail::leaveEvent(QEvent*) {
  m_hovered = -1;
  update();
}

void NavRail::mousePressEvent(QMouseEvent* event) {
  const int index = indexAt(event->position().toPoint());
  if (index >= 0 && event->button() == Qt::LeftButton) {
    Q_EMIT chosen(m_items[static_cast<std::size_t>(index)].id);
  }
}

void NavRail::focusInEvent(QFocusEvent* event) {
  m_keyboard = event->reason() != Qt::MouseFocusReason;
  update();
  QWidget::focusInEvent(event);
}

void NavRail::keyPressEvent(QKeyEvent* event) {
  const int last = static_cast<int>(m_items.size()) - 1;
  switch (event->key()) {
    case Qt::Key_Up:
      m_focused = std::max(0, m_focused - 1);
      break;
    case Qt::Key_Down:
      m_focused = std::min(last, m_focused + 1);
      break;
    case Qt::Key_Home:
      m_focused = 0;
      break;
    case Qt::Key_End:
      m_focused = last;
      break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
      Q_EMIT chosen(m_items[static_cast<std::size_t>(m_focused)].id);
      return;
    default:
      QWidget::keyPressEvent(event);
      return;
  }
  m_keyboard = true;
  describe();
  update();
}

bool NavRail::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const int index = indexAt(help->pos());
    if (index >= 0) {
      const Item& item = m_items[static_cast<std::size_t>(index)];
      QToolTip::showText(help->globalPos(), item.key.isEmpty() ? item.title : tr("%1 (%2)").arg(item.title, item.key), this,
                         itemRect(index));
    }
    return true;
  }
  return QWidget::event(event);
}

}  // namespace claimscope::ui
