// PlanText: plans, what the server says to them, and how they went, for terminals and programs. Pure; any thread.
#pragma once

#include <string>

#include "app/commands/listing.h"
#include "model/actions/journal.h"
#include "model/actions/plan.h"
#include "model/actions/preview.h"

namespace claimscope::app {

/// Headline, blockers, pods and claims, warnings, permissions, commands.
[[nodiscard]] std::string planText(const actions::ActionPlan& plan);
[[nodiscard]] std::string planMarkdown(const actions::ActionPlan& plan);
/// Permissions, the answer to each dry run with the fields that would change, and the role to ask for.
[[nodiscard]] std::string previewText(const actions::ActionPlan& plan, const actions::Previewed& previewed);
[[nodiscard]] Json previewJson(const actions::Previewed& previewed);
[[nodiscard]] Json progressJson(const actions::Progress& progress);
[[nodiscard]] std::string progressText(const actions::ActionPlan& plan, const actions::Progress& progress);

}  // namespace claimscope::app
