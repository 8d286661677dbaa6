#include "ui/canvas/topology_canvas.h"

#include <QPainter>
#include <QResizeEvent>
#include <algorithm>
#include <cmath>
#include <functional>

#include "ui/base/format.h"
#include "ui/canvas/card_text.h"
#include "ui/canvas/scene_painter.h"

namespace claimscope::ui {

using topology::Focus;

namespace {

constexpr double kMargin = 16;
constexpr double kFoot = 52;  ///< legend and minimap
constexpr QSize kCardMap{178, 104};
constexpr int kFlashMs = 900;
constexpr std::size_t kMostFlashes = 2'000;
constexpr int kTooltipMs = 400;
constexpr int kSettleMs = 120;
constexpr int kSharpenMs = 150;
constexpr int kLegendMs = 40;

}  // namespace

TopologyCanvas::TopologyCanvas(Look& look, QWidget* parent)
    : QWidget(parent),
      m_look(look),
      m_legend(new Legend(look, this)),
      m_minimap(new Minimap(look, this)),
      m_panel(new InsightPanel(look, this)) {
  setAttribute(Qt::WA_OpaquePaintEvent);
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Topology"));
  m_tooltipTimer.setSingleShot(true);
  m_tooltipTimer.setInterval(kTooltipMs);
  connect(&m_tooltipTimer, &QTimer::timeout, this, [this] {
    m_tooltip = true;
    update();
  });
  m_legendTimer.setSingleShot(true);
  m_legendTimer.setInterval(kLegendMs);
  connect(&m_legendTimer, &QTimer::timeout, this, [this] { updateLegend(); });
  m_sharpen.setSingleShot(true);
  m_sharpen.setInterval(kSharpenMs);
  connect(&m_sharpen, &QTimer::timeout, this, [this] {
    m_picture.renew();
    update();
  });
  m_settle.setSingleShot(true);
  m_settle.setInterval(kSettleMs);
  connect(&m_settle, &QTimer::timeout, this, [this] { resized(); });
  connect(m_legend, &Legend::toggled, this, [this] {
    m_scene.dimmed = m_legend->dimmed();
    sceneChanged();
  });
  connect(m_panel, &InsightPanel::closed, this, [this] {
    closeQuestion();
    setFocus();
  });
  connect(m_panel, &InsightPanel::chosen, this, [this](Focus focus) {
    setFocusObject(focus, true);
    Q_EMIT focusChanged(focus);
  });
  connect(m_minimap, &Minimap::centred, this, [this](const QPointF& world) {
    Viewport& viewport = m_scene.viewport;
    viewport.set(world - QPointF(viewport.screen().width(), viewport.screen().height()) / (2 * viewport.scale()),
                 viewport.scale());
    viewportChanged();
  });
  connect(&look, &Look::changed, this, [this] {
    if (ready()) {
      m_scene.colouring = makeColouring(*m_scene.snapshot, m_colour, m_look.theme(), m_use.get());
      updateLegend();
    }
    sceneChanged();
  });
  connect(&m_flashing, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
    // A fade of a dozen steps looks as smooth as one of sixty frames and leaves the processor alone.
    constexpr double kStep = 0.08;
    if (std::abs(value.toDouble() - m_flashed01) >= kStep || value.toDouble() <= 0) {
      m_flashed01 = value.toDouble();
      update();
    }
  });
}

QRectF TopologyCanvas::contentRect() const {
  const double lane = m_scene.cards ? Lane::kWidth + 36 : 0;
  return QRectF(rect()).adjusted(kMargin + lane, 14, -kMargin, m_scene.cards ? -(kCardMap.height() + 24) : -(kFoot + 26));
}

QRectF TopologyCanvas::laneRect() const {
  return {m_scene.cards ? kMargin : kMargin + 16, m_scene.cards ? 18.0 : 30.0, Lane::kWidth, height() - 120.0};
}

