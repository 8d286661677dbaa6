// ReleaseCase: what stands between a claim and its release, and which write is the right one. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/actions/calls.h"
#include "model/actions/claim_use.h"
#include "model/actions/device_names.h"

namespace claimscope::actions {

struct ReleaseWishes {
  bool removeForeign = false;
  std::string how = "auto";  ///< auto, delete, keep
};

struct ReleaseCase {
  std::string cause;  ///< "no pod uses it", "the pod it is reserved for is gone"
  std::string why;    ///< the rule of Kubernetes behind it
  std::vector<Notice> blockers = {};
  std::vector<Notice> warnings = {};
  std::optional<OrderedJson> status = {};  ///< merge patch of the status
  std::string statusTitle = {};
  std::string statusEffect = {};
  std::optional<OrderedJson> finalizers = {};  ///< merge patch of the claim
  bool remove = false;                         ///< delete the claim
  bool released = false;                       ///< the status patch takes the allocation away
  bool frees = false;                          ///< its devices become free, at once or by the controller
};

[[nodiscard]] ReleaseCase caseOf(const cluster::Snapshot& snapshot, const ClaimUse& use, const ReleaseWishes& wishes);

}  // namespace claimscope::actions
