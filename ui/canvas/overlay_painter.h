// OverlayPainter: what lies over the scene: hover, selection, the bundled edge of the bindings, flashes of changes. GUI thread.
#pragma once

#include <QPainter>
#include <optional>

#include "ui/canvas/lane.h"
#include "ui/canvas/scene.h"

namespace claimscope::ui {

/// What the pointer is over.
struct Hover {
  cluster::NodeIndex node = cluster::kNone;
  cluster::DeviceIndex device = cluster::kNone;  ///< kNone: the node itself
  friend bool operator==(const Hover&, const Hover&) = default;
};

class OverlayPainter {
 public:
  OverlayPainter(const Scene& scene, const Look& look) : m_scene(scene), m_look(look) {}

  void paintSelection(QPainter& painter, const topology::Neighbourhood& bound) const;
  /// One edge from the claim's box to a port at the node, width 2 + log2 n, then a fan under the cells.
  void paintEdge(QPainter& painter, const topology::Neighbourhood& bound, const Lane& lane) const;
  void paintHover(QPainter& painter, const Hover& hover) const;
  void paintFlash(QPainter& painter, const std::vector<cluster::NodeIndex>& nodes, double strength) const;
  void paintTooltip(QPainter& painter, const Hover& hover, const QPointF& at, const QRectF& within) const;

 private:
  [[nodiscard]] QRectF nodeRect(cluster::NodeIndex node) const;
  [[nodiscard]] QRectF deviceRect(cluster::DeviceIndex device) const;
  const Scene& m_scene;
  const Look& m_look;
};

}  // namespace claimscope::ui
