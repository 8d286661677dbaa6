#include "model/diagnosis/disagreement.h"

#include <algorithm>
#include <optional>

#include "model/diagnosis/check.h"
#include "model/diagnosis/examination.h"
#include "model/diagnosis/words.h"
#include "model/explanation/context.h"

namespace claimscope::diagnosis {
namespace {

bool speaksOf(const Pod& pod) {
  const PodCondition* scheduled = pod.condition("PodScheduled");
  return scheduled != nullptr && scheduled->status == "False" && !scheduled->message.empty();
}

Finding disagreementFinding(const Examination& examination, cluster::ClaimIndex claim, const explanation::Explanation& answer) {
  Finding finding;
  const std::string name = examination.claimName(claim);
  finding.id = "SchedulerDisagrees:" + name;
  finding.check = "scheduler_disagrees";
  finding.severity = Severity::warning;
  finding.title = middleCut(name, 44) + ": the scheduler says something else";
  finding.detail = answer.scheduler.note;
  finding.since = answer.scheduler.time;
  addObject(finding, examination.refOfClaim(claim));
  const cluster::Slot slot = examination.inventory.claims[claim].pods.front();
  addObject(finding, examination.refOfPod(slot));
  addEvidence(finding, "Pod " + examination.podName(slot), "status.conditions[PodScheduled].message", answer.scheduler.message);
  addEvidence(finding, "ResourceClaim " + name, "explanation", answer.reason + ": " + answer.summary);
  const Metadata& meta = examination.pod(slot).meta;
  finding.command = "kubectl describe pod -n " + shellWord(meta.namespaceName.view()) + " " + shellWord(meta.name.view());
  return finding;
}

}  // namespace

Disagreements schedulerDisagreements(const cluster::Snapshot& snapshot, std::size_t most) {
  Disagreements out;
  const Examination examination(snapshot);
  std::optional<explanation::ExplanationContext> context;
  for (const Demand& demand : examination.demands) {
    const auto asked = std::find_if(demand.claims.begin(), demand.claims.end(), [&](cluster::ClaimIndex claim) {
      const cluster::ClaimView& view = examination.inventory.claims[claim];
      return !view.pods.empty() && speaksOf(examination.pod(view.pods.front()));
    });
    if (most == 0) {
      break;
    }
    if (examination.ageMs(demand.oldest) < kSettleMs) {
      out.growsWithTime = true;
      break;  // demands come oldest first
    }
    if (asked == demand.claims.end()) {
      continue;
    }
    --most;
    if (!context) {
      context.emplace(snapshot);
    }
    const explanation::Explanation answer = explanation::explainClaim(*context, *asked);
    if (answer.scheduler.agreement == explanation::SchedulerSays::Agreement::differs) {
      out.findings.push_back(disagreementFinding(examination, *asked, answer));
    }
  }
  return out;
}

std::vector<Finding> stillWaiting(const cluster::Snapshot& snapshot, const std::vector<Finding>& findings) {
  std::vector<Finding> out;
  std::copy_if(findings.begin(), findings.end(), std::back_inserter(out), [&](const Finding& finding) {
    const ObjectRef& ref = finding.objects.front();
    const ResourceClaim* claim = snapshot.of<ResourceClaim>().find(Text(ref.namespaceName), Text(ref.name));
    return claim != nullptr && claim->allocation == nullptr;
  });
  return out;
}

}  // namespace claimscope::diagnosis
