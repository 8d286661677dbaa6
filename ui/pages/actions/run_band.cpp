#include "ui/pages/actions/run_band.h"

#include <QHBoxLayout>
#include <QPainter>
#include <algorithm>

namespace claimscope::ui {

/// Done, under way and failed parts from the left, with a gap of 2 px.
class RunBand::Bar final : public QWidget {
 public:
  Bar(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
    setFixedHeight(12);
    connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  }
  void set(const Parts& parts) {
    m_parts = parts;
    setAccessibleName(
        RunBand::tr("%1 of %2 done, %3 under way, %4 failed").arg(parts.done).arg(parts.all).arg(parts.under).arg(parts.failed));
    update();
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const Theme& theme = m_look.theme();
    qreal x = 0;
    const auto part = [&](int count, const QColor& color) {
      if (count > 0 && m_parts.all > 0) {
        const qreal wide = static_cast<qreal>(width()) * count / m_parts.all;
        painter.setBrush(color);
        painter.drawRoundedRect(QRectF(x, 0, std::max<qreal>(1, wide - 2), height()), 2, 2);
        x += wide;
      }
    };
    part(m_parts.done, theme.severity.ok);
    part(m_parts.failed, theme.severity.critical);
    part(m_parts.under, theme.accent.fill);
    if (x < width()) {
      painter.setBrush(theme.bg.active);
      painter.drawRoundedRect(QRectF(x, 0, width() - x, height()), 2, 2);
    }
  }

 private:
  Look& m_look;
  Parts m_parts;
};

RunBand::RunBand(Look& look, QWidget* parent)
    : Card(look, parent),
      m_mark(new MarkBox(look, 30, this)),
      m_headline(new PlainLabel(look, FontRole::verdict, Ink::primary, this)),
      m_bar(new Bar(look, this)),
      m_time(new PlainLabel(look, FontRole::mono, Ink::secondary, this)),
      m_abort(new Button(look, ButtonStyle::dangerFilled, tr("Abort"), false, this)),
      m_note(new PlainLabel(look, FontRole::caption, Ink::muted, this)) {
  setFixedHeight(82);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(20, 0, 16, 0);
  row->setSpacing(14);
  row->addWidget(m_mark);
  auto* words = new QVBoxLayout;
  words->setSpacing(6);
  words->addStretch(1);
  words->addWidget(m_headline);
  auto* line = new QHBoxLayout;
  line->setSpacing(8);
  line->addWidget(m_bar, 1);
  line->addWidget(m_time);
  words->addLayout(line);
  words->addStretch(1);
  row->addLayout(words, 1);
  auto* end = new QVBoxLayout;
  end->setSpacing(4);
  end->addStretch(1);
  end->addWidget(m_abort, 0, Qt::AlignRight);
  end->addWidget(m_note, 0, Qt::AlignRight);
  end->addStretch(1);
  row->addLayout(end);
  m_headline->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  m_note->setElide(Qt::ElideNone);
  m_time->setElide(Qt::ElideNone);
  m_abort->setIconId(QStringLiteral("stop"));
}

void RunBand::setParts(const Parts& parts) {
  if (parts == m_parts && !m_headline->text().isEmpty()) {
    return;
  }
  m_parts = parts;
  setBar(parts.mark);
  m_mark->setMark(parts.mark);
  m_headline->setText(parts.headline);
  m_bar->set(parts);
  m_time->setText(parts.time);
  m_time->setVisible(!parts.time.isEmpty());
  m_abort->setVisible(!parts.abortNote.isEmpty());
  m_abort->setAccessibleDescription(parts.abortNote);
  m_note->setText(parts.abortNote);
  m_note->setVisible(!parts.abortNote.isEmpty());
  setAccessibleName(parts.headline);
}

}  // namespace claimscope::ui
