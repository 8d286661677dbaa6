#include "model/diagnosis/workflow.h"

#include <algorithm>

namespace claimscope::diagnosis {

std::string_view stepVerdictWord(StepVerdict verdict) {
  switch (verdict) {
    case StepVerdict::proven:
      return "proven";
    case StepVerdict::ruledOut:
      return "ruledOut";
    case StepVerdict::unknown:
      return "unknown";
    case StepVerdict::notReached:
      break;
  }
  return "notReached";
}

const Workflow* findWorkflow(std::string_view id) {
  for (const Workflow& workflow : allWorkflows()) {
    if (workflow.id == id) {
      return &workflow;
    }
  }
  return nullptr;
}

std::vector<const Workflow*> workflowsFor(const Finding& finding) {
  // The one that names the check first is the one that was written for it.
  std::vector<std::pair<std::size_t, const Workflow*>> found;
  for (const Workflow& workflow : allWorkflows()) {
    const auto at = std::find(workflow.checks.begin(), workflow.checks.end(), finding.check);
    if (at != workflow.checks.end()) {
      found.emplace_back(static_cast<std::size_t>(at - workflow.checks.begin()), &workflow);
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<const Workflow*> out;
  for (const auto& [rank, workflow] : found) {
    out.push_back(workflow);
  }
  return out;
}

std::vector<const Workflow*> workflowsFor(const ObjectRef& object) {
  std::vector<std::pair<std::size_t, const Workflow*>> found;
  for (const Workflow& workflow : allWorkflows()) {
    const auto at = std::find(workflow.objectKinds.begin(), workflow.objectKinds.end(), object.kind);
    if (at != workflow.objectKinds.end()) {
      found.emplace_back(static_cast<std::size_t>(at - workflow.objectKinds.begin()), &workflow);
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<const Workflow*> out;
  for (const auto& [rank, workflow] : found) {
    out.push_back(workflow);
  }
  return out;
}

}  // namespace claimscope::diagnosis
