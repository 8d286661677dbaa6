// StageBars: where the time of each group goes, stage by stage at one percentile. GUI thread.
#pragma once

#include <QAbstractScrollArea>
#include <QString>

#include "model/latency/report.h"
#include "ui/base/theme.h"

namespace claimscope::ui {

/// Rows of 28 px under a header; one tab stop: Up and Down move, Enter or a click chooses a group, again or Esc lets it go. Only
/// the rows in sight are painted. The length of a bar is the percentile of the whole; it is split as the stages' own percentiles
/// are to each other.
class StageBars final : public QAbstractScrollArea {
  Q_OBJECT
 public:
  explicit StageBars(Look& look, QWidget* parent = nullptr);
  /// `percentile`: index in latency::kPercentiles.
  void setReport(latency::ReportPtr report, std::size_t percentile);
  /// Key of the group whose claims are shown alone; empty: none.
  void setChosen(const QString& key);
  [[nodiscard]] const QString& chosen() const { return m_chosen; }
  [[nodiscard]] int rows() const;
  /// "gpu-compute-class, gpu.nvidia.com: 3,106 claims, p95 6.3 s: allocated 4.5 s, …"; empty for a row that is not there.
  [[nodiscard]] QString wordsOf(int row) const;
  /// Titles of the first columns: "Device class", "Driver" (empty when there is none).
  [[nodiscard]] static QString titleOf(latency::GroupBy by);

 Q_SIGNALS:
  /// Empty: no group any more.
  void groupChosen(const QString& key);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  bool viewportEvent(QEvent* event) override;

 private:
  struct Columns {
    int name, detail, claims, bar, before, p50, p99;  ///< left edges; detail and before may be as wide as nothing
    int end;
  };
  [[nodiscard]] Columns columns() const;
  [[nodiscard]] int rowAt(int y) const;
  void choose(int row);
  void moveTo(int row);
  void setHovered(int row);
  void updateScroll();
  void describe();
  void paintHeader(QPainter& painter, const Columns& at) const;
  void paintRow(QPainter& painter, const Columns& at, int row, int y) const;
  void paintBar(QPainter& painter, const QRect& room, const latency::Group& group) const;

  Look& m_look;
  latency::ReportPtr m_report;
  std::size_t m_percentile = 1;
  QString m_chosen;
  int m_row = 0;
  int m_hovered = -1;
  bool m_keyboard = false;
  std::int64_t m_longest = 1;  ///< of the percentile over all groups, ms
};

/// Five squares with the names of the stages, for the panel's header.
class StageLegend final : public QWidget {
  Q_OBJECT
 public:
  explicit StageLegend(Look& look, QWidget* parent = nullptr);
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return {0, 16}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Look& m_look;
};

/// One bar of the stages at a percentile, `length` pixels wide, from the left of `rect`: also for the Overview.
void paintStages(QPainter& painter, const QRectF& rect, double length,
                 const std::array<latency::Distribution, latency::kStages>& stages, std::size_t percentile, const Theme& theme);

}  // namespace claimscope::ui
