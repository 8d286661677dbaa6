// What a pod's fields say together, once all of them are read from JSON or protobuf. Any thread.
#pragma once

#include <algorithm>

#include "model/resources/pod/pod.h"

namespace claimscope::fields {

/// Some of cpu or memory, which decide the quality of service.
inline bool asksCompute(const ResourceList& list) {
  return std::any_of(list.begin(), list.end(), [](const auto& entry) {
    return (entry.first == "cpu" || entry.first == "memory") && entry.second.nano() != 0;
  });
}

inline void finish(Pod& pod) {
  pod.terminatedGracefully =
      !pod.containerStatuses.empty() && std::all_of(pod.containerStatuses.begin(), pod.containerStatuses.end(),
                                                    [](const ContainerStatus& status) { return status.state == "terminated"; });
}

}  // namespace claimscope::fields
