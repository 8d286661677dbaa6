// Plan rows: running, open and finished plans as a table. Pure; built on the GUI thread.
#pragma once

#include <memory>

#include "ui/base/actions_view.h"
#include "ui/tables/simple_rows.h"

namespace claimscope::ui {

enum class PlanFilter { all, mine, thisContext };
/// What the last column offers for a plan.
enum class PlanOffer { open, review, resume, undo, report };

/// The rehearsal that is open has this id in the table.
inline constexpr const char* kRehearsalRow = "rehearsal";

[[nodiscard]] PlanOffer offerOf(const PlanRecord& record);
[[nodiscard]] std::shared_ptr<const SimpleRows> planRows(const ActionsView& view, PlanFilter filter);
/// Column of the links.
[[nodiscard]] int offerColumn();

}  // namespace claimscope::ui