void TopologyCanvas::placeOverlays() {
  constexpr int kMapWidth = 104;
  const int map = m_scene.cards ? kCardMap.width() : kMapWidth;
  const int mapHeight = m_scene.cards ? kCardMap.height() : static_cast<int>(kFoot);
  m_minimap->setGeometry(width() - static_cast<int>(kMargin) - map, height() - 12 - mapHeight, map, mapHeight);
  const int room = width() - 2 * static_cast<int>(kMargin) - map - 12;
  m_legend->setGeometry(static_cast<int>(kMargin), height() - 12 - static_cast<int>(kFoot),
                        std::min(m_legend->sizeHint().width(), room), static_cast<int>(kFoot));
  const int high = std::max(static_cast<int>(kFoot), m_legend->heightForWidth(m_legend->width()));
  m_legend->setGeometry(m_legend->x(), height() - 12 - high, m_legend->width(), high);
  if (!m_panel->isHidden()) {
    const int most = height() - 14 - mapHeight - 24;
    m_panel->setGeometry(width() - static_cast<int>(kMargin) - InsightPanel::kWidth, 8, InsightPanel::kWidth,
                         m_panel->heightWithin(most));
  }
}

void TopologyCanvas::updateLevels() {
  const bool fresh = m_scene.levels.size() != m_scene.layout->groups.size();
  m_scene.levels.resize(m_scene.layout->groups.size(), Level::strip);
  for (std::size_t g = 0; g < m_scene.levels.size(); ++g) {
    const double px = m_scene.layout->groups[g].side * m_scene.viewport.scale();
    m_scene.levels[g] = fresh ? levelFor(px) : levelFor(px, m_scene.levels[g]);
  }
  const bool detail = std::any_of(m_scene.levels.begin(), m_scene.levels.end(), [](Level l) { return l == Level::detail; });
  m_scene.partitions = nullptr;
  if (detail) {
    static_cast<void>(cards());
    m_scene.partitions = m_cards;
  }
}

/// Worked out when first asked for: most pictures show no partitions.
const topology::Cards& TopologyCanvas::cards() {
  if (m_cards == nullptr || m_cardsOf != m_scene.snapshot->inventory) {
    m_cardsOf = m_scene.snapshot->inventory;
    m_cards = std::make_shared<const topology::Cards>(topology::cardsOf(*m_scene.snapshot));
  }
  return *m_cards;
}

void TopologyCanvas::sceneChanged() {
  m_picture.invalidate();
  update();
}

void TopologyCanvas::viewportChanged() {
  if (!ready()) {
    return;
  }
  updateLevels();
  if (!m_animated) {
    updateLegend();
  } else if (!m_legendTimer.isActive()) {
    m_legendTimer.start();
  }
  m_minimap->setScene(m_scene.layout, m_scene.viewport);
  update();
  Q_EMIT zoomChanged();
}

void TopologyCanvas::setBound(Focus focus) {
  m_bound = topology::neighbourhood(*m_scene.snapshot, focus);
  m_scene.boundPods.clear();
  if (focus.kind != Focus::Kind::node) {
    m_scene.boundPods.insert(m_bound.pods.begin(), m_bound.pods.end());
  }
}

QRectF TopologyCanvas::focusWorldRect() const {
  QRectF world;
  for (const cluster::NodeIndex node : m_bound.nodes) {
    if (m_scene.layout->boxOfNode[node] != cluster::kNone) {
      const topology::Rect& r = m_scene.layout->nodes[m_scene.layout->boxOfNode[node]].rect;
      world = world.united(QRectF(r.x, r.y, r.w, r.h));
    }
  }
  return world;
}

void TopologyCanvas::setFocusObject(Focus focus, bool fly) {
  if (m_scene.snapshot == nullptr) {
    return;
  }
  setBound(focus);
  m_focusName = topology::nameOf(*m_scene.snapshot, focus);
  m_lane = makeLane(*m_scene.snapshot, m_bound, laneRect());
  updateEmphasis();
  sceneChanged();
  if (fly && ready()) {
    const QRectF world = focusWorldRect();
    if (!world.isEmpty() && !m_scene.viewport.visible().contains(world)) {
      flyTo(world, m_scene.viewport.scale());
    }
  }
  if (clearOfLane()) {
    viewportChanged();
  }
}

/// The floating lane must not lie over what it explains: then everything moves to its right, and back when it is gone.
bool TopologyCanvas::clearOfLane() {
  if (!ready() || m_flight.state() == QAbstractAnimation::Running) {
    return false;
  }
  Viewport& viewport = m_scene.viewport;
  const QPointF before = viewport.origin();
  constexpr double kClear = 40;
  const double edge = laneRect().right() + kClear;
  const bool floating = !m_scene.cards && m_bound.focus.kind != Focus::Kind::none;
  viewport.setInset(floating ? edge : 0);
  const QRectF world = focusWorldRect();
  const double left = viewport.toScreen(world.topLeft()).x() + m_scene.offset.x();
  if (floating && !world.isEmpty() && left < edge && left + 1 > m_scene.offset.x()) {
    viewport.panBy({edge - left, 0});
  }
  return viewport.origin() != before;
}

