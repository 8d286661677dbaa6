// ActionFlags: the options of guided actions as flags of a command, and the road from flags to a plan. One thread.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>

#include "app/commands/run_plan.h"
#include "model/actions/action.h"

namespace claimscope::app {

/// What was typed, by option.
using FlagValues = std::map<std::string, std::string>;

/// Adds a flag for each option of the action but those named; `values` must outlive the parser. An option that the values have
/// already is not added twice: two actions of one command may share it.
void addActionFlags(CLI::App& app, std::string_view action, FlagValues& values, const std::set<std::string>& without = {});
/// Those of the typed ones that the action has, and that differ from nothing.
[[nodiscard]] FlagValues optionsOf(std::string_view action, const FlagValues& values);
/// -n of the command itself: that of the source would hide other namespaces, which plans have to see.
void addNamespaceFlag(CLI::App& app, std::string& value);
/// "ns/name"; a name alone is in the namespace of -n, or "default".
[[nodiscard]] std::pair<std::string, std::string> splitQualified(const std::string& word, const std::string& namespaceName);
/// Plans and runs; prints what is wrong with the request.
[[nodiscard]] int planAndRun(const CommonOptions& options, Loaded& loaded, const actions::ActionRequest& request,
                             const RunFlags& flags);

}  // namespace claimscope::app
