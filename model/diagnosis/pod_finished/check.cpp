// Pods that have ended and still hold their claims.
#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

/// When the last container ended is not kept; the pod's readiness going away is the nearest the API says.
Time endOf(const Pod& pod) {
  const PodCondition* ready = pod.condition("Ready");
  return ready != nullptr && ready->lastTransition.isSet() ? pod.at(ready->lastTransition) : pod.meta.created;
}

void findPodFinished(const Examination& examination, std::vector<Finding>& out) {
  Finding finding;
  std::int64_t pods = 0;
  std::int64_t devices = 0;
  cluster::Slot first = cluster::kNoSlot;
  for (const cluster::Slot slot : examination.finished) {
    const Pod& pod = examination.pod(slot);
    const Time ended = endOf(pod);
    if (examination.ageMs(ended) < kMinuteMs) {
      continue;
    }
    bool counts = false;
    for (const cluster::ClaimIndex i : examination.inventory.claimsOfPod(slot)) {
      const ResourceClaim& claim = examination.claim(i);
      const bool reserved = std::any_of(claim.reservedFor.begin(), claim.reservedFor.end(),
                                        [&](const ClaimConsumer& c) { return c.uid == pod.meta.uid; });
      // While another consumer runs the devices are in use anyway.
      if (!reserved || claim.reservedFor.size() > 1 || examination.inventory.claims[i].devices.empty()) {
        continue;
      }
      counts = true;
      devices += static_cast<std::int64_t>(examination.inventory.claims[i].devices.size());
      addObject(finding, examination.refOfClaim(i));
      addEvidence(finding, "ResourceClaim " + examination.claimName(i), "status.reservedFor",
                  "pod " + pod.meta.name.str() + ", which has " + pod.phase.str());
    }
    if (counts) {
      ++pods;
      first = first == cluster::kNoSlot ? slot : first;
      finding.since = finding.since.isSet() ? std::min(finding.since, ended) : ended;
      addObject(finding, examination.refOfPod(slot));
    }
  }
  if (pods == 0) {
    return;
  }
  const std::int64_t held = examination.ageMs(finding.since);
  finding.id = "PodFinishedHoldsClaim";
  finding.severity = held > kLongWaitMs ? Severity::warning : Severity::notice;
  finding.title = pods == 1
                      ? middleCut(examination.podName(first), 40) + " has finished and still holds " + counted(devices, "device")
                      : counted(pods, "finished pod") + " still hold " + counted(devices, "device");
  finding.detail = "the claim controller has not taken them out of status.reservedFor for " + duration(held);
  finding.command = "kubectl get pods -A --field-selector status.phase!=Running,status.phase!=Pending";
  out.push_back(std::move(finding));
}

}  // namespace

Check podFinished() {
  return {"pod_finished", "claims of finished pods", {Kind::Pod, Kind::ResourceClaim}, findPodFinished};
}

}  // namespace claimscope::diagnosis
