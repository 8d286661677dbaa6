// Plan lines: permissions, what the server would change, and the journal of a plan as lines. Pure.
#pragma once

#include <vector>

#include "ui/base/actions_view.h"
#include "ui/pages/actions/line_list.h"

namespace claimscope::ui {

/// What the plan needs, with what the server says to each where it was asked; equal ones once.
[[nodiscard]] std::vector<TextLine> permissionLines(const actions::ActionPlan& plan, const actions::Previewed* preview);
/// What the dry run of each step gave: fields that would change, what was refused, and a count of the rest.
[[nodiscard]] std::vector<TextLine> changeLines(const actions::ActionPlan& plan, const actions::Previewed& preview);
/// The journal, newest first; at most `limit` lines.
[[nodiscard]] std::vector<TextLine> journalLines(const PlanRecord& record, std::size_t limit);
/// Of several plans, newest first.
[[nodiscard]] std::vector<TextLine> journalLines(const std::vector<std::shared_ptr<const PlanRecord>>& records,
                                                 std::size_t limit);

}  // namespace claimscope::ui
