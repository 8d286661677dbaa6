// Controllers of pods: who stands above whom, and what they say of themselves.
#include "model/cluster/workloads.h"

#include <algorithm>
#include <type_traits>

namespace claimscope::cluster {
namespace {

template <class T>
WorkloadStatus statusOf(const T& object) {
  WorkloadStatus out;
  out.meta = &object.meta;
  out.templateClaims = &object.templateClaims;
  if constexpr (std::is_same_v<T, Job>) {
    out.desired = std::max<std::int64_t>(0, std::min(object.parallelism, object.completions - object.succeeded));
    out.activeOnly = object.ready < 0;
    out.ready = out.activeOnly ? object.active : object.ready;
    out.succeeded = object.succeeded;
    out.failed = object.failed;
    out.complete = object.complete;
    out.gaveUp = object.gaveUp;
  } else if constexpr (std::is_same_v<T, CronJob>) {
    out.ready = object.active;
    out.activeOnly = true;
  } else {
    out.desired = object.desired;
    out.ready = object.ready;
  }
  if constexpr (requires { object.suspended; }) {
    out.suspended = object.suspended;
  }
  return out;
}

}  // namespace

bool countsToMaker(std::string_view kind) {
  return kind == "ReplicaSet" || kind == "Job";
}

const OwnerReference* topController(const Snapshot& snapshot, const Metadata& object) {
  const OwnerReference* owner = object.controller();
  if (owner == nullptr) {
    return nullptr;
  }
  const OwnerReference* above = owner->kind == "ReplicaSet" ? controllerOf<ReplicaSet>(snapshot, object.namespaceName, *owner)
                                : owner->kind == "Job"      ? controllerOf<Job>(snapshot, object.namespaceName, *owner)
                                                            : nullptr;
  return above != nullptr ? above : owner;
}

const std::vector<Kind>& workloadKinds() {
  static const std::vector<Kind> kKinds{Kind::Deployment, Kind::StatefulSet, Kind::DaemonSet,
                                        Kind::ReplicaSet, Kind::Job,         Kind::CronJob};
  return kKinds;
}

std::optional<Kind> workloadKind(std::string_view kind) {
  const auto& kinds = workloadKinds();
  const auto found = std::find_if(kinds.begin(), kinds.end(), [&](Kind one) { return kindRequest(one).kind == kind; });
  return found == kinds.end() ? std::nullopt : std::optional(*found);
}

std::optional<WorkloadStatus> workloadStatus(const Snapshot& snapshot, std::string_view kind, const Text& namespaceName,
                                             const Text& name) {
  const std::optional<Kind> watched = workloadKind(kind);
  if (!watched) {
    return std::nullopt;
  }
  return visitKind(*watched, [&](auto type) -> std::optional<WorkloadStatus> {
    using T = typename decltype(type)::type;
    if constexpr (requires(const T& object) { object.templateClaims; }) {
      if (const T* object = snapshot.of<T>().find(namespaceName, name)) {
        return statusOf(*object);
      }
    }
    return std::nullopt;
  });
}

}  // namespace claimscope::cluster
