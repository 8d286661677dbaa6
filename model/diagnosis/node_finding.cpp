#include "model/diagnosis/node_finding.h"

#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {

NodeLoad loadOf(const Examination& examination, const std::vector<cluster::NodeIndex>& nodes) {
  NodeLoad load;
  for (const cluster::NodeIndex node : nodes) {
    for (const cluster::DeviceIndex device : examination.inventory.nodes[node].devices) {
      ++load.devices;
      load.held += examination.inventory.devices[device].claims.empty() ? 0 : 1;
    }
  }
  return load;
}

Finding nodeFinding(const Examination& examination, std::string id, Severity severity,
                    const std::vector<cluster::NodeIndex>& nodes, const std::string& is) {
  const NodeLoad load = loadOf(examination, nodes);
  Finding finding;
  finding.id = std::move(id);
  finding.severity = severity;
  finding.title = (nodes.size() == 1 ? middleCut(examination.inventory.nodes[nodes.front()].name.view(), 44) + " is "
                                     : counted(static_cast<std::int64_t>(nodes.size()), "node") + " are ") +
                  is + ", " + counted(load.devices, "device");
  finding.detail = load.held == 0 ? "no claim holds any of them" : "claims hold " + number(load.held) + " of them";
  for (const cluster::NodeIndex node : nodes) {
    addObject(finding, {"node", "", examination.inventory.nodes[node].name.str()});
  }
  finding.command = nodes.size() == 1
                        ? "kubectl describe node " + shellWord(examination.inventory.nodes[nodes.front()].name.view())
                        : "kubectl get nodes";
  return finding;
}

}  // namespace claimscope::diagnosis
