#include "ui/canvas/node_painter.h"

#include <algorithm>
#include <cmath>

#include "ui/base/shapes.h"
#include "ui/canvas/card_text.h"

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
  m_ground = Raster::pack(theme.bg.panel);
  m_freeGround = Raster::pack(theme.state.free.soft);
  m_freeGroundDim = Raster::pack(Raster::mix(theme.state.free.soft, theme.bg.panel, kDimmed));
  for (std::size_t i = 0; i < cluster::kDeviceStates; ++i) {
    const QColor fill = theme.of(static_cast<DeviceState>(i)).fill;
    m_fill[i] = Raster::pack(fill);
    m_dimFill[i] = Raster::pack(Raster::mix(fill, theme.bg.panel, kDimmed));
  }
}

QColor NodePainter::dim(const QColor& colour, bool bright) const {
  return bright ? colour : Raster::mix(colour, m_look.theme().bg.panel, kDimmed);
}

std::uint32_t NodePainter::colourOf(cluster::DeviceIndex device, bool bright) const {
  const Colouring& colouring = m_scene.colouring;
  const auto state = static_cast<std::size_t>(m_scene.inventory().devices[device].state);
  if (!colouring.of.empty()) {
    const std::uint8_t category = colouring.of[device];
    if (category != Colouring::kNoCategory) {
      return Raster::pack(dim(colouring.categories[category].colour, bright));
    }
  }
  return bright ? m_fill[state] : m_dimFill[state];
}

void NodePainter::paintMasses(QImage& image, double devicePixelRatio) const {
  Raster raster(image);
  const QRectF visible = m_scene.viewport.visible().adjusted(-m_scene.offset.x() / m_scene.viewport.scale(),
                                                             -m_scene.offset.y() / m_scene.viewport.scale(), 0, 0);
  const QRectF reach(visible.topLeft(), QSizeF(image.width(), image.height()) / devicePixelRatio / m_scene.viewport.scale());
  const topology::Rect view{reach.x(), reach.y(), reach.width(), reach.height()};
  for (std::size_t g = 0; g < m_scene.layout->groups.size(); ++g) {
    const topology::GroupBox& group = m_scene.layout->groups[g];
    const Level level = m_scene.levels[g];
    if ((level != Level::heat && level != Level::strip) || !group.rect.intersects(view)) {
      continue;
    }
    for (std::uint32_t i = group.firstNode; i < group.firstNode + group.nodeCount; ++i) {
      const topology::NodeBox& box = m_scene.layout->nodes[i];
      if (!box.rect.intersects(view)) {
        continue;
      }
      const QRect cell = pixels(m_scene.onScreen(box.rect), devicePixelRatio);
      if (level == Level::heat) {
        paintHeat(raster, cell, box);
      } else {
        paintStrip(raster, cell, box);
      }
    }
  }
}

