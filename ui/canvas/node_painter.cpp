// The coarse levels: nodes as boxes, without text.
#include "ui/canvas/node_painter.h"

#include <algorithm>
#include <cmath>

namespace claimscope::ui {

using cluster::DeviceState;

namespace {

/// States that paint a whole heat cell, worst first.
constexpr DeviceState kTrouble[] = {DeviceState::unhealthy, DeviceState::tainted, DeviceState::unknown,
                                    DeviceState::staleGeneration};

QRect pixels(const QRectF& r, double ratio) {
  const int x = static_cast<int>(std::floor(r.x() * ratio + 0.5));
  const int y = static_cast<int>(std::floor(r.y() * ratio + 0.5));
  return {x, y, std::max(1, static_cast<int>(std::floor(r.right() * ratio + 0.5)) - x),
          std::max(1, static_cast<int>(std::floor(r.bottom() * ratio + 0.5)) - y)};
}

}  // namespace

NodePainter::NodePainter(const Scene& scene, const Look& look) : m_scene(scene), m_look(look) {
  const Theme& theme = look.theme();
  // Where nothing is dimmed by shade, what is switched off keeps an edge's colour.
  const auto dimmed = [&theme](const QColor& colour) {
    return Raster::pack(theme.highContrast ? theme.border.subtle : Raster::mix(colour, theme.bg.panel, kDimmed));
  };
  m_freeGround = Raster::pack(theme.state.free.soft);
  m_freeGroundDim = theme.highContrast ? Raster::pack(theme.bg.panel) : dimmed(theme.state.free.soft);
  m_noneGround = Raster::pack(theme.bg.active);
  m_none = Raster::pack(theme.border.strong);
  m_noneDim = dimmed(theme.border.strong);
  for (std::size_t i = 0; i < cluster::kDeviceStates; ++i) {
    const QColor fill = theme.of(static_cast<DeviceState>(i)).fill;
    m_fill[i] = Raster::pack(fill);
    m_dimFill[i] = dimmed(fill);
  }
  for (std::size_t i = 0; i < scene.colouring.categories.size(); ++i) {
    m_category[i] = Raster::pack(scene.colouring.categories[i].colour);
    m_dimCategory[i] = dimmed(scene.colouring.categories[i].colour);
  }
}

QColor NodePainter::dim(const QColor& colour, bool bright) const {
  const Theme& theme = m_look.theme();
  return bright ? colour : theme.highContrast ? theme.border.subtle : Raster::mix(colour, theme.bg.panel, kDimmed);
}

std::uint32_t NodePainter::colourOf(cluster::DeviceIndex device, bool bright) const {
  const Colouring& colouring = m_scene.colouring;
  if (colouring.of.empty()) {
    const auto state = static_cast<std::size_t>(m_scene.stateOf(device));
    return bright ? m_fill[state] : m_dimFill[state];
  }
  const std::uint8_t category = colouring.of[device];
  if (category == Colouring::kNoCategory) {
    return bright ? m_none : m_noneDim;
  }
  return bright ? m_category[category] : m_dimCategory[category];
}

void NodePainter::paintMasses(Boxes& boxes, const QRectF& visible, double devicePixelRatio) const {
  const topology::Rect view = worldOf(visible, devicePixelRatio);
  for (std::size_t g = 0; g < m_scene.layout->groups.size(); ++g) {
    const topology::GroupBox& group = m_scene.layout->groups[g];
    const Level level = m_scene.levels[g];
    if ((level != Level::heat && level != Level::strip) || !group.rect.intersects(view)) {
      continue;
    }
    for (std::uint32_t i = group.firstNode; i < group.firstNode + group.nodeCount; ++i) {
      const topology::NodeBox& box = m_scene.layout->nodes[i];
      if (box.rect.intersects(view)) {
        paintMass(boxes, box, pixels(m_scene.onScreen(box.rect), devicePixelRatio));
      }
    }
  }
}

/// A pixel more on each side: rounding may carry a box that far.
topology::Rect NodePainter::worldOf(const QRectF& visible, double devicePixelRatio) const {
  const double more = 1 / devicePixelRatio;
  const QRectF reach = visible.adjusted(-more, -more, more, more);
  const QPointF origin = m_scene.viewport.toWorld(reach.topLeft() - m_scene.offset);
  return {origin.x(), origin.y(), reach.width() / m_scene.viewport.scale(), reach.height() / m_scene.viewport.scale()};
}

void NodePainter::paintMass(Boxes& boxes, const topology::NodeBox& box, const QRect& cell) const {
  if (m_scene.levels[box.group] == Level::heat) {
    paintHeat(boxes, cell, box);
  } else {
    paintStrip(boxes, cell, box);
  }
}

void NodePainter::paintAnew(Boxes& boxes, const std::vector<cluster::NodeIndex>& nodes, const QRectF& visible,
                            double devicePixelRatio) const {
  const topology::Rect view = worldOf(visible, devicePixelRatio);
  const std::uint32_t ground = Raster::pack(m_look.theme().bg.panel);
  for (const cluster::NodeIndex node : nodes) {
    const std::uint32_t at = m_scene.layout->boxOfNode[node];
    if (at == cluster::kNone) {
      continue;
    }
    const topology::NodeBox& box = m_scene.layout->nodes[at];
    const Level level = m_scene.levels[box.group];
    if ((level == Level::heat || level == Level::strip) && box.rect.intersects(view)) {
      const QRect cell = pixels(m_scene.onScreen(box.rect), devicePixelRatio);
      boxes.fill(cell.x(), cell.y(), cell.width(), cell.height(), ground);
      paintMass(boxes, box, cell);
    }
  }
}

void NodePainter::paintHeat(Boxes& boxes, const QRect& cell, const topology::NodeBox& box) const {
  const cluster::NodeView& node = m_scene.inventory().nodes[box.node];
  const bool bright = m_scene.emphasis.node(box.node);
  if (node.devices.empty()) {
    boxes.outline(cell.x(), cell.y(), cell.width(), cell.height(), Raster::pack(dim(m_look.theme().border.subtle, bright)));
  } else if (m_scene.colouring.of.empty()) {
    paintHeatByState(boxes, cell, node, bright);
  } else {
    paintHeatByCategory(boxes, cell, node, bright);
  }
}

void NodePainter::paintHeatByState(Boxes& boxes, const QRect& cell, const cluster::NodeView& node, bool bright) const {
  std::array<int, cluster::kDeviceStates> counts{};
  std::array<int, cluster::kDeviceStates> lit{};
  int anyLit = 0;
  for (const cluster::DeviceIndex device : node.devices) {
    const auto state = static_cast<std::size_t>(m_scene.stateOf(device));
    ++counts[state];
    if (bright && m_scene.bright(device)) {
      ++lit[state];
      ++anyLit;
    }
  }
  for (const DeviceState state : kTrouble) {
    const auto index = static_cast<std::size_t>(state);
    // A state that is switched off no longer hides what else the node has.
    if (counts[index] > 0 && (lit[index] > 0 || anyLit == 0)) {
      boxes.fill(cell.x(), cell.y(), cell.width(), cell.height(), lit[index] > 0 ? m_fill[index] : m_dimFill[index]);
      return;
    }
  }
  const auto used = static_cast<std::size_t>(DeviceState::inUse);
  const auto reserved = static_cast<std::size_t>(DeviceState::reservedNotUsed);
  const auto free = static_cast<std::size_t>(DeviceState::free);
  const double share = static_cast<double>(counts[used] + counts[reserved]) / static_cast<double>(node.devices.size());
  const int height = static_cast<int>(std::lround(cell.height() * share));
  boxes.fill(cell.x(), cell.y(), cell.width(), cell.height() - height, lit[free] > 0 ? m_freeGround : m_freeGroundDim);
  if (height > 0) {
    boxes.fill(cell.x(), cell.bottom() + 1 - height, cell.width(), height,
               lit[used] + lit[reserved] > 0 ? m_fill[used] : m_dimFill[used]);
  }
}

/// A stack from the bottom up: each category as high as its share of the node's devices.
void NodePainter::paintHeatByCategory(Boxes& boxes, const QRect& cell, const cluster::NodeView& node, bool bright) const {
  constexpr std::size_t kSlots = Colouring::kMost + 1;
  std::array<int, kSlots> counts{};
  for (const cluster::DeviceIndex device : node.devices) {
    const std::uint8_t category = m_scene.colouring.of[device];
    ++counts[category == Colouring::kNoCategory ? Colouring::kMost : category];
  }
  const Dimmed& off = m_scene.dimmed;
  const auto all = static_cast<double>(node.devices.size());
  int before = 0;
  int from = 0;
  for (std::size_t i = 0; i < kSlots; ++i) {
    if (counts[i] == 0) {
      continue;
    }
    before += counts[i];
    const int to = static_cast<int>(std::lround(cell.height() * before / all));
    const bool none = i == Colouring::kMost;
    const bool lit = bright && !(none ? off.none : off.categories[i]);
    const std::uint32_t colour = none ? m_noneGround : lit ? m_category[i] : m_dimCategory[i];
    boxes.fill(cell.x(), cell.bottom() + 1 - to, cell.width(), to - from, colour);
    from = to;
  }
}

NodePainter::Grid NodePainter::gridFor(std::size_t devices, double width, double height) {
  Grid grid;
  const auto count = static_cast<double>(std::max<std::size_t>(1, devices));
  // Marks twice as high as wide look like bars, which is what a strip is made of.
  grid.columns =
      std::clamp(static_cast<int>(std::ceil(std::sqrt(count * 2.0 * width / std::max(1.0, height)))), 1, static_cast<int>(count));
  grid.rows = static_cast<int>(std::ceil(count / grid.columns));
  return grid;
}

/// Where the marks of a node lie: nearly all nodes of a picture have the size and the number of devices of the one before.
const NodePainter::Marking& NodePainter::markingFor(std::size_t devices, const QSize& size) const {
  Marking& marking = m_marking;
  if (marking.devices == devices && marking.size == size) {
    return marking;
  }
  marking = {devices, size, false, {}};
  const Grid grid = gridFor(devices, size.width(), size.height());
  const double stepX = static_cast<double>(size.width() + 1) / grid.columns;
  const double stepY = static_cast<double>(size.height() + 1) / grid.rows;
  marking.fits = devices > 0 && stepX >= 2 && stepY >= 3;
  for (int i = 0; marking.fits && i < static_cast<int>(devices); ++i) {
    const int column = i % grid.columns;
    const int row = i / grid.columns;
    const int x = static_cast<int>(std::lround(column * stepX));
    const int y = static_cast<int>(std::lround(row * stepY));
    marking.marks.emplace_back(x, y, std::max(1, static_cast<int>(std::lround((column + 1) * stepX)) - x - 1),
                               std::max(2, static_cast<int>(std::lround((row + 1) * stepY)) - y - 1));
  }
  return marking;
}

void NodePainter::paintStrip(Boxes& boxes, const QRect& cell, const topology::NodeBox& box) const {
  const cluster::NodeView& node = m_scene.inventory().nodes[box.node];
  const Marking& marking = markingFor(node.devices.size(), cell.size());
  if (!marking.fits) {
    paintHeat(boxes, cell, box);
    return;
  }
  const bool nodeBright = m_scene.emphasis.node(box.node);
  for (std::size_t i = 0; i < node.devices.size(); ++i) {
    const cluster::DeviceIndex device = node.devices[i];
    const int x = cell.x() + marking.marks[i].x();
    const int y = cell.y() + marking.marks[i].y();
    const int w = marking.marks[i].width();
    const int h = marking.marks[i].height();
    const std::uint32_t colour = colourOf(device, nodeBright && m_scene.bright(device));
    switch (m_scene.stateOf(device)) {
      case DeviceState::free: {
        const int low = std::max(1, (h * 2) / 5);
        boxes.fill(x, y + h - low, w, low, colour);
        break;
      }
      case DeviceState::unknown:
      case DeviceState::staleGeneration:
        boxes.fill(x, y, w, std::max(1, h / 5), colour);
        boxes.fill(x, y + h - std::max(1, h / 5), w, std::max(1, h / 5), colour);
        break;
      case DeviceState::reservedNotUsed:
        boxes.fill(x, y, w, h / 2, Raster::pack(dim(m_look.theme().state.reservedNotUsed.soft, nodeBright)));
        boxes.fill(x, y + h / 2, w, h - h / 2, colour);
        break;
      case DeviceState::inUse:
      case DeviceState::tainted:
      case DeviceState::unhealthy:
        boxes.fill(x, y, w, h, colour);
        break;
    }
  }
}

QRectF NodePainter::cellRect(const topology::NodeBox& box, std::size_t device) const {
  const Level level = m_scene.levels[box.group];
  if (level != Level::card && level != Level::detail) {
    return {};
  }
  const CardLayout layout = layOutCard(m_scene, box);
  return device < layout.cells.size() ? layout.cells[device] : QRectF();
}

int NodePainter::deviceAt(const topology::NodeBox& box, const QPointF& point) const {
  const std::size_t count = m_scene.inventory().nodes[box.node].devices.size();
  const Level level = m_scene.levels[box.group];
  const QRectF card = m_scene.onScreen(box.rect);
  if (level == Level::strip && count > 0) {
    const Grid grid = gridFor(count, card.width(), card.height());
    const int column = std::clamp(static_cast<int>((point.x() - card.left()) / card.width() * grid.columns), 0, grid.columns - 1);
    const int row = std::clamp(static_cast<int>((point.y() - card.top()) / card.height() * grid.rows), 0, grid.rows - 1);
    const int index = row * grid.columns + column;
    return index < static_cast<int>(count) ? index : -1;
  }
  return level == Level::card || level == Level::detail ? ui::deviceAt(layOutCard(m_scene, box), point) : -1;
}

}  // namespace claimscope::ui
