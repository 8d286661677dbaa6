// PercentileChart: what is painted under and over the lines. GUI thread.
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/base/controls.h"
#include "ui/base/format.h"
#include "ui/charts/percentiles/percentile_chart.h"
#include "ui/charts/time_ticks.h"

namespace claimscope::ui {
namespace {

constexpr std::size_t kSecondColour = 5;  ///< of Theme::chart

/// Square marks and a solid line: nothing of ours looks like it.
void paintSquare(QPainter& painter, const QPointF& at, const Theme& theme) {
  painter.setPen(QPen(theme.chart[kSecondColour], 1));
  painter.setBrush(theme.bg.panel);
  painter.drawRect(QRectF(at.x() - 2, at.y() - 2, 4, 4));
}

}  // namespace

void PercentileChart::drawBackground(QPainter* painter, const QRectF& rect) {
  QChartView::drawBackground(painter, rect);
  if (m_report == nullptr) {
    return;
  }
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing, false);
  if (m_range) {
    const double left = std::max(m_plot.left(), xOf(m_range->from));
    const double right = std::min(m_plot.right(), xOf(m_range->to));
    painter->fillRect(QRectF(left, m_plot.top(), std::max(1.0, right - left), m_plot.height()), m_look.theme().accent.soft);
    painter->setPen(m_look.theme().accent.border);
    painter->drawLine(QPointF(left, m_plot.top()), QPointF(left, m_plot.bottom()));
    painter->drawLine(QPointF(right, m_plot.top()), QPointF(right, m_plot.bottom()));
  }
  paintAxes(*painter);
  painter->restore();
}

void PercentileChart::drawForeground(QPainter* painter, const QRectF&) {
  if (m_report == nullptr) {
    return;
  }
  painter->save();
  paintGaps(*painter);
  paintDots(*painter);
  paintSecond(*painter);
  paintObjective(*painter);
  paintLegend(*painter);
  const Theme& theme = m_look.theme();
  painter->setRenderHint(QPainter::Antialiasing, false);
  if (m_cursor && *m_cursor < m_report->series.size()) {
    const double x = m_plot.left() + m_plot.width() * middleOf(*m_cursor);
    painter->setPen(QPen(theme.chartLine.cursor, 1));
    painter->drawLine(QPointF(x, m_plot.top() - 4), QPointF(x, m_plot.bottom()));
  }
  if (hasFocus()) {
    paintFocusRing(*painter, QRectF(viewport()->rect()), 0, theme);
  }
  painter->restore();
}

void PercentileChart::paintAxes(QPainter& painter) const {
  const Theme& theme = m_look.theme();
  const latency::Objective& objective = m_report->question.objective;
  painter.setFont(m_look.font(FontRole::caption));
  const auto line = [&](double y, const QPen& pen) {
    painter.setPen(pen);
    const double at = std::floor(y) + 0.5;
    painter.drawLine(QPointF(m_plot.left(), at), QPointF(m_plot.right(), at));
  };
  const auto label = [&](double y, const QColor& color, const QString& text) {
    painter.setPen(color);
    painter.drawText(QRectF(0, y - 8, m_plot.left() - 6, 16), Qt::AlignVCenter | Qt::AlignRight, text);
  };
  for (const std::int64_t tick : m_scale.ticks(m_plot.height(), 16, objective.ms)) {
    const double y = yOf(static_cast<double>(tick));
    line(y, QPen(theme.chartLine.grid, 1));
    label(y, theme.text.muted, plainDuration(tick));
  }
  const double y = yOf(static_cast<double>(objective.ms));
  QPen pen(theme.chartLine.slo, 1);
  pen.setDashPattern({5, 3});
  line(y, pen);
  label(y, theme.severity.critical, plainDuration(objective.ms));
  painter.setPen(theme.text.muted);
  double last = -1e9;
  for (const TimeTick& tick : timeTicks(m_report->from, m_report->to, m_plot.width(), 76)) {
    const double width = painter.fontMetrics().horizontalAdvance(tick.text);
    const double x = std::clamp(xOf(tick.at) - width / 2, m_plot.left() - 4, m_plot.right() - width);
    if (x > last + 12) {
      painter.drawText(QRectF(x, m_plot.bottom() + 5, width + 2, 16), Qt::AlignVCenter, tick.text);
      last = x + width;
    }
  }
  if (m_report->passedObjective && *m_report->passedObjective > m_report->from) {
    painter.setPen(QPen(theme.chartLine.cursor, 1));
    const double x = std::floor(xOf(*m_report->passedObjective)) + 0.5;
    painter.drawLine(QPointF(x, m_plot.top() - 4), QPointF(x, m_plot.bottom()));
  }
}

