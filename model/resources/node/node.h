// Node (v1). Values; any thread.
#pragma once

#include <tuple>
#include <utility>

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

  [[nodiscard]] auto fields() const {
    const auto& [a, b, c, d, e] = *this;
    return std::tie(a, b, c, d, e);
  }
};

using ResourceList = List<std::pair<Text, Quantity>>;

struct Node {
  Metadata meta;
  bool unschedulable = false;
  List<Taint> taints;
  Text providerId;
  ResourceList capacity;
  ResourceList allocatable;
  List<Condition> conditions;
  Text kubeletVersion;
  List<Text> declaredFeatures;  ///< 1.35+

  /// The Ready condition: "True", "False", "Unknown", or empty when the node has none.
  [[nodiscard]] Text ready() const;
};

}  // namespace claimscope
