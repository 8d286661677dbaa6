// PercentileChart: p50, p95 and p99 over time with the objective, the cursor and a second source. GUI thread.
#pragma once

#include <QChartView>
#include <array>
#include <optional>

#include "model/latency/report.h"
#include "ui/base/theme.h"
#include "ui/charts/duration_scale.h"
#include "ui/charts/percentiles/second_source.h"
#include "ui/charts/time_range.h"

QT_BEGIN_NAMESPACE
class QLineSeries;
QT_END_NAMESPACE

namespace claimscope::ui {

/// The lines are Qt Charts series over axes from 0 to 1, replaced whole; labels, gaps, marks and the second source are painted
/// over and under them. Left and Right move the cursor, with Shift they choose a stretch of time; so does a drag; Esc lets go.
class PercentileChart final : public QChartView {
  Q_OBJECT
 public:
  explicit PercentileChart(Look& look, QWidget* parent = nullptr);
  void setReport(latency::ReportPtr report);
  void setSecond(std::vector<SecondLine> lines);
  void setRange(const ChosenRange& range);
  [[nodiscard]] const ChosenRange& range() const { return m_range; }
  /// "09:12 to 09:14: 42 claims, p50 2 s …"; empty outside the plot.
  [[nodiscard]] QString wordsAt(QPoint point) const;
  [[nodiscard]] QString wordsOf(std::size_t point) const;
  [[nodiscard]] QRectF plot() const { return m_plot; }
  /// Of the points a line has, for tests: those with samples only.
  [[nodiscard]] int pointsOf(std::size_t percentile) const;
  /// Dash and width of a percentile's line.
  [[nodiscard]] static QPen penOf(const Theme& theme, std::size_t percentile);

 Q_SIGNALS:
  void rangeChosen(const claimscope::ui::ChosenRange& range);

 protected:
  void drawBackground(QPainter* painter, const QRectF& rect) override;
  void drawForeground(QPainter* painter, const QRectF& rect) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  bool viewportEvent(QEvent* event) override;

 private:
  void rebuild();
  void restyle();
  void stroke();
  [[nodiscard]] double xOf(Time time) const;
  [[nodiscard]] double yOf(double ms) const;
  [[nodiscard]] Time timeAt(double x) const;
  [[nodiscard]] bool sampled(std::size_t point) const;
  [[nodiscard]] double middleOf(std::size_t point) const;
  [[nodiscard]] std::optional<std::size_t> pointAt(double x) const;
  void moveCursor(int by, bool choose);
  void paintLegend(QPainter& painter) const;
  void paintAxes(QPainter& painter) const;
  void paintObjective(QPainter& painter) const;
  void paintGaps(QPainter& painter) const;
  void paintDots(QPainter& painter) const;
  void paintSecond(QPainter& painter) const;

  Look& m_look;
  latency::ReportPtr m_report;
  std::vector<SecondLine> m_second;
  std::array<QLineSeries*, 3> m_lines{};
  DurationScale m_scale;
  QRectF m_plot;
  ChosenRange m_range;
  std::optional<std::size_t> m_cursor;
  double m_pressed = -1;
  bool m_dragging = false;
};

}  // namespace claimscope::ui
