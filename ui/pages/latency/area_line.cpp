#include "ui/pages/latency/area_line.h"

#include <QHBoxLayout>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/base/format.h"
#include "ui/charts/duration_scale.h"
#include "ui/charts/stage_words.h"
#include "ui/charts/stages/stage_bars.h"
#include "ui/pages/latency/latency_words.h"

namespace claimscope::ui {

AreaLine::AreaLine(Look& look, QWidget* parent)
    : QWidget(parent), m_look(look), m_clear(new Button(look, ButtonStyle::ghost, tr("Clear"), true, this)) {
  setFixedHeight(32);
  setAccessibleName(tr("Statistics of the chosen claims"));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(12, 1, 8, 0);
  row->addStretch(1);
  row->addWidget(m_clear);
  connect(m_clear, &QAbstractButton::clicked, this, &AreaLine::cleared);
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void AreaLine::setReport(latency::ReportPtr report, std::size_t percentile) {
  m_report = std::move(report);
  m_percentile = percentile;
  setAccessibleDescription(words() + QLatin1Char('\n') + stageWords());
  update();
}

QString AreaLine::words() const {
  return m_report == nullptr ? QString() : areaWords(*m_report);
}

QString AreaLine::stageWords() const {
  QStringList lines;
  for (std::size_t i = 0; m_report != nullptr && i < latency::kStages; ++i) {
    const latency::Distribution& stage = m_report->stages[i];
    if (stage.samples > 0) {
      lines += tr("%1: p50 %2, p95 %3, p99 %4")
                   .arg(stageName(stageAt(i)), quantileText(stage.at[0]), quantileText(stage.at[1]), quantileText(stage.at[2]));
    }
  }
  return lines.join(QLatin1Char('\n'));
}

void AreaLine::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = m_look.theme();
  painter.fillRect(rect(), theme.accent.soft);
  painter.fillRect(0, 0, width(), 1, theme.accent.border);
  if (m_report == nullptr) {
    return;
  }
  painter.setFont(m_look.font(FontRole::smallMedium));
  painter.setPen(theme.text.primary);
  const QString text = words();
  const int room = m_clear->x() - 24;
  painter.drawText(QRect(12, 0, room, height()), Qt::AlignVCenter | Qt::TextSingleLine,
                   painter.fontMetrics().elidedText(text, Qt::ElideRight, room));
  const int at = 12 + painter.fontMetrics().horizontalAdvance(text) + 20;
  const int width = std::min(180, m_clear->x() - 16 - at);
  if (width > 60) {
    paintStages(painter, QRectF(at, (height() - 12) / 2.0, width, 12), width, m_report->stages, m_percentile, theme);
  }
}

bool AreaLine::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), toolTipText(stageWords()), this);
    return true;
  }
  return QWidget::event(event);
}

}  // namespace claimscope::ui
