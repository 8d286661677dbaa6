// checkSelector: what an expression says of every device of a snapshot, for the selector editor. Pure; any thread.
#pragma once

#include "ui/pages/selector/selector_answer.h"

namespace claimscope::app {

/// Compiles as the API server of the snapshot does at creation, cost limit included; counts by groups of devices that read the
/// same.
[[nodiscard]] ui::SelectorAnswer checkSelector(cluster::SnapshotPtr snapshot, ui::SelectorQuestion question);

}  // namespace claimscope::app
