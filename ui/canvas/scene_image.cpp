// What of the last picture can stay. GUI thread.
#include "ui/canvas/scene_image.h"

#include <algorithm>
#include <cmath>

#include "ui/canvas/scene_painter.h"

namespace claimscope::ui {
namespace {

/// More changed nodes than this part of all: painting from nothing costs less than finding them.
constexpr std::size_t kFew = 4;

bool isCoarse(Level level) {
  return level == Level::pool || level == Level::heat || level == Level::strip;
}

int around(int value, int size) {
  return ((value % size) + size) % size;
}

}  // namespace

void SceneImage::change(const std::vector<cluster::NodeIndex>& nodes, const std::vector<std::size_t>& groups) {
  if (!m_stale) {
    m_nodes.insert(m_nodes.end(), nodes.begin(), nodes.end());
    m_groups.insert(m_groups.end(), groups.begin(), groups.end());
  }
}

std::vector<SceneImage::Piece> SceneImage::piecesOf(const QRect& part) const {
  std::vector<Piece> out;
  const int w = m_image.width();
  const int h = m_image.height();
  const QRect inside = part.intersected(m_image.rect());
  for (int y = inside.top(); y <= inside.bottom();) {
    const int toY = around(y + m_corner.y(), h);
    const int high = std::min(inside.bottom() + 1 - y, h - toY);
    for (int x = inside.left(); x <= inside.right();) {
      const int toX = around(x + m_corner.x(), w);
      const int wide = std::min(inside.right() + 1 - x, w - toX);
      out.push_back({QRect(x, y, wide, high), QPoint(toX, toY)});
      x += wide;
    }
    y += high;
  }
  return out;
}

void SceneImage::draw(QPainter& painter, const Scene& scene, const Look& look, const QSize& size, double ratio) {
  update(scene, look, size, ratio);
  painter.save();
  painter.scale(1 / ratio, 1 / ratio);  // pixel to pixel
  for (const Piece& piece : piecesOf(m_image.rect())) {
    painter.drawImage(piece.part, m_image, QRect(piece.at, piece.part.size()));
  }
  painter.restore();
}

QImage SceneImage::image() const {
  QImage out(m_image.size(), QImage::Format_RGB32);
  QPainter painter(&out);
  for (const Piece& piece : piecesOf(m_image.rect())) {
    painter.drawImage(piece.part, m_image, QRect(piece.at, piece.part.size()));
  }
  return out;
}

void SceneImage::update(const Scene& scene, const Look& look, const QSize& size, double ratio) {
  const bool coarse = std::all_of(scene.levels.begin(), scene.levels.end(), isCoarse);
  const bool few = m_nodes.size() <= scene.layout->nodes.size() / kFew && (coarse || m_nodes.empty());
  m_way = Way::kept;
  if (m_stale || !few || m_image.size() != size * ratio || scene.viewport.scale() != m_scale || scene.offset != m_offset ||
      scene.levels != m_levels || !move(scene, look, ratio)) {
    m_corner = {};
    paintScene(m_image, scene, look, size, ratio);
    m_way = Way::whole;
  } else {
    paintChanges(scene, look, ratio);
  }
  m_stale = false;
  m_nodes.clear();
  m_groups.clear();
  remember(scene);
}

void SceneImage::paint(const Scene& scene, const Look& look, const QRect& part, double ratio) {
  for (const Piece& piece : piecesOf(part)) {
    paintScenePart(m_image, scene, look, piece.part, piece.at, ratio);
  }
}

void SceneImage::remember(const Scene& scene) {
  m_origin = scene.viewport.origin();
  m_scale = scene.viewport.scale();
  m_offset = scene.offset;
  m_levels = scene.levels;
}

/// By whole pixels, and by less than half of the picture; false: it has to be painted.
bool SceneImage::move(const Scene& scene, const Look& look, double ratio) {
  if (ratio != std::floor(ratio)) {
    return false;  // parts would not end between pixels
  }
  const QPointF way = (m_origin - scene.viewport.origin()) * m_scale * ratio;
  const QPoint by = way.toPoint();
  constexpr double kWhole = 1e-6;
  if (std::abs(way.x() - by.x()) > kWhole || std::abs(way.y() - by.y()) > kWhole || std::abs(by.x()) > m_image.width() / 2 ||
      std::abs(by.y()) > m_image.height() / 2) {
    return false;
  }
  if (by.isNull()) {
    return true;
  }
  m_corner = {around(m_corner.x() - by.x(), m_image.width()), around(m_corner.y() - by.y(), m_image.height())};
  m_way = Way::moved;
  const int w = m_image.width();
  const int h = m_image.height();
  if (by.y() != 0) {
    paint(scene, look, by.y() > 0 ? QRect(0, 0, w, by.y()) : QRect(0, h + by.y(), w, -by.y()), ratio);
  }
  if (by.x() != 0) {
    const int top = std::max(0, by.y());
    const int height = h - std::abs(by.y());
    paint(scene, look, by.x() > 0 ? QRect(0, top, by.x(), height) : QRect(w + by.x(), top, -by.x(), height), ratio);
  }
  return true;
}

void SceneImage::paintChanges(const Scene& scene, const Look& look, double ratio) {
  if (m_nodes.empty() && m_groups.empty()) {
    return;
  }
  std::sort(m_groups.begin(), m_groups.end());
  m_groups.erase(std::unique(m_groups.begin(), m_groups.end()), m_groups.end());
  for (const Piece& piece : piecesOf(m_image.rect())) {
    paintNodes(m_image, scene, look, m_nodes, piece.part, piece.at, ratio);
  }
  for (const std::size_t group : m_groups) {
    paint(scene, look, countsRect(scene, group, ratio), ratio);
  }
  m_way = m_way == Way::moved ? m_way : Way::changed;
}

}  // namespace claimscope::ui
