// CronJob (batch/v1). Values; any thread.
#pragma once

#include <cstdint>

#include "model/base/box.h"
#include "model/resources/kind.h"
#include "model/resources/pod/pod.h"

namespace claimscope {

struct CronJob {
  Metadata meta;
  Text schedule;  ///< "0 2 * * *"
  Text timeZone;  ///< empty: that of the controller
  bool suspended = false;
  std::int32_t parallelism = 1;  ///< pods at a time of one Job
  std::int32_t active = 0;       ///< Jobs that run
  Time lastSchedule;
  List<Text> templateClaims;  ///< ResourceClaimTemplates and ResourceClaims the pod template names
  Box<Pod> extendedTemplate;  ///< the pod template (keepsTemplate), else null
};

}  // namespace claimscope
