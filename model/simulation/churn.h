// Churn: short jobs that come and go, so that a world has changes all the time. One thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "model/simulation/cluster.h"

namespace claimscope::simulation {

/// One short Job: created, its pod run on these devices of one node for so long, then all of it deleted.
struct ShortJob {
  std::string namespaceName;
  std::string name;
  ClaimEntry entry;
  std::vector<DeviceId> devices;
  bool gpu = false;
  std::int64_t runMs = 10'000;
};
void runShortJob(Cluster& cluster, const ShortJob& what);

}  // namespace claimscope::simulation
