// Copy this folder to add a workflow: say here in one line which trouble it looks into. This one: claims that ask for nothing.
#include "model/diagnosis/workflows/flow.h"
// In a real folder: #include "model/diagnosis/workflows/registry.h", which declares the function below; here the test declares
// it.

namespace claimscope::diagnosis {

Workflow templateWorkflow();

namespace {

Result<WorkflowResult> run(const cluster::Snapshot& snapshot, const std::optional<ObjectRef>& object,
                           const utilisation::Utilisation* use) {
  Flow flow(snapshot, object, use);
  // The title is the suspicion; what is decided below says whether it is true.
  Step& step = flow.step("requests", "A claim asks for no device");
  step.looked("spec.devices.requests of waiting claims").command("kubectl get resourceclaims -A -o yaml");
  for (const cluster::ClaimIndex claim : flow.examination.waiting) {
    if (flow.examination.claim(claim).spec.requests.empty() && flow.examination.claim(claim).classic == nullptr) {
      step.object(flow.examination.refOfClaim(claim));
      step.proven(flow.examination.claimName(claim) + " asks for no device", "Write a request into it.");
    }
  }
  if (!step.decided()) {
    // What is hidden is unknown, never ruled out.
    const std::string hidden = whyUnseen(snapshot, {Kind::ResourceClaim});
    hidden.empty() ? step.ruledOut("Every claim that waits asks for something.") : step.unknown(hidden);
  }
  return flow.finish("_template", "Claims ask for nothing", "No claim asks for nothing");
}

}  // namespace

// The function's name is the folder's in camelCase, with Workflow behind it.
Workflow templateWorkflow() {
  return {"_template", "Claims ask for nothing", "Requests of claims that wait", {}, false, {}, run};
}

}  // namespace claimscope::diagnosis
