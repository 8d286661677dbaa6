// LatencyChart: numbers, logarithmic axis, dashed series. GUI thread.
#include "ui/pages/overview/latency_chart.h"

#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/base/format.h"
#include "ui/base/shapes.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

constexpr int kNumbers = 66;  ///< height of the three numbers
constexpr int kAxis = 42;     ///< room for the labels of the axis
constexpr int kFoot = 20;     ///< room for the times below
constexpr int kLeastPlot = 40;
constexpr std::array<std::int64_t, 12> kTicks{500,     1'000,     5'000,      30'000,     60'000,     300'000,
                                              900'000, 3'600'000, 14'400'000, 43'200'000, 86'400'000, 604'800'000};
constexpr std::array<std::size_t, 3> kColours{0, 1, 3};

QString oneDecimal(double value) {
  return QString::number(value, 'f', value < 10 && std::fabs(value - std::round(value)) > 0.049 ? 1 : 0);
}

QString tickText(std::int64_t ms) {
  const LatencyWords words = latencyWords(ms);
  return words.number + QLatin1Char(' ') + words.unit;
}

}  // namespace

LatencyWords latencyWords(std::int64_t ms) {
  LatencyWords out;
  const auto seconds = static_cast<double>(ms) / 1000.0;
  if (ms <= 0) {
    out.number = QStringLiteral("<1");
    out.unit = QStringLiteral("s");
  } else if (seconds < 1) {
    out.number = QString::number(seconds, 'g', 2);
    out.unit = QStringLiteral("s");
  } else if (seconds < 120) {
    out.number = oneDecimal(seconds);
    out.unit = QStringLiteral("s");
  } else if (seconds < 7200) {
    out.number = oneDecimal(seconds / 60);
    out.unit = QStringLiteral("min");
  } else if (seconds < 2 * 86400) {
    out.number = oneDecimal(seconds / 3600);
    out.unit = QStringLiteral("h");
  } else {
    out.number = oneDecimal(seconds / 86400);
    out.unit = QStringLiteral("d");
  }
  return out;
}

LatencyChart::LatencyChart(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  setAccessibleName(tr("Claim latency"));
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void LatencyChart::setSummary(const LatencySummary& summary) {
  m_summary = summary;
  // The API counts whole seconds: what took less lies on the lowest line.
  std::int64_t most = kLatencyObjectiveMs;
  for (const LatencySummary::Point& point : summary.points) {
    if (point.values) {
      most = std::max(most, (*point.values)[2]);
    }
  }
  m_most = static_cast<double>(most) * 1.3;
  QStringList words;
  for (std::size_t i = 0; i < summary.values.size() && summary.claims > 0; ++i) {
    words << tr("p%1 %2 %3").arg(LatencySummary::kPercentiles[i]).arg(boundMark(summary.bound()), tickText(summary.values[i]));
  }
  setAccessibleDescription(words.join(QStringLiteral(", ")));
  update();
}

QPen LatencyChart::penOf(const Theme& theme, std::size_t index) {
  QPen pen(theme.chart[kColours[index]], index == 0 ? 1.8 : 1.6);
  pen.setCapStyle(Qt::FlatCap);
  pen.setJoinStyle(Qt::RoundJoin);
  if (index > 0) {
    // Dash lengths are in units of the pen's width.
    const qreal on = (index == 1 ? 6 : 2) / pen.widthF();
    pen.setDashPattern({on, 2 / pen.widthF()});
  }
  return pen;
}

QRect LatencyChart::plotRect() const {
  const int top = kNumbers + 12;
  return {kAxis, top, width() - kAxis, height() - top - kFoot};
}

double LatencyChart::yOf(const QRect& plot, std::int64_t ms) const {
  const double part = std::log(std::max(static_cast<double>(ms), m_least) / m_least) / std::log(m_most / m_least);
  return plot.bottom() - part * plot.height();
}

void LatencyChart::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  paintNumbers(painter);
  if (const QRect plot = plotRect(); plot.height() >= kLeastPlot) {
    paintChart(painter, plot);
  }
}

void LatencyChart::paintNumbers(QPainter& painter) const {
  const Theme& theme = m_look.theme();
  const int column = width() / 3;
  for (std::size_t i = 0; i < m_summary.values.size(); ++i) {
    const int x = static_cast<int>(i) * column;
    painter.setPen(penOf(theme, i));
    painter.drawLine(QPointF(x, 8), QPointF(x + 18, 8));
    painter.setFont(m_look.font(FontRole::caption));
    painter.setPen(theme.text.muted);
    painter.drawText(QRect(x + 24, 0, column - 24, 16), Qt::AlignVCenter,
                     QStringLiteral("p%1").arg(LatencySummary::kPercentiles[i]));
    const LatencyWords words = latencyWords(m_summary.values[i]);
    int at = x;
    const auto draw = [&](FontRole role, const QColor& color, const QString& text, int gap) {
      painter.setFont(m_look.font(role));
      painter.setPen(color);
      const int w = painter.fontMetrics().horizontalAdvance(text);
      // On one base line, whatever the size.
      painter.drawText(QPoint(at + gap, 38), text);
      at += gap + w;
    };
    if (m_summary.bound() == Bound::atMost && m_summary.values[i] > 0) {
      draw(FontRole::body, theme.text.muted, boundMark(Bound::atMost), 0);
    }
    draw(FontRole::display, theme.text.primary, words.number, at == x ? 0 : 2);
    draw(FontRole::body, theme.text.muted, words.unit, 4);
    const bool over = m_summary.values[i] > kLatencyObjectiveMs;
    int note = x;
    if (over) {
      paintMark(painter, QRectF(x, 47, 11, 11), Mark::warning, theme, theme.bg.panel);
      note += 15;
    }
    painter.setFont(m_look.font(FontRole::caption));
    painter.setPen(over ? theme.severity.warning : theme.text.muted);
    painter.drawText(QRect(note, 45, x + column - note - 4, 16), Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(over ? tr("over 30 s objective") : tr("within 30 s"), Qt::ElideRight,
                                                      x + column - note - 4));
  }
}

