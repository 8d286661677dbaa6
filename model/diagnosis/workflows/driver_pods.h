// Driver pods: which DaemonSet and pod of a node are a DRA driver's, as far as names, labels and images tell. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/cluster/snapshot.h"
#include "model/diagnosis/action_request.h"

namespace claimscope::diagnosis {

/// No object says which pod serves a driver, so this is a judgement by names: `score` 0 is "not at all".
struct DriverPod {
  const Pod* pod = nullptr;
  cluster::Slot slot = cluster::kNoSlot;
  Text setName;  ///< of its DaemonSet, in the pod's namespace
  int score = 0;
};

/// How much a pod looks like the kubelet plugin of this driver.
[[nodiscard]] int driverScore(const Text& driver, const Pod& pod);
/// Every pod that looks like a plugin of the driver, of the DaemonSet that does most; one a node.
[[nodiscard]] std::vector<DriverPod> driverPods(const cluster::Snapshot& snapshot, const Text& driver);
/// The one on this node.
[[nodiscard]] std::optional<DriverPod> driverPodOn(const cluster::Snapshot& snapshot, const Text& driver, const Text& node);
/// The DaemonSet whose name or labels look like the driver's, whether it has pods or not; null when none does.
[[nodiscard]] const DaemonSet* driverSet(const cluster::Snapshot& snapshot, const Text& driver);
/// The driver that such a pod serves, of those that publish or are held; empty when it is none's.
[[nodiscard]] Text driverOfPod(const cluster::Snapshot& snapshot, const Pod& pod);

/// Containers that wait, restart or have ended: "CrashLoopBackOff, 12 restarts"; empty when every container runs.
[[nodiscard]] std::string troubleOf(const Pod& pod);
/// The container that talks to the kubelet, by its name; the last one where none says so.
[[nodiscard]] std::string pluginContainer(const Pod& pod);
/// "kubectl -n NS logs POD -c CONTAINER --since=15m" of the container that talks to the kubelet.
[[nodiscard]] std::string logsCommand(const Pod& pod, std::string_view grep = {});

[[nodiscard]] ActionRequest restartDriver(const Text& driver, const Text& node);

}  // namespace claimscope::diagnosis
