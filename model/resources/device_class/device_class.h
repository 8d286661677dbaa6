// DeviceClass (resource.k8s.io v1 … v1alpha3). Values; any thread.
#pragma once

#include <tuple>

#include "model/resources/kind.h"
#include "model/resources/selector.h"

namespace claimscope {

/// config[].opaque: parameters for a driver, kept as JSON.
struct DeviceConfiguration {
  List<Text> requests;
  Text driver;
  std::string parameters;

  [[nodiscard]] auto fields() const {
    const auto& [a, b, c] = *this;
    return std::tie(a, b, c);
  }
};

struct DeviceClass {
  Metadata meta;
  List<Text> selectors;  ///< CEL expressions, ANDed
  List<DeviceConfiguration> config;
  Text extendedResourceName;                  ///< 1.34+
  std::optional<NodeSelector> suitableNodes;  ///< 1.31 only
};

}  // namespace claimscope
