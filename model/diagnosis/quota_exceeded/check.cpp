// Claims that a ResourceQuota refuses: the pods wait without any ResourceClaim.
#include "model/diagnosis/missing.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

/// "team-nlp-quota" of "exceeded quota: team-nlp-quota, requested: …".
std::string quotaNamedBy(std::string_view message) {
  constexpr std::string_view kBefore = "exceeded quota: ";
  const std::size_t at = message.find(kBefore);
  return at == std::string_view::npos
             ? std::string()
             : std::string(message.substr(at + kBefore.size(), message.find(',', at) - at - kBefore.size()));
}

void findQuotaExceeded(const Examination& examination, std::vector<Finding>& out) {
  const auto byNamespace = missingBy(examination, MissingCause::quota, kSettleMs,
                                     [](const Pod& pod, const cluster::MissingClaim&) { return pod.meta.namespaceName.str(); });
  for (const auto& [name, group] : byNamespace) {
    Finding finding = missingFinding(examination, "QuotaExceeded:" + name, group);
    const std::string quota = quotaNamedBy(group.front()->why);
    finding.title = middleCut(name, 30) + ": " + (quota.empty() ? "quota" : "quota " + middleCut(quota, 24)) + " refuses " +
                    counted(static_cast<std::int64_t>(group.size()), "claim");
    finding.detail = counted(static_cast<std::int64_t>(group.size()), "pod waits", "pods wait") +
                     " without a claim until others in the namespace end or the quota grows";
    if (const ResourceQuota* object = examination.snapshot.of<ResourceQuota>().find(Text(name), Text(quota))) {
      for (const auto& [resource, hard] : object->hard) {
        const auto used =
            std::find_if(object->used.begin(), object->used.end(), [&](const auto& entry) { return entry.first == resource; });
        if (used != object->used.end() && used->second >= hard) {
          addEvidence(finding, "ResourceQuota " + name + "/" + quota, "status.used[" + resource.str() + "]",
                      std::string(used->second.text()) + " of " + std::string(hard.text()));
        }
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
