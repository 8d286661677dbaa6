// A finding about nodes that have devices: what node_not_ready, node_cordoned and node_missing share. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "model/diagnosis/examination.h"

namespace claimscope::diagnosis {

/// Devices on these nodes and claims that hold some of them.
struct NodeLoad {
  std::int64_t devices = 0;
  std::int64_t held = 0;
};
[[nodiscard]] NodeLoad loadOf(const Examination& examination, const std::vector<cluster::NodeIndex>& nodes);
/// "gpu-1 is NotReady, 8 devices" or "12 nodes are NotReady, 96 devices", with the nodes as objects.
[[nodiscard]] Finding nodeFinding(const Examination& examination, std::string id, Severity severity,
                                  const std::vector<cluster::NodeIndex>& nodes, const std::string& is);

}  // namespace claimscope::diagnosis
