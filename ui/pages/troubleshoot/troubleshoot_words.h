// What the Troubleshoot page lists and says: workflows with what suggests them, findings, a result as Markdown. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/diagnosis/workflow.h"
#include "ui/base/view.h"
#include "ui/pages/troubleshoot/open_list.h"

namespace claimscope::ui {

/// Findings of a diagnosis that a workflow is offered for, worst first.
[[nodiscard]] std::vector<const diagnosis::Finding*> findingsFor(const diagnosis::Workflow& workflow,
                                                                 const diagnosis::Diagnosis& diagnosis);
/// Those that findings suggest first, then the others; with a line that says how many. `open` is the result in sight.
[[nodiscard]] std::vector<OpenItem> workflowItems(const diagnosis::Diagnosis& diagnosis, const diagnosis::WorkflowResult* open);
/// At most 200, worst first.
[[nodiscard]] std::vector<OpenItem> findingItems(const diagnosis::Diagnosis& diagnosis, Time now);
/// What a workflow would run on: the selection where it fits, else the first object of a finding that fits; nullopt: the cluster
/// as a whole, or nothing fits.
[[nodiscard]] std::optional<ObjectRef> objectFor(const diagnosis::Workflow& workflow, const std::optional<ObjectRef>& selection,
                                                 const diagnosis::Diagnosis& diagnosis);
[[nodiscard]] bool runsOn(const diagnosis::Workflow& workflow, const std::string& kind);
/// "3 proven, 5 ruled out, 1 unknown".
struct VerdictTally {
  int proven = 0;
  int ruledOut = 0;
  int unknown = 0;
  int all = 0;
};
[[nodiscard]] VerdictTally tallyOf(const diagnosis::WorkflowResult& result);
[[nodiscard]] QString resultMarkdown(const diagnosis::WorkflowResult& result);

}  // namespace claimscope::ui
