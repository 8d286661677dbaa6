// Steps that several actions on reservations share: taking the lease off, deleting the placeholder, the claim or the rules. Pure;
// any thread.
#pragma once

#include "model/actions/calls.h"
#include "model/actions/plan.h"
#include "model/actions/reservations.h"

namespace claimscope::actions {

/// Takes every annotation of the lease off the claim; its inverse writes them again. Nothing when there is none.
[[nodiscard]] std::optional<Step> unleaseStep(const cluster::Snapshot& snapshot, const ResourceClaim& claim);
/// Deletes the placeholder, with its uid, and waits until it is gone.
[[nodiscard]] Step placeholderStep(const cluster::Snapshot& snapshot, const Pod& pod);
/// Deletes one rule of the reservation; its inverse makes it again with its lease.
[[nodiscard]] Step ruleStep(const cluster::Snapshot& snapshot, const DeviceTaintRule& rule);
[[nodiscard]] Need needOf(const Step& step, std::string purpose);

}  // namespace claimscope::actions
