// NodePainter: draws the nodes of a scene, each group at its own level of detail. GUI thread.
#pragma once

#include <QPainter>
#include <array>
#include <cstdint>

#include "ui/canvas/raster.h"
#include "ui/canvas/scene.h"

namespace claimscope::ui {

class NodePainter {
 public:
  NodePainter(const Scene& scene, const Look& look);

  /// Heat and strip levels, straight into pixels of the given device pixel ratio.
  void paintMasses(QImage& image, double devicePixelRatio) const;
  /// Card and detail levels, only what is visible.
  void paintCards(QPainter& painter, const QRectF& visible) const;

  /// Rectangle of one device's cell on screen at card and detail levels; empty at coarser ones.
  [[nodiscard]] QRectF cellRect(const topology::NodeBox& box, std::size_t device) const;
  /// Index into NodeView::devices under a point of the widget, or -1.
  [[nodiscard]] int deviceAt(const topology::NodeBox& box, const QPointF& point) const;

 private:
  struct CardGeometry {
    QRectF card;
    QRectF name;
    double cell = 0;
    double gap = 0;
    double left = 0;
    double top = 0;
    int columns = 1;
    int rows = 1;
    int shown = 0;
    bool labels = false;  ///< detail: cells carry text
  };
  struct Grid {
    int columns = 1;
    int rows = 1;
  };
  [[nodiscard]] CardGeometry geometryOf(const topology::NodeBox& box) const;
  [[nodiscard]] static Grid gridFor(std::size_t devices, double width, double height);
  void paintHeat(Raster& raster, const QRect& cell, const topology::NodeBox& box) const;
  void paintStrip(Raster& raster, const QRect& cell, const topology::NodeBox& box) const;
  void paintCard(QPainter& painter, const topology::NodeBox& box) const;
  void paintCardFoot(QPainter& painter, const CardGeometry& geometry, const cluster::NodeView& node, bool bright) const;
  [[nodiscard]] std::uint32_t colourOf(cluster::DeviceIndex device, bool bright) const;
  [[nodiscard]] QColor dim(const QColor& colour, bool bright) const;

  const Scene& m_scene;
  const Look& m_look;
  std::array<std::uint32_t, cluster::kDeviceStates> m_fill{};
  std::array<std::uint32_t, cluster::kDeviceStates> m_dimFill{};
  std::uint32_t m_ground = 0;
  std::uint32_t m_freeGround = 0;
  std::uint32_t m_freeGroundDim = 0;
};

}  // namespace claimscope::ui
