// Quota exhausted: which ResourceQuota refuses claims, what it counts, and whose claims fill it (row A4 of dra.md 3).
#include <algorithm>
#include <map>

#include "model/diagnosis/missing.h"
#include "model/diagnosis/workflows/flow.h"
#include "model/diagnosis/workflows/registry.h"
#include "model/explanation/quota.h"

namespace claimscope::diagnosis {
namespace {

constexpr std::string_view kQuotaExhaustedTitle = "Quota exhausted";

/// Resources of a quota that count claims or their devices.
bool countsClaims(std::string_view resource) {
  return resource == "count/resourceclaims.resource.k8s.io" || resource == "resourceclaims.resource.k8s.io" ||
         resource.find("deviceclass.resource.k8s.io/") != std::string_view::npos ||
         resource.find("deviceclass.resource.kubernetes.io/") != std::string_view::npos;
}

struct Full {
  const ResourceQuota* quota = nullptr;
  Text resource;
  Quantity hard;
  Quantity used;
};

std::vector<Full> fullOnes(const Flow& flow, const Text& namespaceName, std::int64_t& counting) {
  std::vector<Full> out;
  flow.snapshot.of<ResourceQuota>().forEach([&](cluster::Slot, const ResourceQuota& quota) {
    if (!namespaceName.empty() && !(quota.meta.namespaceName == namespaceName)) {
      return;
    }
    for (const auto& [resource, hard] : quota.hard) {
      if (!countsClaims(resource.view())) {
        continue;
      }
      ++counting;
      const auto used =
          std::find_if(quota.used.begin(), quota.used.end(), [&](const auto& entry) { return entry.first == resource; });
      if (used != quota.used.end() && used->second >= hard) {
        out.push_back({&quota, resource, hard, used->second});
      }
    }
  });
  return out;
}

bool lookAtRefusals(Flow& flow, const Text& namespaceName) {
  Step& step = flow.step("refused", "A quota has refused claims");
  step.looked("events FailedResourceClaimCreation of pods without claims")
      .command("kubectl get events -A --field-selector reason=FailedResourceClaimCreation");
  std::map<std::string, std::int64_t> byQuota;
  std::string words;
  for (const cluster::MissingClaim& missing : flow.inventory.missing) {
    const Pod& pod = flow.examination.pod(missing.pod);
    if (causeOf(missing) != MissingCause::quota || (!namespaceName.empty() && !(pod.meta.namespaceName == namespaceName))) {
      continue;
    }
    const Text quota = explanation::quotaNamedBy(missing.why);
    ++byQuota[pod.meta.namespaceName.str() + "/" + (quota.empty() ? "(a quota)" : quota.str())];
    words = words.empty() ? missing.why : words;
    step.object(flow.examination.refOfPod(missing.pod));
    step.evidence("Pod " + flow.examination.podName(missing.pod), "event FailedResourceClaimCreation", missing.why);
  }
  if (byQuota.empty()) {
    const std::string hidden = whyUnseen(flow.snapshot, {Kind::Pod, Kind::ResourceClaim, Kind::Event});
    hidden.empty() ? step.ruledOut("No pod waits for a claim that a quota refused.") : step.unknown(hidden);
    return false;
  }
  std::vector<std::string> parts;
  for (const auto& [name, count] : byQuota) {
    parts.push_back("quota " + name + " refuses " + counted(count, "claim"));
  }
  std::string found = listed(parts, 3);
  found[0] = 'Q';
  step.proven(found, "Raise the quota, or release claims of the namespace that nobody uses.");
  return true;
}

void lookAtQuotas(Flow& flow, const Text& namespaceName, bool refused, std::vector<Full>& full) {
  Step& step = flow.step("full", "A quota on claims or devices is used up");
  std::int64_t counting = 0;
  full = fullOnes(flow, namespaceName, counting);
  step.looked(counted(static_cast<std::int64_t>(flow.snapshot.of<ResourceQuota>().size()), "ResourceQuota") + ", " +
              number(counting) + " of their lines count claims or devices")
      .command(namespaceName.empty() ? "kubectl get resourcequotas -A"
                                     : kubectl({"-n", namespaceName.view(), "describe", "resourcequota"}));
  for (const Full& one : full) {
    step.evidence("ResourceQuota " + nameOf(one.quota->meta), "status.used[" + one.resource.str() + "]",
                  std::string(one.used.text()) + " of " + std::string(one.hard.text()));
  }
  const std::string hidden = whyUnseen(flow.snapshot, {Kind::ResourceQuota});
  if (!full.empty()) {
    const Full& one = full.front();
    const std::string name = one.quota->meta.name.str();
    const std::string found =
        "ResourceQuota " + nameOf(one.quota->meta) + " has " + std::string(one.used.text()) + " of " +
        std::string(one.hard.text()) + " " + one.resource.str() + " used" +
        (full.size() > 1 ? ", and " + counted(static_cast<std::int64_t>(full.size()) - 1, "more line") + " are full" : "");
    refused ? step.effect(found) : step.context(found);  // full and nobody refused is what a quota is for
    const std::string raised =
        "{\"spec\":{\"hard\":{\"" + one.resource.str() + "\":\"" + std::to_string(one.hard.value() + 1) + "\"}}}";
    step.look("Raise " + one.resource.str() + " to " + std::to_string(one.hard.value() + 1),
              "One more claim may be made at once.",
              kubectl({"-n", one.quota->meta.namespaceName.view(), "patch", "resourcequota", name, "--type=merge", "-p"}) + " " +
                  shellWord(raised));
  } else if (!hidden.empty()) {
    step.unknown(hidden);
  } else {
    step.ruledOut(counting == 0 ? "No quota counts claims or devices." : "Every line has room.");
  }
}

/// Who fills it, and what of that nobody needs.
void lookAtUse(Flow& flow, const Text& namespaceName, const std::vector<Full>& full) {
  Step& step = flow.step("unused", "Claims that nobody uses fill it");
  const Text where = !namespaceName.empty() ? namespaceName : full.empty() ? Text() : full.front().quota->meta.namespaceName;
  step.looked("claims of namespace " + where.str());
  if (full.empty() && where.empty()) {
    step.skip("No quota is full.");
    return;
  }
  step.command(kubectl({"-n", where.view(), "get", "resourceclaims"}));
  std::int64_t all = 0;
  std::vector<cluster::ClaimIndex> unused;
  for (cluster::ClaimIndex i = 0; i < flow.inventory.claims.size(); ++i) {
    const ResourceClaim& claim = flow.examination.claim(i);
    if (!(claim.meta.namespaceName == where)) {
      continue;
    }
    ++all;
    // A quota counts claims, allocated or not.
    if (claim.reservedFor.empty() && flow.inventory.claims[i].pods.empty() && !claim.meta.deleted().isSet()) {
      unused.push_back(i);
    }
  }
  for (const cluster::ClaimIndex i : unused) {
    step.object(flow.examination.refOfClaim(i));
    step.evidence("ResourceClaim " + flow.examination.claimName(i), "status.reservedFor", "empty, no pod names it");
  }
  const std::string hidden = whyUnseen(flow.snapshot, {Kind::ResourceClaim, Kind::Pod});
  if (!hidden.empty()) {
    step.unknown(hidden);
  } else if (unused.empty()) {
    step.ruledOut("All " + counted(all, "claim") + " of " + where.str() + " are used by a pod.");
  } else {
    step.context(number(static_cast<std::int64_t>(unused.size())) + " of " + counted(all, "claim") + " of " + where.str() + " " +
                 (unused.size() == 1 ? "is" : "are") + " used by no pod");
    for (std::size_t i = 0; i < unused.size() && i < 3; ++i) {
      const Metadata& meta = flow.examination.claim(unused[i]).meta;
      const bool allocated = flow.examination.claim(unused[i]).allocation != nullptr;
      std::optional<ActionRequest> request;
      if (allocated) {
        request = ActionRequest{"release_claim", {flow.examination.refOfClaim(unused[i])}, {}, {}};
      }
      step.fix(WorkflowFix{(allocated ? "Release " : "Delete ") + nameOf(meta), "Gives one claim back to the quota.", request,
                           kubectl({"-n", meta.namespaceName.view(), "delete", "resourceclaim", meta.name.view()})});
    }
  }
}

/// Template claims of pods that have ended are deleted by the controller; while they stay they count.
void lookAtFinished(Flow& flow, const Text& namespaceName) {
  Step& step = flow.step("finished", "Pods that have ended still count");
  step.looked("claims reserved for pods that are Succeeded or Failed")
      .command("kubectl get pods -A --field-selector status.phase!=Running");
  std::vector<std::string> names;
  for (const cluster::Slot slot : flow.examination.finished) {
    const Pod& pod = flow.examination.pod(slot);
    if (namespaceName.empty() || pod.meta.namespaceName == namespaceName) {
      names.push_back(nameOf(pod.meta));
      step.object(flow.examination.refOfPod(slot));
    }
  }
  const std::string hidden = whyUnseen(flow.snapshot, {Kind::Pod, Kind::ResourceClaim});
  if (!names.empty()) {
    step.context(counted(static_cast<std::int64_t>(names.size()), "pod that has ended", "pods that have ended") +
                 " still have claims: " + listed(names, 2));
  } else {
    hidden.empty() ? step.ruledOut("None has a claim.") : step.unknown(hidden);
  }
}

Result<WorkflowResult> runQuotaExhausted(const cluster::Snapshot& snapshot, const std::optional<ObjectRef>& object,
                                         const utilisation::Utilisation* use) {
  Flow flow(snapshot, object, use);
  Text namespaceName;
  if (object && object->kind == "namespace") {
    namespaceName = Text(object->name);
  } else if (object) {
    const Result<Found> found = findSubject(snapshot, *object);
    if (!found) {
      return fail(found.error());
    }
    namespaceName = Text(object->namespaceName);
  }
  std::vector<Full> full;
  const bool refused = lookAtRefusals(flow, namespaceName);
  lookAtQuotas(flow, namespaceName, refused, full);
  lookAtUse(flow, namespaceName, full);
  lookAtFinished(flow, namespaceName);
  return flow.finish("quota_exhausted", kQuotaExhaustedTitle, "No quota keeps claims away");
}

}  // namespace

Workflow quotaExhaustedWorkflow() {
  return {"quota_exhausted",
          kQuotaExhaustedTitle,
          "Refusals, quotas that are full, claims that nobody uses and pods that have ended",
          {"pod", "claim", "namespace"},
          false,
          {"quota_exceeded"},
          runQuotaExhausted};
}

}  // namespace claimscope::diagnosis
