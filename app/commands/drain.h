// The rehearsal of a drain as `claimscope drain` prints it: JSON of cli.md, text, Markdown. Pure; any thread.
#pragma once

#include <iosfwd>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "app/commands/listing.h"
#include "model/actions/plan.h"

namespace claimscope::app {

/// The document of cli.md, with what blocks and what can be undone besides.
[[nodiscard]] Json drainJson(const actions::ActionPlan& plan);
/// For people: verdict, blockers, pods, claims, warnings, commands.
[[nodiscard]] std::string drainText(const actions::ActionPlan& plan, bool markdown);

/// Many rehearsals in one process: one JSON object a line,
/// {"id":…,"nodes":[…],"options":{…},"at":…,"version":"1.37","objects":[…]}; out comes drainJson() of each with its id, or
/// {"id":…,"error":…}, one a line. Stops at a line that is no such object.
[[nodiscard]] Status answerDrainCases(std::istream& in, std::ostream& out, const std::string& name);

}  // namespace claimscope::app
