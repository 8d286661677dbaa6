// SeriesChart: axes, legend and cursor around the lines. GUI thread.
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "model/prometheus/dashboard/values.h"
#include "ui/base/controls.h"
#include "ui/base/format.h"
#include "ui/charts/series/series_chart.h"
#include "ui/charts/time_ticks.h"

namespace claimscope::ui {

void SeriesChart::drawBackground(QPainter* painter, const QRectF& rect) {
  QChartView::drawBackground(painter, rect);
  if (m_lines.empty()) {
    return;
  }
  const Theme& theme = m_look.theme();
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing, false);
  painter->setFont(m_look.font(FontRole::monoSmall));
  const int ticks = static_cast<int>(std::lround((m_most - m_least) / m_tick));
  double lastY = 1e9;
  for (int i = 0; i <= std::min(ticks, 20); ++i) {
    const double value = m_least + i * m_tick;
    const double y = m_plot.bottom() - m_plot.height() * yOf(value);
    if (lastY - y < 20) {
      continue;
    }
    lastY = y;
    painter->setPen(QPen(i == 0 ? theme.chartLine.axis : theme.chartLine.grid, 1));
    painter->drawLine(QPointF(m_plot.left(), std::floor(y)), QPointF(m_plot.right(), std::floor(y)));
    painter->setPen(theme.text.muted);
    const double exact = std::fabs(value) < m_tick * 1e-6 ? 0 : value;  // sums of ticks miss zero by a hair
    painter->drawText(
        QRectF(0, y - 8, kPlotLabels - 6, 16), Qt::AlignVCenter | Qt::AlignRight,
        painter->fontMetrics().elidedText(plain(dashboard::valueText(exact, m_scale.unit)), Qt::ElideRight, kPlotLabels - 6));
  }
  painter->setPen(theme.text.muted);
  for (const TimeTick& tick : timeTicks(m_from, m_to, m_plot.width(), 90)) {
    const double x = m_plot.left() + m_plot.width() * xOf(tick.at);
    painter->drawText(QRectF(x - 40, m_plot.bottom() + 4, 80, 16), Qt::AlignCenter, tick.text);
  }
  painter->restore();
}

void SeriesChart::drawForeground(QPainter* painter, const QRectF&) {
  if (m_lines.empty()) {
    return;
  }
  painter->save();
  paintLegend(*painter);
  const Theme& theme = m_look.theme();
  painter->setRenderHint(QPainter::Antialiasing, false);
  if (m_cursor) {
    const double x = std::floor(m_plot.left() + m_plot.width() * xOf(*m_cursor));
    painter->setPen(QPen(theme.chartLine.cursor, 1));
    painter->drawLine(QPointF(x, m_plot.top()), QPointF(x, m_plot.bottom()));
  }
  if (hasFocus()) {
    paintFocusRing(*painter, QRectF(viewport()->rect()), 0, theme);
  }
  painter->restore();
}

void SeriesChart::paintLegend(QPainter& painter) const {
  const int rows = legendRows();
  if (rows == 0) {
    return;
  }
  const Theme& theme = m_look.theme();
  const double column = (viewport()->width() - kPlotLabels - 10) / 2.0;
  const std::size_t room = static_cast<std::size_t>(rows) * 2;
  // The last place says how many have none.
  const std::size_t named = m_lines.size() + (m_more > 0 ? 1 : 0) > room ? room - 1 : std::min(room, m_lines.size());
  const auto place = [&](std::size_t i) {
    return QRectF(kPlotLabels + static_cast<double>(i % 2) * column, m_plot.bottom() + 22 + static_cast<double>(i / 2) * 18,
                  column - 8, 18);
  };
  for (std::size_t i = 0; i < named; ++i) {
    const QRectF at = place(i);
    painter.setPen(penOf(i));
    painter.drawLine(QPointF(at.left(), at.center().y()), QPointF(at.left() + 16, at.center().y()));
    const auto& samples = m_lines[i].samples;
    const auto last =
        std::find_if(samples.rbegin(), samples.rend(), [](const auto& sample) { return std::isfinite(sample.value); });
    const QString value =
        last == samples.rend() ? tr("no samples") : plain(dashboard::valueText(last->value, m_scale.unit, m_scale.decimals));
    painter.setFont(m_look.font(FontRole::monoSmall));
    const int width = painter.fontMetrics().horizontalAdvance(value);
    painter.setPen(theme.text.secondary);
    painter.drawText(at, Qt::AlignRight | Qt::AlignVCenter, value);
    painter.setFont(m_look.font(FontRole::caption));
    painter.setPen(theme.text.muted);
    const QRectF text = at.adjusted(22, 0, -width - 8, 0);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_lines[i].name, Qt::ElideMiddle, static_cast<int>(text.width())));
  }
  const std::size_t rest = m_lines.size() - named + m_more;
  if (rest > 0) {
    painter.setFont(m_look.font(FontRole::caption));
    painter.setPen(theme.text.muted);
    painter.drawText(place(named), Qt::AlignLeft | Qt::AlignVCenter,
                     m_more > 0 ? tr("and %1 more, %2 of them not drawn").arg(rest).arg(m_more) : tr("and %1 more").arg(rest));
  }
}

}  // namespace claimscope::ui
