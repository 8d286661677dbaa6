#include "model/diagnosis/workflows/ladder_steps.h"

#include <algorithm>
#include <set>

#include "model/diagnosis/source_words.h"
#include "model/diagnosis/verdict.h"
#include "model/explanation/reasons.h"

namespace claimscope::diagnosis {
namespace {

namespace reason = explanation::reason;
using explanation::Explanation;
using explanation::RungState;

/// A family of reasons, and where in the life of a claim it lies.
struct Suspicion {
  std::string_view id;
  std::string_view title;
  std::string_view rung;  ///< of the ladder
  std::vector<std::string_view> reasons;
  std::vector<Kind> kinds;  ///< without them it cannot be ruled out
  std::string_view looked;
  std::string_view command;
};

const std::vector<Suspicion>& suspicions() {
  static const std::vector<Suspicion> kAll = {
      {"created",
       "The claim was never made",
       "created",
       {reason::kClaimMissing, reason::kTemplateMissing, reason::kClaimCreationFailed, reason::kClaimOwnedByOther,
        reason::kAdminAccessNotAllowed},
       {Kind::Pod, Kind::ResourceClaim},
       "spec.resourceClaims and status.resourceClaimStatuses of the pod",
       "kubectl get events -A --field-selector reason=FailedResourceClaimCreation"},
      {"quota",
       "A quota refuses it",
       "quota",
       {reason::kQuotaExceeded},
       {Kind::ResourceQuota},
       "ResourceQuotas of the namespace",
       "kubectl describe resourcequota -n NAMESPACE"},
      {"deleting",
       "The claim or its pod is on the way out",
       "created",
       {reason::kClaimBeingDeleted, reason::kPodTerminating, reason::kFinishedPodReserved, reason::kHeldByForeignConsumer},
       {},
       "deletionTimestamp and status.reservedFor of the claim",
       "kubectl get resourceclaims -n NAMESPACE"},
      {"consumer",
       "No pod asks for it",
       "gates",
       {reason::kNoConsumerPod},
       {Kind::Pod},
       "pods that name the claim",
       "kubectl get pods -n NAMESPACE"},
      {"gates",
       "Gates hold the pod back",
       "gates",
       {reason::kSchedulingGated},
       {},
       "spec.schedulingGates of the pod",
       "kubectl get pods -n NAMESPACE"},
      {"class",
       "Its class does not exist or does not compile",
       "allocation",
       {reason::kDeviceClassMissing, reason::kSelectorInvalid, reason::kUnsupportedRequest, reason::kParametersMissing},
       {Kind::DeviceClass},
       "the DeviceClasses that its requests name",
       "kubectl get deviceclasses"},
      {"driver",
       "No driver publishes devices for it",
       "allocation",
       {reason::kDriverHasNoSlices, reason::kNodeHasNoSlices, reason::kWaitsForDriver},
       {Kind::ResourceSlice},
       "ResourceSlices of the drivers that its classes name",
       "kubectl get resourceslices"},
      {"selectors",
       "No device matches its selectors",
       "allocation",
       {reason::kNoDeviceMatchesClass, reason::kNoDeviceMatchesRequest, reason::kSelectorRuntimeError,
        reason::kDeviceNotSelectable, reason::kCapacityNameUnknown},
       {Kind::ResourceSlice, Kind::DeviceClass},
       "every selector on every published device",
       "kubectl get deviceclasses -o yaml"},
      {"pools",
       "The pools with matching devices are not usable",
       "allocation",
       {reason::kPoolIncomplete, reason::kPoolInvalid, reason::kPoolStaleGeneration},
       {Kind::ResourceSlice},
       "generation and resourceSliceCount of the pools",
       "kubectl get resourceslices -o wide"},
      {"inUse",
       "Matching devices are in use",
       "allocation",
       {reason::kAllMatchingDevicesInUse, reason::kNotEnoughDevices, reason::kCountersExhausted, reason::kCapacityExceeded,
        reason::kAllModeNeedsEveryDevice},
       {Kind::ResourceClaim, Kind::ResourceSlice},
       "status.allocation of every claim",
       "kubectl get resourceclaims -A"},
      {"tainted",
       "Matching devices are tainted",
       "allocation",
       {reason::kDeviceTainted},
       {Kind::ResourceSlice, Kind::DeviceTaintRule},
       "taints of slices and DeviceTaintRules",
       "kubectl get devicetaintrules -o yaml"},
      {"shape",
       "What it asks for cannot be had together",
       "allocation",
       {reason::kConstraintUnsatisfiable, reason::kTooManyDevicesForClaim, reason::kNoAlternativeFits},
       {Kind::ResourceSlice},
       "constraints, counts and alternatives of its requests",
       "kubectl get resourceclaims -n NAMESPACE -o yaml"},
      {"nodes",
       "The nodes that have devices cannot take the pod",
       "allocation",
       {reason::kDevicesOnOtherNodes, reason::kClaimPinnedToOtherNode, reason::kNodeTaintNotTolerated,
        reason::kNodeSelectorMismatch, reason::kInsufficientNodeResources, reason::kPodAffinityUnsatisfied,
        reason::kTopologySpreadUnsatisfied, reason::kHostPortTaken, reason::kUnsuitableNodes, reason::kReservedForFull},
       {Kind::Node, Kind::Pod},
       "node selector, affinity, taints and room of every node",
       "kubectl describe nodes"},
      {"scheduler",
       "The scheduler fails or says something else",
       "allocation",
       {reason::kSchedulerTimeout, reason::kSchedulerError, reason::kAllocationInFlight},
       {Kind::Pod},
       "condition PodScheduled of the pod",
       "kubectl get events -A --field-selector reason=FailedScheduling"},
      {"binding",
       "Devices do not become ready to bind",
       "binding",
       {reason::kBindingConditionsPending, reason::kBindingConditionFailed},
       {},
       "status.devices[].conditions of the claim",
       "kubectl get events -A --field-selector reason=BindingConditionsPending"},
      {"prepare",
       "The kubelet cannot prepare the devices",
       "prepare",
       {reason::kPrepareFailed, reason::kDriverNotRegistered, reason::kPodNotReserved},
       {Kind::Event},
       "events of the pod",
       "kubectl get events -A --field-selector reason=FailedPrepareDynamicResources"},
      {"start",
       "A container does not start",
       "running",
       {reason::kContainerWaiting},
       {Kind::Pod},
       "container statuses of the pod",
       "kubectl describe pod -n NAMESPACE"},
  };
  return kAll;
}

std::string withNamespace(std::string_view command, const std::string& object) {
  std::string out(command);
  constexpr std::string_view kMark = "NAMESPACE";
  if (const std::size_t at = out.find(kMark); at != std::string::npos) {
    out.replace(at, kMark.size(), shellWord(object.substr(0, object.find('/'))));
  }
  return out;
}

std::size_t indexOf(const Explanation& answer, std::string_view rung) {
  const auto at = std::find_if(answer.ladder.begin(), answer.ladder.end(), [&](const auto& r) { return r.id == rung; });
  return static_cast<std::size_t>(at - answer.ladder.begin());
}

/// The rung that holds; one past the last when none does.
std::size_t heldAt(const Explanation& answer) {
  const auto at =
      std::find_if(answer.ladder.begin(), answer.ladder.end(), [](const auto& r) { return r.state == RungState::holds; });
  return static_cast<std::size_t>(at - answer.ladder.begin());
}

bool has(const Suspicion& suspicion, std::string_view id) {
  return std::find(suspicion.reasons.begin(), suspicion.reasons.end(), id) != suspicion.reasons.end();
}

/// "on 3 of 6 nodes: wants 8, 2 free": a reason that is not the main one but also stands in the way.
std::string alsoOnNodes(const Explanation& answer, const Suspicion& suspicion) {
  std::int64_t relevant = 0;
  std::int64_t nodes = 0;
  std::string detail;
  for (const explanation::NodeExplanation& node : answer.nodes) {
    relevant += node.relevant ? 1 : 0;
    const auto at = std::find_if(node.reasons.begin(), node.reasons.end(), [&](const auto& r) { return has(suspicion, r.id); });
    if (node.relevant && !node.fits && at != node.reasons.end()) {
      ++nodes;
      detail = detail.empty() ? (at->detail.empty() ? at->id : at->detail) : detail;
    }
  }
  return nodes == 0 ? std::string()
                    : "Also so on " + number(nodes) + " of " + counted(relevant, "node") + " the pod could use: " + detail;
}

/// What the funnel says of a suspicion that is not true.
std::string funnelWords(const Explanation& answer, std::string_view id) {
  for (const explanation::RequestExplanation& request : answer.requests) {
    for (const explanation::FunnelStep& step : request.funnel) {
      if (step.id == id) {
        return " " + number(step.count.value) + " " + (step.caption.empty() ? step.title : step.title + ", " + step.caption) +
               ".";
      }
    }
  }
  return {};
}

std::string quietWords(const Explanation& answer, const Suspicion& suspicion) {
  const std::size_t rung = indexOf(answer, suspicion.rung);
  const std::string detail = rung < answer.ladder.size() ? answer.ladder[rung].detail : std::string();
  if (suspicion.id == "class") {
    return "Every class it names exists and compiles.";
  }
  if (suspicion.id == "driver") {
    return "Devices are published." + funnelWords(answer, "seen");
  }
  if (suspicion.id == "selectors") {
    return "Devices match." + funnelWords(answer, "passSelectors");
  }
  if (suspicion.id == "inUse") {
    return "It is not for want of free devices." + funnelWords(answer, "free");
  }
  if (suspicion.id == "scheduler") {
    return answer.scheduler.agreement == explanation::SchedulerSays::Agreement::agrees
               ? "The scheduler says the same."
               : "The scheduler reports no failure of its own.";
  }
  if (suspicion.rung != "allocation" && !detail.empty() && suspicion.id != "deleting" && suspicion.id != "consumer") {
    return detail;
  }
  return suspicion.id == "consumer" && !answer.pod.empty() ? "Pod " + answer.pod + " asks for it." : "It is in order.";
}

void judge(Flow& flow, const Explanation& answer, const Suspicion& suspicion, Step& step) {
  const std::size_t held = heldAt(answer);
  const std::size_t rung = indexOf(answer, suspicion.rung);
  if (has(suspicion, answer.reason)) {
    describeExplanation(flow.snapshot, answer, step);
    return;
  }
  if (suspicion.id == "scheduler" && answer.scheduler.agreement == explanation::SchedulerSays::Agreement::differs) {
    step.evidence("Pod " + answer.pod, "status.conditions[PodScheduled].message", answer.scheduler.message);
    step.effect("The scheduler says something else than the allocator here: " + answer.scheduler.note);
    return;
  }
  if (const std::string also = suspicion.rung == "allocation" ? alsoOnNodes(answer, suspicion) : ""; !also.empty()) {
    step.context(also);
    return;
  }
  std::string hidden;
  for (const Kind kind : suspicion.kinds) {
    hidden = hidden.empty() ? whyUnseen(flow.snapshot, {kind}) : hidden;
  }
  if (answer.verdict == explanation::Verdict::unknown && rung >= held) {
    const std::string why =
        answer.unknowns.empty() ? answer.summary : answer.unknowns.front().what + ": " + answer.unknowns.front().because;
    step.unknown(hidden.empty() ? why : hidden);
  } else if (rung > held) {
    step.skip("The claim has not come so far.");
  } else if (!hidden.empty()) {
    step.unknown(hidden);
  } else {
    step.ruledOut(quietWords(answer, suspicion));
  }
}

}  // namespace

void lookAtApi(Flow& flow) {
  Step& step = flow.step("api", "The cluster does not serve DRA");
  step.looked("discovery of resource.k8s.io").command("kubectl api-resources --api-group=resource.k8s.io");
  std::vector<std::string> versions;
  bool classicOnly = false;
  for (const ApiResource& resource : flow.snapshot.server.served) {
    if (resource.kind == "ResourceClaim") {
      versions.push_back(resource.apiVersion());
      classicOnly = resource.version == "v1alpha1" || resource.version == "v1alpha2";
    }
  }
  const cluster::Source& claims = flow.snapshot.source(Kind::ResourceClaim);
  if (draIsAbsent(flow.snapshot)) {
    step.proven("The API server has no resource.k8s.io: Kubernetes " + flow.snapshot.server.gitVersion +
                    " serves it from 1.34 on by default",
                "Update the cluster, or turn the API and its feature gate on.");
  } else if (claims.status.state == SourceState::notServed) {
    step.proven("The API server serves parts of resource.k8s.io, but no ResourceClaims", "Serve resource.k8s.io/v1.");
  } else if (const std::string hidden = unreadable(flow.snapshot, {Kind::ResourceClaim}); !hidden.empty()) {
    step.unknown(hidden);
  } else {
    step.evidence("API server " + flow.snapshot.server.gitVersion, "resource.k8s.io", listed(versions, 5));
    step.ruledOut("ResourceClaims are read as " + claims.status.resource.apiVersion() + "." +
                  (classicOnly ? " That is classic DRA, which Kubernetes 1.32 removed." : ""));
  }
}

void describeExplanation(const cluster::Snapshot& snapshot, const Explanation& answer, Step& step) {
  for (const explanation::Evidence& item : answer.evidence) {
    step.evidence(item.object, item.field, item.value);
  }
  for (std::size_t i = 0; i < answer.fixes.size() && i < 4; ++i) {
    step.fix(fixOf(snapshot, answer.fixes[i]));
  }
  switch (answer.verdict) {
    case explanation::Verdict::canFit:
      step.ruledOut(answer.summary);
      break;
    case explanation::Verdict::unknown:
      step.unknown(answer.unknowns.empty() ? answer.summary
                                           : answer.unknowns.front().what + ": " + answer.unknowns.front().because);
      break;
    default:
      step.proven(answer.object + ": " + answer.summary, answer.fixes.empty() ? "" : answer.fixes.front().text + ".");
      break;
  }
}

void climb(Flow& flow, const Explanation& answer) {
  for (const Suspicion& suspicion : suspicions()) {
    Step& step = flow.step(std::string(suspicion.id), std::string(suspicion.title));
    step.looked(std::string(suspicion.looked)).command(withNamespace(suspicion.command, answer.object));
    judge(flow, answer, suspicion, step);
  }
  const bool named = std::any_of(suspicions().begin(), suspicions().end(),
                                 [&](const Suspicion& suspicion) { return has(suspicion, answer.reason); });
  const bool well = answer.verdict == explanation::Verdict::allocated || answer.verdict == explanation::Verdict::canFit;
  if (!named && !well) {
    Step& step = flow.step("mixed", "Nodes fail for different reasons");
    step.looked(counted(static_cast<std::int64_t>(answer.nodes.size()), "node") + ", one by one")
        .command("claimscope explain " + answer.kind + " " + shellWord(answer.object));
    describeExplanation(flow.snapshot, answer, step);
    if (step.isProven()) {
      flow.conclude(answer.summary, answer.detail);
    }
  }
}

}  // namespace claimscope::diagnosis
