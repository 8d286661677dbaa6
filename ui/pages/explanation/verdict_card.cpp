#include "ui/pages/explanation/verdict_card.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>

#include "ui/base/format.h"

namespace claimscope::ui {
namespace {

constexpr int kBar = 4;
constexpr int kMark = 26;
constexpr int kLeast = 66;

}  // namespace

VerdictCard::VerdictCard(Look& look, QWidget* parent)
    : QFrame(parent),
      m_look(look),
      m_sentence(new WrapText(look, FontRole::verdict, Ink::primary, 3, this)),
      m_detail(new WrapText(look, FontRole::small, Ink::secondary, 3, this)),
      m_chip(new Chip(look, this)) {
  setMinimumHeight(kLeast);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  auto* words = new QVBoxLayout;
  words->setSpacing(2);
  words->addStretch(1);
  words->addWidget(m_sentence);
  words->addWidget(m_detail);
  words->addStretch(1);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(kBar + 16 + kMark + 14, 10, 16, 10);
  row->setSpacing(14);
  row->addLayout(words, 1);
  row->addWidget(m_chip);
  m_chip->hide();
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void VerdictCard::setVerdict(Mark mark, const QString& sentence, const QString& detail) {
  m_mark = mark;
  m_sentence->setText(sentence);
  m_detail->setText(detail);
  m_detail->setVisible(!detail.isEmpty());
  setAccessibleName(sentence);
  setAccessibleDescription(detail);
  update();
}

void VerdictCard::setAgreement(const AgreementChip& agreement) {
  if (agreement == m_agreement) {
    return;
  }
  m_agreement = agreement;
  m_chip->setVisible(!agreement.text.isEmpty());
  m_chip->setTexts(agreement.text);
  m_chip->setTone(agreement.tone);
  m_chip->setMark(agreement.mark);
  m_chip->setToolTip(agreement.tooltip.isEmpty() ? QString() : toolTipText(agreement.tooltip));
  m_chip->setAccessibleDescription(agreement.tooltip);
}

void VerdictCard::paintEvent(QPaintEvent*) {
  const Theme& theme = m_look.theme();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const qreal line = theme.lineWidth;
  painter.setPen(QPen(theme.highContrast ? theme.border.normal : theme.border.subtle, line));
  painter.setBrush(theme.bg.panel);
  painter.drawRoundedRect(QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2), 6, 6);
  QPainterPath whole;
  whole.addRoundedRect(QRectF(rect()), 6, 6);
  painter.setClipPath(whole);
  painter.fillRect(QRectF(0, 0, kBar, height()), markColor(theme, m_mark));
  painter.setClipping(false);
  paintMark(painter, QRectF(kBar + 16, (height() - kMark) / 2.0, kMark, kMark), m_mark, theme, theme.bg.panel);
}

}  // namespace claimscope::ui
