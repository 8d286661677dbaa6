// ResourceClass (classic DRA, resource.k8s.io v1alpha1 and v1alpha2). Values; any thread.
#pragma once

#include "model/resources/kind.h"
#include "model/resources/selector.h"

namespace claimscope {

struct ResourceClass {
  Metadata meta;
  Text driverName;
  Text parametersApiGroup;
  Text parametersKind;
  Text parametersName;
  Text parametersNamespace;
  std::optional<NodeSelector> suitableNodes;
  bool structuredParameters = false;  ///< 1.30
};

}  // namespace claimscope
