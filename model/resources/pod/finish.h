// What a pod's fields say together, once all of them are read from JSON or protobuf. Any thread.
#pragma once

#include <algorithm>

#include "model/resources/pod/pod.h"

namespace claimscope::fields {

inline void finish(Pod& pod) {
  pod.terminatedGracefully =
      !pod.containerStatuses.empty() && std::all_of(pod.containerStatuses.begin(), pod.containerStatuses.end(),
                                                    [](const ContainerStatus& status) { return status.state == "terminated"; });
}

}  // namespace claimscope::fields
