// Pods that have been Terminating for long and still hold devices.
#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

/// Beyond this many pods for one cause one finding tells of all.
constexpr std::size_t kNamedPods = 3;

struct Stuck {
  cluster::Slot pod;
  std::vector<cluster::DeviceIndex> devices;
  const LostDriver* lost = nullptr;
};

std::string stuckCause(const Stuck& stuck) {
  return stuck.lost != nullptr ? "unprepare waits for the driver"
                               : "still holds " + counted(static_cast<std::int64_t>(stuck.devices.size()), "device");
}

void describe(const Examination& examination, const Stuck& stuck, Finding& finding) {
  const Pod& pod = examination.pod(stuck.pod);
  finding.since = finding.since.isSet() ? std::min(finding.since, pod.meta.deleted()) : pod.meta.deleted();
  addObject(finding, examination.refOfPod(stuck.pod));
  for (const cluster::ClaimIndex claim : examination.inventory.claimsOfPod(stuck.pod)) {
    addObject(finding, examination.refOfClaim(claim));
  }
  addEvidence(finding, "Pod " + examination.podName(stuck.pod), "metadata.deletionTimestamp", formatTime(pod.meta.deleted()));
  if (stuck.lost != nullptr) {
    addEvidence(finding, "ResourceSlices of " + stuck.lost->driver.str() + " on " + stuck.lost->node.str(), "items", "none");
  }
}

Finding one(const Examination& examination, const Stuck& stuck) {
  const Pod& pod = examination.pod(stuck.pod);
  Finding finding;
  finding.id = "PodTerminating:" + examination.podName(stuck.pod);
  finding.severity = Severity::warning;
  finding.title = middleCut(pod.meta.name.view(), 40) + " Terminating for " +
                  shortDuration(examination.ageMs(pod.meta.deleted())) + ": " + stuckCause(stuck);
  finding.detail = pod.meta.namespaceName.str() + " · holds " + number(static_cast<std::int64_t>(stuck.devices.size())) + " " +
                   examination.deviceWord(stuck.devices) + (pod.nodeName.empty() ? "" : " on " + pod.nodeName.str());
  describe(examination, stuck, finding);
  finding.command = "kubectl describe pod -n " + shellWord(pod.meta.namespaceName.view()) + " " + shellWord(pod.meta.name.view());
  return finding;
}

Finding many(const Examination& examination, bool driverLost, const std::vector<Stuck>& pods) {
  Finding finding;
  std::int64_t devices = 0;
  finding.id = driverLost ? "PodTerminating:DriverLost" : "PodTerminating:Held";
  finding.severity = Severity::warning;
  for (const Stuck& stuck : pods) {
    devices += static_cast<std::int64_t>(stuck.devices.size());
    describe(examination, stuck, finding);
  }
  finding.title = counted(static_cast<std::int64_t>(pods.size()), "pod") + " Terminating for up to " +
                  shortDuration(examination.ageMs(finding.since)) + " hold " + counted(devices, "device");
  finding.detail = driverLost ? "unprepare waits for their drivers" : "the kubelet has not let go of them";
  finding.command =
      "kubectl get pods -A -o json | jq -r '.items[] | select(.metadata.deletionTimestamp) | .metadata.namespace + \"/\" + "
      ".metadata.name'";
  return finding;
}

void findPodTerminating(const Examination& examination, std::vector<Finding>& out) {
  std::map<bool, std::vector<Stuck>> byCause;
  for (const cluster::Slot slot : examination.terminating) {
    if (examination.ageMs(examination.pod(slot).meta.deleted()) <= kLongWaitMs) {
      continue;
    }
    Stuck stuck{slot, {}, nullptr};
    for (const cluster::ClaimIndex claim : examination.inventory.claimsOfPod(slot)) {
      const auto& devices = examination.inventory.claims[claim].devices;
      stuck.devices.insert(stuck.devices.end(), devices.begin(), devices.end());
      stuck.lost = stuck.lost != nullptr ? stuck.lost : examination.lostDriverOf(claim);
    }
    if (!stuck.devices.empty()) {
      const bool lost = stuck.lost != nullptr;
      byCause[lost].push_back(std::move(stuck));
    }
  }
  for (const auto& [lost, pods] : byCause) {
    if (pods.size() > kNamedPods) {
      out.push_back(many(examination, lost, pods));
      continue;
    }
    for (const Stuck& stuck : pods) {
      out.push_back(one(examination, stuck));
    }
  }
}

}  // namespace

Check podTerminating() {
  return {"pod_terminating", "pods that are Terminating with devices", {Kind::Pod, Kind::ResourceClaim}, findPodTerminating};
}

}  // namespace claimscope::diagnosis
