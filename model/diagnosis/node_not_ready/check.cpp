// Nodes with devices that are not Ready.
#include "model/diagnosis/node_finding.h"
#include "model/diagnosis/registry.h"

namespace claimscope::diagnosis {
namespace {

void findNodeNotReady(const Examination& examination, std::vector<Finding>& out) {
  std::vector<cluster::NodeIndex> nodes;
  std::vector<std::pair<cluster::NodeIndex, Condition>> conditions;
  const Text yes("True");
  Time since;
  for (cluster::NodeIndex i = 0; i < examination.inventory.nodes.size(); ++i) {
    const cluster::NodeView& view = examination.inventory.nodes[i];
    const Node* node = view.devices.empty() ? nullptr : examination.snapshot.of<Node>().at(view.slot);
    if (node == nullptr) {
      continue;
    }
    for (const Condition& condition : node->conditions) {
      if (condition.type == "Ready" && !(condition.status == yes)) {
        nodes.push_back(i);
        conditions.emplace_back(i, condition);
        if (condition.lastTransition.isSet() && (!since.isSet() || condition.lastTransition < since)) {
          since = condition.lastTransition;
        }
      }
    }
  }
  if (nodes.empty()) {
    return;
  }
  Finding finding = nodeFinding(examination, "NodeNotReady", Severity::warning, nodes, "NotReady");
  finding.since = since;
  for (const auto& [index, condition] : conditions) {
    addEvidence(finding, "Node " + examination.inventory.nodes[index].name.str(), "status.conditions[Ready]",
                condition.status.str() + (condition.message.empty() ? "" : ": " + condition.message.str()));
  }
  out.push_back(std::move(finding));
}

}  // namespace

Check nodeNotReady() {
  return {"node_not_ready", "readiness of nodes with devices", {Kind::Node, Kind::ResourceSlice}, findNodeNotReady};
}

}  // namespace claimscope::diagnosis
