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
  std::int32_t ready = -1;  ///< active pods that are Ready; below 0: the server does not report it (before 1.24)
  bool complete = false;    ///< condition Complete is True
  bool gaveUp = false;      ///< condition Failed is True: no pod will be made
  Time completionTime;
  List<Text> templateClaims;  ///< ResourceClaimTemplates and ResourceClaims the pod template names
  Box<Pod> extendedTemplate;  ///< the pod template (keepsTemplate), else null
};

/// What a condition of its status says.
inline void note(const Condition& condition, Job& out) {
  out.complete = out.complete || (condition.type == "Complete" && condition.status == "True");
  out.gaveUp = out.gaveUp || (condition.type == "Failed" && condition.status == "True");
}

}  // namespace claimscope
