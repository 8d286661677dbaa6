// The scheduler fails over a pod's claims: selectors that fail at run time, requests it cannot compute.
#include "model/diagnosis/examination.h"
#include "model/diagnosis/registry.h"
#include "model/diagnosis/words.h"

namespace claimscope::diagnosis {
namespace {

/// Pods of one cause have messages that differ in names only; the words up to the first of these are the cause.
std::string_view reasonId(std::string_view message) {
  if (message.find("CEL") != std::string_view::npos) {
    return "SelectorRuntimeError";
  }
  if (message.find("timed out") != std::string_view::npos) {
    return "SchedulerTimeout";
  }
  return "SchedulerError";
}

void findSchedulerError(const Examination& examination, std::vector<Finding>& out) {
  std::map<std::string_view, std::vector<cluster::Slot>> byReason;
  for (const cluster::Slot slot : examination.schedulerErrors) {
    byReason[reasonId(examination.pod(slot).condition("PodScheduled")->message.view())].push_back(slot);
  }
  for (const auto& [reason, pods] : byReason) {
    const PodCondition& first = *examination.pod(pods.front()).condition("PodScheduled");
    const std::string what = reason == "SelectorRuntimeError" ? "a CEL selector fails at run time"
                             : reason == "SchedulerTimeout"   ? "the allocator runs out of time"
                                                              : "the scheduler fails";
    Finding finding;
    finding.id = std::string(reason);
    finding.severity = Severity::warning;
    finding.title = (pods.size() == 1 ? middleCut(examination.podName(pods.front()), 44)
                                      : counted(static_cast<std::int64_t>(pods.size()), "pod")) +
                    (pods.size() == 1 ? " waits: " : " wait: ") + what;
    finding.detail = first.message.str();
    for (const cluster::Slot slot : pods) {
      const Pod& pod = examination.pod(slot);
      const PodCondition& condition = *pod.condition("PodScheduled");
      addObject(finding, examination.refOfPod(slot));
      for (const cluster::ClaimIndex claim : examination.inventory.claimsOfPod(slot)) {
        addObject(finding, examination.refOfClaim(claim));
      }
      addEvidence(finding, "Pod " + examination.podName(slot), "status.conditions[PodScheduled].message",
                  condition.message.str());
      const Time since = pod.at(condition.lastTransition);
      if (since.isSet() && (!finding.since.isSet() || since < finding.since)) {
        finding.since = since;
      }
    }
    const Metadata& meta = examination.pod(pods.front()).meta;
    finding.command = "kubectl describe pod -n " + shellWord(meta.namespaceName.view()) + " " + shellWord(meta.name.view());
    out.push_back(std::move(finding));
  }
}

}  // namespace

Check schedulerError() {
  return {"scheduler_error", "errors of the scheduler about claims", {Kind::Pod, Kind::ResourceClaim}, findSchedulerError};
}

}  // namespace claimscope::diagnosis
