// ResourceClaimParameters (v1alpha2 of 1.30). Values; any thread.
#pragma once

#include "model/resources/kind.h"

namespace claimscope {

struct ResourceClaimParameters {
  Metadata meta;
  bool shareable = true;
  Text generatedKind;
  Text generatedName;
  std::vector<std::pair<Text, std::vector<Text>>> driverRequests;  ///< (driver, namedResources selectors)
};

}  // namespace claimscope
