// PodSchedulingContext (classic DRA; PodScheduling in v1alpha1). Values; any thread.
#pragma once

#include "model/resources/kind.h"

namespace claimscope {

struct PodSchedulingContext {
  Metadata meta;  ///< same name and namespace as the pod
  Text selectedNode;
  List<Text> potentialNodes;
  List<std::pair<Text, List<Text>>> unsuitableNodes;  ///< (pod claim entry, nodes)
};

}  // namespace claimscope
