// The graph of a workload: what it asks for, and its pods with their claims, devices and nodes, pods in the same state as one.
// Pure; any thread.
#pragma once

#include "ui/pages/inspector/claim_graph.h"

namespace claimscope::ui {

/// Empty when the workload has no claims and asks for none. `width` in pixels.
[[nodiscard]] ClaimGraph workloadGraph(const cluster::Snapshot& snapshot, const ObjectRef& workload, int width);

}  // namespace claimscope::ui
