// Driver pods: which DaemonSet and pod of a node are a DRA driver's, as far as names, labels, images and places tell. Pure; any
// thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/cluster/snapshot.h"

namespace claimscope::cluster {

/// No object says which pod serves a driver, so this is a judgement: `score` 0 is "not at all".
struct DriverPod {
  const Pod* pod = nullptr;
  Slot slot = kNoSlot;
  Text setName;  ///< of its DaemonSet, in the pod's namespace
  int score = 0;
  std::string because;  ///< `"nvidia", "kubelet-plugin" and it runs where its slices are`
};

/// How much a pod looks like the kubelet plugin of this driver.
[[nodiscard]] int driverScore(const Text& driver, const Pod& pod);
/// Every pod that looks like a plugin of the driver, of the DaemonSet that does most; one a node.
[[nodiscard]] std::vector<DriverPod> driverPods(const Snapshot& snapshot, const Text& driver);
/// Those of a node that may be, likeliest first; a DaemonSet that runs exactly where the driver's slices are is likelier.
/// Finished ones are none.
[[nodiscard]] std::vector<DriverPod> driverPodsOn(const Snapshot& snapshot, const Text& driver, const Text& node);
/// True when the first is likelier than the second, or both are of one DaemonSet and the second is on its way out.
[[nodiscard]] bool isClear(const std::vector<DriverPod>& pods);
/// The one on this node, where that is clear.
[[nodiscard]] std::optional<DriverPod> driverPodOn(const Snapshot& snapshot, const Text& driver, const Text& node);
/// The DaemonSet whose name or labels look like the driver's, whether it has pods or not; null when none does.
[[nodiscard]] const DaemonSet* driverSet(const Snapshot& snapshot, const Text& driver);
/// The driver that such a pod serves, of those that publish or are held; empty when it is none's.
[[nodiscard]] Text driverOfPod(const Snapshot& snapshot, const Pod& pod);
/// Drivers with slices on the node, and those whose devices claims of the node hold although their slices are gone; sorted.
[[nodiscard]] std::vector<Text> driversOn(const Snapshot& snapshot, const Text& node);

}  // namespace claimscope::cluster
