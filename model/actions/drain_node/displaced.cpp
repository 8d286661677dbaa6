#include "model/actions/drain_node/displaced.h"

#include <algorithm>

#include "model/base/words.h"

namespace claimscope::actions::drain {

using cluster::ClaimIndex;
using cluster::DeviceIndex;
using cluster::NodeIndex;

void settle(NodePod& pod) {
  const Filtered& filtered = pod.filtered;
  const bool daemon = filtered.reason == reason::kDaemonSet || filtered.reason == reason::kDaemonSetUnknown;
  pod.leaves = filtered.choice == Choice::evict || (filtered.choice == Choice::blocked && !daemon);
  pod.returns = pod.leaves && !pod.pod->finished() && pod.pod->meta.controller() != nullptr &&
                filtered.reason != reason::kDaemonSetGone && filtered.reason != reason::kNoController;
}

Fates::Fates(const cluster::Snapshot& snapshot, const std::vector<Text>& nodes, const std::vector<NodePod>& pods)
    : m_snapshot(snapshot) {
  const cluster::Inventory& inventory = *snapshot.inventory;
  for (const NodePod& pod : pods) {
    if (pod.leaves) {
      m_leaving.insert(pod.pod);
    }
    const List<ClaimIndex>& used = inventory.claimsOfPod(pod.slot);
    m_claims.insert(m_claims.end(), used.begin(), used.end());
  }
  for (const Text& name : nodes) {
    const NodeIndex node = inventory.findNode(name);
    if (node == cluster::kNone) {
      continue;
    }
    for (const DeviceIndex device : inventory.nodes[node].devices) {
      m_claims.insert(m_claims.end(), inventory.devices[device].claims.begin(), inventory.devices[device].claims.end());
    }
  }
  std::sort(m_claims.begin(), m_claims.end());
  m_claims.erase(std::unique(m_claims.begin(), m_claims.end()), m_claims.end());
  for (const ClaimIndex claim : m_claims) {
    const ClaimFate fate = fateOf(claim);
    if (fate.after == ClaimFate::After::anew || fate.after == ClaimFate::After::released) {
      m_freed.insert(snapshot.of<ResourceClaim>().at(inventory.claims[claim].slot));
    }
    m_fates.emplace(claim, fate);
  }
}

const Pod* Fates::podNamed(const Text& namespaceName, const Text& name, const Uid& uid) const {
  const Pod* pod = m_snapshot.of<Pod>().find(namespaceName, name);
  // Objects that somebody wrote into a file may have no uid.
  return pod != nullptr && (uid.empty() || pod->meta.uid.empty() || pod->meta.uid == uid) ? pod : nullptr;
}

/// The controller empties reservedFor as pods go, and clears the allocation with the last entry only: a claim that was never
/// reserved keeps its devices (dra.md 2.1, 9).
ClaimFate Fates::fateOf(ClaimIndex index) const {
  const ResourceClaim& claim = *m_snapshot.of<ResourceClaim>().at(m_snapshot.inventory->claims[index].slot);
  const bool podsKnown = m_snapshot.boundOf(Kind::Pod) == Bound::exact;
  ClaimFate out;
  for (const ClaimConsumer& consumer : claim.reservedFor) {
    const bool isPod = consumer.apiGroup.empty() && consumer.resource == "pods";
    const Pod* pod = isPod ? podNamed(claim.meta.namespaceName, consumer.name, consumer.uid) : nullptr;
    const bool gone = isPod && podsKnown && (pod == nullptr || pod->finished());
    if (!gone && m_leaving.count(pod) == 0) {
      out.consumers.push_back(words::oneLine(isPod ? claim.meta.namespaceName.str() + "/" + consumer.name.str()
                                                   : consumer.resource.str() + "/" + consumer.name.str()));
    }
  }
  const OwnerReference* owner = claim.meta.controller();
  const Pod* ownerPod =
      owner != nullptr && owner->kind == "Pod" ? podNamed(claim.meta.namespaceName, owner->name, owner->uid) : nullptr;
  const bool ofLeavingPod = ownerPod != nullptr && m_leaving.count(ownerPod) != 0;
  if (!out.consumers.empty()) {
    out.after = ClaimFate::After::stays;
  } else if (ofLeavingPod) {
    out.after = ClaimFate::After::anew;
  } else if (claim.allocation == nullptr) {
    out.after = ClaimFate::After::pending;
  } else {
    out.after = claim.reservedFor.empty() ? ClaimFate::After::stays : ClaimFate::After::released;
  }
  return out;
}

}  // namespace claimscope::actions::drain
