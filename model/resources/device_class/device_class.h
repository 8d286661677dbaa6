// DeviceClass (resource.k8s.io v1 … v1alpha3). Values; any thread.
#pragma once

#include "model/resources/kind.h"
#include "model/resources/selector.h"

namespace claimscope {

/// config[].opaque: parameters for a driver, kept as JSON.
struct DeviceConfiguration {
  std::vector<Text> requests;
  Text driver;
  std::string parameters;
};

struct DeviceClass {
  Metadata meta;
  std::vector<Text> selectors;  ///< CEL expressions, ANDed
  std::vector<DeviceConfiguration> config;
  Text extendedResourceName;                  ///< 1.34+
  std::optional<NodeSelector> suitableNodes;  ///< 1.31 only
};

}  // namespace claimscope
