// The kubelet cannot prepare the devices of pods, other than because the driver is not registered.
#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

/// The message without the words every such event begins with.
std::string shortMessage(std::string_view message) {
  constexpr std::string_view kBegin = "Failed to prepare dynamic resources: ";
  return std::string(message.substr(0, kBegin.size()) == kBegin ? message.substr(kBegin.size()) : message);
}

struct Failing {
  std::vector<cluster::ClaimIndex> claims;
  std::map<Text, std::int64_t> nodes;
  std::string message;
  Time since;
};

void findPrepareFailed(const Examination& examination, std::vector<Finding>& out) {
  std::map<Text, Failing> byDriver;
  for (const cluster::ClaimIndex i : examination.preparing) {
    const cluster::ClaimView& view = examination.inventory.claims[i];
    if (examination.lostDriverOf(i) != nullptr) {
      continue;
    }
    Failing& failing =
        byDriver[view.devices.empty() ? Text("(unknown driver)") : examination.inventory.devices[view.devices.front()].driver];
    failing.claims.push_back(i);
    failing.message = failing.message.empty() ? shortMessage(view.why) : failing.message;
    for (const cluster::Slot slot : view.pods) {
      const Pod& pod = examination.pod(slot);
      const Event* event = examination.eventOf(pod.meta.uid, "FailedPrepareDynamicResources");
      if (event != nullptr) {
        ++failing.nodes[pod.nodeName];
        if (event->first.isSet() && (!failing.since.isSet() || event->first < failing.since)) {
          failing.since = event->first;
        }
      }
    }
  }
  for (const auto& [driver, failing] : byDriver) {
    const auto count = static_cast<std::int64_t>(failing.claims.size());
    Finding finding;
    finding.id = "PrepareFailed:" + driver.str();
    finding.severity = Severity::warning;
    const std::string where = failing.nodes.size() == 1 ? middleCut(failing.nodes.begin()->first.view(), 34)
                                                        : counted(static_cast<std::int64_t>(failing.nodes.size()), "node");
    finding.title = where + ": " + driver.str() + " cannot prepare " + counted(count, "claim");
    finding.detail = failing.message;
    finding.since = failing.since;
    for (const cluster::ClaimIndex i : failing.claims) {
      const cluster::ClaimView& view = examination.inventory.claims[i];
      addObject(finding, examination.refOfClaim(i));
      if (!view.pods.empty()) {
        addObject(finding, examination.refOfPod(view.pods.front()));
        addEvidence(finding, "Event FailedPrepareDynamicResources of Pod " + examination.podName(view.pods.front()), "message",
                    view.why);
      }
    }
    for (const auto& [node, pods] : failing.nodes) {
      addObject(finding, {"node", "", node.str()});
    }
    finding.command = "kubectl get events -A --field-selector reason=FailedPrepareDynamicResources";
    out.push_back(std::move(finding));
  }
}

}  // namespace

Check prepareFailed() {
  return {"prepare_failed", "devices that kubelets prepare", {Kind::ResourceClaim, Kind::Event}, findPrepareFailed};
}

}  // namespace claimscope::diagnosis
