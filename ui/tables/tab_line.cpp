// TabLine: painting and choosing. GUI thread.
#include "ui/tables/tab_line.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "ui/base/controls.h"

namespace claimscope::ui {
namespace {

constexpr int kHeight = 32;
constexpr int kGap = 18;
constexpr int kLeastGap = 8;
constexpr int kCountGap = 5;

}  // namespace

TabLine::TabLine(Look& look, QWidget* parent, int margin) : QWidget(parent), m_look(look), m_margin(margin) {
  setFocusPolicy(Qt::TabFocus);
  setFixedHeight(kHeight);
  setMouseTracking(true);
  connect(&look, &Look::changed, this, [this] { update(); });
}

QFont TabLine::textFont(bool current) const {
  QFont font = m_look.font(FontRole::small);
  font.setWeight(current ? QFont::DemiBold : QFont::Normal);
  return font;
}

void TabLine::setTabs(std::vector<Tab> tabs) {
  if (tabs == m_tabs) {
    return;
  }
  m_tabs = std::move(tabs);
  QStringList words;
  for (const Tab& tab : m_tabs) {
    words << (tab.count.isEmpty() ? tab.text : tab.text + QLatin1Char(' ') + tab.count);
  }
  setAccessibleDescription(words.join(QStringLiteral(", ")));
  if (m_current.isEmpty() && !m_tabs.empty()) {
    m_current = m_tabs.front().id;
  }
  updateGeometry();
  update();
}

void TabLine::setCurrent(const QString& id) {
  if (m_current != id) {
    m_current = id;
    update();
  }
}

QSize TabLine::sizeHint() const {
  int width = m_margin;
  for (int i = 0; i < static_cast<int>(m_tabs.size()); ++i) {
    width = std::max(width, rectOf(i).right() + 1);
  }
  return {width, kHeight};
}

/// Words are measured in their strong form, so that nothing moves when another one becomes the current one. Where the room is
/// short the gaps give way.
QRect TabLine::rectOf(int index) const {
  const QFontMetrics words(textFont(true));
  const QFontMetrics counts(m_look.font(FontRole::monoSmall));
  const auto widthOf = [&](const Tab& tab) {
    return words.horizontalAdvance(tab.text) + (tab.count.isEmpty() ? 0 : kCountGap + counts.horizontalAdvance(tab.count));
  };
  int all = m_margin;
  for (const Tab& tab : m_tabs) {
    all += widthOf(tab);
  }
  const int between = std::max(1, static_cast<int>(m_tabs.size()) - 1);
  const int gap = width() > m_margin ? std::clamp((width() - all - 2) / between, kLeastGap, kGap) : kGap;
  int x = m_margin;
  for (int i = 0; i < index; ++i) {
    x += widthOf(m_tabs[static_cast<std::size_t>(i)]) + gap;
  }
  return {x, 0, widthOf(m_tabs[static_cast<std::size_t>(index)]), kHeight};
}

int TabLine::at(const QPoint& point) const {
  for (int i = 0; i < static_cast<int>(m_tabs.size()); ++i) {
    if (rectOf(i).adjusted(-kLeastGap / 2, 0, kLeastGap / 2, 0).contains(point)) {
      return i;
    }
  }
  return -1;
}

int TabLine::indexOf(const QString& id) const {
  const auto found = std::find_if(m_tabs.begin(), m_tabs.end(), [&](const Tab& tab) { return tab.id == id; });
  return found == m_tabs.end() ? -1 : static_cast<int>(found - m_tabs.begin());
}

void TabLine::choose(int index) {
  if (index >= 0 && index < static_cast<int>(m_tabs.size()) && m_tabs[static_cast<std::size_t>(index)].id != m_current) {
    setCurrent(m_tabs[static_cast<std::size_t>(index)].id);
    Q_EMIT chosen(QString(m_current));
  }
}

void TabLine::mousePressEvent(QMouseEvent* event) {
  choose(at(event->position().toPoint()));
}

void TabLine::mouseMoveEvent(QMouseEvent* event) {
  const int hovered = at(event->position().toPoint());
  if (hovered != m_hovered) {
    m_hovered = hovered;
    setCursor(hovered >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
  }
}

void TabLine::leaveEvent(QEvent*) {
  m_hovered = -1;
  update();
}

void TabLine::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
    choose(indexOf(m_current) + (event->key() == Qt::Key_Left ? -1 : 1));
  } else {
    QWidget::keyPressEvent(event);
  }
}

void TabLine::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = m_look.theme();
  painter.fillRect(0, height() - 1, width(), 1, theme.border.subtle);
  for (int i = 0; i < static_cast<int>(m_tabs.size()); ++i) {
    const Tab& tab = m_tabs[static_cast<std::size_t>(i)];
    const bool current = tab.id == m_current;
    const QRect rect = rectOf(i);
    painter.setFont(textFont(current));
    painter.setPen(current || i == m_hovered ? theme.text.primary : theme.text.secondary);
    painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, tab.text);
    if (!tab.count.isEmpty()) {
      painter.setFont(m_look.font(FontRole::monoSmall));
      painter.setPen(current ? theme.text.secondary : theme.text.muted);
      painter.drawText(rect, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, tab.count);
    }
    if (current) {
      painter.fillRect(rect.x(), height() - 2, rect.width(), 2, theme.accent.fill);
      if (hasFocus()) {
        paintFocusRing(painter, QRectF(rect).adjusted(-2, 3, 2, -4), 3, theme);
      }
    }
  }
}

}  // namespace claimscope::ui
