// NodePainter: draws the nodes of a scene, each group at its own level of detail. Reads nothing but the scene; one thread each.
#pragma once

#include <QPainter>
#include <array>
#include <cstdint>

#include "ui/canvas/boxes.h"
#include "ui/canvas/card_layout.h"
#include "ui/canvas/scene.h"

namespace claimscope::ui {

class NodePainter {
 public:
  NodePainter(const Scene& scene, const Look& look);

  /// Heat and strip levels, as boxes in pixels of the given device pixel ratio. `visible` in logical pixels.
  void paintMasses(Boxes& boxes, const QRectF& visible, double devicePixelRatio) const;
  /// Some of them again, over what they were; nodes of finer levels are left alone.
  void paintAnew(Boxes& boxes, const std::vector<cluster::NodeIndex>& nodes, const QRectF& visible,
                 double devicePixelRatio) const;
  /// Card and detail levels, only what is visible.
  void paintCards(QPainter& painter, const QRectF& visible) const;

  /// Rectangle of one device's cell on screen at card and detail levels; empty at coarser ones.
  [[nodiscard]] QRectF cellRect(const topology::NodeBox& box, std::size_t device) const;
  /// Index into NodeView::devices under a point of the widget, or -1.
  [[nodiscard]] int deviceAt(const topology::NodeBox& box, const QPointF& point) const;

 private:
  struct Grid {
    int columns = 1;
    int rows = 1;
  };
  /// The marks of a node's devices at strip level, from the corner of its box on.
  struct Marking {
    std::size_t devices = 0;
    QSize size;
    bool fits = false;
    std::vector<QRect> marks;
  };
  [[nodiscard]] const Marking& markingFor(std::size_t devices, const QSize& size) const;
  [[nodiscard]] static Grid gridFor(std::size_t devices, double width, double height);
  [[nodiscard]] topology::Rect worldOf(const QRectF& visible, double devicePixelRatio) const;
  void paintMass(Boxes& boxes, const topology::NodeBox& box, const QRect& cell) const;
  void paintHeat(Boxes& boxes, const QRect& cell, const topology::NodeBox& box) const;
  void paintHeatByState(Boxes& boxes, const QRect& cell, const cluster::NodeView& node, bool bright) const;
  void paintHeatByCategory(Boxes& boxes, const QRect& cell, const cluster::NodeView& node, bool bright) const;
  void paintStrip(Boxes& boxes, const QRect& cell, const topology::NodeBox& box) const;
  void paintCard(QPainter& painter, const topology::NodeBox& box) const;
  void paintCardHead(QPainter& painter, const CardLayout& layout, const topology::NodeBox& box, bool bright) const;
  void paintCell(QPainter& painter, const QRectF& cell, cluster::DeviceIndex device, bool labels) const;
  void paintFrames(QPainter& painter, const CardLayout& layout, bool bright) const;
  void paintCardFoot(QPainter& painter, const CardLayout& layout, const cluster::NodeView& node, bool bright) const;
  [[nodiscard]] std::uint32_t colourOf(cluster::DeviceIndex device, bool bright) const;
  [[nodiscard]] QColor dim(const QColor& colour, bool bright) const;

  const Scene& m_scene;
  const Look& m_look;
  std::array<std::uint32_t, cluster::kDeviceStates> m_fill{};
  std::array<std::uint32_t, cluster::kDeviceStates> m_dimFill{};
  std::array<std::uint32_t, Colouring::kMost> m_category{};
  std::array<std::uint32_t, Colouring::kMost> m_dimCategory{};
  std::uint32_t m_freeGround = 0;
  std::uint32_t m_freeGroundDim = 0;
  std::uint32_t m_none = 0;  ///< devices without a category
  std::uint32_t m_noneDim = 0;
  std::uint32_t m_noneGround = 0;
  mutable Marking m_marking;
};

}  // namespace claimscope::ui
