// ResourceClaimParameters (v1alpha2 of 1.30). Values; any thread.
#pragma once

#include "model/resources/kind.h"

namespace claimscope {

struct ResourceClaimParameters {
  Metadata meta;
  bool shareable = true;
  Text generatedKind;
  Text generatedName;
  List<std::pair<Text, List<Text>>> driverRequests;  ///< (driver, namedResources selectors)
};

}  // namespace claimscope
