// Layout: where groups, zones, racks and nodes lie, in world coordinates. Pure arithmetic; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/cluster/snapshot.h"
#include "model/topology/grouping.h"

namespace claimscope::topology {

/// World units are pixels at the zoom that shows everything.
struct Rect {
  double x = 0;
  double y = 0;
  double w = 0;
  double h = 0;
  [[nodiscard]] double right() const { return x + w; }
  [[nodiscard]] double bottom() const { return y + h; }
  [[nodiscard]] bool contains(double px, double py) const { return px >= x && py >= y && px < x + w && py < y + h; }
  [[nodiscard]] bool intersects(const Rect& o) const { return x < o.x + o.w && o.x < x + w && y < o.y + o.h && o.y < y + h; }
};

struct NodeBox {
  cluster::NodeIndex node = cluster::kNone;
  Rect rect;
  std::uint32_t group = 0;
};

struct ZoneBox {
  std::string name;             ///< empty: the nodes carry no zone
  Rect label;                   ///< empty when the zone has no label of its own on the canvas
  std::uint32_t firstNode = 0;  ///< boxes [firstNode, firstNode + nodeCount)
  std::uint32_t nodeCount = 0;
};

struct GroupBox {
  std::string name;
  std::string subtitle;  ///< "g5.48xlarge · A10G · 6 nodes"
  Rect rect;             ///< panel with header
  Rect header;
  cluster::StateCounts counts;
  std::vector<ZoneBox> zones;
  std::uint32_t firstNode = 0;  ///< boxes [firstNode, firstNode + nodeCount) are this group's
  std::uint32_t nodeCount = 0;
  double side = 1;         ///< height of its nodes
  std::size_t folded = 0;  ///< groups that this one stands for, because there are too many to draw; 0: it is one itself
};

struct Layout {
  std::vector<GroupBox> groups;
  std::vector<NodeBox> nodes;            ///< group by group, zone by zone
  std::vector<std::uint32_t> boxOfNode;  ///< NodeIndex -> index into nodes
  Rect bounds;
  double side = 1;  ///< height of the nodes without accelerators: "9 px a node"
};

/// Fits every node of the snapshot into width × height (pixels). Order depends on names only, so an update that adds no
/// node moves nothing. Groups whose nodes publish more than CPU sets get nodes 1.5 times as high once there are many.
[[nodiscard]] Layout layOut(const cluster::Snapshot& snapshot, const Grouping& grouping, double width, double height);

/// Brings the counts of a layout up to a newer snapshot with the same nodes; no box moves.
void recount(const cluster::Snapshot& snapshot, Layout& layout);
/// The same where only these devices differ from `before`, whose counts the layout has and whose hardware is the same.
void recount(const cluster::Snapshot& before, const cluster::Snapshot& snapshot, const std::vector<cluster::DeviceIndex>& changed,
             Layout& layout);

}  // namespace claimscope::topology
