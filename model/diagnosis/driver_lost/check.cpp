// A driver does not answer on nodes where claims need it: not registered with the kubelet, or its slices are withdrawn.
#include <set>

#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

struct Loss {
  Text driver;
  std::vector<const LostDriver*> nodes;
  std::int64_t devices = 0;
  std::set<cluster::ClaimIndex> claims;
  std::int64_t preparing = 0;
  bool registered = true;  ///< false: some kubelet said that it is not
  Time since;
};

std::string title(const Loss& loss) {
  const std::string what = "driver " + loss.driver.str() + (loss.registered ? " withdrew its slices" : " not registered");
  std::string where =
      loss.nodes.front()->node.empty() ? std::string("network devices") : middleCut(loss.nodes.front()->node.view(), 34);
  std::string out = loss.nodes.size() == 1
                        ? where + ": " + what
                        : "D" + what.substr(1) + " on " + counted(static_cast<std::int64_t>(loss.nodes.size()), "node");
  if (loss.devices > 0) {
    return out + ", " + counted(loss.devices, "device") + " gone";
  }
  return out + ", " + counted(loss.preparing, "claim waits", "claims wait");
}

Finding lossFinding(const Examination& examination, const Loss& loss) {
  Finding finding;
  finding.id = "DriverNotRegistered:" + loss.driver.str();
  finding.severity = Severity::warning;
  finding.title = title(loss);
  finding.since = loss.since;
  const auto holders = static_cast<std::int64_t>(loss.claims.size()) - loss.preparing;
  finding.detail = loss.devices > 0
                       ? "its slices are withdrawn while " + counted(holders, "claim holds", "claims hold") + " its devices"
                       : "the kubelet has no registration of it";
  if (loss.preparing > 0 && loss.devices > 0) {
    finding.detail += " · " + counted(loss.preparing, "claim waits", "claims wait") + " to be prepared";
  }
  for (const LostDriver* lost : loss.nodes) {
    if (!lost->node.empty()) {
      addObject(finding, {"node", "", lost->node.str()});
    }
    if (lost->event != nullptr) {
      addEvidence(finding, "Event of Pod " + lost->event->objectNamespace.str() + "/" + lost->event->objectName.str(), "message",
                  lost->event->message);
    }
    if (!lost->devices.empty()) {
      addEvidence(finding,
                  "ResourceSlices of " + loss.driver.str() + " on " + (lost->node.empty() ? "no node" : lost->node.str()),
                  "items", "none, " + counted(static_cast<std::int64_t>(lost->devices.size()), "device") + " still allocated");
    }
  }
  for (const cluster::ClaimIndex claim : loss.claims) {
    addObject(finding, examination.refOfClaim(claim));
  }
  finding.command = "kubectl get resourceslices --field-selector spec.driver=" + shellWord(loss.driver.view());
  if (loss.nodes.size() == 1 && !loss.nodes.front()->node.empty()) {
    finding.command += ",spec.nodeName=" + shellWord(loss.nodes.front()->node.view());
  }
  return finding;
}

void findDriverLost(const Examination& examination, std::vector<Finding>& out) {
  std::map<Text, Loss> byDriver;
  for (const LostDriver& lost : examination.lost) {
    const cluster::NodeIndex node = examination.inventory.findNode(lost.node);
    const bool nodeGone = !lost.node.empty() && examination.complete(Kind::Node) &&
                          (node == cluster::kNone || examination.inventory.nodes[node].slot == cluster::kNoSlot);
    if (nodeGone) {
      continue;  // node_missing tells of it
    }
    Loss& loss = byDriver[lost.driver];
    loss.driver = lost.driver;
    loss.nodes.push_back(&lost);
    loss.devices += static_cast<std::int64_t>(lost.devices.size());
    loss.registered = loss.registered && lost.event == nullptr;
    for (const cluster::ClaimIndex claim : lost.claims) {
      loss.preparing += loss.claims.insert(claim).second && examination.inventory.claims[claim].heldAt == "prepare" ? 1 : 0;
    }
    if (lost.since.isSet() && (!loss.since.isSet() || lost.since < loss.since)) {
      loss.since = lost.since;
    }
  }
  for (const auto& [driver, loss] : byDriver) {
    out.push_back(lossFinding(examination, loss));
  }
}

}  // namespace

Check driverLost() {
  return {"driver_lost", "drivers of the nodes that have claims", {Kind::ResourceClaim, Kind::ResourceSlice}, findDriverLost};
}

}  // namespace claimscope::diagnosis
