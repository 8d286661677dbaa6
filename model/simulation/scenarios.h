// Scenarios: what each named world holds at its beginning and what it plans to happen. One thread.
#pragma once

#include <string_view>
#include <vector>

#include "model/simulation/cluster.h"

namespace claimscope::simulation {

struct Scenario {
  const char* name;
  const char* description;
  bool classic;
  void (*build)(Cluster& cluster);
};
[[nodiscard]] const std::vector<Scenario>& allScenarios();

void buildQuiet(Cluster& cluster);
void buildEks(Cluster& cluster);
void buildFleet(Cluster& cluster);
void buildDevicePlugin(Cluster& cluster);
void buildExtreme(Cluster& cluster);

}  // namespace claimscope::simulation
