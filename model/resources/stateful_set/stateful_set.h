// StatefulSet (apps/v1). Values; any thread.
#pragma once

#include <cstdint>

#include "model/resources/kind.h"
#include "model/resources/selector.h"

namespace claimscope {

struct StatefulSet {
  Metadata meta;
  LabelSelector selector;
  std::int32_t desired = 0;
  std::int32_t ready = 0;
  std::int32_t available = 0;
  std::int32_t updated = 0;
  std::vector<Text> templateClaims;  ///< ResourceClaimTemplates and ResourceClaims the pod template names
};

}  // namespace claimscope
