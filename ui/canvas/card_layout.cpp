#include "ui/canvas/card_layout.h"

#include <algorithm>
#include <cmath>

namespace claimscope::ui {
namespace {

constexpr double kGap = 0.28;  // of a cell
constexpr double kDetail = 168;
constexpr double kCaption = 16;

/// A device of its own, or a card with its partitions.
struct Unit {
  std::vector<std::size_t> devices;
  std::uint32_t card = cluster::kNone;
};

std::vector<Unit> unitsOf(const Scene& scene, const cluster::NodeView& node, bool framed) {
  std::vector<Unit> units;
  std::vector<std::pair<std::uint32_t, std::size_t>> seen;  // card -> unit
  for (std::size_t i = 0; i < node.devices.size(); ++i) {
    const std::uint32_t card = framed && scene.partitions != nullptr && node.devices[i] < scene.partitions->ofDevice.size()
                                   ? scene.partitions->ofDevice[node.devices[i]]
                                   : cluster::kNone;
    if (card == cluster::kNone || scene.partitions->cards[card].devices.size() < 2) {
      units.push_back({{i}, cluster::kNone});
      continue;
    }
    const auto found = std::find_if(seen.begin(), seen.end(), [&](const auto& entry) { return entry.first == card; });
    if (found != seen.end()) {
      units[found->second].devices.push_back(i);
    } else {
      seen.emplace_back(card, units.size());
      units.push_back({{i}, card});
    }
  }
  return units;
}

struct Shape {
  int columns = 1;
  int rows = 1;
  double width = 0;
  double height = 0;
  double gapX = 0;
  double gapY = 0;
  [[nodiscard]] QRectF at(const QPointF& origin, int index) const {
    return {origin.x() + index % columns * (width + gapX), origin.y() + index / columns * (height + gapY), width, height};
  }
};

/// The largest square with which all fit.
Shape squares(std::size_t count, const QSizeF& room, double limit) {
  Shape best;
  for (int rows = 1; rows <= 64; ++rows) {
    const int columns =
        std::max(1, static_cast<int>((count + static_cast<std::size_t>(rows) - 1) / static_cast<std::size_t>(rows)));
    const double byWidth = room.width() / (columns + (columns - 1) * kGap);
    const double byHeight = room.height() / (rows + (rows - 1) * kGap);
    const double cell = std::min({byWidth, byHeight, limit});
    if (rows == 1 || cell > best.width + 0.5) {
      best = {columns, rows, cell, cell, cell * kGap, cell * kGap};
    }
  }
  return best;
}

/// Rectangles in which two or three lines of text fit, as far as there is room.
Shape rectangles(std::size_t count, const QSizeF& room, double gap) {
  constexpr double kWide = 132;
  constexpr double kHigh = 54;
  Shape best;
  double bestScore = -1;
  for (int rows = 1; rows <= 64; ++rows) {
    const int columns =
        std::max(1, static_cast<int>((count + static_cast<std::size_t>(rows) - 1) / static_cast<std::size_t>(rows)));
    const double width = std::min(240.0, (room.width() - gap * (columns - 1)) / columns);
    const double height = std::min(110.0, (room.height() - gap * (rows - 1)) / rows);
    const double score = std::min(width / kWide, 1.0) * std::min(height / kHigh, 1.0);
    if (width > 2 && height > 2 && score > bestScore + 1e-6) {
      bestScore = score;
      best = {columns, rows, width, height, gap, gap};
    }
  }
  return bestScore < 0 ? squares(count, room, 22) : best;
}

}  // namespace

CardLayout layOutCard(const Scene& scene, const topology::NodeBox& box) {
  CardLayout out;
  out.card = scene.onScreen(box.rect);
  const cluster::NodeView& node = scene.inventory().nodes[box.node];
  const double unit = std::clamp(out.card.height() / 104.0, 0.6, 1.6);
  const double padding = 12 * std::min(1.0, unit);
  out.name =
      QRectF(out.card.left() + padding, out.card.top() + padding * 0.5, out.card.width() - 2 * padding, 22 * std::min(1.0, unit));
  out.labels = out.card.height() > kDetail;
  const double foot = out.card.height() >= 80 ? 42 * std::min(1.1, unit) : 4;
  const QPointF origin(out.name.left(), out.name.bottom() + 2);
  const QSizeF room(out.card.width() - 2 * padding, std::max(6.0, out.card.bottom() - foot - out.name.bottom() - 2));
  out.cells.resize(node.devices.size());
  if (node.devices.empty()) {
    return out;
  }
  if (!out.labels) {
    const Shape shape = squares(node.devices.size(), room, 22 * std::max(1.0, unit));
    for (std::size_t i = 0; i < node.devices.size(); ++i) {
      out.cells[i] = shape.at(origin, static_cast<int>(i));
    }
    return out;
  }
  const double gap = std::clamp(out.card.height() / 40, 5.0, 10.0);
  const std::vector<Unit> units = unitsOf(scene, node, true);
  const Shape shape = rectangles(units.size(), room, gap);
  for (std::size_t u = 0; u < units.size(); ++u) {
    const QRectF place = shape.at(origin, static_cast<int>(u));
    if (units[u].card == cluster::kNone) {
      out.cells[units[u].devices.front()] = place;
      continue;
    }
    const double caption = place.height() > 44 ? kCaption : 0;
    const QRectF inside = place.adjusted(4, 3 + caption, -4, -4);
    out.frames.push_back({place, QRectF(place.left() + 6, place.top() + 2, place.width() - 12, caption), units[u].card});
    const Shape parts = rectangles(units[u].devices.size(), inside.size(), std::min(4.0, inside.height() / 10));
    for (std::size_t i = 0; i < units[u].devices.size(); ++i) {
      out.cells[units[u].devices[i]] = parts.at(inside.topLeft(), static_cast<int>(i));
    }
  }
  return out;
}

int deviceAt(const CardLayout& layout, const QPointF& point) {
  const double reach = layout.cells.empty() ? 0 : std::min(6.0, layout.cells.front().width() * kGap / 2);
  for (std::size_t i = 0; i < layout.cells.size(); ++i) {
    if (layout.cells[i].adjusted(-reach, -reach, reach, reach).contains(point)) {
      return static_cast<int>(i);
    }
  }
  return -1;
}

}  // namespace claimscope::ui
