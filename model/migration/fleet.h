// Fleet: what device plugins offer today, node by node and resource by resource, who asks for it, and which nodes serve claims
// already. Pure; any thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/cluster/snapshot.h"

namespace claimscope::migration {

/// Who hands out the hardware of a node.
enum class Serves : std::uint8_t {
  plugin,   ///< allocatable of the device plugin alone
  both,     ///< the device plugin and slices: one device may be handed out twice
  claims,   ///< slices alone
  nothing,  ///< neither, though the node is marked for one of them
};
/// "device plugin", "both", "claims", "nothing".
[[nodiscard]] std::string_view servesWord(Serves serves);

/// One resource on one node.
struct NodeUse {
  Text node;
  cluster::NodeIndex index = cluster::kNone;
  Text group;
  Text resource;
  std::int64_t capacity = 0;
  std::int64_t allocatable = 0;
  std::int64_t requested = 0;  ///< by pods bound there that have not ended
  std::int64_t pods = 0;       ///< those pods
  std::int64_t devices = 0;    ///< that slices of the resource's driver publish there
  std::int64_t held = 0;       ///< of them, by claims
  bool labelled = false;       ///< migration-phase=dra
  bool schedulable = true;     ///< Ready and not cordoned
  Serves serves = Serves::plugin;
  /// Both ways are open and at least one of them is in use: claims and device plugin may have taken one device each.
  [[nodiscard]] bool mayBeDoubled() const { return serves == Serves::both && (requested > 0 || held > 0); }
  /// Labelled, no device plugin, slices there, pods may come.
  [[nodiscard]] bool handedOver() const { return labelled && schedulable && serves == Serves::claims && requested == 0; }
};

/// A resource over all nodes.
struct ResourceUse {
  Text resource;
  std::int64_t nodes = 0;
  Count allocatable;
  Count requested;
  Count free;
  std::int64_t workloads = 0;
  std::int64_t pods = 0;
};

/// A pool of nodes on its way.
struct GroupUse {
  Text group;
  std::int64_t nodes = 0;  ///< with such a resource or such slices
  std::int64_t labelled = 0;
  std::int64_t handedOver = 0;
  std::int64_t doubled = 0;  ///< nodes that serve both
};

struct Fleet {
  std::vector<ResourceUse> resources;  ///< by name
  std::vector<NodeUse> nodes;          ///< by node and resource
  std::vector<GroupUse> groups;        ///< by name
  std::vector<Text> others;            ///< extended resources that nodes offer and the bench does not know
  Bound bound = Bound::exact;          ///< of counts of nodes
  /// Entries of a node; several where it offers several resources.
  [[nodiscard]] std::vector<const NodeUse*> of(const Text& node) const;
};

struct Workload;
[[nodiscard]] Fleet fleetOf(const cluster::Snapshot& snapshot, const std::vector<Workload>& workloads);

}  // namespace claimscope::migration
