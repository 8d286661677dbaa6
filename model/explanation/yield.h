// Yield: how a claim is made to give its devices back, by who uses it. Pure; any thread.
#pragma once

#include <string>

#include "model/explanation/holders.h"

namespace claimscope::explanation {

struct Yield {
  std::string text;        ///< "Release ns/claim", "Stop ns/pod", "Scale Deployment ns/x to 1"
  std::string sideEffect;  ///< "No pod uses it. No owner."
  std::string command;     ///< kubectl that really frees the devices: a controller does not bring the pod back
};

[[nodiscard]] Yield yieldOf(const cluster::Snapshot& snapshot, const HolderFacts& holder);

}  // namespace claimscope::explanation
