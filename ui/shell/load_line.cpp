#include "ui/shell/load_line.h"

#include <QHBoxLayout>
#include <QPainter>

#include "ui/base/format.h"

namespace claimscope::ui {

LoadLine::LoadLine(Look& look, QWidget* parent)
    : QWidget(parent),
      m_look(look),
      m_progress(new Progress(look, this)),
      m_kinds(new PlainLabel(look, FontRole::small, Ink::muted, this)) {
  setFixedHeight(30);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(4, 0, 16, 0);
  row->setSpacing(12);
  row->addWidget(m_progress, 3);
  row->addWidget(m_kinds, 2);
  m_kinds->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  m_kinds->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  hide();
}

void LoadLine::setProgress(const std::optional<LoadProgress>& progress) {
  setVisible(progress.has_value());
  if (progress) {
    m_progress->setProgress(progress->part, tr("Loading %1. Numbers are at least until then.").arg(progress->words));
    m_kinds->setText(tr("missing: %1").arg(progress->kinds));
  }
}

void LoadLine::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = m_look.theme();
  painter.fillRect(rect(), theme.bg.panel);
  painter.fillRect(0, height() - 1, width(), 1, theme.border.subtle);
}

}  // namespace claimscope::ui
