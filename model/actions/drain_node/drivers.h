// Drivers: what a drain has to know of the DRA drivers of its nodes: pods cannot end without them. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "model/actions/drain_node/displaced.h"
#include "model/cluster/snapshot.h"

namespace claimscope::actions::drain {

/// A driver whose devices pods of a drained node use, and that does not answer there: the kubelet can not unprepare their claims,
/// so that they stay Terminating (dra.md 6.3, R1).
struct LostDriver {
  std::string driver;
  Text node;
  std::string evidence;           ///< "its slices are withdrawn", "kubelet: DRA driver x is not registered"
  std::vector<std::size_t> pods;  ///< of the drain, that wait for it
  std::string pod;                ///< "ns/name" of its pod on the node, where one is likely
};
/// Only by what proves it: slices that are gone while others of the driver are seen, or the kubelet's own words.
[[nodiscard]] std::vector<LostDriver> lostDrivers(const cluster::Snapshot& snapshot, const std::vector<Text>& nodes,
                                                  const std::vector<NodePod>& pods);

/// By its names, labels and images: a pod that runs a DRA driver's kubelet plugin. `drivers` have devices on its node.
[[nodiscard]] bool looksLikeDriver(const Pod& pod, const std::vector<Text>& drivers);

}  // namespace claimscope::actions::drain
