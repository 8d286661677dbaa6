#include "model/topology/packing.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace claimscope::topology {
namespace {

/// From how many nodes on a group shows its zones as columns side by side instead of one under the other.
constexpr std::size_t kZoneColumnsFrom = 300;

struct Cell {
  double width;
  double height;
  double gap;
};

std::size_t fitting(double width, const Cell& cell) {
  return static_cast<std::size_t>(std::max(0.0, std::floor((width + cell.gap + 0.01) / (cell.width + cell.gap))));
}

/// `width` is that of one zone's column. Cards grow wider, up to half as much again, so that a row of them ends at the panel's
/// edge.
Cell cellOf(const GroupPlan& plan, const Metrics& metrics, double width) {
  const double height = metrics.side * (plan.large ? 1.5 : 1.0);
  Cell cell{height * metrics.aspect, height, std::max(1.0, height * (metrics.aspect > 1 ? 0.115 : 0.14))};
  if (metrics.aspect > 1) {
    std::size_t most = 1;
    for (const ZonePlan& zone : plan.zones) {
      most = std::max(most, zone.nodes);
    }
    if (const std::size_t columns = std::min(most, fitting(width, cell)); columns > 0) {
      const double filled = (width + cell.gap) / static_cast<double>(columns) - cell.gap;
      cell.width = std::clamp(filled, cell.width, cell.width * 1.5);
    }
  }
  return cell;
}

std::size_t largestRack(const GroupPlan& plan) {
  std::size_t largest = 1;
  for (const ZonePlan& zone : plan.zones) {
    for (const auto& rack : zone.racks) {
      largest = std::max(largest, rack.size());
    }
  }
  return largest;
}

/// Columns of a rack's block, `shape` times as wide as high or a little more, with the fewest empty places in its last row.
std::size_t rackColumns(std::size_t nodes, double shape) {
  const auto least = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(nodes) * shape)));
  const auto most = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(nodes) * shape * 2.0)));
  std::size_t best = least;
  std::size_t fewest = nodes;
  for (std::size_t columns = least; columns <= most; ++columns) {
    const std::size_t empty = (nodes + columns - 1) / columns * columns - nodes;
    if (empty < fewest) {
      fewest = empty;
      best = columns;
    }
  }
  return best;
}

bool hasRacks(const GroupPlan& plan) {
  return std::any_of(plan.zones.begin(), plan.zones.end(), [](const ZonePlan& zone) { return zone.racks.size() > 1; });
}

/// Puts the racks of one zone into a column of the given width; visit(node, x, y) when given. Returns the height used.
template <class Visit>
double flowZone(const ZonePlan& zone, const GroupPlan& plan, const Metrics& metrics, double width, Visit&& visit) {
  const Cell cell = cellOf(plan, metrics, width);
  const std::size_t fit = fitting(width, cell);
  if (fit == 0) {
    return std::numeric_limits<double>::infinity();
  }
  // Racks of one group all have the same number of columns, so that they line up.
  std::size_t columns = fit;
  const bool racks = hasRacks(plan);
  if (racks) {
    columns = std::clamp<std::size_t>(rackColumns(largestRack(plan), metrics.rackShape), 1, fit);
  }
  const double blockWidth = static_cast<double>(columns) * (cell.width + cell.gap) - cell.gap;
  const double blockGap = racks ? cell.gap * 3 + 2 : cell.gap;
  double x = 0;
  double y = 0;
  double rowHeight = 0;
  for (const auto& rack : zone.racks) {
    if (x > 0 && x + blockWidth > width + 0.01) {
      x = 0;
      y += rowHeight + blockGap;
      rowHeight = 0;
    }
    for (std::size_t i = 0; i < rack.size(); ++i) {
      visit(rack[i], x + static_cast<double>(i % columns) * (cell.width + cell.gap),
            y + static_cast<double>(i / columns) * (cell.height + cell.gap));
    }
    const auto rows = static_cast<double>((rack.size() + columns - 1) / columns);
    rowHeight = std::max(rowHeight, rows * (cell.height + cell.gap) - cell.gap);
    x += blockWidth + blockGap;
  }
  return y + rowHeight;
}

/// Columns of equal width only suit zones of about equal size; the largest would decide the height of all.
bool balanced(const std::vector<ZonePlan>& zones) {
  const auto [small, large] =
      std::minmax_element(zones.begin(), zones.end(), [](const ZonePlan& a, const ZonePlan& b) { return a.nodes < b.nodes; });
  return large->nodes <= 2 * small->nodes;
}

