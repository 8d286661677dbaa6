// RunPlan: where every acting command ends: shows a plan, asks the server about it, and carries it out when a person has said so.
// One thread.
#pragma once

#include <functional>
#include <string>

#include "app/commands/command.h"
#include "model/actions/execution.h"
#include "model/actions/plan.h"
#include "model/actions/preview.h"

namespace claimscope::app {

/// The flags of every acting command.
struct RunFlags {
  bool planOnly = false;  ///< --plan: our own rehearsal, nothing is sent
  bool execute = false;   ///< --execute
  std::string arm;        ///< --arm CONTEXT: the name of the context, typed in full
  std::string saveTo;     ///< --save FILE: the plan as a document
  /// Prints the rehearsal in the command's own shape; empty: printPlan(). Not asked when --execute prints its end as JSON.
  std::function<void(const actions::ActionPlan&)> print = {};
};
void addRunFlags(CLI::App& app, RunFlags& flags);

/// With --plan: the rehearsal. Without: what the server says to it as well (permissions, dry run), still changing nothing. With
/// --execute --arm CONTEXT: carries it out, with a line on stderr for each thing that happens. Exit status 0: the rehearsal has
/// no blocker, or the plan succeeded; 1: blocked, refused, failed, timed out or cancelled.
[[nodiscard]] int runPlan(const CommonOptions& options, Loaded& loaded, const actions::ActionPlan& plan, const RunFlags& flags);
/// Goes on with a plan of the journal.
[[nodiscard]] int resumePlan(const CommonOptions& options, Loaded& loaded, const std::string& path, const RunFlags& flags);

/// $XDG_STATE_HOME/claimscope/journal, else ~/.local/state/claimscope/journal.
[[nodiscard]] std::string journalFolderOf(const CommonOptions& options);
/// Every kind a plan may look at.
[[nodiscard]] std::vector<Kind> kindsOfPlans();

}  // namespace claimscope::app
