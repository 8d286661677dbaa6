// SeriesChart: lines, scale, cursor. GUI thread.
#include "ui/charts/series/series_chart.h"

#include <QGraphicsLayout>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLineSeries>
#include <QMouseEvent>
#include <QValueAxis>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <map>

#include "model/prometheus/dashboard/values.h"
#include "ui/base/format.h"
#include "ui/base/tool_tip.h"

namespace claimscope::ui {
namespace {

constexpr int kSeriesLabels = SeriesChart::kPlotLabels;
constexpr int kSeriesTimes = 22;  ///< room below it
constexpr int kLegendRow = 18;
constexpr int kLegendColumns = 2;

/// 1, 2 or 5 times a power of ten: some five ticks between the ends.
double tickOf(double span) {
  const double rough = span / 4;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  const double part = rough / power;
  return power * (part < 1.5 ? 1 : part < 3.5 ? 2 : part < 7.5 ? 5 : 10);
}

}  // namespace

SeriesChart::SeriesChart(Look& look, QWidget* parent) : QChartView(parent), m_look(look) {
  setFrameShape(QFrame::NoFrame);
  setFocusPolicy(Qt::StrongFocus);
  setMinimumSize(120, 80);
  viewport()->setMouseTracking(true);
  auto* drawn = new QChart;
  drawn->setBackgroundVisible(false);
  drawn->legend()->hide();
  drawn->setMargins(QMargins());
  drawn->layout()->setContentsMargins(0, 0, 0, 0);
  for (const Qt::Alignment side : {Qt::AlignBottom, Qt::AlignLeft}) {
    auto* axis = new QValueAxis(drawn);
    axis->setRange(0, 1);
    axis->setVisible(false);
    drawn->addAxis(axis, side);
  }
  QChart* empty = chart();
  setChart(drawn);
  delete empty;
  setRenderHint(QPainter::Antialiasing);
  setBackgroundBrush(look.theme().bg.panel);
  connect(&look, &Look::changed, this, [this] {
    setBackgroundBrush(m_look.theme().bg.panel);
    rebuild();
  });
}

QPen SeriesChart::penOf(std::size_t line) const {
  const auto& colours = m_look.theme().chart;
  QPen pen(colours[line % colours.size()], 1.6);
  pen.setCapStyle(Qt::FlatCap);
  pen.setJoinStyle(Qt::RoundJoin);
  // Neighbours differ by dash as well; the second eight are dotted.
  if (line >= colours.size()) {
    pen.setDashPattern({2 / pen.widthF(), 2 / pen.widthF()});
  } else if (line % 2 == 1) {
    pen.setDashPattern({6 / pen.widthF(), 2 / pen.widthF()});
  }
  return pen;
}

void SeriesChart::setLines(std::vector<SeriesLine> lines, Time from, Time to, std::int64_t stepMs, SeriesScale scale) {
  m_more = lines.size() > kMostLines ? lines.size() - kMostLines : 0;
  lines.resize(std::min(lines.size(), kMostLines));
  m_lines = std::move(lines);
  m_from = from;
  m_to = to > from ? to : from + 1;
  m_stepMs = std::max<std::int64_t>(1, stepMs);
  m_scale = std::move(scale);
  QStringList words;
  for (const SeriesLine& line : m_lines) {
    const auto last =
        std::find_if(line.samples.rbegin(), line.samples.rend(), [](const auto& s) { return std::isfinite(s.value); });
    words += last == line.samples.rend()
                 ? tr("%1: no samples").arg(line.name)
                 : tr("%1 %2").arg(line.name, plain(dashboard::valueText(last->value, m_scale.unit, m_scale.decimals)));
  }
  setAccessibleDescription(words.join(QStringLiteral(", ")));
  rebuild();
}

/// Each line stands on those before it, moment by moment.
void SeriesChart::stack() {
  m_heights.clear();
  std::map<std::int64_t, double> ground;
  for (const SeriesLine& line : m_lines) {
    std::vector<double>& heights = m_heights.emplace_back();
    for (const prometheus::Sample& sample : line.samples) {
      double height = sample.value;
      if (m_scale.stacked && std::isfinite(height)) {
        height = ground[sample.at.ms] += height;
      }
      heights.push_back(height);
    }
  }
}

void SeriesChart::findRange() {
  double least = std::numeric_limits<double>::infinity();
  double most = -least;
  for (const auto& heights : m_heights) {
    for (const double height : heights) {
      if (std::isfinite(height)) {
        least = std::min(least, height);
        most = std::max(most, height);
      }
    }
  }
  if (least > most) {
    least = 0;
    most = 1;
  }
  // Zero belongs to it unless the values are far from it: a small change of a small value must not look like a collapse.
  if (least > 0 && least < most * 0.6) {
    least = 0;
  }
  least = m_scale.stacked ? std::min(least, 0.0) : least;
  least = m_scale.least.value_or(least);
  most = m_scale.most.value_or(most);
  // A change of less than the three digits that labels have is none to look at.
  if (!(most - least > 0.02 * std::max(std::fabs(most), std::fabs(least)))) {
    const double half = std::max(std::fabs(most) * 0.1, 1e-9);
    least = least >= 0 ? std::max(0.0, least - half) : least - half;
    most += half;
  }
  m_tick = tickOf(most - least);
  m_least = m_scale.least ? least : std::floor(least / m_tick) * m_tick;
  m_most = m_scale.most ? most : std::ceil(most / m_tick) * m_tick;
}

double SeriesChart::xOf(Time time) const {
  return static_cast<double>(time - m_from) / static_cast<double>(m_to - m_from);
}

double SeriesChart::yOf(double value) const {
  return std::clamp((value - m_least) / (m_most - m_least), -0.02, 1.02);
}

void SeriesChart::rebuild() {
  stack();
  findRange();
  placePlot();
  chart()->removeAllSeries();
  m_pieces = 0;
  const auto axes = chart()->axes();
  for (std::size_t i = m_lines.size(); i-- > 0;) {
    const auto& samples = m_lines[i].samples;
    QList<QPointF> piece;
    const auto flush = [&] {
      if (piece.isEmpty()) {
        return;
      }
      ++m_pieces;
      auto* series = new QLineSeries(chart());
      if (piece.size() == 1) {  // one sample alone is a short stroke: a point would not be seen
        const double half = std::max(0.003, static_cast<double>(m_stepMs) / static_cast<double>(m_to - m_from) / 4);
        piece = {piece[0] - QPointF(half, 0), piece[0] + QPointF(half, 0)};
      }
      series->replace(piece);
      series->setPen(penOf(i));
      chart()->addSeries(series);
      for (QAbstractAxis* axis : axes) {
        series->attachAxis(axis);
      }
      piece.clear();
    };
    std::optional<Time> last;
    for (std::size_t s = 0; s < samples.size(); ++s) {
      if (!std::isfinite(m_heights[i][s])) {
        flush();
        last.reset();
        continue;
      }
      if (last && samples[s].at - *last > 2 * m_stepMs) {
        flush();
      }
      piece.append({xOf(samples[s].at), yOf(m_heights[i][s])});
      last = samples[s].at;
    }
    flush();
  }
  viewport()->update();
}

int SeriesChart::legendRows() const {
  const std::size_t entries = m_lines.size() + (m_more > 0 ? 1 : 0);
  const auto rows = static_cast<int>((entries + kLegendColumns - 1) / kLegendColumns);
  const int room = std::max(1, (viewport()->height() - 110) / kLegendRow);
  return m_lines.size() == 1 && m_lines[0].name.isEmpty() ? 0 : std::min({rows, room, 4});
}

void SeriesChart::placePlot() {
  const int legend = legendRows() * kLegendRow + (legendRows() > 0 ? 4 : 0);
  m_plot = QRectF(kSeriesLabels, 8, std::max(10, viewport()->width() - kSeriesLabels - 10),
                  std::max(10, viewport()->height() - 8 - kSeriesTimes - legend));
  chart()->setPlotArea(m_plot);
}

void SeriesChart::resizeEvent(QResizeEvent* event) {
  QChartView::resizeEvent(event);
  placePlot();
}

QString SeriesChart::wordsOf(Time time) const {
  QString words = clockTime(time);
  std::size_t shown = 0;
  for (std::size_t i = 0; i < m_lines.size() && shown < 10; ++i, ++shown) {
    const SeriesLine& line = m_lines[i];
    const auto next = std::lower_bound(line.samples.begin(), line.samples.end(), time,
                                       [](const prometheus::Sample& sample, Time at) { return sample.at < at; });
    auto nearest = next;
    if (next == line.samples.end() || (next != line.samples.begin() && time - std::prev(next)->at < next->at - time)) {
      nearest = next == line.samples.begin() ? next : std::prev(next);
    }
    const bool there = nearest != line.samples.end() && std::abs(nearest->at - time) <= 2 * m_stepMs;
    const QString value = there ? plain(dashboard::valueText(nearest->value, m_scale.unit, m_scale.decimals)) : tr("no sample");
    words += QLatin1Char('\n') + (line.name.isEmpty() ? value : tr("%1: %2").arg(line.name, value));
  }
  if (m_lines.size() > shown) {
    words += QLatin1Char('\n') + tr("and %1 more").arg(m_lines.size() - shown);
  }
  return words;
}

QString SeriesChart::wordsAt(QPoint point) const {
  if (m_lines.empty() || !m_plot.contains(point)) {
    return {};
  }
  const double part = (point.x() - m_plot.left()) / m_plot.width();
  return wordsOf(m_from + static_cast<std::int64_t>(part * static_cast<double>(m_to - m_from)));
}

void SeriesChart::mouseMoveEvent(QMouseEvent* event) {
  m_cursor.reset();
  if (m_plot.contains(event->position())) {
    const double part = (event->position().x() - m_plot.left()) / m_plot.width();
    m_cursor = m_from + static_cast<std::int64_t>(part * static_cast<double>(m_to - m_from));
  }
  viewport()->update();
}

void SeriesChart::leaveEvent(QEvent* event) {
  m_cursor.reset();
  viewport()->update();
  QChartView::leaveEvent(event);
}

void SeriesChart::keyPressEvent(QKeyEvent* event) {
  const bool moves = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
  if (!moves || m_lines.empty()) {
    event->ignore();
    return;
  }
  const Time at = m_cursor.value_or(m_to) + (event->key() == Qt::Key_Left ? -m_stepMs : m_stepMs);
  m_cursor = std::clamp(at, m_from, m_to);
  setAccessibleDescription(wordsOf(*m_cursor));
  viewport()->update();
}

void SeriesChart::focusOutEvent(QFocusEvent* event) {
  QChartView::focusOutEvent(event);
  m_cursor.reset();
  viewport()->update();
}

/// The page scrolls; a chart in it does not.
void SeriesChart::wheelEvent(QWheelEvent* event) {
  event->ignore();
}

bool SeriesChart::viewportEvent(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    showToolTip(*help, wordsAt(help->pos()), viewport());
    return true;
  }
  return QChartView::viewportEvent(event);
}

}  // namespace claimscope::ui
