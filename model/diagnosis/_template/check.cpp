// Copy this folder to add a check: say here in one line what is wrong when it finds something. This one: a claim without
// requests.
#include "model/diagnosis/examination.h"
#include "model/diagnosis/words.h"
// In a real folder: #include "model/diagnosis/registry.h", which declares the function below; here the test declares it.

namespace claimscope::diagnosis {

Check checkTemplate();

namespace {

void run(const Examination& examination, std::vector<Finding>& out) {
  for (const cluster::ClaimIndex i : examination.waiting) {
    const ResourceClaim& claim = examination.claim(i);
    if (!claim.spec.requests.empty() || claim.classic != nullptr) {
      continue;
    }
    Finding finding;
    finding.id = "ClaimWithoutRequests:" + examination.claimName(i);  // the same id while the fault lasts
    finding.severity = Severity::notice;
    finding.title = middleCut(examination.claimName(i), 60) + " asks for no device";  // names the object, present tense
    finding.detail = "spec.devices.requests is empty";
    finding.since = claim.meta.created;
    addObject(finding, examination.refOfClaim(i));
    addEvidence(finding, "ResourceClaim " + examination.claimName(i), "spec.devices.requests", "empty");
    finding.command = "kubectl get resourceclaim -n " + shellWord(claim.meta.namespaceName.view()) + " " +
                      shellWord(claim.meta.name.view()) + " -o yaml";
    out.push_back(std::move(finding));
  }
}

}  // namespace

// The function's name is the folder's in camelCase.
Check checkTemplate() {
  return {"_template", "requests of claims", {Kind::ResourceClaim}, run};
}

}  // namespace claimscope::diagnosis