/// What the dashed line is, on a ground of its own: lines may run there.
void PercentileChart::paintObjective(QPainter& painter) const {
  const Theme& theme = m_look.theme();
  const latency::Objective& objective = m_report->question.objective;
  const QString words = tr("objective: p%1 under %2").arg(objective.percentile).arg(plainDuration(objective.ms));
  painter.setFont(m_look.font(FontRole::caption));
  const double y = yOf(static_cast<double>(objective.ms));
  // Above the line where there is room.
  const QRectF label(m_plot.left() + 4, y - 17 > m_plot.top() - 6 ? y - 17 : y + 2,
                     painter.fontMetrics().horizontalAdvance(words) + 4, 14);
  painter.fillRect(label, theme.bg.panel);
  painter.setPen(theme.severity.critical);
  painter.drawText(label, Qt::AlignCenter, words);
}

/// Stretches without samples: the line that Qt Charts draws across is taken out and a dotted one put in its place.
void PercentileChart::paintGaps(QPainter& painter) const {
  const auto& series = m_report->series;
  const Theme& theme = m_look.theme();
  std::optional<std::size_t> last;
  for (std::size_t i = 0; i < series.size(); ++i) {
    if (!sampled(i)) {
      continue;
    }
    if (last && i > *last + 1) {
      const double left = m_plot.left() + m_plot.width() * middleOf(*last) + 1;
      const double right = m_plot.left() + m_plot.width() * middleOf(i) - 1;
      const QRectF strip(left, m_plot.top() - 3, right - left, m_plot.height() + 6);
      painter.save();
      painter.setClipRect(strip);
      painter.setRenderHint(QPainter::Antialiasing, false);
      painter.fillRect(strip, m_range && m_range->from <= series[*last].to && m_range->to >= series[i].from ? theme.accent.soft
                                                                                                            : theme.bg.panel);
      paintAxes(painter);
      painter.setPen(QPen(theme.border.strong, 1, Qt::DotLine));
      for (std::size_t p = 0; p < 3; ++p) {
        painter.drawLine(QPointF(left, yOf(static_cast<double>(series[*last].at[p].ms))),
                         QPointF(right, yOf(static_cast<double>(series[i].at[p].ms))));
      }
      painter.restore();
    }
    last = i;
  }
}

/// A point between two gaps has no line: it is a dot.
void PercentileChart::paintDots(QPainter& painter) const {
  const auto& series = m_report->series;
  painter.setPen(Qt::NoPen);
  for (std::size_t i = 0; i < series.size(); ++i) {
    const bool before = i > 0 && sampled(i - 1);
    const bool after = i + 1 < series.size() && sampled(i + 1);
    if (!sampled(i) || before || after) {
      continue;
    }
    for (std::size_t p = 3; p-- > 0;) {
      painter.setBrush(penOf(m_look.theme(), p).color());
      painter.drawEllipse(QPointF(m_plot.left() + m_plot.width() * middleOf(i), yOf(static_cast<double>(series[i].at[p].ms))), 2,
                          2);
    }
  }
}

