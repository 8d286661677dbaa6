// StateTabs: painting and choosing. GUI thread.
#include "ui/tables/state_tabs.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include "ui/base/controls.h"

namespace claimscope::ui {
namespace {

constexpr int kHeight = 28;
constexpr int kPadding = 10;
constexpr int kIcon = 10;
constexpr int kGap = 6;

}  // namespace

StateTabs::StateTabs(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  setFocusPolicy(Qt::TabFocus);
  setAccessibleName(tr("States"));
  setFixedHeight(kHeight);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  connect(&look, &Look::changed, this, [this] { update(); });
}

QFont StateTabs::textFont(bool current) const {
  QFont font = m_look.font(FontRole::small);
  font.setWeight(current ? QFont::DemiBold : QFont::Normal);
  return font;
}

int StateTabs::widthOf(const StateTab& tab, bool current) const {
  int width = 2 * kPadding + QFontMetrics(textFont(current)).horizontalAdvance(tab.text);
  width += tab.state || tab.mark ? kIcon + kGap : 0;
  return width + (tab.count.isEmpty() ? 0 : kGap + QFontMetrics(m_look.font(FontRole::monoSmall)).horizontalAdvance(tab.count));
}

QSize StateTabs::sizeHint() const {
  int width = 2;
  for (std::size_t i = 0; i < m_tabs.size(); ++i) {
    width += widthOf(m_tabs[i], static_cast<int>(i) == m_current);
  }
  return {width, kHeight};
}

void StateTabs::setTabs(std::vector<StateTab> tabs) {
  if (m_tabs != tabs) {
    m_tabs = std::move(tabs);
    QStringList words;
    for (const StateTab& tab : m_tabs) {
      words << tab.text + QLatin1Char(' ') + tab.count;
    }
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    updateGeometry();
    update();
  }
}

void StateTabs::setCurrent(int index) {
  if (m_current != index) {
    m_current = index;
    if (index >= 0 && static_cast<std::size_t>(index) < m_tabs.size()) {
      setAccessibleName(m_tabs[static_cast<std::size_t>(index)].text);
    }
    updateGeometry();
    update();
  }
}

void StateTabs::choose(int index) {
  if (index >= 0 && static_cast<std::size_t>(index) < m_tabs.size() && index != m_current) {
    setCurrent(index);
    Q_EMIT currentChanged(index);
  }
}

void StateTabs::mousePressEvent(QMouseEvent* event) {
  int x = 1;
  for (std::size_t i = 0; i < m_tabs.size(); ++i) {
    x += widthOf(m_tabs[i], static_cast<int>(i) == m_current);
    if (event->position().x() < x) {
      choose(static_cast<int>(i));
      return;
    }
  }
}

void StateTabs::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
    choose(m_current + (event->key() == Qt::Key_Left ? -1 : 1));
  } else {
    QWidget::keyPressEvent(event);
  }
}

void StateTabs::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Theme& theme = m_look.theme();
  const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
  QPainterPath shape;
  shape.addRoundedRect(frame, 5, 5);
  painter.fillPath(shape, theme.bg.panel);
  painter.save();
  painter.setClipPath(shape);
  int x = 1;
  for (std::size_t i = 0; i < m_tabs.size(); ++i) {
    const StateTab& tab = m_tabs[i];
    const bool current = static_cast<int>(i) == m_current;
    const QRect cell(x, 0, widthOf(tab, current), kHeight);
    if (current) {
      painter.fillRect(cell, theme.bg.active);
    }
    if (i + 1 < m_tabs.size()) {
      painter.fillRect(cell.right(), 0, 1, kHeight, theme.border.subtle);
    }
    int at = cell.x() + kPadding;
    const QRectF icon(at, (kHeight - kIcon) / 2.0, kIcon, kIcon);
    if (tab.state) {
      paintStateCell(painter, icon, *tab.state, theme);
    } else if (tab.mark) {
      paintMark(painter, icon, *tab.mark, theme, theme.bg.panel);
    }
    at += tab.state || tab.mark ? kIcon + kGap : 0;
    painter.setFont(textFont(current));
    painter.setPen(current ? theme.text.primary : theme.text.secondary);
    painter.drawText(QRect(at, 0, cell.width(), kHeight), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, tab.text);
    at += painter.fontMetrics().horizontalAdvance(tab.text) + kGap;
    painter.setFont(m_look.font(FontRole::monoSmall));
    painter.drawText(QRect(at, 0, cell.width(), kHeight), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, tab.count);
    x += cell.width();
  }
  painter.restore();
  painter.setPen(theme.border.normal);
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(shape);
  if (hasFocus()) {
    paintFocusRing(painter, frame.adjusted(1.5, 1.5, -1.5, -1.5), 4, theme);
  }
}

}  // namespace claimscope::ui
