// Job (batch/v1). Values; any thread.
#pragma once

#include <cstdint>

#include "model/base/box.h"
#include "model/resources/kind.h"
#include "model/resources/pod/pod.h"
#include "model/resources/selector.h"

namespace claimscope {

struct Job {
  Metadata meta;
  LabelSelector selector;
  std::int32_t completions = 1;
  std::int32_t parallelism = 1;
  std::int32_t active = 0;
  std::int32_t succeeded = 0;
  std::int32_t failed = 0;
  bool suspended = false;
  bool complete = false;  ///< condition Complete is True
  Time completionTime;
  List<Text> templateClaims;  ///< ResourceClaimTemplates and ResourceClaims the pod template names
  Box<Pod> extendedTemplate;  ///< the pod template (keepsTemplate), else null
};

}  // namespace claimscope
