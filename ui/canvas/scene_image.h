// SceneImage: the picture of a scene, kept from frame to frame: what only moved is moved, and only what is new or has changed is
// painted; where that would take longer than a frame may, over several frames. GUI thread.
#pragma once

#include <QImage>
#include <QPainter>
#include <cstdint>
#include <optional>
#include <vector>

#include "ui/base/theme.h"
#include "ui/canvas/scene.h"

namespace claimscope::ui {

/// The picture is the one that is painted from nothing; only glyphs and edges that a part cut may be smoothed a little otherwise,
/// until it is painted as a whole again.
class SceneImage {
 public:
  struct Pace {
    std::int64_t pixels = 600'000;  ///< that each frame paints
    int frames = 10;                ///< at most; then each paints more
  };
  /// For a person who works with it: a large picture that lies elsewhere or otherwise than before is painted over several frames,
  /// and meanwhile the last one is shown where it would lie now. None: each draw() is complete.
  void setPace(const std::optional<Pace>& pace) {
    m_stale = m_stale || m_next.active;  // what it was to show is on no picture yet
    m_pace = pace;
  }
  /// Anything may look different.
  void invalidate() { m_stale = true; }
  /// Nothing looks different, but all is to be painted anew.
  void renew() { m_renew = true; }
  /// Nothing does but these: nodes in what the states of their devices say, groups (indexes of Layout::groups) in their counts.
  void change(const std::vector<cluster::NodeIndex>& nodes, const std::vector<std::size_t>& groups);
  /// Draws the scene as it is now at (0, 0). `size` in logical pixels.
  void draw(QPainter& painter, const Scene& scene, const Look& look, const QSize& size, double devicePixelRatio);
  /// What was drawn last, as one image.
  [[nodiscard]] QImage image() const;

  enum class Way { kept, changed, moved, whole, approximate };
  /// How the last picture came about; `approximate`: an older one, moved and scaled.
  [[nodiscard]] Way way() const { return m_way; }
  /// False: draw() is to be called again soon, although nothing changed.
  [[nodiscard]] bool isComplete() const { return m_way != Way::approximate && !m_renew && m_nodes.empty() && m_groups.empty(); }

 private:
  /// A part of the picture that lies in one piece in m_image, and where.
  struct Piece {
    QRect part;
    QPoint at;
  };
  [[nodiscard]] std::vector<Piece> piecesOf(const QRect& part) const;
  /// A viewport with its levels: what a picture shows, besides states and counts.
  struct Place {
    QPointF origin;
    double scale = 0;
    QPointF offset;
    std::vector<Level> levels;
    friend bool operator==(const Place&, const Place&) = default;
  };
  [[nodiscard]] static Place placeOf(const Scene& scene);
  void update(const Scene& scene, const Look& look, const QSize& size, double ratio);
  [[nodiscard]] QPoint moved(const QPoint& at, const Scene& scene, double ratio) const;
  [[nodiscard]] QRect placeNow(const Scene& scene, double ratio) const;
  [[nodiscard]] bool tellsEnough(const Scene& scene, double ratio) const;
  /// Over how many frames a picture of this size is painted.
  [[nodiscard]] int framesOf(const QImage& image) const;
  void paintNext(const Scene& scene, const Look& look, double ratio);
  void drawApproximate(QPainter& painter, const Scene& scene, const Look& look, double ratio) const;
  void paint(const Scene& scene, const Look& look, const QRect& part, double ratio);
  bool move(const Scene& scene, const Look& look, double ratio);
  void paintChanges(const Scene& scene, const Look& look, double ratio);

  /// The picture from m_corner on, over the right and lower edge to the left and upper one: what moves stays where it is.
  QImage m_image;
  QPoint m_corner;
  bool m_stale = true;
  bool m_renew = false;
  Way m_way = Way::whole;
  std::vector<cluster::NodeIndex> m_nodes;
  std::vector<std::size_t> m_groups;
  Place m_place;  ///< what it shows
  std::optional<Pace> m_pace = Pace();
  /// The picture that replaces it, row by row.
  struct Next {
    QImage image;
    Scene scene;   ///< as it was when it was begun: one that each step of a hand made void would never be done
    int rows = 0;  ///< that are painted
    bool active = false;
  };
  Next m_next;
};

}  // namespace claimscope::ui
