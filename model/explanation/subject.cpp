#include "model/explanation/subject.h"

#include <algorithm>

namespace claimscope::explanation {

using cluster::Snapshot;

namespace {

/// The claim that an entry of the pod means, empty when it has none yet. `notNeeded` is set when the pod says it needs none.
Text claimNameOf(const Snapshot& snapshot, const Pod& pod, const PodClaimEntry& entry, bool& notNeeded) {
  notNeeded = false;
  if (!entry.claimName.empty()) {
    return entry.claimName;
  }
  for (const PodClaimStatus& status : pod.claimStatuses) {
    if (status.name == entry.name) {
      notNeeded = status.claimName.empty();  // the entry says so by having no name (dra.md 1.5)
      return status.claimName;
    }
  }
  if (pod.claimStatuses.empty() && snapshot.server.minor != 0 && snapshot.server.minor <= 27) {
    return Text(pod.meta.name.str() + "-" + entry.name.str());  // deterministic before statuses existed
  }
  return {};
}

void addClaims(Subject& subject) {
  const Snapshot& snapshot = *subject.snapshot;
  const Pod& pod = *subject.pod;
  const auto add = [&](const ResourceClaim* claim) {
    if (claim != nullptr && std::find(subject.claims.begin(), subject.claims.end(), claim) == subject.claims.end()) {
      subject.claims.push_back(claim);
    }
  };
  for (const PodClaimEntry& entry : pod.spec->claims) {
    bool notNeeded = false;
    const Text name = claimNameOf(snapshot, pod, entry, notNeeded);
    const ResourceClaim* claim = name.empty() ? nullptr : snapshot.of<ResourceClaim>().find(pod.meta.namespaceName, name);
    add(claim);
    if (claim == nullptr && !notNeeded && !pod.finished()) {
      subject.missing.push_back({&entry, name});
    }
  }
  if (!pod.rare->extendedResourceClaim.empty()) {
    add(snapshot.of<ResourceClaim>().find(pod.meta.namespaceName, pod.rare->extendedResourceClaim));
  }
}

void splitClaims(Subject& subject) {
  for (const ResourceClaim* claim : subject.claims) {
    if (claim->allocation == nullptr) {
      subject.toAllocate.push_back(claim);
    }
  }
}

/// Waiting pods come before others, the oldest first: the one the scheduler has tried longest.
bool decidesBefore(const Pod& a, const Pod& b) {
  const auto rank = [](const Pod& pod) {
    return pod.finished() || pod.meta.deleted().isSet() ? 2 : pod.nodeName.empty() ? 0 : 1;
  };
  if (rank(a) != rank(b)) {
    return rank(a) < rank(b);
  }
  return rank(a) == 0 ? (a.meta.created == b.meta.created ? a.meta.name < b.meta.name : a.meta.created < b.meta.created) : false;
}

}  // namespace

std::string qualifiedName(const Metadata& meta) {
  return meta.namespaceName.empty() ? meta.name.str() : meta.namespaceName.str() + "/" + meta.name.str();
}

std::string Subject::name() const {
  return focus != nullptr ? qualifiedName(focus->meta) : pod != nullptr ? qualifiedName(pod->meta) : std::string();
}

Text Subject::namespaceName() const {
  return focus != nullptr ? focus->meta.namespaceName : pod != nullptr ? pod->meta.namespaceName : Text();
}

Subject subjectOfClaim(const Snapshot& snapshot, cluster::ClaimIndex claim) {
  Subject subject;
  subject.snapshot = &snapshot;
  const cluster::ClaimView& view = snapshot.inventory->claims[claim];
  subject.focus = snapshot.of<ResourceClaim>().at(view.slot);
  subject.focusIndex = claim;
  for (const cluster::Slot slot : view.pods) {
    const Pod* candidate = snapshot.of<Pod>().at(slot);
    if (candidate != nullptr && (subject.pod == nullptr || decidesBefore(*candidate, *subject.pod))) {
      subject.pod = candidate;
      subject.podSlot = slot;
    }
  }
  if (subject.pod != nullptr) {
    addClaims(subject);
  }
  if (std::find(subject.claims.begin(), subject.claims.end(), subject.focus) == subject.claims.end()) {
    subject.claims.push_back(subject.focus);
  }
  splitClaims(subject);
  return subject;
}

Subject subjectOfPod(const Snapshot& snapshot, cluster::Slot pod) {
  Subject subject;
  subject.snapshot = &snapshot;
  subject.pod = snapshot.of<Pod>().at(pod);
  subject.podSlot = pod;
  if (subject.pod != nullptr) {
    addClaims(subject);
    splitClaims(subject);
  }
  return subject;
}

Subject hypotheticalSubject(const Snapshot& snapshot, const Pod* pod, std::vector<const ResourceClaim*> claims) {
  Subject subject;
  subject.snapshot = &snapshot;
  subject.pod = pod;
  subject.claims = std::move(claims);
  subject.focus = pod == nullptr && !subject.claims.empty() ? subject.claims.front() : nullptr;
  splitClaims(subject);
  subject.hypothetical = true;
  return subject;
}

}  // namespace claimscope::explanation
