// Cost: where GPU hours and money went, as text, JSON, CSV. Any thread.
#pragma once

#include <string>

#include "app/commands/command.h"
#include "app/commands/listing.h"
#include "model/cost/cost.h"

namespace claimscope::app {

[[nodiscard]] Command registerCost(CLI::App& parent, CommonOptions& options);

[[nodiscard]] Json costJson(const cost::Report& report, const cluster::Snapshot& snapshot);
[[nodiscard]] std::string costText(const cost::Report& report, bool markdown);
/// One line a group; what a spreadsheet would run becomes text.
[[nodiscard]] std::string costCsv(const cost::Report& report);

}  // namespace claimscope::app
