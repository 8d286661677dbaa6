// Node (v1). Values; any thread.
#pragma once

#include <utility>
#include <vector>

#include "model/base/quantity.h"
#include "model/resources/kind.h"
#include "model/resources/selector.h"

namespace claimscope {

struct Condition {
  Text type;
  Text status;  ///< True, False, Unknown
  Text reason;
  Text message;
  Time lastTransition;
};

using ResourceList = std::vector<std::pair<Text, Quantity>>;

struct Node {
  Metadata meta;
  bool unschedulable = false;
  std::vector<Taint> taints;
  Text providerId;
  ResourceList capacity;
  ResourceList allocatable;
  std::vector<Condition> conditions;
  Text kubeletVersion;
  std::vector<Text> declaredFeatures;  ///< 1.35+

  /// The Ready condition: "True", "False", "Unknown", or empty when the node has none.
  [[nodiscard]] Text ready() const;
};

}  // namespace claimscope
