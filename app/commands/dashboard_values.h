// What the cluster's Prometheus says to the queries of a dashboard. One thread.
#pragma once

#include "app/commands/command.h"
#include "app/commands/dashboard.h"

namespace claimscope::app {

/// Some flag names a source that may have a Prometheus: else none is looked for.
[[nodiscard]] bool wantsValues(const CommonOptions& options);
/// Judges the queries by what the server has and asks each once, at now; fills `server` and `values`. What goes wrong is printed
/// to stderr: the verdicts do not need it.
void askValues(const CommonOptions& options, DashboardReport& report);

}  // namespace claimscope::app
