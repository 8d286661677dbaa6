// ObjectCheck: what a GET tells of a target right before it is written. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "model/actions/plan.h"
#include "model/actions/preview.h"

namespace claimscope::actions {

struct ObjectCheck {
  std::string moved;            ///< why the step must not be carried out; empty: it may
  bool alreadySo = false;       ///< the patch would change nothing
  std::string resourceVersion;  ///< as read now
};

/// `object` is the answer to readOf(): uid, guards, and whether the step's patch is already there.
[[nodiscard]] ObjectCheck checkObject(const Step& step, const std::string& object);

/// True when the object was made by this plan: its annotation claimscope.io/plan.
[[nodiscard]] bool madeByPlan(const std::string& object, const std::string& planId);

/// Leaves that differ between two documents, without what a server writes by itself (managedFields, resourceVersion, generation).
[[nodiscard]] std::vector<FieldChange> fieldChanges(const std::string& before, const std::string& after);

}  // namespace claimscope::actions
