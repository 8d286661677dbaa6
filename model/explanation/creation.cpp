#include "model/explanation/creation.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/base/words.h"
#include "model/explanation/quota.h"

namespace claimscope::explanation {

using cluster::Snapshot;

namespace {

std::string ref(std::string_view kind, const Metadata& meta) {
  return std::string(kind) + " " + qualifiedName(meta);
}

Cause blocked(std::string_view reason, std::string_view rung, std::string held, std::string summary) {
  Cause cause;
  cause.verdict = Verdict::blockedBefore;
  cause.reason = reason;
  cause.rung = rung;
  cause.held = std::move(held);
  cause.summary = std::move(summary);
  return cause;
}

Evidence eventEvidence(const Event& event, const Pod& pod, std::string rule) {
  return {"Event " + event.reason.str() + " of " + ref("Pod", pod.meta),
          "message",
          words::oneLine(event.message),
          std::move(rule),
          "",
          event.last,
          kubectl(pod.meta.namespaceName, "get", "events --field-selector",
                  "involvedObject.name=" + pod.meta.name.str() + ",reason=" + event.reason.str())};
}

Evidence noCondition(const Pod& pod) {
  return {ref("Pod", pod.meta),
          "status.conditions",
          pod.condition("PodScheduled") == nullptr ? "no PodScheduled" : pod.condition("PodScheduled")->reason.str(),
          "Until every claim exists the scheduler keeps a pod out of its queue and writes neither event nor condition",
          "",
          {},
          kubectlGet("pod", pod.meta)};
}

const Event* creationEventFor(const PodEvents& events, const PodClaimEntry& entry) {
  // "PodResourceClaim <entry>: …"; the entries of one pod share the reason.
  const bool names = events.creation != nullptr && events.creation->message.find("PodResourceClaim ") != std::string::npos;
  const bool ours = names && events.creation->message.find("PodResourceClaim " + entry.name.str() + ":") != std::string::npos;
  return !names || ours ? events.creation : nullptr;
}

Cause namedClaimMissing(const Subject& subject, const MissingEntry& missing) {
  const Pod& pod = *subject.pod;
  const std::string claim = pod.meta.namespaceName.str() + "/" + missing.claimName.str();
  const bool generated = !missing.entry->templateName.empty();
  Cause cause = blocked(
      reason::kClaimMissing, "created", "ResourceClaim " + missing.claimName.str() + " does not exist",
      generated ? "ResourceClaim " + claim + ", made for this pod, was deleted." : "ResourceClaim " + claim + " does not exist.");
  cause.evidence.push_back(
      {ref("Pod", pod.meta),
       generated ? "status.resourceClaimStatuses[].resourceClaimName" : "spec.resourceClaims[].resourceClaimName",
       missing.claimName.str(),
       "A pod waits until each claim it names exists (PreEnqueue)",
       "",
       {},
       kubectlGet("pod", pod.meta)});
  cause.evidence.push_back({"ResourceClaim " + claim,
                            "metadata.name",
                            "not found",
                            "",
                            "",
                            {},
                            kubectl(pod.meta.namespaceName, "get", "resourceclaim", missing.claimName.view())});
  cause.evidence.push_back(noCondition(pod));
  if (generated) {
    cause.fixes.push_back({"recreate-pod:" + qualifiedName(pod.meta), "Delete the pod so that its controller makes it anew",
                           "A new pod gets a new claim.", "The pod's name changes unless a StatefulSet owns it.",
                           kubectl(pod.meta.namespaceName, "delete", "pod", pod.meta.name.view()), "", false});
    return cause;
  }
  // A name one letter off is the usual cause.
  std::string nearest;
  std::size_t best = 3;
  subject.snapshot->of<ResourceClaim>().forEach([&](cluster::Slot, const ResourceClaim& claimObject) {
    if (claimObject.meta.namespaceName == pod.meta.namespaceName) {
      const std::size_t distance = words::editDistance(claimObject.meta.name.view(), missing.claimName.view(), best);
      if (distance < best) {
        best = distance;
        nearest = claimObject.meta.name.str();
      }
    }
  });
  if (!nearest.empty()) {
    cause.detail = "The namespace has a claim " + nearest + ": is the name mistyped?";
  }
  cause.fixes.push_back({"create-claim:" + claim, "Create ResourceClaim " + missing.claimName.str(),
                         "The scheduler looks at the pod as soon as the claim exists.", "The name must be exactly this one.",
                         "kubectl -n " + words::shellWord(pod.meta.namespaceName.view()) + " apply -f <manifest of the claim>",
                         "", false});
  return cause;
}

Cause templateMissing(const Subject& subject, const MissingEntry& missing) {
  const Pod& pod = *subject.pod;
  const std::string name = pod.meta.namespaceName.str() + "/" + missing.entry->templateName.str();
  Cause cause = blocked(reason::kTemplateMissing, "created", "template " + missing.entry->templateName.str() + " does not exist",
                        "ResourceClaimTemplate " + name + " does not exist, so no claim can be made.");
  cause.evidence.push_back({ref("Pod", pod.meta),
                            "spec.resourceClaims[].resourceClaimTemplateName",
                            missing.entry->templateName.str(),
                            "The claim controller makes a pod's claim from this template",
                            "",
                            {},
                            kubectlGet("pod", pod.meta)});
  cause.evidence.push_back({"ResourceClaimTemplate " + name,
                            "metadata.name",
                            "not found",
                            "",
                            "",
                            {},
                            kubectl(pod.meta.namespaceName, "get", "resourceclaimtemplate", missing.entry->templateName.view())});
  std::string nearest;
  std::size_t best = 4;
  subject.snapshot->of<ResourceClaimTemplate>().forEach([&](cluster::Slot, const ResourceClaimTemplate& candidate) {
    if (candidate.meta.namespaceName == pod.meta.namespaceName) {
      const std::size_t distance = words::editDistance(candidate.meta.name.view(), missing.entry->templateName.view(), best);
      if (distance < best) {
        best = distance;
        nearest = candidate.meta.name.str();
      }
    }
  });
  if (!nearest.empty()) {
    cause.detail = "The namespace has a template " + nearest + ": is the name mistyped?";
  }
  cause.fixes.push_back({"create-template:" + name, "Create ResourceClaimTemplate " + missing.entry->templateName.str(),
                         "The controller then makes the claim within seconds.", "",
                         "kubectl -n " + words::shellWord(pod.meta.namespaceName.view()) + " apply -f <manifest of the template>",
                         "", false});
  return cause;
}

/// What stands behind the words that every refusal begins with.
std::string refusal(std::string_view said) {
  for (const std::string_view before :
       {std::string_view(" is forbidden: "), std::string_view("failed to create ResourceClaim: ")}) {
    const std::size_t at = said.find(before);
    if (at != std::string_view::npos) {
      said = said.substr(at + before.size());
      break;
    }
  }
  std::string out = words::cut(words::oneLine(said), 200);
  while (!out.empty() && (out.back() == '.' || out.back() == ' ')) {
    out.pop_back();
  }
  return out;
}

/// What the controller said, by its words (dra.md A2, A4, A5, A6).
Cause creationRefused(const Subject& subject, const MissingEntry& missing, const Event& event) {
  const Pod& pod = *subject.pod;
  const std::string& said = event.message;
  const auto says = [&](std::string_view words) { return said.find(words) != std::string::npos; };
  Cause cause;
  if (says("exceeded quota")) {
    cause = quotaCause(*subject.snapshot, pod, *missing.entry, quotaNamedBy(said));
  } else if (says("admin-access") || says("adminAccess")) {
    cause = blocked(reason::kAdminAccessNotAllowed, "created", "namespace is not labelled for admin access",
                    "Namespace " + pod.meta.namespaceName.str() + " may not use adminAccess: it has no admin-access label.");
    cause.evidence.push_back({"Namespace " + pod.meta.namespaceName.str(),
                              "metadata.labels",
                              "no resource.kubernetes.io/admin-access",
                              "Claims with adminAccess are accepted only in namespaces labelled for it",
                              "",
                              {},
                              "kubectl get namespace " + words::shellWord(pod.meta.namespaceName.view()) + " --show-labels"});
    cause.fixes.push_back({"label-namespace:" + pod.meta.namespaceName.str(), "Label the namespace for admin access",
                           "The controller then makes the claim.", "Every user of the namespace may then ask for admin access.",
                           "kubectl label namespace " + words::shellWord(pod.meta.namespaceName.view()) +
                               " resource.kubernetes.io/admin-access=true",
                           "", false});
  } else if (says("resource claim template") || (says("not found") && says("template"))) {
    cause = templateMissing(subject, missing);
  } else if (says("compilation failed") || says("too complex") || says("cost limit")) {
    cause = blocked(
        reason::kSelectorInvalid, "created", "the server refuses a selector",
        "The API server refuses the claim: a CEL selector of template " + missing.entry->templateName.str() + " is not valid.");
    cause.fixes.push_back({"edit-template:" + missing.entry->templateName.str(), "Correct the selector in the template", "", "",
                           kubectl(pod.meta.namespaceName, "edit", "resourceclaimtemplate", missing.entry->templateName.view()),
                           "", false});
  } else {
    cause = blocked(reason::kClaimCreationFailed, "created", "the controller cannot make the claim",
                    "The claim of entry " + missing.entry->name.str() + " is refused: " + refusal(said) + ".");
    cause.fixes.push_back({"meet-refusal:" + qualifiedName(pod.meta), "Do what the refusal asks for, or have its rule changed",
                           "The controller tries again by itself.", "",
                           kubectl(pod.meta.namespaceName, "describe", "pod", pod.meta.name.view()) + "  # <read the refusal>",
                           "", false});
  }
  cause.since = event.first;
  cause.evidence.insert(cause.evidence.begin(),
                        eventEvidence(event, pod, "The claim controller says why it could not make a claim"));
  return cause;
}

Cause notCreated(const Subject& subject, const MissingEntry& missing) {
  const Snapshot& snapshot = *subject.snapshot;
  const Pod& pod = *subject.pod;
  if (snapshot.boundOf(Kind::ResourceClaimTemplate) == Bound::exact &&
      snapshot.of<ResourceClaimTemplate>().find(pod.meta.namespaceName, missing.entry->templateName) == nullptr) {
    return templateMissing(subject, missing);
  }
  if (std::optional<Cause> quota = quotaLeavesNoRoom(snapshot, pod, *missing.entry)) {
    return std::move(*quota);
  }
  Cause cause = blocked(reason::kClaimCreationFailed, "created", "no claim was made",
                        "No claim was made for entry " + missing.entry->name.str() + ", and the controller says nothing.");
  cause.detail = "kube-controller-manager does not run, has no leader, or may not create ResourceClaims.";
  cause.evidence.push_back({ref("Pod", pod.meta),
                            "status.resourceClaimStatuses",
                            "no entry " + missing.entry->name.str(),
                            "The claim controller writes the name of each claim it made",
                            "",
                            {},
                            kubectlGet("pod", pod.meta)});
  cause.evidence.push_back(
      {ref("Pod", pod.meta),
       "events",
       "no FailedResourceClaimCreation",
       "A refused creation would be an event",
       "",
       {},
       kubectl(pod.meta.namespaceName, "get", "events --field-selector", "involvedObject.name=" + pod.meta.name.str())});
  cause.fixes.push_back({"check-controller", "Look whether kube-controller-manager runs", "", "",
                         "kubectl -n kube-system get pods -l component=kube-controller-manager  # <see whether it runs>", "",
                         false});
  return cause;
}

std::optional<Cause> missingClaim(const Subject& subject, const PodEvents& events) {
  if (subject.missing.empty() || subject.pod->finished() || subject.hypothetical) {
    return std::nullopt;
  }
  const MissingEntry& missing = subject.missing.front();
  if (subject.snapshot->boundOf(Kind::ResourceClaim) != Bound::exact) {
    return std::nullopt;  // absence proves nothing while claims are hidden or still loading
  }
  const Pod& pod = *subject.pod;
  Cause cause;
  if (!missing.claimName.empty()) {
    cause = namedClaimMissing(subject, missing);
  } else if (const Event* event = creationEventFor(events, *missing.entry)) {
    cause = creationRefused(subject, missing, *event);
  } else {
    cause = notCreated(subject, missing);
  }
  cause.since = cause.since.isSet() ? cause.since : pod.meta.created;
  return cause;
}

/// A generated claim whose controller is another pod (row A8).
std::optional<Cause> foreignClaim(const Subject& subject) {
  const Pod& pod = *subject.pod;
  for (const PodClaimStatus& status : pod.claimStatuses) {
    const ResourceClaim* claim =
        status.claimName.empty() ? nullptr : subject.snapshot->of<ResourceClaim>().find(pod.meta.namespaceName, status.claimName);
    const OwnerReference* owner = claim == nullptr ? nullptr : claim->meta.controller();
    const bool generated = std::any_of(pod.spec->claims.begin(), pod.spec->claims.end(), [&](const PodClaimEntry& entry) {
      return entry.name == status.name && !entry.templateName.empty();
    });
    if (!generated || claim == nullptr || (owner != nullptr && owner->uid == pod.meta.uid) ||
        (owner != nullptr && owner->kind == "PodGroup")) {
      continue;
    }
    Cause cause = blocked(reason::kClaimOwnedByOther, "created", "its claim belongs to another object",
                          "ResourceClaim " + qualifiedName(claim->meta) + " was not made for this pod.");
    cause.since = pod.meta.created;
    cause.evidence.push_back(
        {ref("ResourceClaim", claim->meta),
         "metadata.ownerReferences[].uid",
         owner == nullptr ? "no controller" : owner->kind.str() + " " + owner->name.str() + " " + owner->uid.str(),
         "A generated claim must be controlled by the pod's own uid " + pod.meta.uid.str(),
         "",
         {},
         kubectlGet("resourceclaim", claim->meta)});
    cause.fixes.push_back({"delete-claim:" + qualifiedName(claim->meta), "Delete the claim that has taken the name",
                           "The controller then makes one for this pod.", "Whoever uses the claim loses its devices.",
                           kubectl(pod.meta.namespaceName, "delete", "resourceclaim", claim->meta.name.view()), "", false});
    return cause;
  }
  return std::nullopt;
}

std::optional<Cause> notServed(const Subject& subject) {
  const SourceStatus& status = subject.snapshot->source(Kind::ResourceClaim).status;
  if (status.state != SourceState::notServed || subject.hypothetical) {
    return std::nullopt;
  }
  Cause cause = blocked(reason::kDraNotServed, "created", "resource.k8s.io is not served",
                        "This API server has no ResourceClaim: Dynamic Resource Allocation is off.");
  cause.since = subject.pod != nullptr ? subject.pod->meta.created : Time{};
  cause.evidence.push_back({"API group resource.k8s.io",
                            "kinds",
                            "no ResourceClaim",
                            "Only a server that serves resource.k8s.io knows claims",
                            "",
                            {},
                            "kubectl api-resources --api-group=resource.k8s.io"});
  cause.fixes.push_back({"enable-dra", "Serve resource.k8s.io and switch DynamicResourceAllocation on",
                         "From 1.34 on both are on by default.", "Needs a change of the control plane.",
                         "kubectl api-versions | grep resource.k8s.io  # <see what is served>", "", false});
  return cause;
}

std::optional<Cause> gated(const Subject& subject) {
  const Pod& pod = *subject.pod;
  if (pod.spec->schedulingGates.empty() || !pod.nodeName.empty()) {
    return std::nullopt;
  }
  std::vector<std::string> gates;
  for (const Text& gate : pod.spec->schedulingGates) {
    gates.push_back(gate.str());
  }
  const bool kueue = std::any_of(gates.begin(), gates.end(),
                                 [](const std::string& gate) { return gate.find("kueue.x-k8s.io") != std::string::npos; });
  Cause cause = blocked(reason::kSchedulingGated, kueue ? "queue" : "gates", "gate " + words::listed(gates),
                        "Scheduling gate " + words::listed(gates) + " keeps the pod from the scheduler.");
  cause.detail = kueue ? "Kueue holds it until its workload is admitted." : "Whoever set the gate removes it when it is time.";
  const PodCondition* scheduled = pod.condition("PodScheduled");
  cause.since = scheduled != nullptr && scheduled->lastTransition.isSet() ? pod.at(scheduled->lastTransition) : pod.meta.created;
  cause.evidence.push_back({ref("Pod", pod.meta),
                            "spec.schedulingGates[].name",
                            words::listed(gates, 8),
                            "A pod with a gate is not put into the scheduling queue",
                            "",
                            {},
                            kubectlGet("pod", pod.meta)});
  cause.fixes.push_back({"remove-gates:" + qualifiedName(pod.meta),
                         gates.size() == 1 ? "Remove gate " + gates.front() : "Remove the gates",
                         "The scheduler looks at the pod.", "The gate's owner may rely on it.",
                         kubectl(pod.meta.namespaceName, "patch", "pod", pod.meta.name.view()) +
                             " --type=json -p '[{\"op\":\"remove\",\"path\":\"/spec/schedulingGates\"}]'",
                         "", false});
  return cause;
}

}  // namespace

std::optional<Cause> stoppedBeforeScheduler(const Subject& subject, const PodEvents& events) {
  if (std::optional<Cause> cause = notServed(subject)) {
    return cause;
  }
  if (subject.pod == nullptr || subject.hypothetical || subject.pod->finished() || !subject.pod->nodeName.empty()) {
    return std::nullopt;
  }
  if (std::optional<Cause> cause = missingClaim(subject, events)) {
    return cause;
  }
  if (std::optional<Cause> cause = foreignClaim(subject)) {
    return cause;
  }
  return gated(subject);
}

std::string quotaWords(const Snapshot& snapshot, const Text& namespaceName) {
  std::string out;
  snapshot.of<ResourceQuota>().forEach([&](cluster::Slot, const ResourceQuota& quota) {
    if (!(quota.meta.namespaceName == namespaceName) || !out.empty()) {
      return;
    }
    for (const auto& hard : quota.hard) {
      if (hard.first == "count/resourceclaims.resource.k8s.io") {
        const auto used =
            std::find_if(quota.used.begin(), quota.used.end(), [&](const auto& entry) { return entry.first == hard.first; });
        out = fmt::format("{} of {} claims used", used == quota.used.end() ? 0 : used->second.value(), hard.second.value());
      }
    }
  });
  return out;
}

}  // namespace claimscope::explanation