void TopologyCanvas::flash(const std::vector<cluster::DeviceIndex>& changed) {
  m_flashed.clear();
  for (const cluster::DeviceIndex device : changed) {
    const cluster::NodeIndex node = m_scene.inventory().devices[device].nodeIndex;
    if (node != cluster::kNone && (m_flashed.empty() || m_flashed.back() != node)) {
      m_flashed.push_back(node);
    }
  }
  if (m_flashed.size() > kMostFlashes) {
    m_flashed.clear();  // where all flashes nothing is pointed out
  }
  if (!m_flashed.empty()) {
    m_flashing.stop();
    m_flashing.setDuration(kFlashMs);
    m_flashing.setStartValue(1.0);
    m_flashing.setEndValue(0.0);
    m_flashing.start();
  }
}

QString TopologyCanvas::zoomText() const {
  const double px = ready() ? m_scene.layout->side * m_scene.viewport.scale() : 0;
  return tr("%1 px a node").arg(std::lround(px));
}

void TopologyCanvas::resizeEvent(QResizeEvent*) {
  if (m_scene.snapshot == nullptr) {
    return;
  }
  // To lay out thousands of nodes takes longer than a frame: while an edge is dragged the picture only keeps its place.
  const bool many = m_scene.inventory().nodes.size() > kCardNodes;
  if (!many || !m_animated || m_scene.layout == nullptr || width() < 50 || height() < 50) {
    resized();
    return;
  }
  m_settle.start();
  const QRectF content = contentRect();
  m_scene.offset = content.topLeft();
  m_scene.viewport.setBounds(QRectF(0, 0, m_scene.layout->bounds.w, m_scene.layout->bounds.h), content.size());
  updateLevels();
  updateLegend();
  sceneChanged();
}

void TopologyCanvas::resized() {
  relayout();
  updateMarks();
  updateLegend();
  sceneChanged();
  Q_EMIT zoomChanged();
}

void TopologyCanvas::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  if (!ready()) {
    painter.fillRect(rect(), m_look.theme().bg.canvas);
    return;
  }
  m_picture.draw(painter, m_scene, m_look, size(), devicePixelRatioF());
  if (m_picture.way() == SceneImage::Way::moved) {
    m_sharpen.start();
  }
  if (!m_picture.isComplete()) {
    update();  // the rest comes with the next frame
  }
  const OverlayPainter overlay(m_scene, m_look);
  if (m_flashing.state() == QAbstractAnimation::Running) {
    overlay.paintFlash(painter, m_flashed, m_flashing.currentValue().toDouble());
  }
  overlay.paintSelection(painter, m_bound);
  if (m_bound.focus.kind != Focus::Kind::none) {
    paintLane(painter, m_lane, m_look, !m_scene.cards);
    overlay.paintEdge(painter, m_bound, m_lane);
  } else if (m_scene.cards && m_scene.viewport.isFitted()) {
    painter.setFont(m_look.font(FontRole::caption));
    painter.setPen(m_look.theme().text.muted);
    painter.drawText(laneRect(), static_cast<int>(Qt::AlignLeft | Qt::AlignTop) | Qt::TextWordWrap,
                     tr("Click a device or a node to see which claim, pod and owner it is bound to. Ctrl+click a second one: "
                        "how they are connected. Shift+drag: an area in numbers."));
  }
  overlay.paintHover(painter, m_hover);
  if (m_banding && m_dragging) {
    QColor ground = m_look.theme().accent.border;
    ground.setAlphaF(0.14F);
    painter.setPen(QPen(m_look.theme().accent.text, 1, Qt::DashLine));
    painter.setBrush(ground);
    painter.drawRect(QRectF(m_pressedAt, m_draggedTo).normalized());
  } else if (m_question.kind == Question::Kind::area) {
    painter.setPen(QPen(m_look.theme().accent.text, 1, Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(m_scene.viewport.toScreen(m_question.area).translated(m_scene.offset));
  }
  if (m_tooltip) {
    overlay.paintTooltip(painter, m_hover, m_hoverAt, QRectF(rect()));
  }
}

}  // namespace claimscope::ui
