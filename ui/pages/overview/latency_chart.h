// LatencyChart: three percentiles as numbers and over the last hour, and where the p95 goes. GUI thread.
#pragma once

#include <QWidget>

#include "model/latency/report.h"
#include "ui/base/theme.h"
#include "ui/charts/duration_scale.h"

namespace claimscope::ui {

class LatencyChart final : public QWidget {
  Q_OBJECT
 public:
  explicit LatencyChart(Look& look, QWidget* parent = nullptr);
  void setReport(latency::ReportPtr report);
  /// What is said of a stretch of the chart: "09:12 to 09:14: 42 claims, p50 2 s …"; empty outside.
  [[nodiscard]] QString wordsAt(QPoint point) const;
  /// Below a number: "over 30 s objective", "2.1× the hour before", "within 30 s".
  [[nodiscard]] QString noteOf(std::size_t index) const;
  [[nodiscard]] QSize sizeHint() const override { return {366, 250}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {200, 120}; }

 Q_SIGNALS:
  void clicked();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  bool event(QEvent* event) override;

 private:
  enum class Tone { quiet, worse, over };
  [[nodiscard]] Tone toneOf(std::size_t index) const;
  [[nodiscard]] bool sampled(std::size_t point) const { return m_report->series[point].at[0].bound != Bound::unknown; }
  void paintNumbers(QPainter& painter) const;
  void paintChart(QPainter& painter, const QRect& plot) const;
  void paintSeries(QPainter& painter, const QRect& plot, std::size_t index) const;
  void paintWhere(QPainter& painter) const;
  [[nodiscard]] QRect plotRect() const;
  [[nodiscard]] double yOf(const QRect& plot, std::int64_t ms) const;

  Look& m_look;
  latency::ReportPtr m_report;
  DurationScale m_scale;
};

}  // namespace claimscope::ui
