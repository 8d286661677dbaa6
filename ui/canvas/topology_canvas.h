// TopologyCanvas: the interactive graph: node pools → nodes → devices and the bindings of the selection. GUI thread.
#pragma once

#include <QStringList>
#include <QTimer>
#include <QVariantAnimation>
#include <QWidget>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "ui/base/view.h"
#include "ui/canvas/insight_panel.h"
#include "ui/canvas/lane.h"
#include "ui/canvas/legend.h"
#include "ui/canvas/minimap.h"
#include "ui/canvas/overlay_painter.h"
#include "ui/canvas/scene.h"
#include "ui/canvas/scene_image.h"

namespace claimscope::ui {

/// One raster widget: the scene is painted into an image when it changes, hover and selection lie over it.
/// Nothing in the cluster is ever an item or a widget.
class TopologyCanvas final : public QWidget {
  Q_OBJECT
 public:
  explicit TopologyCanvas(Look& look, QWidget* parent = nullptr);

  void setView(const View& view);
  void setGroupBy(const topology::Grouping& grouping);
  void setColourBy(const ColourChoice& choice);
  [[nodiscard]] const topology::Grouping& grouping() const { return m_grouping; }
  [[nodiscard]] const ColourChoice& colourChoice() const { return m_colour; }
  /// Selects without telling; `fly` brings it into sight.
  void setFocusObject(topology::Focus focus, bool fly);
  /// Dims everything whose name does not contain the text; empty shows all. Returns the nodes that match.
  std::size_t setFind(const QString& text);
  /// Flies to the next (or the previous) match and selects it, round and round. 0 of 0 when there is none.
  struct MatchPlace {
    std::size_t at = 0;  ///< from 1
    std::size_t of = 0;
  };
  MatchPlace nextMatch(int step);
  /// Off for pictures: no flight, no flash, no tooltip delay.
  void setAnimated(bool animated) {
    m_animated = animated;
    m_picture.setPace(animated ? std::optional(SceneImage::Pace()) : std::nullopt);
  }

  void zoomBy(double factor);
  void fitAll();
  void flyTo(const QRectF& world, double maxScale);
  void flyToNode(cluster::NodeIndex node);
  void flyToGroup(std::size_t group);

  /// Where the person has been: jumps are remembered, not every step of a drag.
  void goBack();
  void goForward();
  [[nodiscard]] bool canGoBack() const { return !m_back.empty(); }
  [[nodiscard]] bool canGoForward() const { return !m_forward.empty(); }

  // What the panel over the picture answers; one question at a time, asked again of each new snapshot.
  void askArea(const QRectF& world);
  void askChain(topology::Focus from, topology::Focus to);
  void askBlast(const topology::FailureScope& scope);
  void closeQuestion();
  [[nodiscard]] const Insight& insight() const { return m_panel->insight(); }
  [[nodiscard]] InsightPanel& panel() { return *m_panel; }
  /// What could fail around the selection.
  [[nodiscard]] std::vector<topology::FailureScope> scopes();
  /// Nodes and devices inside what is on screen, for crumbs: the group and zone that fill it.
  struct Place {
    std::size_t group = SIZE_MAX;
    std::size_t zone = SIZE_MAX;
  };
  [[nodiscard]] Place place() const;

  [[nodiscard]] const Scene& scene() const { return m_scene; }
  [[nodiscard]] const SceneImage& picture() const { return m_picture; }
  [[nodiscard]] topology::Focus focusObject() const { return m_bound.focus; }
  [[nodiscard]] const topology::Neighbourhood& bound() const { return m_bound; }
  [[nodiscard]] const Lane& lane() const { return m_lane; }
  [[nodiscard]] Legend& legend() { return *m_legend; }
  [[nodiscard]] Hover hitTest(const QPointF& point) const;
  /// "104 px a node".
  [[nodiscard]] QString zoomText() const;

 Q_SIGNALS:
  /// The person chose this (none: cleared).
  void focusChanged(const claimscope::topology::Focus& focus);
  void inspect();
  /// The owner of the selection, which is no part of the picture.
  void ownerChosen(const claimscope::ui::ObjectRef& owner);
  void zoomChanged();
  /// canGoBack() or canGoForward() may differ.
  void historyChanged();

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
  bool event(QEvent* event) override;

