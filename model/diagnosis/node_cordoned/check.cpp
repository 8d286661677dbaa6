// Cordoned nodes with devices: what is free there cannot be taken.
#include "model/diagnosis/node_finding.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

void findNodeCordoned(const Examination& examination, std::vector<Finding>& out) {
  std::vector<cluster::NodeIndex> nodes;
  std::int64_t free = 0;
  for (cluster::NodeIndex i = 0; i < examination.inventory.nodes.size(); ++i) {
    const cluster::NodeView& view = examination.inventory.nodes[i];
    const Node* node = view.devices.empty() ? nullptr : examination.snapshot.of<Node>().at(view.slot);
    if (node == nullptr || !node->unschedulable) {
      continue;
    }
    nodes.push_back(i);
    for (const cluster::DeviceIndex device : view.devices) {
      free += examination.inventory.devices[device].state == cluster::DeviceState::free ? 1 : 0;
    }
  }
  if (nodes.empty()) {
    return;
  }
  Finding finding = nodeFinding(examination, "NodeCordoned", Severity::notice, nodes, "cordoned");
  if (free > 0) {
    finding.detail += " · " + number(free) + " count as free and cannot be taken";
  }
  for (const cluster::NodeIndex node : nodes) {
    addEvidence(finding, "Node " + examination.inventory.nodes[node].name.str(), "spec.unschedulable", "true");
  }
  out.push_back(std::move(finding));
}

}  // namespace

Check nodeCordoned() {
  return {"node_cordoned", "cordons of nodes with devices", {Kind::Node, Kind::ResourceSlice}, findNodeCordoned};
}

}  // namespace claimscope::diagnosis
