// Subject: what is explained, a pod with all its claims or claims alone, resolved in one snapshot. Immutable; any thread.
#pragma once

#include <string>
#include <vector>

#include "model/cluster/snapshot.h"

namespace claimscope::explanation {

/// A claim entry of a pod whose claim does not exist.
struct MissingEntry {
  const PodClaimEntry* entry = nullptr;
  Text claimName;  ///< of a named claim, or of a generated one that is gone
};

struct Subject {
  const cluster::Snapshot* snapshot = nullptr;
  const Pod* pod = nullptr;  ///< that waits or runs; null when no pod asks for the claim
  cluster::Slot podSlot = cluster::kNoSlot;
  const ResourceClaim* focus = nullptr;  ///< the claim asked about; null when the question is about a pod
  cluster::ClaimIndex focusIndex = cluster::kNone;
  std::vector<const ResourceClaim*> claims;      ///< of the pod in the order of its entries, else the one
  std::vector<const ResourceClaim*> toAllocate;  ///< of those: not allocated
  std::vector<MissingEntry> missing;
  bool hypothetical = false;  ///< from a file: nothing of it is in the cluster

  [[nodiscard]] const cluster::Inventory& inventory() const { return *snapshot->inventory; }
  /// "ns/name" of what was asked about.
  [[nodiscard]] std::string name() const;
  /// "claim" or "pod".
  [[nodiscard]] std::string kind() const { return focus != nullptr ? "claim" : "pod"; }
  /// Namespace of everything it names.
  [[nodiscard]] Text namespaceName() const;
};

/// The claim with the pod that decides about it: the oldest that waits, else the first that uses it.
[[nodiscard]] Subject subjectOfClaim(const cluster::Snapshot& snapshot, cluster::ClaimIndex claim);
[[nodiscard]] Subject subjectOfPod(const cluster::Snapshot& snapshot, cluster::Slot pod);
/// Claims of a file. `pod` may be null; the objects must outlive the subject.
[[nodiscard]] Subject hypotheticalSubject(const cluster::Snapshot& snapshot, const Pod* pod,
                                          std::vector<const ResourceClaim*> claims);

/// "ns/name".
[[nodiscard]] std::string qualifiedName(const Metadata& meta);

}  // namespace claimscope::explanation
