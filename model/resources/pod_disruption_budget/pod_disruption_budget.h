// PodDisruptionBudget (policy/v1). Values; any thread.
#pragma once

#include <cstdint>

#include "model/resources/kind.h"
#include "model/resources/selector.h"

namespace claimscope {

struct PodDisruptionBudget {
  Metadata meta;
  std::optional<LabelSelector> selector;  ///< none selects no pod; an empty one selects all of the namespace
  Text minAvailable;                      ///< number or percentage as written
  Text maxUnavailable;
  Text unhealthyPodEvictionPolicy;
  std::int32_t disruptionsAllowed = 0;
  std::int32_t currentHealthy = 0;
  std::int32_t desiredHealthy = 0;
  std::int32_t expectedPods = 0;
  std::int64_t observedGeneration = 0;
};

}  // namespace claimscope
