// What a snapshot says of expectations about a migration: nodes that change hands, templates that are rolled out. Pure; any
// thread.
#pragma once

#include "model/actions/expectation.h"

namespace claimscope::actions {

/// nodeLabelled, nodeHandedOver, nodeHandedBack.
[[nodiscard]] Outlook lookAtNode(const cluster::Snapshot& snapshot, const Expectation& expectation);
/// objectExists, workloadMoved, workloadClaimed.
[[nodiscard]] Outlook lookAtWorkload(const cluster::Snapshot& snapshot, const Expectation& expectation);

}  // namespace claimscope::actions
