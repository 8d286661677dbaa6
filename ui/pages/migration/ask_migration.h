// AskMigration: who works out the migration bench of a moment, off the GUI thread. GUI thread.
#pragma once

#include <functional>
#include <memory>

#include "model/cluster/snapshot.h"
#include "model/migration/bench.h"

namespace claimscope::ui {

using BenchPtr = std::shared_ptr<const migration::Bench>;
/// The answer comes once, on the GUI thread, at once or later; not at all once another source is opened.
using AskMigration = std::function<void(const cluster::SnapshotPtr&, std::function<void(BenchPtr)>)>;

}  // namespace claimscope::ui
