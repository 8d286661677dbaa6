// PodEvents: the newest events about one pod, by reason. Points into the snapshot; any thread.
#pragma once

#include <string_view>

#include "model/cluster/snapshot.h"

namespace claimscope::explanation {

struct PodEvents {
  const Event* creation = nullptr;    ///< FailedResourceClaimCreation
  const Event* prepare = nullptr;     ///< FailedPrepareDynamicResources
  const Event* binding = nullptr;     ///< BindingConditionsPending
  const Event* scheduling = nullptr;  ///< FailedScheduling
  const Event* eviction = nullptr;    ///< DeviceTaintManagerEviction
};

/// Events of this pod in this life; a pod of the same name with another uid is another pod.
[[nodiscard]] PodEvents eventsOf(const cluster::Snapshot& snapshot, const Pod& pod);
/// The newest Warning about any object of this kind and name; null when there is none.
[[nodiscard]] const Event* warningAbout(const cluster::Snapshot& snapshot, std::string_view kind, const Metadata& object);

}  // namespace claimscope::explanation
