// PoolBars: one bar of device states a node group, each segment a way into Devices. GUI thread.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/base/theme.h"
#include "ui/base/view.h"

namespace claimscope::ui {

/// Rows of 56 px; one tab stop, Up and Down choose a bar, Left and Right a segment, Enter opens it.
class PoolBars final : public QWidget {
  Q_OBJECT
 public:
  explicit PoolBars(Look& look, QWidget* parent = nullptr);
  void setView(const View& view);
  /// Last known values: drawn at 68 %.
  void setStale(bool stale);
  [[nodiscard]] int rows() const { return static_cast<int>(m_bars.size()); }
  /// The filter of the segment at a point, empty outside: "pool=gpu-h100 state=free".
  [[nodiscard]] QString filterAt(QPoint point) const;
  [[nodiscard]] QSize sizeHint() const override { return {440, 56 * rows()}; }

 Q_SIGNALS:
  /// Devices of this bar or segment.
  void chosen(const QString& filter);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;

 private:
  struct Segment {
    cluster::DeviceState state;
    std::int64_t devices;
    Bound bound;
    QRect rect;
  };
  struct Bar {
    Text name;
    QString title;
    QString scope;
    cluster::StateCounts counts;
    Bound total = Bound::exact;
    std::vector<Segment> segments;
  };
  void layoutBars();
  void paintBar(QPainter& painter, const Bar& bar, int y, bool current) const;
  [[nodiscard]] const Segment* segmentAt(QPoint point, int* row) const;
  [[nodiscard]] QString filterOf(const Bar& bar, const Segment* segment) const;

  void resizeEvent(QResizeEvent* event) override;
  Look& m_look;
  std::vector<Bar> m_bars;
  int m_row = 0;
  int m_segment = -1;  ///< -1: the whole bar
  int m_hovered = -1;
  bool m_stale = false;
  int m_nameWidth = 104;  ///< of the widest title, within limits
};

/// The shapes of the six states with their words, for the panel's header.
class StateLegend final : public QWidget {
  Q_OBJECT
 public:
  explicit StateLegend(Look& look, QWidget* parent = nullptr);
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return {0, 16}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Look& m_look;
};

}  // namespace claimscope::ui
