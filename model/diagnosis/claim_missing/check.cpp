// Pods that name a ResourceClaim that does not exist, or for which the claim controller creates none.
#include "model/diagnosis/missing.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

void findClaimMissing(const Examination& examination, std::vector<Finding>& out) {
  const auto named =
      missingBy(examination, MissingCause::namedClaim, kSettleMs, [](const Pod& pod, const cluster::MissingClaim& missing) {
        return pod.meta.namespaceName.str() + "/" + missing.claimName.str();
      });
  for (const auto& [name, group] : named) {
    Finding finding = missingFinding(examination, "ClaimMissing:" + name, group);
    finding.severity = Severity::warning;
    finding.title = "ResourceClaim " + middleCut(name, 44) + " does not exist, " +
                    counted(static_cast<std::int64_t>(group.size()), "pod waits", "pods wait");
    finding.detail = "the scheduler does not look at the pod until the claim is there; no event says so";
    out.push_back(std::move(finding));
  }
  const auto none = missingBy(examination, MissingCause::controller, 2 * kMinuteMs,
                              [](const Pod& pod, const cluster::MissingClaim&) { return pod.meta.namespaceName.str(); });
  for (const auto& [name, group] : none) {
    Finding finding = missingFinding(examination, "ClaimCreationFailed:" + name, group);
    finding.severity = Severity::warning;
    finding.title =
        middleCut(name, 40) + ": " + counted(static_cast<std::int64_t>(group.size()), "claim") + " of pods not created";
    finding.detail = group.front()->why;
    out.push_back(std::move(finding));
  }
}

}  // namespace

Check claimMissing() {
  return {"claim_missing", "claims that pods name", {Kind::Pod, Kind::ResourceClaim}, findClaimMissing};
}

}  // namespace claimscope::diagnosis
