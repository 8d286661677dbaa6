// Workloads: the controllers that make pods, what they say of themselves, and which of them stands behind a pod or claim. Pure;
// any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/cluster/snapshot.h"

namespace claimscope::cluster {

/// The controller of an object that a reference names; null when it is not there, is another one of that name, or has none.
template <class T>
[[nodiscard]] const OwnerReference* controllerOf(const Snapshot& snapshot, const Text& namespaceName,
                                                 const OwnerReference& reference) {
  const T* object = snapshot.of<T>().find(namespaceName, reference.name);
  return object != nullptr && (reference.uid.empty() || object->meta.uid == reference.uid) ? object->meta.controller() : nullptr;
}

/// Whether pods of this kind of controller are counted to what made it (Deployment, CronJob, JobSet): ReplicaSets and Jobs.
/// Others may have a maker too, such as an operator's own kind, and stand for themselves.
[[nodiscard]] bool countsToMaker(std::string_view kind);
/// The topmost controller that is known of a pod or claim. Null when it has none.
[[nodiscard]] const OwnerReference* topController(const Snapshot& snapshot, const Metadata& object);

/// Of a Deployment, StatefulSet, DaemonSet, ReplicaSet, Job or CronJob, in the words all of them share.
struct WorkloadStatus {
  const Metadata* meta = nullptr;
  const List<Text>* templateClaims = nullptr;  ///< ResourceClaimTemplates and ResourceClaims that the pod template names
  std::int64_t desired = 0;                    ///< pods at a time; of a CronJob 0: it makes Jobs
  std::int64_t ready = 0;                      ///< pods that are; of a CronJob Jobs that run
  std::int64_t succeeded = 0;                  ///< of a Job
  std::int64_t failed = 0;                     ///< of a Job
  bool suspended = false;
  bool complete = false;    ///< a Job that has ended well
  bool gaveUp = false;      ///< a Job that has failed: no pod will be made
  bool activeOnly = false;  ///< `ready` counts pods or Jobs that have not ended, ready or not: more is not said

  [[nodiscard]] bool ended() const { return complete || gaveUp; }
  /// Fewer pods than there should be, and more are to come.
  [[nodiscard]] bool isShort() const { return !suspended && !ended() && ready < desired; }
};

/// Empty for kinds that are not watched, and for what is not there. `kind` as owner references write it: "Deployment".
[[nodiscard]] std::optional<WorkloadStatus> workloadStatus(const Snapshot& snapshot, std::string_view kind,
                                                           const Text& namespaceName, const Text& name);
/// Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob.
[[nodiscard]] const std::vector<Kind>& workloadKinds();
/// The kind whose source tells of such workloads; none for controllers that are not watched.
[[nodiscard]] std::optional<Kind> workloadKind(std::string_view kind);

}  // namespace claimscope::cluster
