// HoldPreview: what a plan of `preallocate` would create, as YAML, its lease in words, and what the workload has to say. Pure;
// any thread.
#pragma once

#include <string>

#include "model/actions/plan.h"

namespace claimscope::actions {

struct HoldPreview {
  std::string yaml;           ///< every object that would be created, documents with "---" between
  std::size_t objects = 0;    ///< how many
  std::string owner;          ///< empty: not named
  std::string purpose;        ///< may be empty
  Time expires;               ///< not set: without end
  std::string way;            ///< "placeholder", "taint", "immediate"
  std::string name;           ///< of the reservation
  std::string workload;       ///< YAML for the pods that will use it; empty: nothing has to be said
  std::string workloadTitle;  ///< "In each pod that uses it", "In the claim or template of the workload"
};

[[nodiscard]] HoldPreview holdPreview(const ActionPlan& plan);
/// "in 2 h, at 2026-11-24T11:42:18Z", "never: nobody is reminded".
[[nodiscard]] std::string expiryWords(const HoldPreview& preview, Time now);

}  // namespace claimscope::actions
