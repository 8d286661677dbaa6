// Pods that name a ResourceClaimTemplate that does not exist.
#include "model/diagnosis/missing.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

void findTemplateMissing(const Examination& examination, std::vector<Finding>& out) {
  const auto byTemplate =
      missingBy(examination, MissingCause::claimTemplate, kSettleMs, [](const Pod& pod, const cluster::MissingClaim& missing) {
        return pod.meta.namespaceName.str() + "/" + missing.templateName.str();
      });
  for (const auto& [name, group] : byTemplate) {
    Finding finding = missingFinding(examination, "TemplateMissing:" + name, group);
    finding.severity = Severity::warning;
    finding.title = "ResourceClaimTemplate " + middleCut(name, 36) + " does not exist, " +
                    counted(static_cast<std::int64_t>(group.size()), "pod waits", "pods wait");
    finding.detail = "create the template in the namespace of the pods; the claims follow by themselves";
    out.push_back(std::move(finding));
  }
}

}  // namespace

Check templateMissing() {
  return {"template_missing", "claim templates that pods name", {Kind::Pod, Kind::ResourceClaim}, findTemplateMissing};
}

}  // namespace claimscope::diagnosis
