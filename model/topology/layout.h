// Layout: where groups, zones, racks, nodes and devices lie, in world coordinates. Pure arithmetic; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/cluster/snapshot.h"

namespace claimscope::topology {

struct Rect {
  double x = 0;
  double y = 0;
  double w = 0;
  double h = 0;
  [[nodiscard]] bool contains(double px, double py) const { return px >= x && py >= y && px < x + w && py < y + h; }
  [[nodiscard]] bool intersects(const Rect& o) const { return x < o.x + o.w && o.x < x + w && y < o.y + o.h && o.y < y + h; }
};

/// How nodes are put together; a label key may stand for any of them.
enum class GroupBy : std::uint8_t { nodeGroup, zone, instanceType, driver };

struct NodeBox {
  cluster::NodeIndex node = cluster::kNone;
  Rect rect;           ///< world units; a CPU node has side 1, a node with accelerators 1.5
  std::uint32_t group = 0;
  std::uint32_t zone = 0;   ///< index into the group's zones
};

struct ZoneBox {
  std::string name;
  Rect rect;
  std::uint32_t firstNode = 0;   ///< boxes [firstNode, firstNode + nodeCount)
  std::uint32_t nodeCount = 0;
};

struct GroupBox {
  std::string name;
  std::string subtitle;          ///< "g5.48xlarge · A10G · 6 nodes"
  Rect rect;
  cluster::StateCounts counts;
  std::vector<ZoneBox> zones;
  bool accelerators = false;
};

struct Layout {
  GroupBy groupBy = GroupBy::nodeGroup;
  std::vector<GroupBox> groups;
  std::vector<NodeBox> nodes;
  std::vector<std::uint32_t> boxOfNode;  ///< NodeIndex -> index into nodes
  Rect bounds;
  cluster::Revision inventoryRevision = 0;
};

/// Groups in stable order, packed so that the whole fills about `aspect` (width / height). Positions depend on names only,
/// so an update that adds no node moves nothing. O(n).
[[nodiscard]] Layout layOut(const cluster::Snapshot& snapshot, GroupBy groupBy, double aspect);

}  // namespace claimscope::topology
