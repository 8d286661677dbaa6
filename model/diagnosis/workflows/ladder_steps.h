// Ladder steps: an explanation as steps of a workflow, one a thing that can hold a claim, from the API to the container. One
// thread.
#pragma once

#include "model/diagnosis/workflows/flow.h"

namespace claimscope::diagnosis {

/// Whether the server has the kinds of resource.k8s.io, and in which versions.
void lookAtApi(Flow& flow);
/// One step a suspicion, in the order of a claim's life: what the explanation names is proven, what lies before it is ruled out,
/// what it has not come to is not reached, and what hides behind RBAC is unknown.
void climb(Flow& flow, const explanation::Explanation& answer);
/// Verdict, evidence and fixes of an explanation as one step.
void describeExplanation(const cluster::Snapshot& snapshot, const explanation::Explanation& answer, Step& step);

}  // namespace claimscope::diagnosis
