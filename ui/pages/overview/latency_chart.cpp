// LatencyChart: numbers, logarithmic axis, dashed series, one bar of the stages. GUI thread.
#include "ui/pages/overview/latency_chart.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/base/format.h"
#include "ui/base/shapes.h"
#include "ui/base/tool_tip.h"
#include "ui/charts/percentiles/percentile_chart.h"
#include "ui/charts/stages/stage_bars.h"
#include "ui/pages/latency/latency_words.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

constexpr int kNumbers = 66;  ///< height of the three numbers
constexpr int kAxis = 42;     ///< room for the labels of the axis
constexpr int kFoot = 20;     ///< room for the times below
constexpr int kWhere = 50;    ///< room for the bar of the stages
constexpr int kLeastPlot = 40;

QString tickText(std::int64_t ms) {
  const LatencyWords words = latencyWords(ms);
  return words.number + QLatin1Char(' ') + words.unit;
}

}  // namespace

LatencyChart::LatencyChart(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  setAccessibleName(tr("Claim latency"));
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void LatencyChart::setReport(latency::ReportPtr report) {
  if (report == m_report) {
    return;
  }
  m_report = std::move(report);
  QStringList words;
  if (m_report != nullptr) {
    std::int64_t least = 60'000;
    std::int64_t most = 0;
    for (std::size_t i = 0; i < m_report->series.size(); ++i) {
      if (sampled(i)) {
        least = std::min(least, m_report->series[i].at[0].ms);
        most = std::max(most, m_report->series[i].at[2].ms);
      }
    }
    m_scale = DurationScale::around(least, most, m_report->question.objective.ms);
    for (std::size_t i = 0; i < latency::kPercentiles.size() && m_report->claims > 0; ++i) {
      words << tr("p%1 %2").arg(latency::kPercentiles[i]).arg(quantileText(m_report->all.at[i]));
    }
    words << worstShareWords(*m_report);
  }
  setAccessibleDescription(words.join(QStringLiteral(", ")));
  update();
}

LatencyChart::Tone LatencyChart::toneOf(std::size_t index) const {
  const latency::Objective& objective = m_report->question.objective;
  const latency::Quantile& value = m_report->all.at[index];
  if (index == percentileIndex(objective.percentile) && value.bound != Bound::atMost && value.ms > objective.ms) {
    return Tone::over;
  }
  return m_report->before && changeOf(value, m_report->before->at[index]).worse ? Tone::worse : Tone::quiet;
}

QString LatencyChart::noteOf(std::size_t index) const {
  const latency::Objective& objective = m_report->question.objective;
  const bool ofObjective = index == percentileIndex(objective.percentile);
  const QString limit = plainDuration(objective.ms);
  if (toneOf(index) == Tone::over) {
    return tr("over %1 objective").arg(limit);
  }
  const Change change = m_report->before ? changeOf(m_report->all.at[index], m_report->before->at[index]) : Change{};
  if (!change.text.isEmpty() && (change.worse || !ofObjective)) {
    return change.text == tr("same") ? tr("same as before") : tr("%1 the hour before").arg(change.text);
  }
  return m_report->all.at[index].ms <= objective.ms ? tr("within %1").arg(limit) : tr("over %1").arg(limit);
}

QRect LatencyChart::plotRect() const {
  const int top = kNumbers + 12;
  const int where = height() - top - kFoot - kWhere >= kLeastPlot ? kWhere : 0;
  return {kAxis, top, width() - kAxis, height() - top - kFoot - where};
}

double LatencyChart::yOf(const QRect& plot, std::int64_t ms) const {
  return plot.bottom() - std::min(1.0, m_scale.part(static_cast<double>(ms))) * plot.height();
}

void LatencyChart::paintEvent(QPaintEvent*) {
  if (m_report == nullptr) {
    return;
  }
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  paintNumbers(painter);
  const QRect plot = plotRect();
  if (plot.height() >= kLeastPlot) {
    paintChart(painter, plot);
  }
  if (height() - plot.bottom() >= kFoot + kWhere) {
    paintWhere(painter);
  }
}

void LatencyChart::paintNumbers(QPainter& painter) const {
  const Theme& theme = m_look.theme();
  const int column = width() / 3;
  for (std::size_t i = 0; i < latency::kPercentiles.size(); ++i) {
    const latency::Quantile& value = m_report->all.at[i];
    const int x = static_cast<int>(i) * column;
    painter.setPen(PercentileChart::penOf(theme, i));
    painter.drawLine(QPointF(x, 8), QPointF(x + 18, 8));
    painter.setFont(m_look.font(FontRole::caption));
    painter.setPen(theme.text.muted);
    painter.drawText(QRect(x + 24, 0, column - 24, 16), Qt::AlignVCenter, QStringLiteral("p%1").arg(latency::kPercentiles[i]));
    const LatencyWords words = latencyWords(value.ms);
    int at = x;
    const auto draw = [&](FontRole role, const QColor& color, const QString& text, int gap) {
      painter.setFont(m_look.font(role));
      painter.setPen(color);
      const int w = painter.fontMetrics().horizontalAdvance(text);
      // On one base line, whatever the size.
      painter.drawText(QPoint(at + gap, 38), text);
      at += gap + w;
    };
    if (const QString mark = markOf(value.bound); !mark.isEmpty() && value.ms > 0) {
      draw(FontRole::body, theme.text.muted, mark, 0);
    }
    draw(FontRole::display, theme.text.primary, words.number, at == x ? 0 : 2);
    draw(FontRole::body, theme.text.muted, words.unit, 4);
    const Tone tone = toneOf(i);
    int note = x;
    if (tone != Tone::quiet) {
      paintMark(painter, QRectF(x, 47, 11, 11), Mark::warning, theme, theme.bg.panel);
      note += 15;
    }
    painter.setFont(m_look.font(FontRole::caption));
    painter.setPen(tone == Tone::quiet  ? theme.text.muted
                   : tone == Tone::over ? theme.severity.critical
                                        : theme.severity.warning);
    painter.drawText(QRect(note, 45, x + column - note - 4, 16), Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(noteOf(i), Qt::ElideRight, x + column - note - 4));
  }
}

void LatencyChart::paintChart(QPainter& painter, const QRect& plot) const {
  const Theme& theme = m_look.theme();
  painter.setFont(m_look.font(FontRole::caption));
  const std::int64_t objective = m_report->question.objective.ms;
  const auto line = [&](std::int64_t ms, const QPen& pen, const QColor& ink) {
    const double y = yOf(plot, ms);
    painter.setPen(pen);
    painter.drawLine(QPointF(plot.left(), std::floor(y) + 0.5), QPointF(plot.right(), std::floor(y) + 0.5));
    painter.setPen(ink);
    painter.drawText(QRectF(0, y - 8, kAxis - 6, 16), Qt::AlignVCenter | Qt::AlignRight, tickText(ms));
  };
  for (const std::int64_t tick : m_scale.ticks(plot.height(), 18, objective)) {
    line(tick, QPen(theme.chartLine.grid, 1), theme.text.muted);
  }
  QPen pen(theme.chartLine.slo, 1);
  pen.setDashPattern({4, 3});
  line(objective, pen, theme.severity.critical);
  painter.setClipRect(plot.adjusted(-3, -3, 3, 3));
  for (std::size_t i = latency::kPercentiles.size(); i-- > 0;) {
    paintSeries(painter, plot, i);
  }
  painter.setClipping(false);
  painter.setPen(theme.text.muted);
  const QRect foot(plot.left(), plot.bottom() + 4, plot.width(), 16);
  painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter, clockMinute(m_report->from));
  painter.drawText(foot, Qt::AlignRight | Qt::AlignVCenter, clockMinute(m_report->to));
  painter.drawText(foot, Qt::AlignHCenter | Qt::AlignVCenter, tr("created to started, log"));
}

