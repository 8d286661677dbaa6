#include "model/diagnosis/missing.h"

#include <algorithm>

#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {

MissingCause causeOf(const cluster::MissingClaim& missing) {
  if (missing.heldAt == "quota") {
    return MissingCause::quota;
  }
  if (!missing.claimName.empty()) {
    return MissingCause::namedClaim;
  }
  const bool noTemplate =
      missing.why.find("does not exist") != std::string::npos ||
      (missing.why.find("resource claim template") != std::string::npos && missing.why.find("not found") != std::string::npos);
  return noTemplate ? MissingCause::claimTemplate : MissingCause::controller;
}

std::map<std::string, std::vector<const cluster::MissingClaim*>> missingBy(const Examination& examination, MissingCause cause,
                                                                           std::int64_t minAgeMs,
                                                                           std::string (*key)(const Pod&,
                                                                                              const cluster::MissingClaim&)) {
  std::map<std::string, std::vector<const cluster::MissingClaim*>> out;
  for (const cluster::MissingClaim& missing : examination.inventory.missing) {
    const Pod& pod = examination.pod(missing.pod);
    if (causeOf(missing) == cause && examination.ageMs(pod.meta.created) >= minAgeMs) {
      out[key(pod, missing)].push_back(&missing);
    }
  }
  for (auto& [name, group] : out) {
    std::stable_sort(group.begin(), group.end(), [&](const auto* a, const auto* b) {
      const Metadata& x = examination.pod(a->pod).meta;
      const Metadata& y = examination.pod(b->pod).meta;
      return x.created == y.created ? x.name < y.name : x.created < y.created;
    });
  }
  return out;
}

Finding missingFinding(const Examination& examination, std::string id, const std::vector<const cluster::MissingClaim*>& group) {
  const Pod& oldest = examination.pod(group.front()->pod);
  Finding finding;
  finding.id = std::move(id);
  finding.since = oldest.meta.created;
  finding.severity = examination.ageMs(finding.since) > kLongWaitMs ? Severity::warning : Severity::notice;
  for (const cluster::MissingClaim* missing : group) {
    addObject(finding, examination.refOfPod(missing->pod));
    addEvidence(finding, "Pod " + examination.podName(missing->pod), "spec.resourceClaims[" + missing->entry.str() + "]",
                missing->why);
  }
  finding.command =
      "kubectl describe pod -n " + shellWord(oldest.meta.namespaceName.view()) + " " + shellWord(oldest.meta.name.view());
  return finding;
}

}  // namespace claimscope::diagnosis
