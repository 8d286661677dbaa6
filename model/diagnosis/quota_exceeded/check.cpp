// Claims that a ResourceQuota refuses: the pods wait without any ResourceClaim.
#include "model/diagnosis/missing.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"
#include "model/explanation/quota.h"
#include "model/quota/admission.h"

namespace claimscope::diagnosis {
namespace {

/// The lines of the quota that have no room for the claim that the first pod waits for.
std::vector<quota::Refusal> linesInTheWay(const cluster::Snapshot& snapshot, const Metadata& pod,
                                          const cluster::MissingClaim& missing, const ResourceQuota& object) {
  const quota::ExtendedResources extended(snapshot);
  const auto* form = snapshot.of<ResourceClaimTemplate>().find(pod.namespaceName, missing.templateName);
  const quota::Usage claim =
      form == nullptr ? quota::Usage{{Text(quota::kClaimCount), quota::kUnit}} : quota::usageOf(form->spec, extended);
  return quota::refusalsBy(object, claim, extended);
}

void findQuotaExceeded(const Examination& examination, std::vector<Finding>& out) {
  const auto byNamespace = missingBy(examination, MissingCause::quota, kSettleMs,
                                     [](const Pod& pod, const cluster::MissingClaim&) { return pod.meta.namespaceName.str(); });
  for (const auto& [name, group] : byNamespace) {
    Finding finding = missingFinding(examination, "QuotaExceeded:" + name, group);
    const std::string quota = explanation::quotaNamedBy(group.front()->why).str();
    finding.title = middleCut(name, 30) + ": " + (quota.empty() ? "quota" : "quota " + middleCut(quota, 24)) + " refuses " +
                    counted(static_cast<std::int64_t>(group.size()), "claim");
    finding.detail = counted(static_cast<std::int64_t>(group.size()), "pod waits", "pods wait") +
                     " without a claim until others in the namespace end or the quota grows";
    if (const ResourceQuota* object = examination.snapshot.of<ResourceQuota>().find(Text(name), Text(quota))) {
      const Metadata& pod = examination.pod(group.front()->pod).meta;
      for (const quota::Refusal& line : linesInTheWay(examination.snapshot, pod, *group.front(), *object)) {
        addEvidence(finding, "ResourceQuota " + name + "/" + quota, "status.used[" + line.key.str() + "]",
                    quota::amountText(line.used) + " of " + quota::amountText(line.hard) +
                        (line.asks > quota::kUnit ? ", asked for " + quota::amountText(line.asks) + " more" : ""));
      }
      finding.command = "kubectl describe resourcequota -n " + shellWord(name) + " " + shellWord(quota);
    }
    out.push_back(std::move(finding));
  }
}

}  // namespace

Check quotaExceeded() {
  return {"quota_exceeded", "claims refused by a quota", {Kind::Pod, Kind::ResourceClaim, Kind::Event}, findQuotaExceeded};
}

}  // namespace claimscope::diagnosis
