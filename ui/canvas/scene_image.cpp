// What of the last picture can stay. GUI thread.
#include "ui/canvas/scene_image.h"

#include <QRegion>
#include <algorithm>
#include <cmath>

#include "ui/canvas/pixels.h"
#include "ui/canvas/scene_painter.h"

namespace claimscope::ui {
namespace {

/// More changed nodes than this part of all: painting from nothing costs less than finding them.
constexpr std::size_t kFew = 4;
constexpr double kEnough = 0.4;  ///< less of a picture is none: then a late frame is better
constexpr std::size_t kNodesAtOnce = 150;
constexpr std::size_t kGroupsAtOnce = 12;

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
  if (m_way == Way::approximate) {
    drawApproximate(painter, scene, look, ratio);
  } else {
    for (const Piece& piece : piecesOf(m_image.rect())) {
      putPixels(painter, piece.part, m_image, QRect(piece.at, piece.part.size()));
    }
  }
  painter.restore();
}

/// The frame of the picture that is kept, in pixels of `scene` as it lies now.
QRect SceneImage::placeNow(const Scene& scene, double ratio) const {
  return QRect(moved({0, 0}, scene, ratio), moved({m_image.width(), m_image.height()}, scene, ratio) - QPoint(1, 1));
}

QPoint SceneImage::moved(const QPoint& at, const Scene& scene, double ratio) const {
  const double by = scene.viewport.scale() / m_place.scale;
  const QPointF to =
      (scene.offset + (m_place.origin - scene.viewport.origin()) * scene.viewport.scale() - m_place.offset * by) * ratio;
  return {qRound(at.x() * by + to.x()), qRound(at.y() * by + to.y())};
}

void SceneImage::drawApproximate(QPainter& painter, const Scene& scene, const Look& look, double ratio) const {
  const QRect all = placeNow(scene, ratio);
  for (const QRect& rest : QRegion(m_image.rect()) - all) {
    painter.fillRect(rest, look.theme().bg.canvas);
  }
  for (const Piece& piece : piecesOf(m_image.rect())) {
    const QPoint end = moved({piece.part.right() + 1, piece.part.bottom() + 1}, scene, ratio);
    putPixels(painter, QRect(moved(piece.part.topLeft(), scene, ratio), end - QPoint(1, 1)), m_image,
              QRect(piece.at, piece.part.size()));
  }
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
  const bool known = !m_stale && m_image.size() == size * ratio;
  m_way = Way::kept;
  m_next.active = m_next.active && known;
  if (!m_next.active) {
    const Place place = placeOf(scene);
    if (known && few && !m_renew && place.scale == m_place.scale && place.offset == m_place.offset &&
        place.levels == m_place.levels && move(scene, look, ratio)) {
      paintChanges(scene, look, ratio);
      m_place = place;
      return;
    }
    m_nodes.clear();
    m_groups.clear();
    m_renew = false;
    if (!known || framesOf(m_image) == 1 || !tellsEnough(scene, ratio)) {
      m_corner = {};
      if (m_image.size() != size * ratio) {
        m_image = largeImage(size * ratio);
      }
      paintScene(m_image, scene, look, size, ratio);
      m_way = Way::whole;
      m_stale = false;
      m_place = place;
      return;
    }
    m_next.active = true;
    m_next.rows = 0;
    m_next.scene = scene;
    if (m_next.image.size() != m_image.size()) {
      m_next.image = largeImage(m_image.size());
    }
  }
  paintNext(scene, look, ratio);
}

int SceneImage::framesOf(const QImage& image) const {
  const std::int64_t pixels = static_cast<std::int64_t>(image.width()) * image.height();
  return m_pace ? static_cast<int>(std::clamp<std::int64_t>(pixels / m_pace->pixels, 1, m_pace->frames)) : 1;
}

/// What is kept, where it would lie now, fills a good part of the frame.
bool SceneImage::tellsEnough(const Scene& scene, double ratio) const {
  const QRect left = placeNow(scene, ratio) & m_image.rect();
  return static_cast<double>(left.width()) * left.height() >= kEnough * m_image.width() * m_image.height();
}

SceneImage::Place SceneImage::placeOf(const Scene& scene) {
  return {scene.viewport.origin(), scene.viewport.scale(), scene.offset, scene.levels};
}

void SceneImage::paintNext(const Scene& scene, const Look& look, double ratio) {
  const int height = m_image.height();
  const int frames = framesOf(m_image);
  const int atOnce = (height + frames - 1) / frames;
  const QRect rows(0, m_next.rows, m_image.width(), std::min(atOnce, height - m_next.rows));
  paintScenePart(m_next.image, m_next.scene, look, rows, rows.topLeft(), ratio);
  m_next.rows += rows.height();
  m_way = Way::approximate;
  if (m_next.rows == height) {
    m_next.active = false;
    m_image.swap(m_next.image);
    m_corner = {};
    m_place = placeOf(m_next.scene);
    m_next.scene = {};
    m_way = m_place == placeOf(scene) ? Way::whole : Way::approximate;
  }
}

void SceneImage::paint(const Scene& scene, const Look& look, const QRect& part, double ratio) {
  for (const Piece& piece : piecesOf(part)) {
    paintScenePart(m_image, scene, look, piece.part, piece.at, ratio);
  }
}

/// By whole pixels, and by less than half of the picture; false: it has to be painted.
bool SceneImage::move(const Scene& scene, const Look& look, double ratio) {
  if (ratio != std::floor(ratio)) {
    return false;  // parts would not end between pixels
  }
  const QPointF way = (m_place.origin - scene.viewport.origin()) * m_place.scale * ratio;
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
  const auto first = [this](auto& all, std::size_t atOnce) {
    const std::size_t count = m_pace ? std::min(atOnce, all.size()) : all.size();
    const std::vector now(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count));
    all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count));
    return now;
  };
  const std::vector<cluster::NodeIndex> nodes = first(m_nodes, kNodesAtOnce);
  for (const Piece& piece : piecesOf(m_image.rect())) {
    paintNodes(m_image, scene, look, nodes, piece.part, piece.at, ratio);
  }
  for (const std::size_t group : first(m_groups, kGroupsAtOnce)) {
    paint(scene, look, countsRect(scene, group, ratio), ratio);
  }
  m_way = m_way == Way::moved ? m_way : Way::changed;
}

}  // namespace claimscope::ui
