// DaemonSet (apps/v1). Values; any thread.
#pragma once

#include <cstdint>

#include "model/base/box.h"
#include "model/resources/kind.h"
#include "model/resources/pod/pod.h"
#include "model/resources/selector.h"

namespace claimscope {

struct DaemonSet {
  Metadata meta;
  LabelSelector selector;
  std::int32_t desired = 0;  ///< desiredNumberScheduled
  std::int32_t ready = 0;
  std::int32_t available = 0;
  std::int32_t updated = 0;
  Text strategy;                        ///< "RollingUpdate", "Recreate", "OnDelete"; empty where nobody said
  std::int64_t observedGeneration = 0;  ///< of the spec that the status is about
  List<Text> templateClaims;            ///< ResourceClaimTemplates and ResourceClaims the pod template names
  Box<Pod> extendedTemplate;            ///< the pod template (keepsTemplate), else null
};

}  // namespace claimscope
