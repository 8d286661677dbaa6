#include "ui/pages/actions/paused_band.h"

#include <QHBoxLayout>

namespace claimscope::ui {

PausedBand::PausedBand(Look& look, QWidget* parent)
    : Card(look, parent),
      m_words(new PlainLabel(look, FontRole::bodyMedium, Ink::primary, this)),
      m_live(new Button(look, ButtonStyle::primary, tr("Go live"), true, this)) {
  setFixedHeight(40);
  setBar(Mark::notice);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(16, 0, 12, 0);
  row->setSpacing(10);
  auto* shape = new MarkBox(look, 16, this);
  shape->setMark(Mark::notice);
  row->addWidget(shape);
  row->addWidget(m_words, 1);
  m_live->setToolTip(tr("Go on with what arrives (L)"));
  row->addWidget(m_live);
  connect(m_live, &QAbstractButton::clicked, this, &PausedBand::liveWanted);
  hide();
}

void PausedBand::setMoment(const QString& clock) {
  m_moment = clock;
  m_words->setText(
      tr("Actions are off: the window is paused at %1, and a rehearsal would be of that moment, not of now. What runs goes on.")
          .arg(clock));
  setVisible(!clock.isEmpty());
}

}  // namespace claimscope::ui
