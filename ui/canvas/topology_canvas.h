// TopologyCanvas: the interactive graph: node pools → nodes → devices and the bindings of the selection. GUI thread.
#pragma once

#include <QImage>
#include <QTimer>
#include <QVariantAnimation>
#include <QWidget>
#include <memory>
#include <optional>

#include "ui/base/view.h"
#include "ui/canvas/lane.h"
#include "ui/canvas/legend.h"
#include "ui/canvas/minimap.h"
#include "ui/canvas/overlay_painter.h"
#include "ui/canvas/scene.h"

namespace claimscope::ui {

/// One raster widget: the scene is painted into an image when it changes, hover and selection lie over it.
/// Nothing in the cluster is ever an item or a widget.
class TopologyCanvas final : public QWidget {
  Q_OBJECT
 public:
  explicit TopologyCanvas(Look& look, QWidget* parent = nullptr);

  void setView(const View& view);
  void setGroupBy(topology::GroupBy groupBy);
  void setColourBy(ColourBy colourBy);
  /// Selects without telling; `fly` brings it into sight.
  void setFocusObject(topology::Focus focus, bool fly);
  /// Dims everything whose name does not contain the text; empty shows all. Returns the nodes that match.
  std::size_t setFind(const QString& text);
  /// Off for pictures: no flight, no flash, no tooltip delay.
  void setAnimated(bool animated) { m_animated = animated; }

  void zoomBy(double factor);
  void fitAll();
  void flyTo(const QRectF& world, double maxScale);

  [[nodiscard]] const Scene& scene() const { return m_scene; }
  [[nodiscard]] topology::Focus focusObject() const { return m_bound.focus; }
  [[nodiscard]] const topology::Neighbourhood& bound() const { return m_bound; }
  [[nodiscard]] Legend& legend() { return *m_legend; }
  [[nodiscard]] Hover hitTest(const QPointF& point) const;
  /// "104 px a node".
  [[nodiscard]] QString zoomText() const;

 Q_SIGNALS:
  /// The person chose this (none: cleared).
  void focusChanged(const claimscope::topology::Focus& focus);
  void inspect();
  void zoomChanged();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  [[nodiscard]] bool ready() const { return m_scene.snapshot != nullptr && m_scene.layout != nullptr; }
  [[nodiscard]] QRectF contentRect() const;
  [[nodiscard]] QRectF laneRect() const;
  void relayout();
  void placeOverlays();
  void updateLevels();
  void updateEmphasis();
  void updateMarks();
  void updateLegend();
  void sceneChanged();
  void viewportChanged();
  void setHover(const Hover& hover, const QPointF& at);
  void choose(topology::Focus focus);
  void step(int dx, int dy);
  bool clearOfLane();
  void flash(const cluster::Snapshot& before);
  [[nodiscard]] QRectF focusWorldRect() const;

  Look& m_look;
  Legend* m_legend;
  Minimap* m_minimap;
  Scene m_scene;
  std::shared_ptr<const diagnosis::Diagnosis> m_diagnosis;
  topology::GroupBy m_groupBy = topology::GroupBy::nodeGroup;
  ColourBy m_colourBy = ColourBy::state;
  std::uint64_t m_layoutKey = 0;
  topology::Neighbourhood m_bound;
  topology::FocusName m_focusName;
  Lane m_lane;
  QString m_find;
  QImage m_image;
  bool m_imageStale = true;
  Hover m_hover;
  QPointF m_hoverAt;
  bool m_tooltip = false;
  QTimer m_tooltipTimer;
  QPointF m_pressedAt;
  QPointF m_draggedTo;
  bool m_dragging = false;
  bool m_animated = true;
  QVariantAnimation m_flight;
  QVariantAnimation m_flashing;
  std::vector<cluster::NodeIndex> m_flashed;
};

}  // namespace claimscope::ui
