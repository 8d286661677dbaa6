// Pod logs: what a kubelet of the simulated cluster gives of a container's log: lines that fit what the pod goes through. One
// thread.
#pragma once

#include <string_view>

#include "model/simulation/cluster.h"

namespace claimscope::simulation {

/// A path of an API server that asks for a log: "/api/v1/namespaces/NS/pods/NAME/log?tailLines=200".
[[nodiscard]] bool asksForLog(std::string_view path);
/// The same world at the same time gives the same bytes. tailLines, limitBytes, timestamps, container and previous are honoured;
/// refusals are Status documents, worded as a kubelet words them.
[[nodiscard]] HttpReply podLog(const Cluster& cluster, std::string_view path);

}  // namespace claimscope::simulation
