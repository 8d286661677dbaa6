#include "ui/pages/actions/card.h"

#include <QPainter>
#include <QPainterPath>

namespace claimscope::ui {

Card::Card(Look& look, QWidget* parent) : QFrame(parent), m_look(look) {
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void Card::setBar(std::optional<Mark> mark) {
  if (mark != m_bar) {
    m_bar = mark;
    update();
  }
}

void Card::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = m_look.theme();
  painter.setRenderHint(QPainter::Antialiasing);
  const qreal line = theme.lineWidth;
  painter.setPen(QPen(theme.highContrast ? theme.border.normal : theme.border.subtle, line));
  painter.setBrush(theme.bg.panel);
  painter.drawRoundedRect(QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2), 6, 6);
  if (m_bar) {
    QPainterPath whole;
    whole.addRoundedRect(QRectF(rect()), 6, 6);
    painter.setClipPath(whole);
    painter.fillRect(QRectF(0, 0, 4, height()), markColor(theme, *m_bar));
  }
}

MarkBox::MarkBox(Look& look, int side, QWidget* parent) : QWidget(parent), m_look(look) {
  setFixedSize(side, side);
  hide();
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void MarkBox::setMark(std::optional<Mark> mark) {
  setVisible(mark.has_value());
  if (mark != m_mark) {
    m_mark = mark;
    update();
  }
}

void MarkBox::paintEvent(QPaintEvent*) {
  if (m_mark) {
    QPainter painter(this);
    paintMark(painter, QRectF(rect()).adjusted(1, 1, -1, -1), *m_mark, m_look.theme(), m_look.theme().bg.panel);
  }
}

}  // namespace claimscope::ui
