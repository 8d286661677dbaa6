// Case snapshot: the objects of a case for tests/upstream as a cluster, through the decoders that read a real one. Any thread.
#pragma once

#include "app/commands/case_lines.h"
#include "model/cluster/snapshot.h"

namespace claimscope::app {

/// {"objects": [...], "at": "2026-01-01T00:00:00Z", "minor": 37}; every kind is complete. Error: an object that cannot be read.
[[nodiscard]] Result<cluster::SnapshotPtr> snapshotOfCase(const Json& given);

}  // namespace claimscope::app
