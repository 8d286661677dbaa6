#include "ui/shell/notice_line.h"

#include <QHBoxLayout>
#include <QPainter>

namespace claimscope::ui {

NoticeLine::NoticeLine(Look& look, QWidget* parent)
    : QFrame(parent),
      m_look(look),
      m_text(new PlainLabel(look, FontRole::body, Ink::primary, this)),
      m_action(new Button(look, ButtonStyle::normal, QString(), true, this)),
      m_close(new Button(look, QStringLiteral("x"), tr("Close"), true, this)) {
  setFixedHeight(34);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(16, 0, 12, 0);
  row->addWidget(m_text, 1);
  row->addWidget(m_action);
  row->addWidget(m_close);
  connect(m_action, &QAbstractButton::clicked, this, &NoticeLine::actionClicked);
  connect(m_close, &QAbstractButton::clicked, this, [this] {
    clear();
    Q_EMIT closed();
  });
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  hide();
}

void NoticeLine::setMessage(Tone tone, const QString& text, const QString& action) {
  m_tone = tone;
  m_text->setText(text);
  m_action->setText(action);
  m_action->setVisible(!action.isEmpty());
  m_close->setVisible(action.isEmpty());
  show();
  update();
}

void NoticeLine::clear() {
  hide();
}

void NoticeLine::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = m_look.theme();
  const auto& severity = theme.severity;
  const QColor& ground = m_tone == Tone::accent    ? theme.accent.soft
                         : m_tone == Tone::warning ? severity.warningSoft
                                                   : severity.noticeSoft;
  const QColor& edge = m_tone == Tone::accent    ? theme.accent.border
                       : m_tone == Tone::warning ? severity.warning
                                                 : severity.notice;
  painter.fillRect(rect(), ground);
  painter.fillRect(0, height() - 1, width(), 1, edge);
}

}  // namespace claimscope::ui