void PercentileChart::paintSecond(QPainter& painter) const {
  const Theme& theme = m_look.theme();
  painter.save();
  painter.setClipRect(m_plot.adjusted(-3, -3, 3, 3));
  for (const SecondLine& line : m_second) {
    const std::vector<TimeRange> gaps = gapsOf(line, {m_report->from, m_report->to});
    QList<QLineF> segments;
    std::optional<QPointF> last;
    std::vector<QPointF> squares;
    double squareAt = -100;
    Time lastTime;
    double firstY = 0;
    for (const prometheus::Sample& sample : line.samples) {
      if (!std::isfinite(sample.value) || sample.at < m_report->from || sample.at > m_report->to) {
        continue;
      }
      const QPointF at(xOf(sample.at), yOf(sample.value * 1000));
      const bool gap = last && std::any_of(gaps.begin(), gaps.end(), [&](const TimeRange& g) { return g.from == lastTime; });
      firstY = last ? firstY : at.y();
      if (last && !gap) {
        segments.append(QLineF(*last, QPointF(at.x(), last->y())));
        segments.append(QLineF(QPointF(at.x(), last->y()), at));
      }
      if (at.x() - squareAt > 22) {
        squares.push_back(at);
        squareAt = at.x();
      }
      last = at;
      lastTime = sample.at;
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(theme.chart[kSecondColour], 1));
    painter.drawLines(segments);
    if (m_second.size() > 1 && last) {
      painter.setFont(m_look.font(FontRole::caption));
      const int width = painter.fontMetrics().horizontalAdvance(line.name) + 4;
      const QRect label(static_cast<int>(m_plot.left()) + 6, static_cast<int>(firstY) - 18, width, 14);
      painter.fillRect(label, theme.bg.panel);
      painter.setPen(theme.text.secondary);
      painter.drawText(label, Qt::AlignCenter, line.name);
      painter.setPen(QPen(theme.chart[kSecondColour], 1));
    }
    for (const QPointF& square : squares) {
      paintSquare(painter, square, theme);
    }
    for (const TimeRange& gap : gaps) {
      const double left = xOf(gap.from);
      const double right = xOf(gap.to);
      const double y = last ? last->y() : m_plot.bottom();
      QPen pen(theme.border.strong, 1);
      pen.setDashPattern({3, 3});
      painter.setPen(pen);
      painter.setBrush(Qt::NoBrush);
      painter.drawRect(QRectF(left, std::clamp(y - 7, m_plot.top(), m_plot.bottom() - 14), right - left - 1, 14));
      painter.setFont(m_look.font(FontRole::caption));
      const QString words = tr("no samples");
      if (painter.fontMetrics().horizontalAdvance(words) + 4 < right - left) {
        painter.setPen(theme.text.muted);
        painter.drawText(QRectF(left, std::clamp(y - 7, m_plot.top(), m_plot.bottom() - 14), right - left, 14), Qt::AlignCenter,
                         words);
      }
    }
  }
  painter.restore();
}

void PercentileChart::paintLegend(QPainter& painter) const {
  const Theme& theme = m_look.theme();
  double x = 0;
  const double y = 9;
  const auto say = [&](FontRole role, const QColor& color, const QString& text, double gap) {
    painter.setFont(m_look.font(role));
    painter.setPen(color);
    const double width = painter.fontMetrics().horizontalAdvance(text);
    painter.drawText(QRectF(x, 0, width + 2, 18), Qt::AlignVCenter, text);
    x += width + gap;
  };
  for (std::size_t i = 0; i < latency::kPercentiles.size(); ++i) {
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(penOf(theme, i));
    painter.drawLine(QPointF(x, y), QPointF(x + 20, y));
    x += 25;
    say(FontRole::caption, theme.text.secondary, QStringLiteral("p%1").arg(latency::kPercentiles[i]), 5);
    say(FontRole::captionStrong, theme.text.primary, quantileText(m_report->all.at[i]), 5);
    if (m_report->before) {
      const Change change = changeOf(m_report->all.at[i], m_report->before->at[i]);
      if (!change.text.isEmpty()) {
        say(FontRole::caption, change.worse ? theme.severity.warning : theme.text.muted, change.text, 5);
      }
    }
    x += 8;
  }
  // Several lines of the second source look alike: they are named where they are.
  if (m_second.size() == 1) {
    const SecondLine& line = m_second.front();
    painter.setPen(QPen(theme.chart[kSecondColour], 1));
    painter.drawLine(QPointF(x, y), QPointF(x + 20, y));
    paintSquare(painter, QPointF(x + 10, y), theme);
    x += 25;
    say(FontRole::caption, theme.text.secondary, line.name, 13);
  }
}

}  // namespace claimscope::ui
