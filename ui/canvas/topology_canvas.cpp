#include "ui/canvas/topology_canvas.h"

#include <QPainter>
#include <QResizeEvent>
#include <algorithm>
#include <cmath>

#include "ui/base/format.h"
#include "ui/canvas/card_text.h"
#include "ui/canvas/scene_painter.h"

namespace claimscope::ui {

using topology::Focus;

namespace {

constexpr double kMargin = 16;
constexpr double kFoot = 52;  ///< legend and minimap
constexpr QSize kCardMap{178, 104};
constexpr int kFlightMs = 160;
constexpr int kFlashMs = 900;
constexpr int kTooltipMs = 400;
constexpr std::size_t kCardNodes = 60;

/// What positions depend on: the nodes and how they are grouped, not their state.
std::uint64_t layoutKey(const cluster::Inventory& inventory, topology::GroupBy groupBy, const QSizeF& size) {
  std::uint64_t key = static_cast<std::uint64_t>(groupBy) * 1'000'003U + static_cast<std::uint64_t>(size.width()) * 7919U +
                      static_cast<std::uint64_t>(size.height());
  for (const cluster::NodeView& node : inventory.nodes) {
    key = key * 0x100000001b3ULL ^ node.name.hash() ^ (node.group.hash() << 1U) ^ (node.zone.hash() << 2U);
    key += groupBy == topology::GroupBy::driver ? node.devices.size() : (node.devices.empty() ? 0U : 1U);
  }
  return key;
}

/// The node of a pool that belongs to one, kNone otherwise.
cluster::NodeIndex nodeOfPool(const cluster::Inventory& inventory, const ObjectRef& object) {
  for (const cluster::PoolView& pool : inventory.pools) {
    if (pool.name == object.name && pool.driver == object.namespaceName) {
      // A pool of several nodes marks the first one it has a device on: its group is then marked.
      return pool.devices.empty() ? cluster::kNone : inventory.devices[pool.devices.front()].nodeIndex;
    }
  }
  return cluster::kNone;
}

}  // namespace

TopologyCanvas::TopologyCanvas(Look& look, QWidget* parent)
    : QWidget(parent), m_look(look), m_legend(new Legend(look, this)), m_minimap(new Minimap(look, this)) {
  setAttribute(Qt::WA_OpaquePaintEvent);
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(QStringLiteral("Topology"));
  m_tooltipTimer.setSingleShot(true);
  m_tooltipTimer.setInterval(kTooltipMs);
  connect(&m_tooltipTimer, &QTimer::timeout, this, [this] {
    m_tooltip = true;
    update();
  });
  connect(m_legend, &Legend::toggled, this, [this] {
    m_scene.dimmedStates = m_legend->dimmed();
    sceneChanged();
  });
  connect(m_minimap, &Minimap::centred, this, [this](const QPointF& world) {
    Viewport& viewport = m_scene.viewport;
    viewport.set(world - QPointF(viewport.screen().width(), viewport.screen().height()) / (2 * viewport.scale()),
                 viewport.scale());
    viewportChanged();
  });
  connect(&look, &Look::changed, this, [this] {
    if (ready()) {
      m_scene.colouring = makeColouring(*m_scene.snapshot, m_colourBy, m_look.theme());
      updateLegend();
    }
    sceneChanged();
  });
  connect(&m_flashing, &QVariantAnimation::valueChanged, this, qOverload<>(&QWidget::update));
}

QRectF TopologyCanvas::contentRect() const {
  const double lane = m_scene.cards ? Lane::kWidth + 36 : 0;
  return QRectF(rect()).adjusted(kMargin + lane, 14, -kMargin, m_scene.cards ? -(kCardMap.height() + 24) : -(kFoot + 26));
}

QRectF TopologyCanvas::laneRect() const {
  return {m_scene.cards ? kMargin : kMargin + 16, m_scene.cards ? 18.0 : 30.0, Lane::kWidth, height() - 120.0};
}

void TopologyCanvas::setView(const View& view) {
  const cluster::SnapshotPtr before = m_scene.snapshot;
  const bool same = before == view.snapshot;
  m_scene.snapshot = view.snapshot;
  m_diagnosis = view.diagnosis;
  m_scene.cards = m_scene.inventory().nodes.size() <= kCardNodes;
  if (!same) {
    // Indexes are those of one inventory: selection and hover are found again by name.
    const Focus focus = m_focusName.kind.empty() ? Focus{}
                                                 : topology::findFocus(*m_scene.snapshot, m_focusName.kind,
                                                                       m_focusName.namespaceName, m_focusName.name);
    m_bound = topology::neighbourhood(*m_scene.snapshot, focus);
    m_scene.colouring = makeColouring(*m_scene.snapshot, m_colourBy, m_look.theme());
    m_hover = {};
  }
  relayout();
  if (!same) {
    updateEmphasis();
  }
  updateMarks();
  updateLegend();
  if (before != nullptr && !same && m_animated && before->server.context == view.snapshot->server.context) {
    flash(*before);
  }
  sceneChanged();
}

void TopologyCanvas::relayout() {
  if (m_scene.snapshot == nullptr || width() < 50 || height() < 50) {
    return;
  }
  const QRectF content = contentRect();
  const std::uint64_t key = layoutKey(m_scene.inventory(), m_groupBy, content.size());
  if (m_scene.layout == nullptr || key != m_layoutKey) {
    m_layoutKey = key;
    m_scene.layout = std::make_shared<const topology::Layout>(
        topology::layOut(*m_scene.snapshot, m_groupBy, content.width(), content.height()));
    m_scene.levels.clear();
  } else {
    // Positions stay; only the counts in the headers move.
    auto layout = std::make_shared<topology::Layout>(*m_scene.layout);
    topology::recount(*m_scene.snapshot, *layout);
    m_scene.layout = std::move(layout);
  }
  m_scene.offset = content.topLeft();
  m_scene.viewport.setBounds(QRectF(0, 0, m_scene.layout->bounds.w, m_scene.layout->bounds.h), content.size());
  m_lane = makeLane(*m_scene.snapshot, m_bound, laneRect());
  clearOfLane();
  updateLevels();
  placeOverlays();
}

void TopologyCanvas::placeOverlays() {
  constexpr int kMapWidth = 104;
  const int map = m_scene.cards ? kCardMap.width() : kMapWidth;
  const int mapHeight = m_scene.cards ? kCardMap.height() : static_cast<int>(kFoot);
  m_minimap->setGeometry(width() - static_cast<int>(kMargin) - map, height() - 12 - mapHeight, map, mapHeight);
  const int room = width() - 2 * static_cast<int>(kMargin) - map - 12;
  m_legend->setGeometry(static_cast<int>(kMargin), height() - 12 - static_cast<int>(kFoot),
                        std::min(m_legend->sizeHint().width(), room), static_cast<int>(kFoot));
}

void TopologyCanvas::updateLevels() {
  const bool fresh = m_scene.levels.size() != m_scene.layout->groups.size();
  m_scene.levels.resize(m_scene.layout->groups.size(), Level::strip);
  for (std::size_t g = 0; g < m_scene.levels.size(); ++g) {
    const double px = m_scene.layout->groups[g].side * m_scene.viewport.scale();
    m_scene.levels[g] = fresh ? levelFor(px) : levelFor(px, m_scene.levels[g]);
  }
}

void TopologyCanvas::updateEmphasis() {
  Emphasis& emphasis = m_scene.emphasis;
  emphasis = {};
  const cluster::Inventory& inventory = m_scene.inventory();
  const bool selecting = m_bound.focus.kind != Focus::Kind::none;
  if (!selecting && m_find.isEmpty()) {
    return;
  }
  emphasis.active = true;
  emphasis.devices.assign(inventory.devices.size(), false);
  emphasis.nodes.assign(inventory.nodes.size(), false);
  if (selecting) {
    for (const cluster::DeviceIndex device : m_bound.devices) {
      emphasis.devices[device] = true;
    }
    for (const cluster::NodeIndex node : m_bound.nodes) {
      emphasis.nodes[node] = true;
    }
    return;
  }
  for (cluster::NodeIndex n = 0; n < inventory.nodes.size(); ++n) {
    const bool nodeMatches = shown(inventory.nodes[n].name).contains(m_find, Qt::CaseInsensitive);
    for (const cluster::DeviceIndex device : inventory.nodes[n].devices) {
      const bool matches = nodeMatches || shown(inventory.devices[device].name).contains(m_find, Qt::CaseInsensitive);
      emphasis.devices[device] = matches;
      emphasis.nodes[n] = emphasis.nodes[n] || matches;
    }
    emphasis.nodes[n] = emphasis.nodes[n] || nodeMatches;
  }
}

void TopologyCanvas::updateMarks() {
  Marks& marks = m_scene.marks;
  marks.ofNode.assign(m_scene.inventory().nodes.size(), Marks::kNone);
  marks.ofGroup.assign(m_scene.layout == nullptr ? 0 : m_scene.layout->groups.size(), Marks::kNone);
  if (m_diagnosis == nullptr || m_scene.layout == nullptr) {
    return;
  }
  auto worse = [](std::int8_t& mark, diagnosis::Severity severity) {
    const auto value = static_cast<std::int8_t>(severity);
    mark = mark == Marks::kNone ? value : std::min(mark, value);
  };
  for (const diagnosis::Finding& finding : m_diagnosis->findings) {
    if (finding.severity == diagnosis::Severity::notice) {
      continue;
    }
    for (const ObjectRef& object : finding.objects) {
      if (object.kind != "node" && object.kind != "device" && object.kind != "pool") {
        continue;
      }
      const Focus focus = topology::findFocus(*m_scene.snapshot, object.kind, object.namespaceName, object.name);
      const cluster::NodeIndex node = object.kind == "pool"               ? nodeOfPool(m_scene.inventory(), object)
                                      : focus.kind == Focus::Kind::node   ? focus.index
                                      : focus.kind == Focus::Kind::device ? m_scene.inventory().devices[focus.index].nodeIndex
                                                                          : cluster::kNone;
      if (node != cluster::kNone && m_scene.layout->boxOfNode[node] != cluster::kNone) {
        worse(marks.ofNode[node], finding.severity);
        worse(marks.ofGroup[m_scene.layout->nodes[m_scene.layout->boxOfNode[node]].group], finding.severity);
      }
    }
  }
}

void TopologyCanvas::updateLegend() {
  if (!ready()) {
    return;
  }
  const cluster::Inventory& inventory = m_scene.inventory();
  const QRectF view = m_scene.viewport.visible();
  const topology::Rect reach{view.x(), view.y(), view.width(), view.height()};
  std::array<Count, cluster::kDeviceStates> counts{};
  std::int64_t nodes = 0;
  std::int64_t single = 0;
  std::int64_t aggregated = 0;
  std::int64_t cells = 0;
  for (const topology::NodeBox& box : m_scene.layout->nodes) {
    if (!box.rect.intersects(reach)) {
      continue;
    }
    ++nodes;
    const auto& devices = inventory.nodes[box.node].devices;
    const Level level = m_scene.levels[box.group];
    (level == Level::heat || level == Level::pool ? aggregated : single) += static_cast<std::int64_t>(devices.size());
    cells += level == Level::heat ? 1 : 0;
    for (const cluster::DeviceIndex device : devices) {
      ++counts[static_cast<std::size_t>(inventory.devices[device].state)].value;
    }
  }
  const cluster::StateCounts printed = printedCounts(*m_scene.snapshot, inventory.counts);
  counts[static_cast<std::size_t>(cluster::DeviceState::free)].bound = printed.freeBound;
  counts[static_cast<std::size_t>(cluster::DeviceState::inUse)].bound = printed.inUseBound;
  counts[static_cast<std::size_t>(cluster::DeviceState::reservedNotUsed)].bound = printed.inUseBound;
  counts[static_cast<std::size_t>(cluster::DeviceState::tainted)].bound = printed.taintedBound;
  const auto all = static_cast<std::int64_t>(m_scene.layout->nodes.size());
  QString account = nodes == all ? QStringLiteral("%1 of %2 nodes drawn.").arg(number(nodes), number(all))
                                 : QStringLiteral("%1 of %2 nodes in view.").arg(number(nodes), number(all));
  if (aggregated == 0) {
    account += QStringLiteral(" %1 devices drawn one by one, 0 aggregated.").arg(number(single));
  } else {
    account += QStringLiteral(" %1 devices drawn one by one, %2 aggregated into %3 cells.")
                   .arg(number(single), number(aggregated), number(cells));
  }
  std::int64_t elsewhere = 0;
  for (const cluster::DeviceView& device : inventory.devices) {
    elsewhere += device.nodeIndex == cluster::kNone ? 1 : 0;
  }
  if (elsewhere > 0) {
    account += QStringLiteral(" %1 belong to no single node.").arg(number(elsewhere));
  }
  const bool hidden = printedBound(*m_scene.snapshot, Kind::ResourceSlice) != Bound::exact;
  const bool nodesHidden = printedBound(*m_scene.snapshot, Kind::Node) == Bound::unknown;
  account += hidden        ? QStringLiteral(" Slices are not fully known.")
             : nodesHidden ? QStringLiteral(" Nodes are hidden: only those that slices name are drawn.")
                           : QStringLiteral(" 0 hidden.");
  m_legend->setCounts(counts, m_scene.colouring.categories, account);
  m_minimap->setScene(m_scene.layout, m_scene.viewport);
  placeOverlays();
}

void TopologyCanvas::sceneChanged() {
  m_imageStale = true;
  update();
}

void TopologyCanvas::viewportChanged() {
  if (!ready()) {
    return;
  }
  updateLevels();
  updateLegend();
  sceneChanged();
  Q_EMIT zoomChanged();
}

void TopologyCanvas::setGroupBy(topology::GroupBy groupBy) {
  m_groupBy = groupBy;
  if (m_scene.snapshot != nullptr) {
    relayout();
    fitAll();
    updateMarks();
  }
}

void TopologyCanvas::setColourBy(ColourBy colourBy) {
  m_colourBy = colourBy;
  if (ready()) {
    m_scene.colouring = makeColouring(*m_scene.snapshot, m_colourBy, m_look.theme());
    updateLegend();
    sceneChanged();
  }
}

std::size_t TopologyCanvas::setFind(const QString& text) {
  m_find = text;
  if (!ready()) {
    return 0;
  }
  updateEmphasis();
  sceneChanged();
  if (text.isEmpty()) {
    return 0;
  }
  QRectF found;
  std::size_t count = 0;
  for (cluster::NodeIndex n = 0; n < m_scene.inventory().nodes.size(); ++n) {
    if (m_scene.emphasis.nodes[n] && m_scene.layout->boxOfNode[n] != cluster::kNone) {
      const topology::Rect& r = m_scene.layout->nodes[m_scene.layout->boxOfNode[n]].rect;
      found = found.united(QRectF(r.x, r.y, r.w, r.h));
      ++count;
    }
  }
  if (count > 0) {
    flyTo(found, std::max(1.0, 104.0 / m_scene.layout->side));
  }
  return count;
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
  m_bound = topology::neighbourhood(*m_scene.snapshot, focus);
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

void TopologyCanvas::flash(const cluster::Snapshot& before) {
  m_flashed.clear();
  const cluster::Inventory& old = *before.inventory;
  const cluster::Inventory& now = m_scene.inventory();
  if (old.devices.size() != now.devices.size() || &old == &now) {
    return;
  }
  for (std::size_t i = 0; i < now.devices.size(); ++i) {
    if (old.devices[i].state != now.devices[i].state && now.devices[i].nodeIndex != cluster::kNone) {
      m_flashed.push_back(now.devices[i].nodeIndex);
    }
  }
  if (!m_flashed.empty()) {
    m_flashing.stop();
    m_flashing.setDuration(kFlashMs);
    m_flashing.setStartValue(1.0);
    m_flashing.setEndValue(0.0);
    m_flashing.start();
  }
}

void TopologyCanvas::flyTo(const QRectF& world, double maxScale) {
  if (!ready()) {
    return;
  }
  Viewport target = m_scene.viewport;
  target.fit(world, maxScale);
  if (!m_animated) {
    m_scene.viewport = target;
    viewportChanged();
    return;
  }
  const Viewport start = m_scene.viewport;
  m_flight.stop();
  m_flight.disconnect(this);
  m_flight.setDuration(kFlightMs);
  m_flight.setStartValue(0.0);
  m_flight.setEndValue(1.0);
  m_flight.setEasingCurve(QEasingCurve::OutCubic);
  connect(&m_flight, &QVariantAnimation::valueChanged, this, [this, start, target](const QVariant& value) {
    const double t = value.toDouble();
    const double scale = start.scale() * std::pow(target.scale() / start.scale(), t);
    m_scene.viewport.set(start.origin() + (target.origin() - start.origin()) * t, scale);
    viewportChanged();
  });
  m_flight.start();
}

void TopologyCanvas::zoomBy(double factor) {
  m_flight.stop();
  m_scene.viewport.zoomAt(QPointF(m_scene.viewport.screen().width(), m_scene.viewport.screen().height()) / 2, factor);
  viewportChanged();
}

void TopologyCanvas::fitAll() {
  m_flight.stop();
  m_scene.viewport.fitAll();
  viewportChanged();
}

QString TopologyCanvas::zoomText() const {
  const double px = ready() ? m_scene.layout->side * m_scene.viewport.scale() : 0;
  return QStringLiteral("%1 px a node").arg(std::lround(px));
}

void TopologyCanvas::resizeEvent(QResizeEvent*) {
  if (m_scene.snapshot != nullptr) {
    relayout();
    updateMarks();
    updateLegend();
    sceneChanged();
    Q_EMIT zoomChanged();
  }
}

void TopologyCanvas::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  if (!ready()) {
    painter.fillRect(rect(), m_look.theme().bg.canvas);
    return;
  }
  const double ratio = devicePixelRatioF();
  if (m_imageStale || m_image.size() != size() * ratio) {
    m_image = paintScene(m_scene, m_look, size(), ratio);
    m_imageStale = false;
  }
  painter.drawImage(0, 0, m_image);
  const OverlayPainter overlay(m_scene, m_look);
  if (m_flashing.state() == QAbstractAnimation::Running) {
    overlay.paintFlash(painter, m_flashed, m_flashing.currentValue().toDouble());
  }
  overlay.paintSelection(painter, m_bound);
  if (m_bound.focus.kind != Focus::Kind::none) {
    paintLane(painter, m_lane, m_look, !m_scene.cards);
    overlay.paintEdge(painter, m_bound, m_lane);
  } else if (m_scene.cards) {
    painter.setFont(m_look.font(FontRole::caption));
    painter.setPen(m_look.theme().text.muted);
    painter.drawText(laneRect(), static_cast<int>(Qt::AlignLeft | Qt::AlignTop) | Qt::TextWordWrap,
                     QStringLiteral("Click a device or a node to see which claim, pod and owner it is bound to."));
  }
  overlay.paintHover(painter, m_hover);
  if (m_tooltip) {
    overlay.paintTooltip(painter, m_hover, m_hoverAt, QRectF(rect()));
  }
}

}  // namespace claimscope::ui
