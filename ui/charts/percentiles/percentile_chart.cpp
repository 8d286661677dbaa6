// PercentileChart: series, mouse and keyboard. GUI thread.
#include "ui/charts/percentiles/percentile_chart.h"

#include <QGraphicsLayout>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLineSeries>
#include <QMouseEvent>
#include <QValueAxis>
#include <algorithm>
#include <cmath>

#include "ui/base/format.h"
#include "ui/base/tool_tip.h"

namespace claimscope::ui {
namespace {

constexpr int kLegend = 24;  ///< room above the plot
constexpr int kLabels = 50;  ///< room left of it
constexpr int kTimes = 22;   ///< room below it
constexpr std::array<std::size_t, 3> kColours{0, 1, 3};

}  // namespace

PercentileChart::PercentileChart(Look& look, QWidget* parent) : QChartView(parent), m_look(look) {
  setFrameShape(QFrame::NoFrame);
  setFocusPolicy(Qt::StrongFocus);
  setMinimumSize(160, 90);
  viewport()->setMouseTracking(true);
  setAccessibleName(tr("Percentiles over time"));
  auto* drawn = new QChart;
  drawn->setBackgroundVisible(false);
  drawn->legend()->hide();
  drawn->setMargins(QMargins());
  drawn->layout()->setContentsMargins(0, 0, 0, 0);
  auto* across = new QValueAxis(drawn);
  auto* up = new QValueAxis(drawn);
  for (QValueAxis* axis : {across, up}) {
    axis->setRange(0, 1);
    axis->setVisible(false);
  }
  drawn->addAxis(across, Qt::AlignBottom);
  drawn->addAxis(up, Qt::AlignLeft);
  // p99 first: the median lies over it.
  for (std::size_t i = m_lines.size(); i-- > 0;) {
    m_lines[i] = new QLineSeries(drawn);
    drawn->addSeries(m_lines[i]);
    m_lines[i]->attachAxis(across);
    m_lines[i]->attachAxis(up);
  }
  QChart* empty = chart();
  setChart(drawn);
  delete empty;
  setRenderHint(QPainter::Antialiasing);
  restyle();
  connect(&look, &Look::changed, this, [this] { restyle(); });
}

QPen PercentileChart::penOf(const Theme& theme, std::size_t percentile) {
  QPen pen(theme.chart[kColours[percentile]], percentile == 0 ? 1.8 : 1.6);
  pen.setCapStyle(Qt::FlatCap);
  pen.setJoinStyle(Qt::RoundJoin);
  if (percentile > 0) {
    // Dash lengths are in units of the pen's width.
    pen.setDashPattern({(percentile == 1 ? 6 : 2) / pen.widthF(), 2 / pen.widthF()});
  }
  return pen;
}

void PercentileChart::restyle() {
  setBackgroundBrush(m_look.theme().bg.panel);
  stroke();
  viewport()->update();
}

/// Thin where the points are dense: wide antialiased strokes of them cost tens of milliseconds.
void PercentileChart::stroke() {
  constexpr std::size_t kDense = 60;
  const bool thin = m_report != nullptr && m_report->series.size() > kDense;
  for (std::size_t i = 0; i < m_lines.size(); ++i) {
    QPen pen = penOf(m_look.theme(), i);
    if (thin) {
      pen.setWidthF(1);
      if (i > 0) {
        pen.setDashPattern({i == 1 ? 6.0 : 2.0, 2.0});
      }
    }
    if (pen != m_lines[i]->pen()) {
      m_lines[i]->setPen(pen);
    }
  }
}

void PercentileChart::setReport(latency::ReportPtr report) {
  m_report = std::move(report);
  if (m_report == nullptr || (m_cursor && *m_cursor >= m_report->series.size())) {
    m_cursor.reset();
  }
  rebuild();
}

void PercentileChart::setSecond(std::vector<SecondLine> lines) {
  m_second = std::move(lines);
  rebuild();
}

void PercentileChart::setRange(const ChosenRange& range) {
  m_range = range;
  viewport()->update();
}

bool PercentileChart::sampled(std::size_t point) const {
  return m_report->series[point].at[0].bound != Bound::unknown;
}

/// Where a point stands between the edges of the window, 0 to 1.
double PercentileChart::middleOf(std::size_t point) const {
  const latency::Point& at = m_report->series[point];
  const auto window = static_cast<double>(std::max<std::int64_t>(1, m_report->to - m_report->from));
  return (static_cast<double>(at.from - m_report->from) + static_cast<double>(at.to - m_report->from)) / 2 / window;
}

void PercentileChart::rebuild() {
  std::int64_t least = 60'000;
  std::int64_t most = 0;
  const std::size_t points = m_report == nullptr ? 0 : m_report->series.size();
  for (std::size_t i = 0; i < points; ++i) {
    if (sampled(i)) {
      least = std::min(least, m_report->series[i].at[0].ms);
      most = std::max(most, m_report->series[i].at[2].ms);
    }
  }
  for (const SecondLine& line : m_second) {
    for (const prometheus::Sample& sample : line.samples) {
      if (std::isfinite(sample.value) && sample.value > 0) {
        least = std::min(least, std::max<std::int64_t>(1, static_cast<std::int64_t>(std::min(sample.value, 1e7) * 1000)));
        most = std::max(most, static_cast<std::int64_t>(std::min(sample.value, 1e7) * 1000));
      }
    }
  }
  m_scale = DurationScale::around(least, most, m_report == nullptr ? 30'000 : m_report->question.objective.ms);
  for (std::size_t line = 0; line < m_lines.size(); ++line) {
    QList<QPointF> places;
    for (std::size_t i = 0; i < points; ++i) {
      const latency::Quantile& quantile = m_report->series[i].at[line];
      if (sampled(i) && quantile.bound != Bound::unknown) {
        places.append({middleOf(i), std::min(1.0, m_scale.part(static_cast<double>(quantile.ms)))});
      }
    }
    m_lines[line]->replace(places);
  }
  stroke();
  QStringList words;
  for (std::size_t i = 0; m_report != nullptr && i < latency::kPercentiles.size(); ++i) {
    words += tr("p%1 %2").arg(latency::kPercentiles[i]).arg(quantileText(m_report->all.at[i]));
  }
  setAccessibleDescription(words.join(QStringLiteral(", ")));
  viewport()->update();
}

int PercentileChart::pointsOf(std::size_t percentile) const {
  return static_cast<int>(m_lines[percentile]->count());
}

void PercentileChart::resizeEvent(QResizeEvent* event) {
  QChartView::resizeEvent(event);
  m_plot = QRectF(kLabels, kLegend + 6, std::max(10, viewport()->width() - kLabels - 2),
                  std::max(10, viewport()->height() - kLegend - 6 - kTimes));
  chart()->setPlotArea(m_plot);
}

double PercentileChart::xOf(Time time) const {
  const auto window = static_cast<double>(std::max<std::int64_t>(1, m_report->to - m_report->from));
  return m_plot.left() + m_plot.width() * static_cast<double>(time - m_report->from) / window;
}

double PercentileChart::yOf(double ms) const {
  return m_plot.bottom() - m_plot.height() * std::min(1.0, m_scale.part(ms));
}

Time PercentileChart::timeAt(double x) const {
  const auto window = static_cast<double>(m_report->to - m_report->from);
  const double part = std::clamp((x - m_plot.left()) / m_plot.width(), 0.0, 1.0);
  return m_report->from + static_cast<std::int64_t>(part * window);
}

std::optional<std::size_t> PercentileChart::pointAt(double x) const {
  if (m_report == nullptr || m_report->series.empty() || x < m_plot.left() || x > m_plot.right()) {
    return std::nullopt;
  }
  const Time time = timeAt(x);
  const auto& series = m_report->series;
  const auto found = std::upper_bound(series.begin(), series.end(), time,
                                      [](Time value, const latency::Point& point) { return value < point.to; });
  return found == series.end() ? series.size() - 1 : static_cast<std::size_t>(found - series.begin());
}

QString PercentileChart::wordsOf(std::size_t point) const {
  if (m_report == nullptr || point >= m_report->series.size()) {
    return {};
  }
  const latency::Point& at = m_report->series[point];
  QString words = tr("%1 to %2: %3")
                      .arg(clockTime(at.from), clockTime(at.to),
                           at.claims == 0 ? tr("no claim") : counted(at.claims, tr("claim"), tr("claims")));
  if (at.open > 0) {
    words += tr(", %1 still waiting").arg(number(at.open));
  }
  for (std::size_t i = 0; sampled(point) && i < at.at.size(); ++i) {
    words += QLatin1Char('\n') + tr("p%1 %2").arg(latency::kPercentiles[i]).arg(quantileText(at.at[i]));
  }
  for (const SecondLine& line : m_second) {
    const auto found = std::find_if(line.samples.rbegin(), line.samples.rend(), [&](const prometheus::Sample& sample) {
      return sample.at >= at.from && sample.at < at.to && std::isfinite(sample.value);
    });
    words += QLatin1Char('\n') +
             (found == line.samples.rend()
                  ? tr("%1: no samples").arg(line.name)
                  : tr("%1 %2 (second source)")
                        .arg(line.name, durationText(static_cast<std::int64_t>(std::clamp(found->value, 0.0, 1e7) * 1000))));
  }
  return words;
}

QString PercentileChart::wordsAt(QPoint point) const {
  const std::optional<std::size_t> at = pointAt(point.x());
  return at && m_plot.contains(point) ? wordsOf(*at) : QString();
}

void PercentileChart::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton && m_report != nullptr) {
    m_pressed = event->position().x();
    m_dragging = false;
  }
}