void NodePainter::paintHeat(Raster& raster, const QRect& cell, const topology::NodeBox& box) const {
  const cluster::NodeView& node = m_scene.inventory().nodes[box.node];
  const bool bright = m_scene.emphasis.node(box.node);
  if (node.devices.empty()) {
    raster.outline(cell.x(), cell.y(), cell.width(), cell.height(), Raster::pack(dim(m_look.theme().border.subtle, bright)));
    return;
  }
  std::array<int, cluster::kDeviceStates> counts{};
  int lit = 0;
  for (const cluster::DeviceIndex device : node.devices) {
    ++counts[static_cast<std::size_t>(m_scene.inventory().devices[device].state)];
    lit += m_scene.bright(device) ? 1 : 0;
  }
  const bool show = bright && lit > 0;
  for (const DeviceState state : kTrouble) {
    if (counts[static_cast<std::size_t>(state)] > 0) {
      const auto index = static_cast<std::size_t>(state);
      raster.fill(cell.x(), cell.y(), cell.width(), cell.height(), show ? m_fill[index] : m_dimFill[index]);
      return;
    }
  }
  const int used =
      counts[static_cast<std::size_t>(DeviceState::inUse)] + counts[static_cast<std::size_t>(DeviceState::reservedNotUsed)];
  const int height =
      static_cast<int>(std::lround(cell.height() * static_cast<double>(used) / static_cast<double>(node.devices.size())));
  raster.fill(cell.x(), cell.y(), cell.width(), cell.height() - height, show ? m_freeGround : m_freeGroundDim);
  if (height > 0) {
    // One colour for the cell: that of its first device in use (a node is mostly one class or namespace).
    std::uint32_t colour =
        show ? m_fill[static_cast<std::size_t>(DeviceState::inUse)] : m_dimFill[static_cast<std::size_t>(DeviceState::inUse)];
    if (!m_scene.colouring.of.empty()) {
      for (const cluster::DeviceIndex device : node.devices) {
        if (m_scene.colouring.of[device] != Colouring::kNoCategory) {
          colour = colourOf(device, show);
          break;
        }
      }
    }
    raster.fill(cell.x(), cell.bottom() + 1 - height, cell.width(), height, colour);
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

void NodePainter::paintStrip(Raster& raster, const QRect& cell, const topology::NodeBox& box) const {
  const cluster::NodeView& node = m_scene.inventory().nodes[box.node];
  const Grid grid = gridFor(node.devices.size(), cell.width(), cell.height());
  const double stepX = static_cast<double>(cell.width() + 1) / grid.columns;
  const double stepY = static_cast<double>(cell.height() + 1) / grid.rows;
  if (node.devices.empty() || stepX < 2 || stepY < 3) {
    paintHeat(raster, cell, box);
    return;
  }
  const bool nodeBright = m_scene.emphasis.node(box.node);
  for (std::size_t i = 0; i < node.devices.size(); ++i) {
    const cluster::DeviceIndex device = node.devices[i];
    const int column = static_cast<int>(i) % grid.columns;
    const int row = static_cast<int>(i) / grid.columns;
    const int x = cell.x() + static_cast<int>(std::lround(column * stepX));
    const int y = cell.y() + static_cast<int>(std::lround(row * stepY));
    const int w = std::max(1, cell.x() + static_cast<int>(std::lround((column + 1) * stepX)) - x - 1);
    const int h = std::max(2, cell.y() + static_cast<int>(std::lround((row + 1) * stepY)) - y - 1);
    const std::uint32_t colour = colourOf(device, nodeBright && m_scene.bright(device));
    switch (m_scene.inventory().devices[device].state) {
      case DeviceState::free: {
        const int low = std::max(1, (h * 2) / 5);
        raster.fill(x, y + h - low, w, low, colour);
        break;
      }
      case DeviceState::unknown:
      case DeviceState::staleGeneration:
        raster.fill(x, y, w, std::max(1, h / 5), colour);
        raster.fill(x, y + h - std::max(1, h / 5), w, std::max(1, h / 5), colour);
        break;
      case DeviceState::reservedNotUsed:
        raster.fill(x, y, w, h / 2, Raster::pack(dim(m_look.theme().state.reservedNotUsed.soft, nodeBright)));
        raster.fill(x, y + h / 2, w, h - h / 2, colour);
        break;
      case DeviceState::inUse:
      case DeviceState::tainted:
      case DeviceState::unhealthy:
        raster.fill(x, y, w, h, colour);
        break;
    }
  }
}

NodePainter::CardGeometry NodePainter::geometryOf(const topology::NodeBox& box) const {
  CardGeometry g;
  g.card = m_scene.onScreen(box.rect);
  const std::size_t devices = m_scene.inventory().nodes[box.node].devices.size();
  const double unit = std::clamp(g.card.height() / 104.0, 0.6, 1.6);
  const double padding = 12 * std::min(1.0, unit);
  g.name = QRectF(g.card.left() + padding, g.card.top() + padding * 0.5, g.card.width() - 2 * padding, 22 * std::min(1.0, unit));
  g.labels = g.card.height() > 168;
  const double foot = g.card.height() >= 80 ? 42 * std::min(1.1, unit) : 4;
  const double width = g.card.width() - 2 * padding;
  const double height = std::max(6.0, g.card.bottom() - foot - g.name.bottom() - 2);
  const double limit = g.labels ? 96 : 22 * std::max(1.0, unit);
  // The largest square cell with which all devices fit; what cannot be seen is counted by the caller.
  g.cell = limit;
  for (int rows = 1; rows <= 16; ++rows) {
    const int columns =
        std::max(1, static_cast<int>((devices + static_cast<std::size_t>(rows) - 1) / static_cast<std::size_t>(rows)));
    const double gapRatio = 0.28;
    const double byWidth = width / (columns + (columns - 1) * gapRatio);
    const double byHeight = height / (rows + (rows - 1) * gapRatio);
    const double cell = std::min({byWidth, byHeight, limit});
    if (rows == 1 || cell > g.cell + 0.5) {
      g.cell = cell;
      g.columns = columns;
      g.rows = rows;
    }
  }
  g.gap = g.cell * 0.28;
  g.left = g.name.left();
  g.top = g.name.bottom() + 2;
  g.shown = static_cast<int>(devices);
  return g;
}

QRectF NodePainter::cellRect(const topology::NodeBox& box, std::size_t device) const {
  const Level level = m_scene.levels[box.group];
  if (level != Level::card && level != Level::detail) {
    return {};
  }
  const CardGeometry g = geometryOf(box);
  const auto column = static_cast<int>(device) % g.columns;
  const auto row = static_cast<int>(device) / g.columns;
  return {g.left + column * (g.cell + g.gap), g.top + row * (g.cell + g.gap), g.cell, g.cell};
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
  if (level == Level::card || level == Level::detail) {
    const CardGeometry g = geometryOf(box);
    const int column = static_cast<int>(std::floor((point.x() - g.left + g.gap / 2) / (g.cell + g.gap)));
    const int row = static_cast<int>(std::floor((point.y() - g.top + g.gap / 2) / (g.cell + g.gap)));
    const int index = row * g.columns + column;
    if (column >= 0 && column < g.columns && row >= 0 && row < g.rows && index < static_cast<int>(count)) {
      return index;
    }
  }
  return -1;
}

void NodePainter::paintCards(QPainter& painter, const QRectF& visible) const {
  const QRectF world(m_scene.viewport.toWorld(visible.topLeft() - m_scene.offset), visible.size() / m_scene.viewport.scale());
  const topology::Rect view{world.x(), world.y(), world.width(), world.height()};
  for (std::size_t g = 0; g < m_scene.layout->groups.size(); ++g) {
    const topology::GroupBox& group = m_scene.layout->groups[g];
    if ((m_scene.levels[g] != Level::card && m_scene.levels[g] != Level::detail) || !group.rect.intersects(view)) {
      continue;
    }
    for (std::uint32_t i = group.firstNode; i < group.firstNode + group.nodeCount; ++i) {
      if (m_scene.layout->nodes[i].rect.intersects(view)) {
        paintCard(painter, m_scene.layout->nodes[i]);
      }
    }
  }
}

void NodePainter::paintCard(QPainter& painter, const topology::NodeBox& box) const {
  const Theme& theme = m_look.theme();
  const cluster::NodeView& node = m_scene.inventory().nodes[box.node];
  const bool bright = m_scene.emphasis.node(box.node);
  const CardGeometry g = geometryOf(box);
  const bool chosen = m_scene.emphasis.active && bright;

  painter.setRenderHint(QPainter::Antialiasing, true);
  painter.setPen(QPen(chosen ? theme.accent.border : dim(theme.border.normal, bright), theme.lineWidth));
  painter.setBrush(bright ? theme.bg.panel : theme.bg.panel);
  painter.drawRoundedRect(g.card.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);

  // Name, with the node's own state before it and its hardware behind it.
  const QFont mono = m_look.font(g.card.height() >= 90 ? FontRole::mono : FontRole::monoSmall);
  const double iconSide = 9;
  const QRectF icon(g.name.left(), g.name.center().y() - iconSide / 2, iconSide, iconSide);
  const std::int8_t mark = m_scene.marks.ofNode.empty() ? Marks::kNone : m_scene.marks.ofNode[box.node];
  painter.setOpacity(bright ? 1.0 : kDimmed);
  if (mark == Marks::kNone) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.severity.ok);
    painter.drawEllipse(icon.center(), 3, 3);
  } else {
    paintSeverity(painter, icon, static_cast<diagnosis::Severity>(mark), theme);
  }
  painter.setOpacity(1.0);
  QString hardware = node.devices.empty() ? QStringLiteral("no devices") : QStringLiteral("%1 ×").arg(node.devices.size());
  if (!node.devices.empty()) {
    const QString product = productOf(*m_scene.snapshot, node);
    hardware = product.isEmpty() ? QStringLiteral("%1 devices").arg(node.devices.size()) : hardware + QLatin1Char(' ') + product;
  }
  const QFont small = m_look.font(FontRole::caption);
  const QFontMetricsF smallMetrics(small);
  const double hardwareWidth = std::min(smallMetrics.horizontalAdvance(hardware), g.name.width() * 0.5);
  const QFontMetricsF monoMetrics(mono);
  painter.setFont(mono);
  painter.setPen(dim(theme.text.primary, bright));
  const double nameLeft = icon.right() + 6;
  const double nameWidth = g.name.right() - nameLeft - (g.card.width() > 150 ? hardwareWidth + 8 : 0);
  painter.drawText(QRectF(nameLeft, g.name.top(), nameWidth, g.name.height()), Qt::AlignLeft | Qt::AlignVCenter,
                   elideKeepingSuffix(shown(node.name), monoMetrics, nameWidth));
  if (g.card.width() > 150) {
    painter.setFont(small);
    painter.setPen(dim(theme.text.muted, bright));
    painter.drawText(QRectF(g.name.right() - hardwareWidth, g.name.top(), hardwareWidth, g.name.height()),
                     Qt::AlignRight | Qt::AlignVCenter, smallMetrics.elidedText(hardware, Qt::ElideRight, hardwareWidth));
  }

  for (std::size_t i = 0; i < node.devices.size(); ++i) {
    const cluster::DeviceIndex index = node.devices[i];
    const cluster::DeviceView& device = m_scene.inventory().devices[index];
    const QRectF cell = cellRect(box, i);
    const bool cellBright = bright && m_scene.bright(index);
    painter.setOpacity(cellBright ? 1.0 : kDimmed);
    const Colouring& colouring = m_scene.colouring;
    if (!colouring.of.empty() && colouring.of[index] != Colouring::kNoCategory) {
      painter.setPen(Qt::NoPen);
      painter.setBrush(colouring.categories[colouring.of[index]].colour);
      painter.drawRoundedRect(cell, 2, 2);
    } else {
      paintStateCell(painter, cell, device.state, theme, {device.adminAccess, device.blocked});
    }
    if (g.labels && g.cell >= 40) {
      paintCellLabel(painter, cell, device, *m_scene.snapshot, m_look);
    }
  }
  painter.setOpacity(1.0);
  if (g.card.height() >= 80) {
    paintCardFoot(painter, g, node, bright);
  }
}

