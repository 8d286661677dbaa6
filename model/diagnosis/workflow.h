// Workflow: a runbook that runs itself on a snapshot: what it looked at, what is proven, ruled out or unknown, and what to do
// next. Values; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/result.h"
#include "model/diagnosis/action_request.h"
#include "model/diagnosis/finding.h"

namespace claimscope::utilisation {
struct Utilisation;
}

namespace claimscope::diagnosis {

/// What a step says of its own suspicion.
enum class StepVerdict : std::uint8_t {
  proven,      ///< this is (part of) the cause
  ruledOut,    ///< looked at, and it is in order
  unknown,     ///< could not be told: `looked` says what is missing
  notReached,  ///< an earlier step has answered it
};
/// "proven", "ruledOut", "unknown", "notReached".
[[nodiscard]] std::string_view stepVerdictWord(StepVerdict verdict);

/// Something that can be done on one click: a guided action, or a place to look.
struct WorkflowFix {
  std::string text;                      ///< "Release research/h200-hold"
  std::string effect;                    ///< "Frees 2 devices; ml/train allocates then"
  std::optional<ActionRequest> request;  ///< a plan of model/actions
  std::string command;                   ///< kubectl that does or shows it
};

/// The command of a fix that the window carries out on its own page.
inline constexpr std::string_view kModerniseStored = "claimscope modernise --cluster";

struct WorkflowStep {
  std::string id;     ///< "driverPods"
  std::string title;  ///< "Is the driver's pod running on the node?"
  StepVerdict verdict = StepVerdict::notReached;
  std::string looked;  ///< what was looked at: "DaemonSet kube-system/dra-driver, 3 pods on 3 nodes"
  std::string found;   ///< one sentence
  std::vector<Evidence> evidence = {};
  std::string command = {};  ///< kubectl that shows the same; may be several lines
  std::string next = {};     ///< what to do when it is proven
  std::vector<WorkflowFix> fixes = {};
  std::vector<ObjectRef> objects = {};
  bool effect = false;  ///< proven, but it follows from another step's cause, or is only worth knowing beside it
};

struct WorkflowResult {
  std::string workflow;
  std::string title;
  std::string object;   ///< ObjectRef::str(), empty for the cluster as a whole
  std::string verdict;  ///< one sentence: the cause, or that there is none
  std::string detail;
  StepVerdict outcome =
      StepVerdict::unknown;  ///< proven: it found the fault; ruledOut: nothing is wrong; unknown: it could not tell
  Severity severity = Severity::notice;
  std::vector<WorkflowStep> steps;
  Time computedFrom;
};

/// What a folder's function gives to the registry. `run` is pure.
struct Workflow {
  std::string_view id;                             ///< the folder's name: "claims_pending"
  std::string_view title;                          ///< "Claims are pending"
  std::string_view summary;                        ///< one line for the Troubleshoot page
  std::vector<std::string_view> objectKinds = {};  ///< it runs on: "claim", "pod", "node"; empty: only on the cluster as a whole
  bool needsObject = false;                        ///< false: it can run on the whole cluster too
  std::vector<std::string_view> checks = {};       ///< findings of these checks offer it
  Result<WorkflowResult> (*run)(const cluster::Snapshot& snapshot, const std::optional<ObjectRef>& object,
                                const utilisation::Utilisation* use) = nullptr;
};

/// Every workflow, in the order of the folders.
[[nodiscard]] const std::vector<Workflow>& allWorkflows();
[[nodiscard]] const Workflow* findWorkflow(std::string_view id);
/// Those that a finding or an object offers, best first.
[[nodiscard]] std::vector<const Workflow*> workflowsFor(const Finding& finding);
[[nodiscard]] std::vector<const Workflow*> workflowsFor(const ObjectRef& object);

}  // namespace claimscope::diagnosis
