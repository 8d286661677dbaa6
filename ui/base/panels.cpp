#include "ui/base/panels.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/base/format.h"

namespace claimscope::ui {

namespace {

constexpr int kHeader = 34;
constexpr int kRadius = 6;
constexpr int kBand = 66;
constexpr int kBar = 4;

void paintGround(QPainter& painter, const QRectF& rect, const Theme& theme) {
  const qreal line = theme.lineWidth;
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme.highContrast ? theme.border.normal : theme.border.subtle, line));
  painter.setBrush(theme.bg.panel);
  painter.drawRoundedRect(rect.adjusted(line / 2, line / 2, -line / 2, -line / 2), kRadius, kRadius);
}

}  // namespace

Panel::Panel(Look& look, const QString& title, QWidget* parent)
    : QFrame(parent),
      m_look(look),
      m_title(new PlainLabel(look, FontRole::panelTitle, Ink::primary, title, this)),
      m_scope(new PlainLabel(look, FontRole::small, Ink::muted, this)),
      m_tools(new QHBoxLayout),
      m_layout(new QVBoxLayout(this)) {
  m_scope->hide();
  m_title->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
  m_scope->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
  setAccessibleName(title);

  auto* header = new QWidget(this);
  header->setFixedHeight(kHeader);
  auto* row = new QHBoxLayout(header);
  row->setContentsMargins(12, 0, 12, 0);
  row->setSpacing(8);
  row->addWidget(m_title);
  row->addWidget(m_scope, 1);
  row->addStretch(0);
  m_tools->setSpacing(8);
  row->addLayout(m_tools);

  const int line = look.theme().lineWidth;
  // The body ends above the rounded corners, so that a hovered last row does not square them.
  m_layout->setContentsMargins(line, line, line, line + 2);
  m_layout->setSpacing(0);
  m_layout->addWidget(header);
  connect(&look, &Look::changed, this, [this] {
    const int width = m_look.theme().lineWidth;
    m_layout->setContentsMargins(width, width, width, width + 2);
    update();
  });
}

void Panel::setTitle(const QString& title) {
  m_title->setText(title);
  setAccessibleName(title);
}

void Panel::setScope(const QString& scope) {
  m_scope->setText(scope);
  m_scope->setVisible(!scope.isEmpty());
}

void Panel::addTool(QWidget* tool) {
  m_tools->addWidget(tool);
}

void Panel::setBody(QWidget* body) {
  if (body == m_body) {
    return;
  }
  if (m_body != nullptr) {
    m_layout->removeWidget(m_body);
    m_body->hide();
    m_body->deleteLater();
  }
  m_body = body;
  if (body != nullptr) {
    m_layout->addWidget(body, 1);
    body->show();
  }
}

void Panel::paintEvent(QPaintEvent*) {
  const Theme& theme = m_look.theme();
  QPainter painter(this);
  paintGround(painter, QRectF(rect()), theme);
  const int line = theme.lineWidth;
  painter.fillRect(QRectF(line, line + kHeader - 1, width() - 2 * line, 1), theme.border.subtle);
}

VerdictBand::VerdictBand(Look& look, QWidget* parent)
    : QFrame(parent),
      m_look(look),
      m_sentence(new PlainLabel(look, FontRole::verdict, Ink::primary, this)),
      m_evidence(new PlainLabel(look, FontRole::small, Ink::secondary, this)),
      m_buttons(new QHBoxLayout) {
  setFixedHeight(kBand);
  m_sentence->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  m_evidence->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  auto* words = new QVBoxLayout;
  words->setSpacing(2);
  words->addStretch(1);
  words->addWidget(m_sentence);
  words->addWidget(m_evidence);
  words->addStretch(1);
  m_buttons->setSpacing(8);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(kBar + 16 + 26 + 14, 0, 16, 0);
  row->setSpacing(14);
  row->addLayout(words, 1);
  row->addLayout(m_buttons);
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void VerdictBand::setVerdict(Mark mark, const QString& sentence, const QString& evidence) {
  m_mark = mark;
  m_sentence->setText(sentence);
  m_evidence->setText(evidence);
  m_evidence->setVisible(!evidence.isEmpty());
  setAccessibleName(plain(sentence));
  setAccessibleDescription(plain(evidence));
  update();
}

Button* VerdictBand::addButton(ButtonStyle style, const QString& text) {
  auto* button = new Button(m_look, style, text, false, this);
  m_buttons->addWidget(button);
  return button;
}

QString VerdictBand::sentence() const {
  return m_sentence->text();
}

void VerdictBand::paintEvent(QPaintEvent*) {
  const Theme& theme = m_look.theme();
  QPainter painter(this);
  paintGround(painter, QRectF(rect()), theme);
  QPainterPath whole;
  whole.addRoundedRect(QRectF(rect()), kRadius, kRadius);
  painter.setClipPath(whole);
  painter.fillRect(QRectF(0, 0, kBar, height()), markColor(theme, m_mark));
  painter.setClipping(false);
  paintMark(painter, QRectF(kBar + 16, (height() - 26) / 2.0, 26, 26), m_mark, theme, theme.bg.panel);
}

}  // namespace claimscope::ui
