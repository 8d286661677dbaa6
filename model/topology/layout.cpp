#include "model/topology/layout.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "model/topology/packing.h"

namespace claimscope::topology {
namespace {

using cluster::Inventory;
using cluster::NodeIndex;
using cluster::NodeView;

/// Up to this many nodes each is drawn as a wide card; above, as a square.
constexpr std::size_t kCardsUpTo = 60;
constexpr double kCardAspect = 2.42;
constexpr double kSmallestWidth = 320;
constexpr double kSmallestHeight = 160;
constexpr double kSmallestSide = 3;

/// A device of a driver for CPUs, memory or the like does not make its node an accelerator node.
bool hasAccelerators(const Inventory& inventory, const NodeView& view) {
  return std::any_of(view.devices.begin(), view.devices.end(), [&](cluster::DeviceIndex index) {
    const std::string_view driver = inventory.devices[index].driver.view();
    return driver.find("cpu") == std::string_view::npos && driver.find("memory") == std::string_view::npos;
  });
}

std::string countOf(std::size_t count, const char* one, const char* many) {
  std::string digits = std::to_string(count);
  for (std::ptrdiff_t i = static_cast<std::ptrdiff_t>(digits.size()) - 3; i > 0; i -= 3) {
    digits.insert(static_cast<std::size_t>(i), ",");
  }
  return digits + " " + (count == 1 ? one : many);
}

/// "g5.48xlarge · A10G · 6 nodes" for node groups; zone, type and driver groups only count.
std::string subtitleOf(const Inventory& inventory, const std::string& name, std::size_t nodes, GroupBy groupBy) {
  std::string out;
  if (groupBy == GroupBy::nodeGroup) {
    for (const cluster::GroupView& group : inventory.groups) {
      if (group.name == name) {
        for (const Text& part : {group.instanceTypes, group.product}) {
          if (!part.empty()) {
            out += part.str() + " · ";
          }
        }
        break;
      }
    }
  }
  return out + countOf(nodes, "node", "nodes");
}

using RackTree = std::map<std::string, std::vector<NodeIndex>>;
using ZoneTree = std::map<std::string, RackTree>;

std::size_t nodesIn(const ZoneTree& zones) {
  std::size_t nodes = 0;
  for (const auto& [zone, racks] : zones) {
    for (const auto& [rack, members] : racks) {
      nodes += members.size();
    }
  }
  return nodes;
}

/// Puts the groups with the fewest nodes together when there are too many; how many, 0 for none. Their name sorts last.
std::size_t foldSmall(std::map<std::string, ZoneTree>& tree, std::string& name) {
  if (tree.size() <= kMostGroups) {
    return 0;
  }
  std::vector<std::pair<std::size_t, std::string>> order;
  order.reserve(tree.size());
  for (const auto& [group, zones] : tree) {
    order.emplace_back(nodesIn(zones), group);
  }
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  const std::size_t folded = tree.size() - kMostGroups + 1;
  name = countOf(folded, "other", "others");
  ZoneTree rest;
  for (std::size_t i = kMostGroups - 1; i < order.size(); ++i) {
    auto group = tree.extract(order[i].second);
    for (auto& [zone, racks] : group.mapped()) {
      for (auto& [rack, nodes] : racks) {
        auto& into = rest[zone][rack];
        into.insert(into.end(), nodes.begin(), nodes.end());
      }
    }
  }
  while (tree.contains(name)) {  // somebody may have called a group so
    name += " ";
  }
  tree[name] = std::move(rest);
  return folded;
}

std::vector<GroupPlan> planGroups(const cluster::Snapshot& snapshot, const Grouping& grouping) {
  const Inventory& inventory = *snapshot.inventory;
  // group name -> zone -> rack -> nodes; maps keep the order of names.
  std::map<std::string, ZoneTree> tree;
  for (NodeIndex i = 0; i < inventory.nodes.size(); ++i) {
    const NodeView& node = inventory.nodes[i];
    const std::string zone = grouping.by == GroupBy::zone ? node.group.str() : node.zone.str();
    tree[std::string(groupNameOf(snapshot, node, grouping))][zone][std::string(rackOf(snapshot, node))].push_back(i);
  }
  std::string rest;
  const std::size_t folded = foldSmall(tree, rest);
  std::vector<GroupPlan> plans;
  for (auto& [name, zones] : tree) {
    GroupPlan plan;
    plan.name = name;
    std::size_t accelerated = 0;
    for (auto& [zoneName, racks] : zones) {
      ZonePlan zone;
      zone.name = zoneName;
      for (auto& [rackName, nodes] : racks) {
        zone.nodes += nodes.size();
        for (const NodeIndex node : nodes) {
          accelerated += hasAccelerators(inventory, inventory.nodes[node]) ? 1U : 0U;
          for (const cluster::DeviceIndex device : inventory.nodes[node].devices) {
            plan.counts.add(inventory.devices[device]);
          }
        }
        zone.racks.push_back(std::move(nodes));
      }
      plan.nodes += zone.nodes;
      plan.zones.push_back(std::move(zone));
    }
    // A few network cards do not make a group of CPU nodes one of accelerators.
    plan.large = accelerated * 2 > plan.nodes;
    plan.subtitle = subtitleOf(inventory, name, plan.nodes, grouping.by);
    plan.folded = folded > 0 && name == rest ? folded : 0;
    inventory.setBounds(plan.counts);
    plans.push_back(std::move(plan));
  }
  // Accelerators first, then by name; the order never depends on state.
  std::stable_sort(plans.begin(), plans.end(), [](const GroupPlan& a, const GroupPlan& b) {
    return std::pair(a.folded > 0, !a.large) < std::pair(b.folded > 0, !b.large);
  });
  return plans;
}

/// Where each group goes: columns of group indexes with the share of the width each column has.
struct Columns {
  std::vector<std::vector<std::size_t>> groups;
  std::vector<double> share;
};

/// Groups in their order, so many columns that share a part of the width, each about as high as the others while nodes are small.
Columns evenColumns(const std::vector<GroupPlan>& plans, const std::vector<std::size_t>& groups, std::size_t columns,
                    double share, Metrics metrics, double width) {
  metrics.side = kSmallestSide;
  Columns out;
  out.groups.resize(columns);
  out.share.assign(columns, share / static_cast<double>(columns));
  std::vector<double> heights;
  double total = 0;
  for (const std::size_t i : groups) {
    const double height = groupHeight(plans[i], metrics, width * out.share.front() - metrics.gap);
    heights.push_back(std::min(height, 1e6) + metrics.gap);
    total += heights.back();
  }
  double before = 0;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const auto column = static_cast<std::size_t>((before + heights[g] / 2) / total * static_cast<double>(columns));
    out.groups[std::min(column, columns - 1)].push_back(groups[g]);
    before += heights[g];
  }
  return out;
}

/// Many groups: columns read downwards, with or without the largest group beside them.
void addEvenColumns(const std::vector<GroupPlan>& plans, const std::vector<std::size_t>& rest, std::size_t biggest,
                    const Metrics& metrics, double width, std::vector<Columns>& out) {
  std::vector<std::size_t> all(plans.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  for (std::size_t columns = 2; columns <= 9 && plans.size() >= columns * 3; ++columns) {
    out.push_back(evenColumns(plans, all, columns, 1.0, metrics, width));
    for (const double share : {0.15, 0.25, 0.35, 0.5}) {
      Columns beside = evenColumns(plans, rest, columns, 1.0 - share, metrics, width);
      beside.groups.push_back({biggest});
      beside.share.push_back(share);
      out.push_back(std::move(beside));
    }
  }
}

std::vector<Columns> candidates(const std::vector<GroupPlan>& plans, const Metrics& metrics, double width) {
  std::vector<std::size_t> all(plans.size());
  double total = 0;
  std::size_t biggest = 0;
  auto area = [&](std::size_t i) { return static_cast<double>(plans[i].nodes) * (plans[i].large ? 2.25 : 1.0); };
  for (std::size_t i = 0; i < plans.size(); ++i) {
    all[i] = i;
    total += area(i);
    if (area(i) > area(biggest)) {
      biggest = i;
    }
  }
  std::vector<Columns> out{{{all}, {1.0}}};
  if (plans.size() > 1 && total > 0) {
    std::vector<std::size_t> rest;
    for (const std::size_t i : all) {
      if (i != biggest) {
        rest.push_back(i);
      }
    }
    for (const double bias : {1.0, 0.9, 1.1, 0.8, 1.25, 0.7}) {
      const double share = std::clamp(1.0 - bias * area(biggest) / total, 0.25, 0.75);
      out.push_back({{rest, {biggest}}, {share, 1.0 - share}});
    }
    addEvenColumns(plans, rest, biggest, metrics, width, out);
  }
  return out;
}

double heightOf(const std::vector<GroupPlan>& plans, const Columns& columns, const Metrics& metrics, double width) {
  double tallest = 0;
  const double usable = width - metrics.gap * static_cast<double>(columns.groups.size() - 1);
  for (std::size_t c = 0; c < columns.groups.size(); ++c) {
    double height = -metrics.gap;
    for (const std::size_t i : columns.groups[c]) {
      height += metrics.gap + groupHeight(plans[i], metrics, usable * columns.share[c]);
    }
    tallest = std::max(tallest, height);
  }
  return tallest;
}

/// The largest node size at which everything fits, 0 when none does.
double largestSide(const std::vector<GroupPlan>& plans, const Columns& columns, Metrics metrics, double width, double height) {
  double low = 0;
  double high = metrics.aspect > 1 ? 104 : 96;
  for (int i = 0; i < 24; ++i) {
    metrics.side = (low + high) / 2;
    (heightOf(plans, columns, metrics, width) <= height ? low : high) = metrics.side;
  }
  // Height does not grow evenly with size, since whole columns come and go: a somewhat larger size may fit again.
  const double found = low;
  for (int step = 1; step <= 12; ++step) {
    metrics.side = found * (1 + 0.02 * step);
    if (heightOf(plans, columns, metrics, width) <= height) {
      low = metrics.side;
    }
  }
  return std::min(low, metrics.aspect > 1 ? 104.0 : 96.0);
}

/// Where nothing fits: the columns that need the least height.
Columns shortest(const std::vector<GroupPlan>& plans, const Metrics& metrics, double width) {
  Columns best;
  double least = std::numeric_limits<double>::infinity();
  for (Columns& columns : candidates(plans, metrics, width)) {
    const double height = heightOf(plans, columns, metrics, width);
    if (best.groups.empty() || height < least) {
      least = height;
      best = std::move(columns);
    }
  }
  return best;
}

}  // namespace

Layout layOut(const cluster::Snapshot& snapshot, const Grouping& grouping, double width, double height) {
  // A window smaller than this pans.
  width = std::max(width, kSmallestWidth);
  height = std::max(height, kSmallestHeight);
  Layout layout;
  const std::size_t count = snapshot.inventory->nodes.size();
  layout.boxOfNode.assign(count, cluster::kNone);
  layout.nodes.reserve(count);
  std::vector<GroupPlan> plans = planGroups(snapshot, grouping);
  Metrics metrics;
  if (count <= kCardsUpTo) {
    metrics.aspect = kCardAspect;
    for (GroupPlan& plan : plans) {
      plan.large = false;
    }
  } else {
    metrics.header = 26;
    metrics.zoneLabel = 18;
    metrics.padding = 9;
    metrics.gap = 8;
  }
  if (plans.size() > 24) {
    metrics.header = 22;
    metrics.padding = 6;
  }
  Columns best;
  double shape = 1;
  for (const Columns& columns : candidates(plans, metrics, width)) {
    for (const double rackShape : {1.0, 2.0, 4.0}) {
      metrics.rackShape = rackShape;
      // One look tells most candidates that cannot do better.
      Metrics better = metrics;
      better.side *= 1.02;
      if (!best.groups.empty() && heightOf(plans, columns, better, width) > height) {
        continue;
      }
      const double side = largestSide(plans, columns, metrics, width, height);
      if (best.groups.empty() || side > metrics.side * 1.02) {
        metrics.side = side;
        best = columns;
        shape = rackShape;
      }
    }
  }
  metrics.rackShape = shape;
  // A window too small for its headers still gets every node; it then pans, as little as may be.
  if (metrics.side < kSmallestSide) {
    metrics.side = kSmallestSide;
    best = shortest(plans, metrics, width);
  }
  layout.side = metrics.side;
  const double usable = width - metrics.gap * static_cast<double>(best.groups.size() - 1);
  double x = 0;
  for (std::size_t c = 0; c < best.groups.size(); ++c) {
    const double columnWidth = usable * best.share[c];
    double y = 0;
    for (const std::size_t i : best.groups[c]) {
      const double groupH = groupHeight(plans[i], metrics, columnWidth);
      placeGroup(plans[i], metrics, x, y, columnWidth, groupH, layout);
      y += groupH + metrics.gap;
      layout.bounds.h = std::max(layout.bounds.h, y - metrics.gap);
    }
    x += columnWidth + metrics.gap;
  }
  layout.bounds.w = width;
  return layout;
}

void recount(const cluster::Snapshot& snapshot, Layout& layout) {
  const Inventory& inventory = *snapshot.inventory;
  for (GroupBox& group : layout.groups) {
    cluster::StateCounts counts;
    for (std::uint32_t i = group.firstNode; i < group.firstNode + group.nodeCount; ++i) {
      for (const cluster::DeviceIndex device : inventory.nodes[layout.nodes[i].node].devices) {
        counts.add(inventory.devices[device]);
      }
    }
    inventory.setBounds(counts);
    group.counts = counts;
  }
}

void recount(const cluster::Snapshot& before, const cluster::Snapshot& snapshot, const std::vector<cluster::DeviceIndex>& changed,
             Layout& layout) {
  for (const cluster::DeviceIndex device : changed) {
    const cluster::DeviceView& now = snapshot.inventory->devices[device];
    const std::uint32_t box = now.nodeIndex == cluster::kNone ? cluster::kNone : layout.boxOfNode[now.nodeIndex];
    if (box != cluster::kNone) {
      cluster::StateCounts& counts = layout.groups[layout.nodes[box].group].counts;
      const cluster::DeviceView& old = before.inventory->devices[device];
      --counts.byState[static_cast<std::size_t>(old.state)];
      counts.adminAccess -= old.adminAccess ? 1 : 0;
      counts.blocked -= old.blocked ? 1 : 0;
      counts.add(now);
    }
  }
  for (GroupBox& group : layout.groups) {
    snapshot.inventory->setBounds(group.counts);
  }
}

}  // namespace claimscope::topology
