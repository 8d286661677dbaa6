#include "ui/pages/explanation/verdict_card.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/pages/explanation/settling.h"

namespace claimscope::ui {
namespace {

constexpr int kBar = 4;
constexpr int kVerdictMark = 26;
constexpr int kLeast = 66;
constexpr int kCardPadding = 9;
constexpr int kVerdictGap = 3;

}  // namespace

VerdictCard::VerdictCard(Look& look, QWidget* parent)
    : QFrame(parent),
      m_look(look),
      m_sentence(new WrapText(look, FontRole::verdict, Ink::primary, 3, this)),
      m_detail(new WrapText(look, FontRole::small, Ink::secondary, 3, this)),
      m_chip(new Chip(look, this)) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setFixedHeight(kLeast);
  m_chip->hide();
  connect(&look, &Look::changed, this, [this] {
    place();
    update();
  });
}

void VerdictCard::place() {
  const int left = kBar + 16 + kVerdictMark + 14;
  const QSize chip = m_chip->isHidden() ? QSize(0, 0) : m_chip->sizeHint();
  const int room = std::max(80, width() - left - 16 - (m_chip->isHidden() ? 0 : chip.width() + 14));
  const int sentence = m_sentence->heightFor(room);
  const int detail = m_detail->isHidden() ? 0 : m_detail->heightFor(room) + kVerdictGap;
  const int tall = std::max(kLeast, sentence + detail + 2 * kCardPadding);
  const int top = (tall - sentence - detail) / 2;
  m_sentence->setGeometry(left, top, room, sentence);
  m_detail->setGeometry(left, top + sentence + kVerdictGap, room, detail - kVerdictGap);
  m_chip->setGeometry(width() - 16 - chip.width(), (tall - chip.height()) / 2, chip.width(), chip.height());
  setHeightNow(this, tall);
}

void VerdictCard::resizeEvent(QResizeEvent* event) {
  QFrame::resizeEvent(event);
  place();
}

void VerdictCard::setVerdict(Mark mark, const QString& sentence, const QString& detail) {
  m_mark = mark;
  m_sentence->setText(sentence);
  m_detail->setText(detail);
  m_detail->setVisible(!detail.isEmpty());
  setAccessibleName(sentence);
  setAccessibleDescription(detail);
  place();
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
  place();
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
  paintMark(painter, QRectF(kBar + 16, (height() - kVerdictMark) / 2.0, kVerdictMark, kVerdictMark), m_mark, theme,
            theme.bg.panel);
}

}  // namespace claimscope::ui
