// CardLayout: where name, devices and partitions of one node lie on its card. Pure; GUI thread.
#pragma once

#include <QRectF>
#include <QString>
#include <vector>

#include "ui/canvas/scene.h"

namespace claimscope::ui {

/// Of one node at card or detail level, in pixels of the widget.
struct CardLayout {
  /// Partitions of one physical card stand in a frame of their own at detail level.
  struct Frame {
    QRectF rect;
    QRectF caption;
    std::uint32_t card = cluster::kNone;  ///< index into Scene::partitions
  };
  QRectF card;
  QRectF name;
  std::vector<QRectF> cells;  ///< parallel to NodeView::devices
  std::vector<Frame> frames;
  bool labels = false;  ///< detail: cells have text inside
};

/// Cells are squares of at most 22 pixels at card level; at detail level they grow so that text fits.
[[nodiscard]] CardLayout layOutCard(const Scene& scene, const topology::NodeBox& box);

/// Index into NodeView::devices under a point, or -1; gaps belong to the nearest cell beside them.
[[nodiscard]] int deviceAt(const CardLayout& layout, const QPointF& point);

}  // namespace claimscope::ui
