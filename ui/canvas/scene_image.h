// SceneImage: the picture of a scene, kept from frame to frame: what only moved is moved, and only what is new or has changed is
// painted. GUI thread.
#pragma once

#include <QImage>
#include <QPainter>
#include <vector>

#include "ui/base/theme.h"
#include "ui/canvas/scene.h"

namespace claimscope::ui {

/// The picture is the one that is painted from nothing; only glyphs and edges that a part cut may be smoothed a little otherwise,
/// until it is painted as a whole again.
class SceneImage {
 public:
  /// Anything may look different.
  void invalidate() { m_stale = true; }
  /// Nothing does but these: nodes in what the states of their devices say, groups (indexes of Layout::groups) in their counts.
  void change(const std::vector<cluster::NodeIndex>& nodes, const std::vector<std::size_t>& groups);
  /// Draws the scene as it is now at (0, 0). `size` in logical pixels.
  void draw(QPainter& painter, const Scene& scene, const Look& look, const QSize& size, double devicePixelRatio);
  /// What was drawn last, as one image.
  [[nodiscard]] QImage image() const;

  enum class Way { kept, changed, moved, whole };
  /// How the last picture came about.
  [[nodiscard]] Way way() const { return m_way; }

 private:
  /// A part of the picture that lies in one piece in m_image, and where.
  struct Piece {
    QRect part;
    QPoint at;
  };
  [[nodiscard]] std::vector<Piece> piecesOf(const QRect& part) const;
  void update(const Scene& scene, const Look& look, const QSize& size, double ratio);
  void paint(const Scene& scene, const Look& look, const QRect& part, double ratio);
  bool move(const Scene& scene, const Look& look, double ratio);
  void paintChanges(const Scene& scene, const Look& look, double ratio);
  void remember(const Scene& scene);

  /// The picture from m_corner on, over the right and lower edge to the left and upper one: what moves stays where it is.
  QImage m_image;
  QPoint m_corner;
  bool m_stale = true;
  Way m_way = Way::whole;
  std::vector<cluster::NodeIndex> m_nodes;
  std::vector<std::size_t> m_groups;
  // What it shows.
  QPointF m_origin;
  double m_scale = 0;
  QPointF m_offset;
  std::vector<Level> m_levels;
};

}  // namespace claimscope::ui
