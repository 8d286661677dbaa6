// Kinds that belong together and are served only in part: half of DRA answers.
#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/source_words.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

void findKindNotServed(const Examination& examination, std::vector<Finding>& out) {
  const auto absent = [&](Kind kind) { return examination.snapshot.source(kind).status.state == SourceState::notServed; };
  // Files hold what was saved: a kind that is not among them says nothing about the server. Without claims there is no DRA at
  // all, and the verdict says that.
  if (examination.snapshot.server.origin == Origin::files || absent(Kind::ResourceClaim)) {
    return;
  }
  const auto report = [&](Kind kind, const std::string& effect, Severity severity) {
    Finding finding;
    finding.id = "NotServed:" + qualifiedResource(kind);
    finding.severity = severity;
    finding.title = pluralOf(kind) + " are not served: " + effect;
    finding.detail = "the API server has no " + qualifiedResource(kind) + " although it serves ResourceClaims";
    addEvidence(finding, "/apis/resource.k8s.io", "resources", "no " + kindRequest(kind).resource);
    finding.command = "kubectl api-resources --api-group=resource.k8s.io";
    out.push_back(std::move(finding));
  };
  const bool classic = !absent(Kind::ResourceClass);
  if (absent(Kind::ResourceSlice)) {
    report(Kind::ResourceSlice, "devices are known to drivers only", classic ? Severity::notice : Severity::warning);
  }
  if (absent(Kind::DeviceClass) && !classic) {
    report(Kind::DeviceClass, consequenceOf(Kind::DeviceClass), Severity::warning);
  }
}

}  // namespace

Check kindNotServed() {
  return {"kind_not_served", "kinds of resource.k8s.io that are served", {}, findKindNotServed};
}

}  // namespace claimscope::diagnosis
