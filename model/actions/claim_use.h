// ClaimUse: who holds a claim and whether they still live, by status.reservedFor and the pods of a snapshot. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/actions/plan.h"

namespace claimscope::actions {

/// What has become of an entry of status.reservedFor.
enum class ConsumerState : std::uint8_t {
  live,      ///< the pod exists and may run
  ending,    ///< it is being deleted: the kubelet unprepares, then the controller removes the entry
  finished,  ///< Succeeded or Failed: the controller removes the entry by itself
  replaced,  ///< a pod of this name has another uid
  absent,    ///< there is no such pod
  hidden,    ///< pods cannot be seen, so nobody can tell
  group,     ///< a PodGroup: its pods use it
  foreign,   ///< something that is no pod: the controller keeps it for ever
};
/// "in use", "ending", "finished", "replaced", "gone", "hidden", "group", "not a pod".
[[nodiscard]] std::string_view consumerWord(ConsumerState state);
/// Nothing uses the claim through such an entry.
[[nodiscard]] inline bool isDead(ConsumerState state) {
  return state == ConsumerState::finished || state == ConsumerState::replaced || state == ConsumerState::absent;
}

struct Consumer {
  const ClaimConsumer* entry = nullptr;
  const Pod* pod = nullptr;  ///< of that name; null when there is none
  ConsumerState state = ConsumerState::live;
  [[nodiscard]] std::string name(const ResourceClaim& claim) const;  ///< "pod ml/x", "podgroups.scheduling.k8s.io x"
};

struct ClaimUse {
  const ResourceClaim* claim = nullptr;
  const cluster::ClaimView* view = nullptr;
  std::vector<Consumer> consumers;  ///< in the order of reservedFor
  std::vector<const Pod*> waiting;  ///< alive, ask for it, and it is not reserved for them
  const Pod* owner = nullptr;       ///< the pod it was generated for, when that is there with the same uid
  bool generated = false;           ///< owned by a pod: it lives and dies with it
  [[nodiscard]] std::size_t count(ConsumerState state) const;
  [[nodiscard]] std::size_t dead() const;
  [[nodiscard]] std::string name() const;  ///< "ns/name"
  [[nodiscard]] std::vector<cluster::DeviceIndex> devices() const;
};

[[nodiscard]] ClaimUse useOf(const cluster::Snapshot& snapshot, cluster::ClaimIndex claim);
/// The claim that a reference names; kNone when it is not there.
[[nodiscard]] cluster::ClaimIndex claimOf(const cluster::Snapshot& snapshot, const ObjectRef& object);
/// The error for a claim that is not there.
[[nodiscard]] Error noClaim(const cluster::Snapshot& snapshot, const ObjectRef& object);
/// "driver/pool/device" of each device it holds.
[[nodiscard]] std::vector<std::string> deviceNames(const cluster::Snapshot& snapshot, const cluster::ClaimView& claim);
/// Permissions to write status.allocation or status.reservedFor: the status, and from 1.36 the binding, cluster-wide
/// (dra.md 1.7).
void addStatusNeeds(const cluster::Snapshot& snapshot, const ResourceClaim& claim, const std::string& purpose,
                    std::vector<Need>& out);

}  // namespace claimscope::actions
