#include "ui/canvas/viewport.h"

#include <algorithm>
#include <cmath>

namespace claimscope::ui {

double Viewport::fitScale() const {
  const double scale =
      std::min(m_screen.width() / std::max(1.0, m_world.width()), m_screen.height() / std::max(1.0, m_world.height()));
  return std::min(scale, 1.0);
}

void Viewport::setBounds(const QRectF& world, const QSizeF& screen) {
  const QPointF centre = visible().center();
  m_world = world;
  m_screen = screen;
  if (m_fitted) {
    fitAll();
  } else {
    m_origin = centre - QPointF(m_screen.width(), m_screen.height()) / (2 * m_scale);
    clamp();
  }
}

void Viewport::zoomAt(const QPointF& screenPoint, double factor) {
  const QPointF anchor = toWorld(screenPoint);
  m_scale = std::clamp(m_scale * factor, fitScale(), kMaxScale);
  m_origin = anchor - screenPoint / m_scale;
  m_fitted = false;
  clamp();
  m_fitted = m_scale <= fitScale() * 1.0001;
}

void Viewport::panBy(const QPointF& screenDelta) {
  const QPointF before = m_origin;
  m_origin -= screenDelta / m_scale;
  clamp();
  // At the edge by whole pixels still: what is moved so needs not be painted again.
  const QPointF moved = (m_origin - before) * m_scale;
  const auto whole = [](double by, double wanted) { return std::abs(by) < std::abs(wanted) ? std::trunc(by) : by; };
  m_origin = before + QPointF(whole(moved.x(), screenDelta.x()), whole(moved.y(), screenDelta.y())) / m_scale;
}

void Viewport::fitAll() {
  m_scale = fitScale();
  m_origin = m_world.topLeft();
  m_fitted = true;
  clamp();
}

void Viewport::fit(const QRectF& world, double maxScale) {
  const double margin = 0.8;
  const double scale = std::min(m_screen.width() * margin / std::max(1e-6, world.width()),
                                m_screen.height() * margin / std::max(1e-6, world.height()));
  m_scale = std::clamp(std::min(scale, maxScale), fitScale(), kMaxScale);
  m_origin = world.center() - QPointF(m_screen.width(), m_screen.height()) / (2 * m_scale);
  m_fitted = m_scale <= fitScale() * 1.0001;
  clamp();
}

void Viewport::set(const QPointF& origin, double scale) {
  m_scale = std::clamp(scale, fitScale(), kMaxScale);
  m_origin = origin;
  m_fitted = m_scale <= fitScale() * 1.0001;
  clamp();
}

void Viewport::setInset(double pixels) {
  m_inset = pixels;
  clamp();
}

void Viewport::clamp() {
  // A quarter of the screen always shows some of the world; a world smaller than the screen sticks to the top left.
  const double w = m_screen.width() / m_scale;
  const double h = m_screen.height() / m_scale;
  auto limit = [](double origin, double start, double length, double view, double inset) {
    if (length <= view * 1.0001) {
      return std::clamp(origin, start - inset, start);
    }
    return std::clamp(origin, start - view * 0.25, start + length - view * 0.75);
  };
  m_origin = {limit(m_origin.x(), m_world.left(), m_world.width(), w, m_inset / m_scale),
              limit(m_origin.y(), m_world.top(), m_world.height(), h, 0)};
}

}  // namespace claimscope::ui
