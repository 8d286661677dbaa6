// Words and commands about the pods of a DRA driver, which model/cluster/driver_pods.h finds. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "model/cluster/driver_pods.h"
#include "model/diagnosis/action_request.h"

namespace claimscope::diagnosis {

using cluster::driverOfPod;
using cluster::DriverPod;
using cluster::driverPodOn;
using cluster::driverPods;
using cluster::driverScore;
using cluster::driverSet;

/// Containers that wait, restart or have ended: "CrashLoopBackOff, 12 restarts"; empty when every container runs.
[[nodiscard]] std::string troubleOf(const Pod& pod);
/// The container that talks to the kubelet, by its name; the last one where none says so.
[[nodiscard]] std::string pluginContainer(const Pod& pod);
/// "kubectl -n NS logs POD -c CONTAINER --since=15m" of the container that talks to the kubelet.
[[nodiscard]] std::string logsCommand(const Pod& pod, std::string_view grep = {});

[[nodiscard]] ActionRequest restartDriver(const Text& driver, const Text& node);

}  // namespace claimscope::diagnosis
