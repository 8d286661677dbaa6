#include "ui/pages/latency/verdict_strip.h"

#include <QHBoxLayout>
#include <QPainter>

namespace claimscope::ui {
namespace {

QColor softOf(const Theme& theme, Mark mark) {
  switch (mark) {
    case Mark::critical:
      return theme.severity.criticalSoft;
    case Mark::warning:
      return theme.severity.warningSoft;
    case Mark::notice:
      return theme.severity.noticeSoft;
    case Mark::ok:
      return theme.severity.okSoft;
    default:
      return theme.bg.panel;
  }
}

}  // namespace

VerdictStrip::VerdictStrip(Look& look, const QString& action, QWidget* parent)
    : QFrame(parent),
      m_look(look),
      m_sentence(new PlainLabel(look, FontRole::bodyStrong, Ink::primary, this)),
      m_evidence(new PlainLabel(look, FontRole::body, Ink::secondary, this)),
      m_action(new Button(look, ButtonStyle::link, action, true, this)) {
  setFixedHeight(36);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(38, 0, 12, 0);
  row->setSpacing(8);
  m_sentence->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
  row->addWidget(m_sentence);
  row->addWidget(m_evidence, 1);
  row->addWidget(m_action);
  m_action->hide();
  connect(m_action, &QAbstractButton::clicked, this, &VerdictStrip::actionClicked);
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void VerdictStrip::setVerdict(Mark mark, const QString& sentence, const QString& evidence, bool action) {
  m_mark = mark;
  m_sentence->setText(sentence);
  m_evidence->setText(evidence);
  m_action->setVisible(action);
  setAccessibleName(sentence);
  setAccessibleDescription(evidence);
  update();
}

void VerdictStrip::paintEvent(QPaintEvent*) {
  const Theme& theme = m_look.theme();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const bool plain = m_mark == Mark::unknown || m_mark == Mark::notConfigured || m_mark == Mark::ok;
  const qreal line = theme.lineWidth;
  painter.setPen(QPen(plain ? theme.border.subtle : markColor(theme, m_mark), line));
  // All is well is quiet: the mark says it.
  const QColor ground = m_mark == Mark::ok ? theme.bg.panel : softOf(theme, m_mark);
  painter.setBrush(ground);
  painter.drawRoundedRect(QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2), 6, 6);
  paintMark(painter, QRectF(13, (height() - 16) / 2.0, 16, 16), m_mark, theme, ground);
}

}  // namespace claimscope::ui
