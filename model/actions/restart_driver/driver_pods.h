// DriverPods: which pod on a node is a DRA driver's kubelet plugin. No object says so, so names, images and places are weighed.
// Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "model/cluster/snapshot.h"

namespace claimscope::actions {

struct DriverPod {
  const Pod* pod = nullptr;
  Text daemonSet;
  int weight = 0;       ///< higher is likelier
  std::string because;  ///< "its name has \"nvidia\", it runs on all 12 nodes with its slices"
};

/// Pods of DaemonSets on the node that may be the driver's, likeliest first; those that nothing speaks for are left out.
[[nodiscard]] std::vector<DriverPod> driverPods(const cluster::Snapshot& snapshot, const Text& driver, const Text& node);
/// True when the first is likelier than the second.
[[nodiscard]] bool isClear(const std::vector<DriverPod>& pods);
/// Drivers with slices on the node, and those whose devices claims of the node hold although their slices are gone.
[[nodiscard]] std::vector<Text> driversOn(const cluster::Snapshot& snapshot, const Text& node);

}  // namespace claimscope::actions