void LatencyChart::paintChart(QPainter& painter, const QRect& plot) const {
  const Theme& theme = m_look.theme();
  painter.setFont(m_look.font(FontRole::caption));
  const double objective = yOf(plot, kLatencyObjectiveMs);
  double last = 1e9;
  for (const std::int64_t tick : kTicks) {
    const double y = yOf(plot, tick);
    const bool isObjective = tick == kLatencyObjectiveMs;
    const bool outside = static_cast<double>(tick) < m_least || static_cast<double>(tick) > m_most;
    // The objective is always named; the other labels keep 18 px from it and from each other.
    if (outside || (!isObjective && (last - y < 18 || std::fabs(y - objective) < 18))) {
      continue;
    }
    last = y;
    QPen pen(isObjective ? theme.chartLine.slo : theme.chartLine.grid, 1);
    if (isObjective) {
      pen.setDashPattern({4, 3});
    }
    painter.setPen(pen);
    painter.drawLine(QPointF(plot.left(), std::floor(y) + 0.5), QPointF(plot.right(), std::floor(y) + 0.5));
    painter.setPen(isObjective ? theme.severity.critical : theme.text.muted);
    painter.drawText(QRectF(0, y - 8, kAxis - 6, 16), Qt::AlignVCenter | Qt::AlignRight, tickText(tick));
  }
  painter.setClipRect(plot.adjusted(-3, -3, 3, 3));
  for (std::size_t i = m_summary.values.size(); i-- > 0;) {
    paintSeries(painter, plot, i);
  }
  painter.setClipping(false);
  painter.setPen(theme.text.muted);
  const QRect foot(plot.left(), plot.bottom() + 4, plot.width(), 16);
  painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter, clockMinute(m_summary.from));
  painter.drawText(foot, Qt::AlignRight | Qt::AlignVCenter, clockMinute(m_summary.to));
  painter.drawText(foot, Qt::AlignHCenter | Qt::AlignVCenter, tr("created to allocated, log"));
}

/// Stretches without a claim are a dotted gap, never a line: nothing was measured there. One alone is a dot.
void LatencyChart::paintSeries(QPainter& painter, const QRect& plot, std::size_t index) const {
  const QPen pen = penOf(m_look.theme(), index);
  const double step = static_cast<double>(plot.width()) / static_cast<double>(m_summary.points.size());
  const auto place = [&](std::size_t i) {
    return QPointF(plot.left() + (static_cast<double>(i) + 0.5) * step, yOf(plot, (*m_summary.points[i].values)[index]));
  };
  std::optional<QPointF> last;
  for (std::size_t i = 0; i < m_summary.points.size();) {
    if (!m_summary.points[i].values) {
      ++i;
      continue;
    }
    if (last) {
      painter.setPen(QPen(m_look.theme().border.strong, 1, Qt::DotLine));
      painter.drawLine(*last, place(i));
    }
    std::size_t end = i + 1;
    QPainterPath path(place(i));
    while (end < m_summary.points.size() && m_summary.points[end].values) {
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

QString LatencyChart::wordsAt(QPoint point) const {
  const QRect plot = plotRect();
  if (!plot.contains(point) || m_summary.points.empty()) {
    return {};
  }
  const auto count = static_cast<int>(m_summary.points.size());
  const int index = std::clamp((point.x() - plot.left()) * count / std::max(1, plot.width()), 0, count - 1);
  const LatencySummary::Point& at = m_summary.points[static_cast<std::size_t>(index)];
  const std::int64_t step = LatencySummary::kWindowMs / count;
  QString words =
      tr("%1 to %2: %3")
          .arg(clockMinute(m_summary.from + index * step), clockMinute(m_summary.from + (index + 1) * step),
               at.claims == 0 ? tr("no claim allocated") : counted(at.claims, tr("claim allocated"), tr("claims allocated")));
  for (std::size_t i = 0; at.values && i < at.values->size(); ++i) {
    words += QLatin1Char('\n') +
             tr("p%1 %2").arg(LatencySummary::kPercentiles[i]).arg(boundMark(m_summary.bound()) + tickText((*at.values)[i]));
  }
  return words;
}

bool LatencyChart::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString words = wordsAt(help->pos());
    if (words.isEmpty()) {
      QToolTip::hideText();
    } else {
      QToolTip::showText(help->globalPos(), toolTipText(words), this);
    }
    return true;
  }
  return QWidget::event(event);
}

}  // namespace claimscope::ui
