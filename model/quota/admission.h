// Admission: whether what is about to be submitted would be admitted by the quotas of its namespace, before it is. Pure; any
// thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/base/bound.h"
#include "model/quota/usage.h"

namespace claimscope::quota {

/// Something to be submitted. Objects that are made once and copies that a controller makes are asked one after the other.
struct Ask {
  std::string what;  ///< "Deployment ml/inference"
  Text namespaceName;
  Usage once;                             ///< the object itself, and claims it shares: a claim, a template
  Usage each;                             ///< of one copy: the claims made for it
  std::int64_t copies = 0;                ///< replicas, parallelism; 1 for a pod
  std::vector<std::string> unknown = {};  ///< what could not be counted: "template gone is not here"
  Usage pod = {};                         ///< of one copy: what its pod counts by itself, for the quotas that it is in scope of
  const Pod* form = nullptr;              ///< the pod that scopes are asked about; null: `pod` counts for every quota
};

/// The key that refuses.
struct Refusal {
  Text quota;
  Text key;
  Quantity::Nano hard = 0;
  Quantity::Nano used = 0;  ///< with what was admitted before it
  Quantity::Nano asks = 0;  ///< of the one that is refused
  Bound usedBound = Bound::exact;
};

struct Verdict {
  std::string what;
  Text namespaceName;
  bool admitted = true;             ///< the object and every copy
  bool objectAdmitted = true;       ///< the object itself
  std::int64_t copies = 0;          ///< asked for
  std::int64_t admittedCopies = 0;  ///< of them
  std::optional<std::int64_t> fit;  ///< copies that would fit in all; none: no quota counts them
  std::optional<Refusal> refusal;   ///< the first; whether or not all is admitted, `tight` says which key is next
  std::optional<Refusal> tight;     ///< the key that would refuse the first copy that does not fit
  std::vector<std::string> unknown;
  Bound bound = Bound::exact;  ///< unknown: quotas are hidden or have not been counted yet
};

/// In the order of the asks: what is admitted takes its room from those behind it, as the server would. `quotas` are those of the
/// cluster and of the manifests; without a cluster nothing is in use.
[[nodiscard]] std::vector<Verdict> admit(const std::vector<const ResourceQuota*>& quotas, const std::vector<Ask>& asks,
                                         const ExtendedResources& extended, Bound quotaBound);

/// Every key of one quota that has no room for one more claim that counts so much, in the order of its keys.
[[nodiscard]] std::vector<Refusal> refusalsBy(const ResourceQuota& quota, const Usage& claim, const ExtendedResources& extended);

/// "quota team-nlp: count/resourceclaims.resource.k8s.io has 3 of 3 in use, this asks for 1 more".
[[nodiscard]] std::string refusalText(const Refusal& refusal);

}  // namespace claimscope::quota
