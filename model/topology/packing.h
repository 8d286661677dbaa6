// Packing: measures and places the blocks of one group for a given node size. Used by layout.cpp only; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/topology/layout.h"

namespace claimscope::topology {

/// A zone's nodes, rack by rack.
struct ZonePlan {
  std::string name;
  std::vector<std::vector<cluster::NodeIndex>> racks;
  std::size_t nodes = 0;
};

/// One group before it has a place.
struct GroupPlan {
  std::string name;
  std::string subtitle;
  std::vector<ZonePlan> zones;
  std::size_t nodes = 0;
  bool large = false;  ///< nodes 1.5 times as high
  cluster::StateCounts counts;
  std::size_t folded = 0;
};

/// Sizes in pixels that do not scale with the nodes.
struct Metrics {
  double side = 10;   ///< height of a plain node
  double aspect = 1;  ///< width of a node / its height
  double header = 30;
  double zoneLabel = 22;
  double padding = 12;
  double gap = 12;       ///< between groups
  double rackShape = 1;  ///< width of a rack's block / its height, in nodes
  bool showZones = true;
};

/// Height the group needs at this width; 0 width that holds no node gives infinity.
[[nodiscard]] double groupHeight(const GroupPlan& plan, const Metrics& metrics, double width);

/// Places the group at (x, y); appends its box and its nodes' boxes to the layout.
void placeGroup(const GroupPlan& plan, const Metrics& metrics, double x, double y, double width, double height, Layout& layout);

}  // namespace claimscope::topology
