// SeriesChart: lines of any metric over time, as a panel of a dashboard draws them. GUI thread.
#pragma once

#include <QChartView>
#include <QString>
#include <optional>
#include <vector>

#include "model/prometheus/metrics.h"
#include "ui/base/theme.h"

namespace claimscope::ui {

struct SeriesLine {
  QString name;                             ///< harmless
  std::vector<prometheus::Sample> samples;  ///< oldest first; what is not finite is no sample
};

/// What the axis says and how far it goes.
struct SeriesScale {
  std::string unit;  ///< Grafana's id
  int decimals = -1;
  std::optional<double> least;
  std::optional<double> most;
  bool stacked = false;
};

/// The lines are Qt Charts series over axes from 0 to 1; a stretch without samples is a gap, never a line. Left and Right move
/// the cursor. More than kMostLines are not drawn, and that is said.
class SeriesChart final : public QChartView {
  Q_OBJECT
 public:
  static constexpr std::size_t kMostLines = 16;
  static constexpr int kPlotLabels = 62;  ///< room left of the plot

  explicit SeriesChart(Look& look, QWidget* parent = nullptr);
  /// `stepMs` is what the samples should be apart: twice that is a gap.
  void setLines(std::vector<SeriesLine> lines, Time from, Time to, std::int64_t stepMs, SeriesScale scale);
  [[nodiscard]] std::size_t drawnLines() const { return m_lines.size(); }
  /// Pieces between gaps, of all lines; for tests.
  [[nodiscard]] std::size_t pieces() const { return m_pieces; }
  [[nodiscard]] QString wordsAt(QPoint point) const;
  [[nodiscard]] QRectF plot() const { return m_plot; }

 protected:
  void drawBackground(QPainter* painter, const QRectF& rect) override;
  void drawForeground(QPainter* painter, const QRectF& rect) override;
  void resizeEvent(QResizeEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  bool viewportEvent(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  void rebuild();
  void placePlot();
  void stack();
  void findRange();
  [[nodiscard]] QPen penOf(std::size_t line) const;
  [[nodiscard]] double xOf(Time time) const;
  [[nodiscard]] double yOf(double value) const;
  [[nodiscard]] int legendRows() const;
  [[nodiscard]] QString wordsOf(Time time) const;
  void paintLegend(QPainter& painter) const;

  Look& m_look;
  std::vector<SeriesLine> m_lines;
  std::vector<std::vector<double>> m_heights;  ///< of each sample, stacked where that is wanted
  std::size_t m_more = 0;                      ///< lines that are not drawn
  std::size_t m_pieces = 0;
  Time m_from;
  Time m_to;
  std::int64_t m_stepMs = 15'000;
  SeriesScale m_scale;
  double m_least = 0;
  double m_most = 1;
  double m_tick = 1;
  QRectF m_plot;
  std::optional<Time> m_cursor;
};

}  // namespace claimscope::ui
