// Ways through the topology: flights and their history, matches of a search, arrows along edges.
#include <algorithm>
#include <cmath>

#include "ui/canvas/card_text.h"
#include "ui/canvas/node_painter.h"
#include "ui/canvas/topology_canvas.h"

namespace claimscope::ui {

namespace {

constexpr int kFlightMs = 160;
constexpr std::size_t kMostStops = 64;

QRectF rectOf(const topology::Rect& r) {
  return {r.x, r.y, r.w, r.h};
}

}  // namespace

void TopologyCanvas::rememberStop() {
  const Stop here{m_scene.viewport.origin(), m_scene.viewport.scale()};
  if (m_back.empty() || !(m_back.back() == here)) {
    m_back.push_back(here);
    if (m_back.size() > kMostStops) {
      m_back.erase(m_back.begin());
    }
  }
  m_forward.clear();
  Q_EMIT historyChanged();
}

void TopologyCanvas::goTo(const Stop& stop) {
  Viewport target = m_scene.viewport;
  target.set(stop.origin, stop.scale);
  fly(target);
  Q_EMIT historyChanged();
}

void TopologyCanvas::goBack() {
  if (m_back.empty() || !ready()) {
    return;
  }
  const Stop stop = m_back.back();
  m_back.pop_back();
  m_forward.push_back({m_scene.viewport.origin(), m_scene.viewport.scale()});
  goTo(stop);
}

void TopologyCanvas::goForward() {
  if (m_forward.empty() || !ready()) {
    return;
  }
  const Stop stop = m_forward.back();
  m_forward.pop_back();
  m_back.push_back({m_scene.viewport.origin(), m_scene.viewport.scale()});
  goTo(stop);
}

/// A flight under way is where the next one starts from; input ends it at once.
void TopologyCanvas::fly(const Viewport& target) {
  m_flight.stop();
  if (!m_animated) {
    m_scene.viewport = target;
    viewportChanged();
    return;
  }
  const Viewport start = m_scene.viewport;
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

void TopologyCanvas::flyTo(const QRectF& world, double maxScale) {
  if (!ready()) {
    return;
  }
  rememberStop();
  Viewport target = m_scene.viewport;
  target.fit(world, maxScale);
  fly(target);
}

void TopologyCanvas::flyToNode(cluster::NodeIndex node) {
  if (ready() && node < m_scene.layout->boxOfNode.size() && m_scene.layout->boxOfNode[node] != cluster::kNone) {
    flyTo(rectOf(m_scene.layout->nodes[m_scene.layout->boxOfNode[node]].rect), Viewport::kMaxScale);
  }
}

void TopologyCanvas::flyToGroup(std::size_t group) {
  if (ready() && group < m_scene.layout->groups.size()) {
    flyTo(rectOf(m_scene.layout->groups[group].rect), Viewport::kMaxScale);
  }
}

void TopologyCanvas::zoomBy(double factor) {
  m_flight.stop();
  m_scene.viewport.zoomAt(QPointF(m_scene.viewport.screen().width(), m_scene.viewport.screen().height()) / 2, factor);
  viewportChanged();
}

void TopologyCanvas::fitAll() {
  if (!ready()) {
    return;
  }
  if (!m_scene.viewport.isFitted()) {
    rememberStop();
  }
  Viewport target = m_scene.viewport;
  target.fitAll();
  fly(target);
}

TopologyCanvas::Place TopologyCanvas::place() const {
  Place out;
  if (!ready() || m_scene.viewport.isFitted()) {
    return out;
  }
  const QPointF middle = m_scene.viewport.visible().center();
  for (std::size_t g = 0; g < m_scene.layout->groups.size(); ++g) {
    const topology::GroupBox& group = m_scene.layout->groups[g];
    if (!group.rect.contains(middle.x(), middle.y())) {
      continue;
    }
    out.group = g;
    // The zone of the node nearest to the middle.
    double nearest = 1e300;
    std::uint32_t best = group.firstNode;
    for (std::uint32_t i = group.firstNode; i < group.firstNode + group.nodeCount; ++i) {
      const double distance = (rectOf(m_scene.layout->nodes[i].rect).center() - middle).manhattanLength();
      if (distance < nearest) {
        nearest = distance;
        best = i;
      }
    }
    for (std::size_t z = 0; z < group.zones.size(); ++z) {
      if (best >= group.zones[z].firstNode && best < group.zones[z].firstNode + group.zones[z].nodeCount) {
        out.zone = z;
      }
    }
    break;
  }
  return out;
}

void TopologyCanvas::findMatches() {
  m_matches.clear();
  const cluster::Inventory& inventory = m_scene.inventory();
  // In the order of the picture, so that walking through them does not jump about.
  for (const topology::NodeBox& box : m_scene.layout == nullptr ? std::vector<topology::NodeBox>() : m_scene.layout->nodes) {
    const cluster::NodeView& node = inventory.nodes[box.node];
    if (shown(node.name).contains(m_find, Qt::CaseInsensitive)) {
      m_matches.push_back({Focus::Kind::node, box.node});
      continue;
    }
    for (const cluster::DeviceIndex device : node.devices) {
      if (shown(inventory.devices[device].name).contains(m_find, Qt::CaseInsensitive)) {
        m_matches.push_back({Focus::Kind::device, device});
      }
    }
  }
}

std::size_t TopologyCanvas::setFind(const QString& text) {
  m_find = text;
  m_match = 0;
  m_matches.clear();
  if (!ready()) {
    return 0;
  }
  if (!text.isEmpty()) {
    findMatches();
  }
  updateEmphasis();
  sceneChanged();
  QRectF found;
  std::size_t nodes = 0;
  cluster::NodeIndex last = cluster::kNone;
  for (const Focus& match : m_matches) {
    const cluster::NodeIndex node =
        match.kind == Focus::Kind::node ? match.index : m_scene.inventory().devices[match.index].nodeIndex;
    if (node != last) {
      found = found.united(rectOf(m_scene.layout->nodes[m_scene.layout->boxOfNode[node]].rect));
      ++nodes;
      last = node;
    }
  }
  if (nodes > 0) {
    flyTo(found, std::max(1.0, 104.0 / m_scene.layout->side));
  }
  return nodes;
}

TopologyCanvas::MatchPlace TopologyCanvas::nextMatch(int step) {
  if (!ready() || m_matches.empty()) {
    return {};
  }
  const std::size_t all = m_matches.size();
  m_match = m_match == 0 ? (step > 0 ? 1 : all)
                         : (m_match - 1 + all + static_cast<std::size_t>(step + static_cast<int>(all))) % all + 1;
  const Focus match = m_matches[m_match - 1];
  choose(match);
  const cluster::NodeIndex node =
      match.kind == Focus::Kind::node ? match.index : m_scene.inventory().devices[match.index].nodeIndex;
  const topology::Rect& r = m_scene.layout->nodes[m_scene.layout->boxOfNode[node]].rect;
  flyTo(rectOf(r), std::max(m_scene.viewport.scale(), 104.0 / r.h));
  return {m_match, all};
}

void TopologyCanvas::bringIntoSight(cluster::NodeIndex node) {
  if (node == cluster::kNone || m_scene.layout->boxOfNode[node] == cluster::kNone) {
    return;
  }
  const QRectF world = rectOf(m_scene.layout->nodes[m_scene.layout->boxOfNode[node]].rect);
  if (!m_scene.viewport.visible().contains(world)) {
    flyTo(world, m_scene.viewport.scale());
  }
}

/// The nearest node whose centre lies in the direction, measured with the other axis weighing twice.
void TopologyCanvas::stepNode(int dx, int dy) {
  if (!ready() || m_scene.layout->nodes.empty()) {
    return;
  }
  std::uint32_t from = 0;
  bool started = false;
  // A node is bound to others by shared claims; the walk goes on from itself.
  const cluster::NodeIndex at = m_bound.focus.kind == Focus::Kind::node ? m_bound.focus.index
                                : m_bound.nodes.empty()                 ? cluster::kNone
                                                                        : m_bound.nodes.front();
  if (at != cluster::kNone && m_scene.layout->boxOfNode[at] != cluster::kNone) {
    from = m_scene.layout->boxOfNode[at];
    started = true;
  }
  std::uint32_t best = from;
  if (started) {
    const topology::Rect& a = m_scene.layout->nodes[from].rect;
    double bestDistance = 1e300;
    for (std::uint32_t i = 0; i < m_scene.layout->nodes.size(); ++i) {
      const topology::Rect& b = m_scene.layout->nodes[i].rect;
      const double along = (b.x + b.w / 2 - a.x - a.w / 2) * dx + (b.y + b.h / 2 - a.y - a.h / 2) * dy;
      const double across = std::abs((b.x + b.w / 2 - a.x - a.w / 2) * dy) + std::abs((b.y + b.h / 2 - a.y - a.h / 2) * dx);
      const double distance = along + 2 * across;
      if (along > 0.5 && distance < bestDistance) {
        bestDistance = distance;
        best = i;
      }
    }
  }
  const cluster::NodeIndex node = m_scene.layout->nodes[best].node;
  choose({Focus::Kind::node, node});
  bringIntoSight(node);
}

/// Up and down between the boxes of the binding lane.
bool TopologyCanvas::walkLane(int dy) {
  int at = -1;
  std::vector<const LaneBox*> stops;
  for (const LaneBox& box : m_lane.boxes) {
    if (box.focus.kind != Focus::Kind::none) {
      if (box.focus == m_bound.focus) {
        at = static_cast<int>(stops.size());
      }
      stops.push_back(&box);
    }
  }
  const int to = at + dy;
  if (at < 0 || to < 0 || to >= static_cast<int>(stops.size())) {
    return false;
  }
  const Focus focus = stops[static_cast<std::size_t>(to)]->focus;
  choose(focus);
  return true;
}

/// From one device to its neighbour on the node; out of the first column back to the claim that holds it.
bool TopologyCanvas::walkDevices(int dx, int dy) {
  const cluster::Inventory& inventory = m_scene.inventory();
  const cluster::DeviceView& device = inventory.devices[m_bound.focus.index];
  if (device.nodeIndex == cluster::kNone || m_scene.layout->boxOfNode[device.nodeIndex] == cluster::kNone) {
    return false;
  }
  const auto& devices = inventory.nodes[device.nodeIndex].devices;
  const topology::NodeBox& box = m_scene.layout->nodes[m_scene.layout->boxOfNode[device.nodeIndex]];
  const Level level = m_scene.levels[box.group];
  if (level != Level::card && level != Level::detail) {
    return false;
  }
  const CardLayout layout = layOutCard(m_scene, box);
  const auto self = std::find(devices.begin(), devices.end(), m_bound.focus.index);
  if (self == devices.end()) {
    return false;
  }
  const QPointF from = layout.cells[static_cast<std::size_t>(self - devices.begin())].center();
  int best = -1;
  double bestDistance = 1e300;
  for (std::size_t i = 0; i < devices.size(); ++i) {
    const QPointF way = layout.cells[i].center() - from;
    const double along = way.x() * dx + way.y() * dy;
    const double across = std::abs(way.x() * dy) + std::abs(way.y() * dx);
    if (along > 0.5 && along + 2 * across < bestDistance && across <= along * 2) {
      bestDistance = along + 2 * across;
      best = static_cast<int>(i);
    }
  }
  if (best >= 0) {
    choose({Focus::Kind::device, devices[static_cast<std::size_t>(best)]});
    return true;
  }
  if (dx < 0 && !device.claims.empty()) {
    choose({Focus::Kind::claim, device.claims.front()});
    return true;
  }
  return false;
}

/// Along edges where there are any, else to the nearest neighbour.
void TopologyCanvas::walk(int dx, int dy) {
  if (!ready()) {
    return;
  }
  switch (m_bound.focus.kind) {
    case Focus::Kind::claim:
    case Focus::Kind::pod:
      if (dy != 0 && walkLane(dy)) {
        return;
      }
      if (dx > 0 && !m_bound.devices.empty()) {
        const cluster::DeviceIndex device = m_bound.devices.front();
        choose({Focus::Kind::device, device});
        bringIntoSight(m_scene.inventory().devices[device].nodeIndex);
        return;
      }
      if (dx == 0 || m_bound.devices.empty()) {
        return;
      }
      break;
    case Focus::Kind::device:
      if (walkDevices(dx, dy)) {
        return;
      }
      break;
    case Focus::Kind::node:
    case Focus::Kind::none:
      break;
  }
  stepNode(dx, dy);
}

}  // namespace claimscope::ui