void PercentileChart::mouseMoveEvent(QMouseEvent* event) {
  constexpr double kSlop = 4;
  if (m_report == nullptr) {
    return;
  }
  if (m_pressed >= 0 && (event->buttons() & Qt::LeftButton) != 0) {
    if (m_dragging || std::fabs(event->position().x() - m_pressed) > kSlop) {
      m_dragging = true;
      const Time a = timeAt(m_pressed);
      const Time b = timeAt(event->position().x());
      m_range = TimeRange{std::min(a, b), std::max(a, b)};
    }
  }
  m_cursor = pointAt(event->position().x());
  viewport()->update();
}

void PercentileChart::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || m_pressed < 0) {
    return;
  }
  m_pressed = -1;
  if (!m_dragging) {
    m_range.reset();
  }
  m_dragging = false;
  viewport()->update();
  Q_EMIT rangeChosen(m_range);
}

void PercentileChart::leaveEvent(QEvent* event) {
  if (!hasFocus()) {
    m_cursor.reset();
  }
  viewport()->update();
  QChartView::leaveEvent(event);
}

void PercentileChart::moveCursor(int by, bool choose) {
  if (m_report == nullptr || m_report->series.empty()) {
    return;
  }
  const auto last = static_cast<int>(m_report->series.size()) - 1;
  const std::size_t before = m_cursor.value_or(static_cast<std::size_t>(last));
  m_cursor = static_cast<std::size_t>(std::clamp(static_cast<int>(before) + (m_cursor ? by : 0), 0, last));
  setAccessibleDescription(wordsOf(*m_cursor));
  if (choose) {
    const latency::Point& at = m_report->series[*m_cursor];
    const latency::Point& from = m_report->series[before];
    m_range = m_range ? TimeRange{std::min(m_range->from, at.from), std::max(m_range->to, at.to)}
                      : TimeRange{std::min(from.from, at.from), std::max(from.to, at.to)};
    Q_EMIT rangeChosen(m_range);
  }
  viewport()->update();
}

void PercentileChart::keyPressEvent(QKeyEvent* event) {
  const bool shift = (event->modifiers() & Qt::ShiftModifier) != 0;
  switch (event->key()) {
    case Qt::Key_Left:
      moveCursor(-1, shift);
      return;
    case Qt::Key_Right:
      moveCursor(1, shift);
      return;
    case Qt::Key_Home:
      moveCursor(-1'000'000, shift);
      return;
    case Qt::Key_End:
      moveCursor(1'000'000, shift);
      return;
    case Qt::Key_Escape:
      if (m_range) {
        m_range.reset();
        viewport()->update();
        Q_EMIT rangeChosen(m_range);
        return;
      }
      event->ignore();
      return;
    default:
      event->ignore();
  }
}

void PercentileChart::focusInEvent(QFocusEvent* event) {
  QChartView::focusInEvent(event);
  viewport()->update();
}

void PercentileChart::focusOutEvent(QFocusEvent* event) {
  QChartView::focusOutEvent(event);
  m_cursor.reset();
  viewport()->update();
}

bool PercentileChart::viewportEvent(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    showToolTip(*help, wordsAt(help->pos()), viewport());
    return true;
  }
  return QChartView::viewportEvent(event);
}

}  // namespace claimscope::ui
