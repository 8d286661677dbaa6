// The claims of a pod that comes back: which are made anew, which are free by then, which stay where they are.
#include <algorithm>

#include "model/actions/drain_node/landing.h"
#include "model/base/words.h"

namespace claimscope::actions::drain {

Landings::Wanted Landings::wantedFor(const Pod& pod, const PodClaimEntry& entry, std::string& problem) const {
  Wanted out;
  Text name = entry.claimName;
  for (const PodClaimStatus& status : pod.claimStatuses) {
    name = name.empty() && status.name == entry.name ? status.claimName : name;
  }
  out.now = name.empty() ? nullptr : m_snapshot.of<ResourceClaim>().find(pod.meta.namespaceName, name);
  if (!entry.templateName.empty()) {
    const ResourceClaimTemplate* form = m_snapshot.of<ResourceClaimTemplate>().find(pod.meta.namespaceName, entry.templateName);
    if (form == nullptr && m_snapshot.boundOf(Kind::ResourceClaimTemplate) == Bound::exact) {
      problem = "its claim template " + words::oneLine(entry.templateName.view()) + " is gone";
    } else if (form == nullptr && out.now == nullptr) {
      problem = "its claim template can not be seen";
    } else {
      out.next = std::make_unique<ResourceClaim>();
      out.next->spec = form != nullptr ? form->spec : out.now->spec;
      out.next->meta.namespaceName = pod.meta.namespaceName;
      out.next->meta.name = name.empty() ? entry.name : name;
      out.kind = (form != nullptr ? "t:" : "c:") + pod.meta.namespaceName.str() + "/" +
                 (form != nullptr ? entry.templateName.str() : out.now->meta.name.str());
    }
    return out;
  }
  if (out.now == nullptr) {
    problem = "its claim " + words::oneLine(name.view()) + " does not exist";
  } else if (out.now->meta.deleted().isSet()) {
    problem = "its claim " + words::oneLine(name.view()) + " is being deleted";
  }
  return out;
}

std::vector<Landings::Wanted> Landings::wantedBy(const Pod& pod, std::string& problem) const {
  std::vector<Wanted> out;
  for (const PodClaimEntry& entry : pod.spec->claims) {
    const bool notNeeded = std::any_of(pod.claimStatuses.begin(), pod.claimStatuses.end(), [&](const PodClaimStatus& status) {
      return status.name == entry.name && status.claimName.empty();
    });
    if (!notNeeded) {
      out.push_back(wantedFor(pod, entry, problem));
    }
  }
  if (!pod.rare->extendedResourceClaim.empty()) {
    Wanted extended;
    extended.now = m_snapshot.of<ResourceClaim>().find(pod.meta.namespaceName, pod.rare->extendedResourceClaim);
    if (extended.now != nullptr) {  // the scheduler makes such a claim for each pod
      extended.next = std::make_unique<ResourceClaim>();
      extended.next->spec = extended.now->spec;
      extended.next->meta.namespaceName = pod.meta.namespaceName;
      extended.next->meta.name = extended.now->meta.name;
      extended.kind = "c:" + pod.meta.namespaceName.str() + "/" + extended.now->meta.name.str();
      out.push_back(std::move(extended));
    }
  }
  for (Wanted& wanted : out) {
    if (wanted.now == nullptr || wanted.next != nullptr) {
      continue;
    }
    if (const auto again = m_again.find(wanted.now); again != m_again.end()) {
      wanted.bound = again->second;
    } else if (wanted.now->allocation == nullptr || m_fates.freed().count(wanted.now) != 0) {
      wanted.kind = "c:" + wanted.now->meta.namespaceName.str() + "/" + wanted.now->meta.name.str();
      wanted.next = std::make_unique<ResourceClaim>(*wanted.now);
      wanted.next->allocation.reset();
      wanted.next->reservedFor.clear();
    } else {
      wanted.bound = wanted.now;
    }
  }
  return out;
}

}  // namespace claimscope::actions::drain
