// Pods bound to a node whose claims are not reserved for them: the scheduler was bypassed, and the kubelet refuses to start them.
#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

void findPodUnreserved(const Examination& examination, std::vector<Finding>& out) {
  std::vector<cluster::Slot> pods;
  Finding finding;
  for (const cluster::Slot slot : examination.unreserved) {
    const Pod& pod = examination.pod(slot);
    if (examination.ageMs(pod.meta.created) < kMinuteMs) {
      continue;
    }
    pods.push_back(slot);
    finding.since = finding.since.isSet() ? std::min(finding.since, pod.meta.created) : pod.meta.created;
    addObject(finding, examination.refOfPod(slot));
    for (const cluster::ClaimIndex claim : examination.inventory.claimsOfPod(slot)) {
      addObject(finding, examination.refOfClaim(claim));
      addEvidence(finding, "ResourceClaim " + examination.claimName(claim), "status.reservedFor",
                  "does not list pod " + pod.meta.name.str() + " on " + pod.nodeName.str());
    }
  }
  if (pods.empty()) {
    return;
  }
  const auto count = static_cast<std::int64_t>(pods.size());
  finding.id = "PodNotReserved";
  finding.severity = Severity::warning;
  finding.title = (count == 1 ? middleCut(examination.podName(pods.front()), 40) + " is" : counted(count, "pod") + " are") +
                  " on a node without a reserved claim";
  finding.detail =
      "nodeName was set without the scheduler, or a scheduler without DRA placed " + std::string(count == 1 ? "it" : "them");
  const Metadata& meta = examination.pod(pods.front()).meta;
  finding.command = "kubectl describe pod -n " + shellWord(meta.namespaceName.view()) + " " + shellWord(meta.name.view());
  out.push_back(std::move(finding));
}

}  // namespace

Check podUnreserved() {
  return {"pod_unreserved", "reservations of pods on nodes", {Kind::Pod, Kind::ResourceClaim}, findPodUnreserved};
}

}  // namespace claimscope::diagnosis
