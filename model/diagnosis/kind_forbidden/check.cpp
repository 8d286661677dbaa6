// Kinds that the API server does not let this user list.
#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/source_words.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

void findKindForbidden(const Examination& examination, std::vector<Finding>& out) {
  for (std::size_t i = 0; i < kKindCount; ++i) {
    const auto kind = static_cast<Kind>(i);
    const SourceStatus& status = examination.snapshot.source(kind).status;
    if (status.state != SourceState::forbidden) {
      continue;
    }
    const std::string resource = qualifiedResource(kind);
    Finding finding;
    finding.id = "Forbidden:" + resource;
    finding.severity = isEssential(kind) ? Severity::warning : Severity::notice;
    finding.title = pluralOf(kind) + " are forbidden: " + consequenceOf(kind);
    const int http = status.error ? status.error->httpStatus : 0;
    finding.detail = (http != 0 ? std::to_string(http) : std::string("refused")) + " for list " + resource + " · ask for 1 rule";
    // When it was refused first is not recorded; the server's last answer is not when it began.
    addEvidence(finding, resource, "list", status.error ? status.error->message : "forbidden");
    finding.command = "kubectl auth can-i list " + resource + (kindRequest(kind).namespaced ? " --all-namespaces" : "");
    out.push_back(std::move(finding));
  }
}

}  // namespace

Check kindForbidden() {
  return {"kind_forbidden", "permission to list kinds", {}, findKindForbidden};
}

}  // namespace claimscope::diagnosis