/// Walks the zones of a group inside its padding: visitZone(zone, labelRect), visitNode(node, x, y).
template <class VisitZone, class VisitNode>
double flowGroup(const GroupPlan& plan, const Metrics& metrics, double width, VisitZone&& visitZone, VisitNode&& visitNode) {
  const double inner = width - 2 * metrics.padding;
  const bool labels = metrics.showZones && !(plan.zones.size() == 1 && plan.zones[0].name.empty());
  const double label = labels ? metrics.zoneLabel : 0;
  double height = 0;
  const bool fewOfMany = plan.nodes >= kZoneColumnsFrom && plan.zones.size() > 1 && plan.zones.size() <= 6;
  if (labels && fewOfMany && balanced(plan.zones)) {
    const double gap = metrics.padding;
    const double columnWidth =
        (inner - gap * static_cast<double>(plan.zones.size() - 1)) / static_cast<double>(plan.zones.size());
    double x = 0;
    for (const ZonePlan& zone : plan.zones) {
      visitZone(zone, Rect{x, 0, columnWidth, label});
      height = std::max(
          height, label + flowZone(zone, plan, metrics, columnWidth,
                                   [&](cluster::NodeIndex node, double nx, double ny) { visitNode(node, x + nx, label + ny); }));
      x += columnWidth + gap;
    }
    return height;
  }
  // Many nodes but no room for labels: zones follow each other without a break.
  const bool labelled = labels && (plan.nodes <= 60 || fewOfMany);
  if (!labelled) {
    ZonePlan joined;
    for (const ZonePlan& zone : plan.zones) {
      joined.racks.insert(joined.racks.end(), zone.racks.begin(), zone.racks.end());
    }
    if (!hasRacks(plan)) {
      std::vector<cluster::NodeIndex> all;
      for (const auto& rack : joined.racks) {
        all.insert(all.end(), rack.begin(), rack.end());
      }
      joined.racks = {std::move(all)};
    }
    for (const ZonePlan& zone : plan.zones) {
      visitZone(zone, Rect{});
    }
    return flowZone(joined, plan, metrics, inner, visitNode);
  }
  for (const ZonePlan& zone : plan.zones) {
    const double top = height;
    visitZone(zone, Rect{0, top, inner, label});
    height += label + flowZone(zone, plan, metrics, inner,
                               [&](cluster::NodeIndex node, double nx, double ny) { visitNode(node, nx, top + label + ny); });
    height += metrics.padding * 0.5;
  }
  return height - metrics.padding * 0.5;
}

}  // namespace

double groupHeight(const GroupPlan& plan, const Metrics& metrics, double width) {
  if (plan.nodes == 0) {
    return metrics.header + metrics.padding;
  }
  return metrics.header + metrics.padding +
         flowGroup(
             plan, metrics, width, [](const ZonePlan&, const Rect&) {}, [](cluster::NodeIndex, double, double) {});
}

void placeGroup(const GroupPlan& plan, const Metrics& metrics, double x, double y, double width, double height, Layout& layout) {
  // Only cards depend on the width, and their zones stand one under the other.
  const Cell cell = cellOf(plan, metrics, width - 2 * metrics.padding);
  GroupBox group;
  group.name = plan.name;
  group.subtitle = plan.subtitle;
  group.counts = plan.counts;
  group.folded = plan.folded;
  group.rect = {x, y, width, height};
  group.header = {x, y, width, metrics.header};
  group.side = cell.height;
  group.firstNode = static_cast<std::uint32_t>(layout.nodes.size());
  const auto index = static_cast<std::uint32_t>(layout.groups.size());
  const double left = x + metrics.padding;
  const double top = y + metrics.header;
  auto first = group.firstNode;
  if (plan.nodes > 0) {
    flowGroup(
        plan, metrics, width,
        [&](const ZonePlan& zone, const Rect& label) {
          ZoneBox box;
          box.name = zone.name;
          box.label = label.w > 0 ? Rect{left + label.x, top + label.y, label.w, label.h} : Rect{};
          box.firstNode = first;
          box.nodeCount = static_cast<std::uint32_t>(zone.nodes);
          first += box.nodeCount;
          group.zones.push_back(std::move(box));
        },
        [&](cluster::NodeIndex node, double nx, double ny) {
          layout.boxOfNode[node] = static_cast<std::uint32_t>(layout.nodes.size());
          layout.nodes.push_back({node, {left + nx, top + ny, cell.width, cell.height}, index});
        });
  }
  group.nodeCount = static_cast<std::uint32_t>(layout.nodes.size()) - group.firstNode;
  layout.groups.push_back(std::move(group));
}

}  // namespace claimscope::topology
