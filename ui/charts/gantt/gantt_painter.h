// GanttPainter: draws what a Gantt chart shows; rows with names, or as fills when they are thin. GUI thread.
#pragma once

#include <QImage>
#include <QPainter>
#include <optional>
#include <vector>

#include "ui/base/theme.h"
#include "ui/charts/gantt/area_statistics.h"
#include "ui/charts/gantt/gantt_bars.h"
#include "ui/charts/gantt/gantt_scale.h"

namespace claimscope::ui {

struct GanttScene {
  const GanttBars* bars = nullptr;
  const std::vector<std::uint32_t>* shown = nullptr;
  const GanttScale* scale = nullptr;
  QRect plot;
  std::optional<std::size_t> selected;
  std::optional<std::size_t> hovered;
  std::optional<GanttArea> area;
  bool focusRing = false;
};

class GanttPainter {
 public:
  static constexpr int kLabels = 204;   ///< names at the left
  static constexpr int kHeader = 24;    ///< times above
  static constexpr double kNamed = 13;  ///< rows at least this high have a name
  static constexpr double kThin = 6;    ///< rows below this height are fills

  GanttPainter(const GanttScene& scene, Look& look) : m_scene(scene), m_look(look) {}
  /// `image` is kept between frames, for thin rows.
  void paint(QPainter& painter, QImage& image, qreal ratio) const;

 private:
  void paintGrid(QPainter& painter) const;
  void paintTimes(QPainter& painter) const;
  void paintRows(QPainter& painter) const;
  void paintBar(QPainter& painter, const GanttBar& bar, double top, double height) const;
  void paintOpen(QPainter& painter, const QRectF& rect, latency::Stage stage) const;
  void paintName(QPainter& painter, const GanttBar& bar, double top, bool strong) const;
  void paintThin(QPainter& painter, QImage& image, qreal ratio) const;
  void paintNow(QPainter& painter) const;
  void paintArea(QPainter& painter) const;
  [[nodiscard]] std::pair<std::size_t, std::size_t> visibleRows() const;

  const GanttScene& m_scene;
  Look& m_look;
};

}  // namespace claimscope::ui
