// ResourceQuota (v1). Values; any thread.
#pragma once

#include <tuple>

#include "model/resources/kind.h"
#include "model/resources/node/node.h"

namespace claimscope {

/// One scope: an object has to be in all of them to count (ScopedResourceSelectorRequirement).
struct QuotaScope {
  Text name;  ///< Terminating, NotTerminating, BestEffort, NotBestEffort, PriorityClass, CrossNamespacePodAffinity, …
  Text op;    ///< In, NotIn, Exists, DoesNotExist
  List<Text> values = {};

  [[nodiscard]] auto fields() const {
    const auto& [a, b, c] = *this;
    return std::tie(a, b, c);
  }
};

struct ResourceQuota {
  Metadata meta;
  ResourceList hard;  ///< status.hard, spec.hard when the controller has not filled it yet
  ResourceList used;
  List<QuotaScope> scopes;  ///< spec.scopes, each as Exists, then spec.scopeSelector (getScopeSelectorsFromQuota)
};

}  // namespace claimscope
