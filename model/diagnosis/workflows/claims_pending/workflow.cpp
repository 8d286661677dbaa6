// Claims are pending: which rung of its life holds a claim, from the API that serves it to the container that starts. On a
// cluster as a whole: the claims that wait, grouped by what they wait for, and why the oldest of each group does.
#include <algorithm>
#include <map>

#include "model/diagnosis/missing.h"
#include "model/diagnosis/workflows/flow.h"
#include "model/diagnosis/workflows/ladder_steps.h"
#include "model/diagnosis/workflows/registry.h"

namespace claimscope::diagnosis {
namespace {

/// An explanation costs tens of milliseconds at 5,000 nodes: only the oldest claim of the oldest groups is explained.
constexpr std::size_t kMostGroups = 5;
constexpr std::string_view kClaimsPendingTitle = "Claims are pending";

Result<WorkflowResult> runClaimsPending(const cluster::Snapshot& snapshot, const std::optional<ObjectRef>& object,
                                        const utilisation::Utilisation* use);

std::string causeWords(MissingCause cause) {
  switch (cause) {
    case MissingCause::quota:
      return "a quota refuses them";
    case MissingCause::namedClaim:
      return "no claim of the name that the pods give exists";
    case MissingCause::claimTemplate:
      return "the template does not exist";
    case MissingCause::controller:
      break;
  }
  return "the controller has not made them";
}

void lookAtMissing(Flow& flow) {
  Step& step = flow.step("created", "Claims were never made");
  step.looked("pods whose spec.resourceClaims name a claim that does not exist")
      .command("kubectl get pods -A --field-selector status.phase=Pending")
      .command("kubectl get events -A --field-selector reason=FailedResourceClaimCreation");
  std::map<MissingCause, std::int64_t> counts;
  Time oldest;
  for (const cluster::MissingClaim& missing : flow.inventory.missing) {
    const Pod& pod = flow.examination.pod(missing.pod);
    if (flow.examination.ageMs(pod.meta.created) < kSettleMs) {
      continue;
    }
    ++counts[causeOf(missing)];
    oldest = !oldest.isSet() || pod.meta.created < oldest ? pod.meta.created : oldest;
    step.object(flow.examination.refOfPod(missing.pod));
    step.evidence("Pod " + flow.examination.podName(missing.pod), "spec.resourceClaims[" + missing.entry.str() + "]",
                  missing.why);
  }
  if (counts.empty()) {
    const std::string hidden = whyUnseen(flow.snapshot, {Kind::Pod, Kind::ResourceClaim});
    hidden.empty() ? step.ruledOut("Every pod that is older than 30 s has the claims it names.") : step.unknown(hidden);
    return;
  }
  std::int64_t pods = 0;
  std::vector<std::string> parts;
  for (const auto& [cause, count] : counts) {
    pods += count;
    parts.push_back(number(count) + ": " + causeWords(cause));
  }
  step.proven(counted(pods, "pod waits", "pods wait") + " without a claim for up to " + duration(flow.examination.ageMs(oldest)) +
                  " (" + listed(parts, 4) + ")",
              counts.count(MissingCause::quota) > 0 ? "Run the workflow quota_exhausted."
                                                    : "Create what the pods name, or correct their spec.");
}

/// One step a group: what its oldest claim waits for.
std::string lookAtGroup(Flow& flow, const std::string& id, const std::string& title,
                        const std::vector<cluster::ClaimIndex>& claims) {
  Step& step = flow.step(id, title);
  const cluster::ClaimIndex oldest = claims.front();
  const Metadata& meta = flow.examination.claim(oldest).meta;
  const explanation::Explanation answer = explanation::explainClaim(flow.context(), oldest);
  step.looked(counted(static_cast<std::int64_t>(claims.size()), "claim") + ", the oldest is " + nameOf(meta))
      .command(kubectl({"-n", meta.namespaceName.view(), "describe", "resourceclaim", meta.name.view()}))
      .command(kubectlEvents(meta.namespaceName.view(), "Pod", answer.pod.substr(answer.pod.find('/') + 1)));
  for (const cluster::ClaimIndex claim : claims) {
    step.object(flow.examination.refOfClaim(claim));
  }
  describeExplanation(flow.snapshot, answer, step);
  return step.isProven() ? step.step().found : std::string();
}

/// What the first group waits for; empty when none does.
std::string lookAtWaiting(Flow& flow) {
  std::string first;
  std::size_t shown = 0;
  std::vector<cluster::ClaimIndex> grouped;
  for (const Demand& demand : flow.examination.demands) {
    grouped.insert(grouped.end(), demand.claims.begin(), demand.claims.end());
    if (flow.examination.ageMs(demand.oldest) < kSettleMs || shown == kMostGroups) {
      continue;
    }
    ++shown;
    const std::string what = demand.name.empty() ? "device of class " + demand.className.str() : demand.name;
    const std::string found = lookAtGroup(flow, "wait:" + demand.key, "No " + middleCut(what, 50) + " can be had", demand.claims);
    first = first.empty() ? found : first;
  }
  // Claims of several requests are in no group.
  for (const cluster::ClaimIndex claim : flow.examination.waiting) {
    const bool alone = std::find(grouped.begin(), grouped.end(), claim) == grouped.end();
    if (alone && shown < kMostGroups && flow.examination.ageMs(flow.examination.claim(claim).meta.created) >= kSettleMs) {
      ++shown;
      const std::string found = lookAtGroup(flow, "wait:" + flow.examination.claimName(claim),
                                            middleCut(flow.examination.claimName(claim), 60) + " finds no devices", {claim});
      first = first.empty() ? found : first;
    }
  }
  if (shown == 0) {
    Step& step = flow.step("allocation", "Claims wait for devices");
    step.looked(counted(static_cast<std::int64_t>(flow.inventory.claims.size()), "claim") + " and their status.allocation")
        .command("kubectl get resourceclaims -A");
    const std::string hidden = whyUnseen(flow.snapshot, {Kind::ResourceClaim});
    const auto young = static_cast<std::int64_t>(flow.examination.waiting.size());
    !hidden.empty() ? step.unknown(hidden)
    : young > 0     ? step.ruledOut(counted(young, "claim waits", "claims wait") + ", none for longer than 30 s.")
                    : step.ruledOut("No claim with a pod waits for devices.");
  }
  return first;
}

void lookAfterAllocation(Flow& flow, const std::vector<cluster::ClaimIndex>& held, const std::string& id,
                         const std::string& title, const std::string& next, std::string_view reason) {
  Step& step = flow.step(id, title);
  step.looked("allocated claims whose pod has not started")
      .command("kubectl get events -A --field-selector reason=" + std::string(reason));
  if (held.empty()) {
    const std::string hidden = whyUnseen(flow.snapshot, {Kind::ResourceClaim, Kind::Pod, Kind::Event});
    hidden.empty() ? step.ruledOut("No allocated claim is held there.") : step.unknown(hidden);
    return;
  }
  for (const cluster::ClaimIndex claim : held) {
    step.object(flow.examination.refOfClaim(claim));
    step.evidence("ResourceClaim " + flow.examination.claimName(claim), "held", flow.inventory.claims[claim].why);
  }
  step.proven(counted(static_cast<std::int64_t>(held.size()), "allocated claim is", "allocated claims are") +
                  " held: " + cut(flow.inventory.claims[held.front()].why.str(), 200),
              next);
}

Result<WorkflowResult> runOnCluster(Flow& flow) {
  lookAtApi(flow);
  lookAtMissing(flow);
  const std::string first = lookAtWaiting(flow);
  lookAfterAllocation(flow, flow.examination.binding, "binding", "Devices do not become ready to bind",
                      "Look at status.devices[].conditions of the claim: the device's driver has to set them.",
                      "BindingConditionsPending");
  lookAfterAllocation(flow, flow.examination.preparing, "prepare", "Kubelets cannot prepare devices",
                      "Run the workflow prepare_failures.", "FailedPrepareDynamicResources");
  const std::size_t waiting = flow.examination.waiting.size() + flow.examination.binding.size() +
                              flow.examination.preparing.size() + flow.inventory.missing.size();
  if (!first.empty()) {
    flow.conclude(counted(static_cast<std::int64_t>(waiting), "claim waits", "claims wait") + ". " + first,
                  "The steps tell of each kind of device that is waited for, and of what holds the others.");
  }
  flow.severity(Severity::warning);
  for (const cluster::ClaimIndex claim : flow.examination.waiting) {
    if (flow.examination.ageMs(flow.examination.claim(claim).meta.created) > kLongWaitMs) {
      flow.severity(Severity::critical);
    }
  }
  return flow.finish("claims_pending", kClaimsPendingTitle, "No claim waits for longer than it should");
}

Result<WorkflowResult> runClaimsPending(const cluster::Snapshot& snapshot, const std::optional<ObjectRef>& object,
                                        const utilisation::Utilisation* use) {
  Flow flow(snapshot, object, use);
  if (!object) {
    return runOnCluster(flow);
  }
  const Result<Found> found = findSubject(snapshot, *object);
  if (!found) {
    return fail(found.error());
  }
  const explanation::Explanation answer = found->claim != cluster::kNone ? explanation::explainClaim(flow.context(), found->claim)
                                                                         : explanation::explainPod(flow.context(), found->pod);
  lookAtApi(flow);
  climb(flow, answer);
  const bool long_ = flow.examination.ageMs(answer.since) > kLongWaitMs;
  flow.severity(answer.verdict == explanation::Verdict::canNeverFit || long_ ? Severity::critical : Severity::warning);
  return flow.finish("claims_pending", kClaimsPendingTitle, answer.summary);
}

}  // namespace

Workflow claimsPendingWorkflow() {
  return {"claims_pending",
          kClaimsPendingTitle,
          "Which rung holds them: quota, class, driver, selectors, pools, devices in use, nodes, binding, prepare",
          {"claim", "pod"},
          false,
          {"claims_waiting", "claims_unplaced", "no_matching_device", "class_missing", "claim_missing", "template_missing",
           "binding_pending", "binding_failed", "scheduler_error", "pool_incomplete", "pod_unreserved"},
          runClaimsPending};
}

}  // namespace claimscope::diagnosis