void NodePainter::paintCardFoot(QPainter& painter, const CardGeometry& g, const cluster::NodeView& node, bool bright) const {
  const Theme& theme = m_look.theme();
  const double lineHeight = 15;
  const double y = g.card.bottom() - 8 - lineHeight * (g.card.height() >= 96 ? 2 : 1);
  // Pods that hold claims, one ring each; running ones are filled.
  constexpr double kRing = 9;
  const auto room = static_cast<int>(g.name.width() * 0.55 / (kRing + 3));
  int drawn = 0;
  painter.setRenderHint(QPainter::Antialiasing, true);
  for (const cluster::Slot slot : node.podsWithClaims) {
    if (drawn == room) {
      break;
    }
    const Pod* pod = m_scene.snapshot->of<Pod>().at(slot);
    const bool running = pod != nullptr && pod->phase == "Running";
    painter.setPen(QPen(dim(running ? theme.text.muted : theme.state.pending.fill, bright), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(
        QRectF(g.name.left() + drawn * (kRing + 3) + 0.5, y + (lineHeight - kRing) / 2 + 0.5, kRing - 1, kRing - 1));
    ++drawn;
  }
  const QFont small = m_look.font(FontRole::caption);
  painter.setFont(small);
  const QString note = noteOf(*m_scene.snapshot, node);
  painter.setPen(dim(note.isEmpty() ? theme.text.muted : theme.severity.warning, bright));
  const QString pods =
      node.podsWithClaims.size() == 1 ? QStringLiteral("1 pod") : QStringLiteral("%1 pods").arg(node.podsWithClaims.size());
  const QFontMetricsF metrics(small);
  const double width = g.name.width() * 0.5;
  painter.drawText(QRectF(g.name.right() - width, y, width, lineHeight), Qt::AlignRight | Qt::AlignVCenter,
                   metrics.elidedText(note.isEmpty() ? pods : note, Qt::ElideRight, width));
  if (g.card.height() < 96) {
    return;
  }
  // Free, in use and trouble in words, so that colour is never the only signal.
  painter.setPen(dim(theme.text.muted, bright));
  painter.drawText(QRectF(g.name.left(), y + lineHeight, g.name.width(), lineHeight), Qt::AlignLeft | Qt::AlignVCenter,
                   metrics.elidedText(stateWords(m_scene.inventory(), node), Qt::ElideRight, g.name.width()));
}

}  // namespace claimscope::ui
