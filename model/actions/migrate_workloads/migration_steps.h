// Steps that migrations share: classes, claim templates, patches of workloads and their ways back. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "model/actions/action.h"
#include "model/migration/bench.h"

namespace claimscope::actions {

/// Creates a proposed class; done when it is seen.
[[nodiscard]] Step classStep(const cluster::Snapshot& snapshot, const migration::ProposedClass& proposed);
void addClassNeeds(ActionPlan& plan);
/// Creates the claim template of a workload.
[[nodiscard]] Step templateStep(const cluster::Snapshot& snapshot, const migration::Entry& entry);
/// Patches the pod template to claims; done when the rollout is. Its inverse puts back exactly what was there.
[[nodiscard]] Step patchStep(const cluster::Snapshot& snapshot, const migration::Entry& entry, bool pin);
/// The way back from what the annotation of the workload says.
[[nodiscard]] Step backStep(const cluster::Snapshot& snapshot, const migration::Entry& entry);
/// Target of the workload itself; nullopt where its object is not seen.
[[nodiscard]] std::optional<Target> workloadTarget(const cluster::Snapshot& snapshot, const migration::Workload& workload);
/// PATCH with application/strategic-merge-patch+json.
[[nodiscard]] Call strategicPatch(const Target& target, const nlohmann::ordered_json& patch);

}  // namespace claimscope::actions
