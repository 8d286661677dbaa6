// Devices of nodes that do not exist: slices or claims that outlived their node.
#include "model/diagnosis/node_finding.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

void findNodeMissing(const Examination& examination, std::vector<Finding>& out) {
  if (examination.snapshot.of<Node>().empty()) {
    return;  // files without nodes: nothing is known of any
  }
  std::vector<cluster::NodeIndex> nodes;
  for (cluster::NodeIndex i = 0; i < examination.inventory.nodes.size(); ++i) {
    const cluster::NodeView& view = examination.inventory.nodes[i];
    if (view.slot == cluster::kNoSlot && !view.devices.empty()) {
      nodes.push_back(i);
    }
  }
  if (!nodes.empty()) {
    const bool held = loadOf(examination, nodes).held > 0;
    Finding finding =
        nodeFinding(examination, "NodeMissing", held ? Severity::warning : Severity::notice, nodes, "gone from the cluster");
    for (const cluster::NodeIndex node : nodes) {
      const std::string name = examination.inventory.nodes[node].name.str();
      addEvidence(finding, "Node " + name, "metadata.name",
                  "no such node, " +
                      counted(static_cast<std::int64_t>(examination.inventory.nodes[node].devices.size()), "device") + " named");
    }
    out.push_back(std::move(finding));
  }
  // Devices that only claims name, on a node that neither exists nor has slices.
  Finding orphans;
  std::int64_t devices = 0;
  for (const LostDriver& lost : examination.lost) {
    if (lost.node.empty() || lost.devices.empty() || examination.inventory.findNode(lost.node) != cluster::kNone) {
      continue;
    }
    devices += static_cast<std::int64_t>(lost.devices.size());
    for (const cluster::ClaimIndex claim : lost.claims) {
      addObject(orphans, examination.refOfClaim(claim));
      addEvidence(orphans, "ResourceClaim " + examination.claimName(claim), "status.allocation.nodeSelector",
                  "node " + lost.node.str() + " does not exist");
    }
  }
  if (devices > 0) {
    orphans.id = "ClaimOnMissingNode";
    orphans.severity = Severity::warning;
    orphans.title = counted(static_cast<std::int64_t>(orphans.objects.size()), "claim holds ", "claims hold ") +
                    counted(devices, "device") + " of nodes that are gone";
    orphans.detail = "pod garbage collection frees them, unless something else still reserves the claims";
    orphans.command = "kubectl get nodes";
    out.push_back(std::move(orphans));
  }
}

}  // namespace

Check nodeMissing() {
  return {
      "node_missing", "nodes that devices belong to", {Kind::Node, Kind::ResourceSlice, Kind::ResourceClaim}, findNodeMissing};
}

}  // namespace claimscope::diagnosis
