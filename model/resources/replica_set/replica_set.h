// ReplicaSet (apps/v1). Values; any thread.
#pragma once

#include <cstdint>

#include "model/resources/kind.h"
#include "model/resources/selector.h"

namespace claimscope {

struct ReplicaSet {
  Metadata meta;
  LabelSelector selector;
  std::int32_t desired = 0;
  std::int32_t ready = 0;
  std::int32_t available = 0;
  std::int32_t updated = 0;
  List<Text> templateClaims;  ///< ResourceClaimTemplates and ResourceClaims the pod template names
};

}  // namespace claimscope