/// Stretches without a claim are a dotted gap, never a line: nothing was measured there. One alone is a dot.
void LatencyChart::paintSeries(QPainter& painter, const QRect& plot, std::size_t index) const {
  const auto& series = m_report->series;
  const QPen pen = PercentileChart::penOf(m_look.theme(), index);
  const double step = static_cast<double>(plot.width()) / static_cast<double>(std::max<std::size_t>(1, series.size()));
  const auto place = [&](std::size_t i) {
    return QPointF(plot.left() + (static_cast<double>(i) + 0.5) * step, yOf(plot, series[i].at[index].ms));
  };
  std::optional<QPointF> last;
  for (std::size_t i = 0; i < series.size();) {
    if (!sampled(i)) {
      ++i;
      continue;
    }
    if (last) {
      painter.setPen(QPen(m_look.theme().border.strong, 1, Qt::DotLine));
      painter.drawLine(*last, place(i));
    }
    std::size_t end = i + 1;
    QPainterPath path(place(i));
    while (end < series.size() && sampled(end)) {
      path.lineTo(place(end));
      ++end;
    }
    if (end == i + 1) {
      painter.setPen(Qt::NoPen);
      painter.setBrush(pen.color());
      painter.drawEllipse(place(i), 2, 2);
    } else {
      painter.setPen(pen);
      painter.setBrush(Qt::NoBrush);
      painter.drawPath(path);
    }
    last = place(end - 1);
    i = end;
  }
}

/// "Where the p95 goes": one bar, and the stage that takes most of it in words.
void LatencyChart::paintWhere(QPainter& painter) const {
  const Theme& theme = m_look.theme();
  const int top = height() - kWhere + 4;
  painter.fillRect(0, top, width(), 1, theme.border.subtle);
  painter.setFont(m_look.font(FontRole::caption));
  const QRect words(0, top + 6, width(), 16);
  painter.setPen(theme.text.muted);
  painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, tr("Where the p95 goes"));
  painter.setPen(theme.text.secondary);
  painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter, worstShareWords(*m_report));
  paintStages(painter, QRectF(0, top + 27, width(), 12), width(), m_report->stages, 1, theme);
}

QString LatencyChart::wordsAt(QPoint point) const {
  const QRect plot = plotRect();
  if (m_report == nullptr || !plot.contains(point) || m_report->series.empty()) {
    return {};
  }
  const auto count = static_cast<int>(m_report->series.size());
  const int index = std::clamp((point.x() - plot.left()) * count / std::max(1, plot.width()), 0, count - 1);
  const latency::Point& at = m_report->series[static_cast<std::size_t>(index)];
  QString words = tr("%1 to %2: %3")
                      .arg(clockMinute(at.from), clockMinute(at.to),
                           at.claims == 0 ? tr("no claim") : counted(at.claims, tr("claim"), tr("claims")));
  for (std::size_t i = 0; sampled(static_cast<std::size_t>(index)) && i < at.at.size(); ++i) {
    words += QLatin1Char('\n') + tr("p%1 %2").arg(latency::kPercentiles[i]).arg(quantileText(at.at[i]));
  }
  return words;
}

void LatencyChart::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) {
    Q_EMIT clicked();
  }
}

bool LatencyChart::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    showToolTip(*help, wordsAt(help->pos()), this);
    return true;
  }
  return QWidget::event(event);
}

}  // namespace claimscope::ui