 private:
  using Focus = topology::Focus;
  static constexpr std::size_t kCardNodes = 60;  ///< up to here the nodes are wide cards
  /// A question in names, which last longer than indexes.
  struct Question {
    enum class Kind { none, area, chain, blast };
    Kind kind = Kind::none;
    QRectF area = {};
    topology::FocusName other = {};
    topology::FailureScope scope = {};
    topology::FocusName about = {};  ///< what the scope or chain starts from
  };
  struct Stop {
    QPointF origin;
    double scale = 1;
    friend bool operator==(const Stop&, const Stop&) = default;
  };
  [[nodiscard]] bool ready() const { return m_scene.snapshot != nullptr && m_scene.layout != nullptr; }
  [[nodiscard]] QRectF contentRect() const;
  [[nodiscard]] QRectF laneRect() const;
  /// `before` and `changed`: what counts are brought up to date from; null: counted anew.
  void relayout(const cluster::Snapshot* before = nullptr, const std::vector<cluster::DeviceIndex>* changed = nullptr);
  /// What the picture was painted from besides states of devices.
  struct Painted {
    bool emphasis = false;
    Marks marks;
    Dimmed dimmed;
    Colouring colouring;
    QStringList counts;  ///< by group
  };
  [[nodiscard]] Painted painted() const;
  void repaint(const Painted& before, const std::optional<std::vector<cluster::DeviceIndex>>& changed);
  void resized();
  void placeOverlays();
  void updateLevels();
  void updateEmphasis();
  void updateMarks();
  void updateLegend();
  void sceneChanged();
  void viewportChanged();
  void setHover(const Hover& hover, const QPointF& at);
  void choose(topology::Focus focus);
  void stepNode(int dx, int dy);
  void walk(int dx, int dy);
  bool walkLane(int dy);
  bool walkDevices(int dx, int dy);
  void bringIntoSight(cluster::NodeIndex node);
  void rememberStop();
  void goTo(const Stop& stop);
  void fly(const Viewport& target);
  void findMatches();
  void setBound(Focus focus);
  void answer();
  void showInsight(const Insight& insight);
  void emphasise(const std::vector<cluster::DeviceIndex>& devices, const std::vector<cluster::NodeIndex>& nodes);
  [[nodiscard]] const topology::Cards& cards();
  [[nodiscard]] Focus focusAt(const QPointF& point) const;
  bool clearOfLane();
  /// Devices that differ from those of `before` in what is drawn or counted of them; their states are brought up to date. Empty
  /// optional: the hardware is another one.
  std::optional<std::vector<cluster::DeviceIndex>> takeStates(const cluster::Snapshot* before);
  void flash(const std::vector<cluster::DeviceIndex>& changed);
  [[nodiscard]] QRectF focusWorldRect() const;

  Look& m_look;
  Legend* m_legend;
  Minimap* m_minimap;
  InsightPanel* m_panel;
  Scene m_scene;
  std::shared_ptr<const diagnosis::Diagnosis> m_diagnosis;
  topology::Grouping m_grouping;
  ColourChoice m_colour;
  std::shared_ptr<const topology::Cards> m_cards;  ///< of m_cardsOf
  std::shared_ptr<const cluster::Inventory> m_cardsOf;
  Question m_question;
  std::vector<cluster::DeviceIndex> m_questionDevices;  ///< what the answer is about
  std::vector<cluster::NodeIndex> m_questionNodes;
  std::vector<Stop> m_back;
  std::vector<Stop> m_forward;
  std::vector<topology::Focus> m_matches;  ///< of the text that is looked for
  std::size_t m_match = 0;                 ///< from 1; 0: none chosen yet
  utilisation::UtilisationPtr m_use;       ///< for colouring by use; may be null
  std::uint64_t m_layoutKey = 0;
  QSizeF m_layoutSize;
  std::shared_ptr<const cluster::Inventory> m_counted;  ///< what the counts of the layout are of
  topology::Neighbourhood m_bound;
  topology::FocusName m_focusName;
  Lane m_lane;
  QString m_find;
  std::vector<std::uint8_t> m_codes;  ///< what was last drawn and counted of each device
  SceneImage m_picture;
  QTimer m_sharpen;  ///< after a move the picture is painted once more as a whole
  Hover m_hover;
  QPointF m_hoverAt;
  bool m_tooltip = false;
  QTimer m_tooltipTimer;
  QTimer m_legendTimer;    ///< while the picture moves, the legend is counted some times a second and not every frame
  double m_flashed01 = 0;  ///< strength of the flash that was drawn last
  QTimer m_settle;         ///< after the last change of size the nodes are laid out anew
  QPointF m_pressedAt;
  QPointF m_draggedTo;
  bool m_dragging = false;
  bool m_banding = false;  ///< Shift: the drag selects an area
  bool m_animated = true;
  QVariantAnimation m_flight;
  QVariantAnimation m_flashing;
  std::vector<cluster::NodeIndex> m_flashed;
};

}  // namespace claimscope::ui
