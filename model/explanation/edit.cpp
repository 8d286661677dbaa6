#include "model/explanation/edit.h"

#include <algorithm>

#include "model/base/json_tree.h"
#include "model/base/words.h"
#include "model/explanation/cause.h"

namespace claimscope::explanation {
namespace {

/// The template that the claim was made from, by the pod's entry; null for named claims or when it is gone.
const ResourceClaimTemplate* templateOf(const Subject& subject, const ResourceClaim& claim) {
  if (subject.pod == nullptr) {
    return nullptr;
  }
  for (const PodClaimEntry& entry : subject.pod->spec->claims) {
    if (entry.templateName.empty()) {
      continue;
    }
    const auto status = std::find_if(subject.pod->claimStatuses.begin(), subject.pod->claimStatuses.end(),
                                     [&](const PodClaimStatus& s) { return s.name == entry.name; });
    if (status != subject.pod->claimStatuses.end() && status->claimName == claim.meta.name) {
      return subject.snapshot->of<ResourceClaimTemplate>().find(subject.pod->meta.namespaceName, entry.templateName);
    }
  }
  return nullptr;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
  return text;
}

std::string replaceObject(const Text& namespaceName, std::string_view kind, const Text& name, const std::string& operations) {
  return kubectl(namespaceName, "get", kind, name.view()) + " -o yaml \\\n  | kubectl patch --local -f - --type=json -p " +
         words::shellWord("[" + operations + "]") + " -o yaml \\\n  | kubectl replace --force -f -";
}

/// Pods that wait with claims from the same template and have the same controller: they all keep their old claims.
std::string recreatePods(const Subject& subject, const Text& templateName) {
  const Pod& pod = *subject.pod;
  const OwnerReference* owner = pod.meta.controller();
  if (owner == nullptr) {
    // Nobody would make a bare pod anew.
    return kubectl(pod.meta.namespaceName, "get", "pod", pod.meta.name.view()) + " -o yaml | kubectl replace --force -f -";
  }
  std::vector<std::string> names;
  subject.snapshot->of<Pod>().forEach([&](cluster::Slot, const Pod& other) {
    const OwnerReference* its = other.meta.controller();
    const bool same = its != nullptr && its->uid == owner->uid && other.meta.namespaceName == pod.meta.namespaceName;
    const bool waits = other.nodeName.empty() && !other.finished();
    const bool from = std::any_of(other.spec->claims.begin(), other.spec->claims.end(),
                                  [&](const PodClaimEntry& entry) { return entry.templateName == templateName; });
    if (same && waits && from) {
      names.push_back(other.meta.name.str());
    }
  });
  std::sort(names.begin(), names.end());
  std::string out = kubectl(pod.meta.namespaceName, "delete", "pod", "");
  for (const std::string& name : names) {
    out += " " + words::shellWord(name);
  }
  return out;
}

}  // namespace

std::string jsonString(std::string_view text) {
  return nlohmann::json(std::string(text)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string bodyPath(const cluster::Snapshot& snapshot, const Census& census) {
  const auto& requests = census.claim->spec.requests;
  std::size_t request = 0;
  while (request + 1 < requests.size() && &requests[request] != census.request) {
    ++request;
  }
  std::string path = "/requests/" + std::to_string(request);
  if (!census.request->exactly) {
    const auto alternative = static_cast<std::size_t>(census.body - census.request->firstAvailable.data());
    return path + "/firstAvailable/" + std::to_string(alternative);
  }
  const std::string& version = snapshot.source(Kind::ResourceClaim).status.resource.version;
  const bool flat = version == "v1alpha3" || version == "v1beta1";
  return flat ? path : path + "/exactly";
}

std::string editCommand(const Subject& subject, const ResourceClaim& claim, const SpecPatch& patch) {
  if (subject.hypothetical || (subject.pod != nullptr && subject.pod->rare->extendedResourceClaim == claim.meta.name)) {
    return {};
  }
  if (const ResourceClaimTemplate* source = templateOf(subject, claim)) {
    return replaceObject(source->meta.namespaceName, "resourceclaimtemplate", source->meta.name,
                         replaced(patch.operations, kSpec, "/spec/spec/devices")) +
           " \\\n  && " + recreatePods(subject, source->meta.name);
  }
  return replaceObject(claim.meta.namespaceName, "resourceclaim", claim.meta.name,
                       replaced(patch.operations, kSpec, "/spec/devices"));
}

std::string editSideEffect(const Subject& subject, const ResourceClaim& claim) {
  if (subject.hypothetical) {
    return "Change it in the file.";
  }
  if (const ResourceClaimTemplate* source = templateOf(subject, claim)) {
    return "Specs cannot change: template " + source->meta.name.str() + " is replaced and the pod made anew.";
  }
  return "Claim specs cannot change: the claim is deleted and made anew.";
}

}  // namespace claimscope::explanation
