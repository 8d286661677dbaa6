#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/base/controls.h"
#include "ui/base/focus_ring.h"

namespace claimscope::ui {

Segmented::Segmented(Look& look, const QStringList& choices, bool small, QWidget* parent)
    : QWidget(parent), m_look(look), m_small(small) {
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  setChoices(choices);
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  FocusRing::attach(this, look, 5);
}

void Segmented::setChoices(const QStringList& choices) {
  m_choices = choices;
  m_current = std::clamp(m_current, 0, std::max(0, static_cast<int>(choices.size()) - 1));
  setAccessibleDescription(m_choices.value(m_current));
  updateGeometry();
  update();
}

void Segmented::setCurrent(int index) {
  if (index < 0 || index >= m_choices.size() || index == m_current) {
    return;
  }
  m_current = index;
  setAccessibleDescription(m_choices[index]);
  update();
  Q_EMIT currentChanged(index);
}

int Segmented::widthOf(int index) const {
  // The width of the chosen look, so that nothing moves when the choice does.
  QFont strong = m_look.font(FontRole::smallMedium);
  strong.setWeight(QFont::DemiBold);
  return QFontMetrics(strong).horizontalAdvance(m_choices[index]) + 1 + (m_small ? 16 : 20);
}

QSize Segmented::sizeHint() const {
  int width = 2 * m_look.theme().lineWidth + std::max(0, static_cast<int>(m_choices.size()) - 1);
  for (int i = 0; i < m_choices.size(); ++i) {
    width += widthOf(i);
  }
  return {width, m_small ? 22 : 28};
}

void Segmented::paintEvent(QPaintEvent*) {
  const Theme& theme = m_look.theme();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const qreal line = theme.lineWidth;
  const QRectF edge = QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2);
  QPainterPath inside;
  inside.addRoundedRect(edge, 5, 5);
  painter.fillPath(inside, theme.bg.panel);

  qreal x = line;
  for (int i = 0; i < m_choices.size(); ++i) {
    const bool chosen = i == m_current;
    const QRectF cell(x, 0, widthOf(i), height());
    if (chosen) {
      painter.save();
      painter.setClipPath(inside);
      painter.fillRect(cell, theme.bg.active);
      painter.restore();
    }
    QFont font = m_look.font(FontRole::small);
    font.setWeight(chosen ? QFont::DemiBold : QFont::Normal);
    painter.setFont(font);
    painter.setPen(!isEnabled() ? theme.text.disabled : chosen ? theme.text.primary : theme.text.secondary);
    painter.drawText(cell, Qt::AlignCenter | Qt::TextSingleLine, m_choices[i]);
    x += cell.width();
    if (i + 1 < m_choices.size()) {
      painter.fillRect(QRectF(x, line, 1, height() - 2 * line), theme.border.subtle);
      x += 1;
    }
  }
  painter.setPen(QPen(isEnabled() ? theme.border.normal : theme.border.subtle, line));
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(edge, 5, 5);
  if (theme.highContrast && !m_choices.isEmpty()) {
    // Grounds are close to each other here: the choice is underlined too.
    qreal left = line;
    for (int i = 0; i < m_current; ++i) {
      left += widthOf(i) + 1;
    }
    painter.fillRect(QRectF(left + 6, height() - 5, widthOf(m_current) - 12, 2), theme.accent.fill);
  }
}

void Segmented::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) {
    QWidget::mousePressEvent(event);
    return;
  }
  qreal right = m_look.theme().lineWidth;
  for (int i = 0; i < m_choices.size(); ++i) {
    right += widthOf(i) + 1;
    if (event->position().x() < right) {
      setCurrent(i);
      return;
    }
  }
}

void Segmented::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Left:
      setCurrent(m_current - 1);
      return;
    case Qt::Key_Right:
      setCurrent(m_current + 1);
      return;
    case Qt::Key_Home:
      setCurrent(0);
      return;
    case Qt::Key_End:
      setCurrent(static_cast<int>(m_choices.size()) - 1);
      return;
    default:
      QWidget::keyPressEvent(event);
  }
}

}  // namespace claimscope::ui
