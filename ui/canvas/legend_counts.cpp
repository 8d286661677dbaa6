// What a legend counts: devices and nodes of the part of the layout that is in sight.
#include <QStringList>
#include <algorithm>
#include <utility>

#include "ui/base/format.h"
#include "ui/base/tell.h"
#include "ui/canvas/legend.h"

namespace claimscope::ui {
namespace {

/// Devices, categories and cells of the nodes in sight.
struct Tally {
  LegendCounts legend;
  std::int64_t nodes = 0;
  std::int64_t single = 0;
  std::int64_t aggregated = 0;
  std::int64_t cells = 0;
};

Tally tallyOf(const Scene& scene) {
  Tally out;
  const cluster::Inventory& inventory = scene.inventory();
  const QRectF view = scene.viewport.visible();
  const topology::Rect reach{view.x(), view.y(), view.width(), view.height()};
  out.legend.categories.assign(scene.colouring.categories.size(), 0);
  const bool coloured = !scene.colouring.of.empty();
  for (std::size_t g = 0; g < scene.layout->groups.size(); ++g) {
    const topology::GroupBox& group = scene.layout->groups[g];
    if (!group.rect.intersects(reach)) {
      continue;
    }
    const Level level = scene.levels[g];
    const bool mass = level == Level::heat || level == Level::pool;
    for (std::uint32_t i = group.firstNode; i < group.firstNode + group.nodeCount; ++i) {
      const topology::NodeBox& box = scene.layout->nodes[i];
      if (!box.rect.intersects(reach)) {
        continue;
      }
      ++out.nodes;
      const auto& devices = inventory.nodes[box.node].devices;
      (mass ? out.aggregated : out.single) += static_cast<std::int64_t>(devices.size());
      out.cells += level == Level::heat ? 1 : 0;
      for (const cluster::DeviceIndex device : devices) {
        ++out.legend.states[static_cast<std::size_t>(scene.stateOf(device))].value;
        if (coloured) {
          const std::uint8_t category = scene.colouring.of[device];
          ++(category == Colouring::kNoCategory ? out.legend.none : out.legend.categories[category]);
        }
      }
    }
    out.cells += level == Level::pool ? 1 : 0;
  }
  return out;
}

}  // namespace

LegendCounts legendCounts(const Scene& scene) {
  const cluster::Inventory& inventory = scene.inventory();
  Tally tally = tallyOf(scene);
  auto& states = tally.legend.states;
  const cluster::StateCounts printed = printedCounts(*scene.snapshot, inventory.counts);
  states[static_cast<std::size_t>(cluster::DeviceState::free)].bound = printed.freeBound;
  states[static_cast<std::size_t>(cluster::DeviceState::inUse)].bound = printed.inUseBound;
  states[static_cast<std::size_t>(cluster::DeviceState::reservedNotUsed)].bound = printed.inUseBound;
  states[static_cast<std::size_t>(cluster::DeviceState::tainted)].bound = printed.taintedBound;
  const auto all = static_cast<std::int64_t>(scene.layout->nodes.size());
  QStringList account{(tally.nodes == all ? tell("%1 of %2 nodes drawn.") : tell("%1 of %2 nodes in view."))
                          .arg(number(tally.nodes), number(all))};
  account += tally.aggregated == 0 ? tell("%1 devices drawn one by one, 0 aggregated.").arg(number(tally.single))
                                   : tell("%1 devices drawn one by one, %2 aggregated into %3 cells.")
                                         .arg(number(tally.single), number(tally.aggregated), number(tally.cells));
  auto elsewhere = static_cast<std::int64_t>(inventory.devices.size());
  for (const cluster::NodeView& node : inventory.nodes) {  // a node names its devices: fewer of them to look at
    elsewhere -= static_cast<std::int64_t>(node.devices.size());
  }
  if (elsewhere > 0) {
    account += tell("%1 belong to no single node.").arg(number(elsewhere));
  }
  std::size_t folded = 0;
  for (const topology::GroupBox& group : scene.layout->groups) {
    folded += group.folded;
  }
  if (folded > 0) {
    account += tell("%1 groups with the fewest nodes are drawn as one.").arg(number(static_cast<std::int64_t>(folded)));
  }
  const bool hidden = printedBound(*scene.snapshot, Kind::ResourceSlice) != Bound::exact;
  const bool nodesHidden = printedBound(*scene.snapshot, Kind::Node) == Bound::unknown;
  account += hidden        ? tell("Slices are not fully known.")
             : nodesHidden ? tell("Nodes are hidden: only those that slices name are drawn.")
                           : tell("0 hidden.");
  tally.legend.account = account.join(QLatin1Char(' '));
  return std::move(tally.legend);
}

}  // namespace claimscope::ui
