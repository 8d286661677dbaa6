// Reasons of nodes: the ids of what a node has against a pod, devices left aside. Pure; any thread.
#pragma once

#include <string_view>

#include "model/allocation/refusal.h"
#include "model/explanation/reasons.h"

namespace claimscope::explanation {

[[nodiscard]] std::string_view reasonOf(allocation::NodeRefusal::Kind kind);
/// One of those that reasonOf() gives.
[[nodiscard]] bool isNodeReason(std::string_view id);
/// Other pods decide, so that they can change it: affinity, spreading, host ports.
[[nodiscard]] bool isByOtherPods(std::string_view id);

}  // namespace claimscope::explanation
