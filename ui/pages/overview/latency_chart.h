// LatencyChart: three percentiles as numbers and over the last hour. GUI thread.
#pragma once

#include <QWidget>

#include "ui/base/theme.h"
#include "ui/pages/overview/latency_summary.h"

namespace claimscope::ui {

class LatencyChart final : public QWidget {
  Q_OBJECT
 public:
  explicit LatencyChart(Look& look, QWidget* parent = nullptr);
  void setSummary(const LatencySummary& summary);
  /// What is said of a stretch of the chart: "09:12 to 09:14: 42 claims, p50 2 s …"; empty outside.
  [[nodiscard]] QString wordsAt(QPoint point) const;
  [[nodiscard]] QSize sizeHint() const override { return {366, 250}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {200, 120}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  void paintNumbers(QPainter& painter) const;
  void paintChart(QPainter& painter, const QRect& plot) const;
  void paintSeries(QPainter& painter, const QRect& plot, std::size_t index) const;
  [[nodiscard]] QRect plotRect() const;
  [[nodiscard]] double yOf(const QRect& plot, std::int64_t ms) const;
  [[nodiscard]] static QPen penOf(const Theme& theme, std::size_t index);

  Look& m_look;
  LatencySummary m_summary;
  double m_least = 450;  ///< of the logarithmic axis, milliseconds
  double m_most = 60'000;
};

/// A latency as a number and its unit, apart: {"0.84", "s"}, {"14.4", "min"}; {"<1", "s"} for 0, since the API counts whole
/// seconds.
struct LatencyWords {
  QString number;
  QString unit;
};
[[nodiscard]] LatencyWords latencyWords(std::int64_t ms);

}  // namespace claimscope::ui
