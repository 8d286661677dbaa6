// Viewport: the mapping between world and screen of a canvas. Values; any thread.
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace claimscope::ui {

/// screen = (world - origin) * scale. Zoom keeps the point under the pointer; panning never loses the picture.
class Viewport {
 public:
  Viewport() = default;
  Viewport(const QRectF& world, const QSizeF& screen) : m_world(world), m_screen(screen) { fitAll(); }

  [[nodiscard]] double scale() const { return m_scale; }
  [[nodiscard]] QPointF origin() const { return m_origin; }
  [[nodiscard]] QSizeF screen() const { return m_screen; }
  [[nodiscard]] QPointF toScreen(const QPointF& world) const { return (world - m_origin) * m_scale; }
  [[nodiscard]] QPointF toWorld(const QPointF& screen) const { return screen / m_scale + m_origin; }
  [[nodiscard]] QRectF toScreen(const QRectF& world) const { return {toScreen(world.topLeft()), world.size() * m_scale}; }
  /// The part of the world on screen.
  [[nodiscard]] QRectF visible() const { return {m_origin, m_screen / m_scale}; }

  /// New world or screen size; keeps the centre, and stays fitted when it was.
  void setBounds(const QRectF& world, const QSizeF& screen);
  void zoomAt(const QPointF& screenPoint, double factor);
  void panBy(const QPointF& screenDelta);
  void fitAll();
  /// The whole of `world` with a margin, no closer than `maxScale`.
  void fit(const QRectF& world, double maxScale);
  void set(const QPointF& origin, double scale);
  /// Lets a world that fits move this many pixels to the right, for what lies over its left edge; 0 brings it back.
  void setInset(double pixels);
  [[nodiscard]] bool isFitted() const { return m_fitted; }

  static constexpr double kMaxScale = 64.0;

 private:
  void clamp();
  [[nodiscard]] double fitScale() const;
  QRectF m_world{0, 0, 1, 1};
  QSizeF m_screen{1, 1};
  QPointF m_origin;
  double m_scale = 1;
  double m_inset = 0;
  bool m_fitted = true;
};

}  // namespace claimscope::ui
