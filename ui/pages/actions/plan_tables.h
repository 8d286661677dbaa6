// Plan tables: what a plan touches, how each step fares, what becomes of claims: as rows. Pure; built on the GUI thread.
#pragma once

#include <QStringList>
#include <memory>
#include <vector>

#include "ui/base/actions_view.h"
#include "ui/base/view.h"
#include "ui/tables/simple_rows.h"

namespace claimscope::ui {

/// How a review counts what is affected: "All 9", "Blocked 3", in the order of the plan.
struct VerdictCount {
  std::string verdict;  ///< empty: all
  std::int64_t count = 0;
};
[[nodiscard]] std::vector<VerdictCount> verdictCounts(const actions::ActionPlan& plan);
[[nodiscard]] QString verdictName(const std::string& verdict);
/// "Pods", "Devices": what most of them are.
[[nodiscard]] QString affectedTitle(const actions::ActionPlan& plan);

/// A row for each Affected of the plan; its id is the index into plan.affected.
[[nodiscard]] std::shared_ptr<const SimpleRows> affectedRows(const actions::ActionPlan& plan);
/// A row for each step, and for what stays. The id is the index into plan.steps, or "stays" with that into plan.affected.
[[nodiscard]] std::shared_ptr<const SimpleRows> progressRows(const actions::ActionPlan& plan, const actions::Progress& progress,
                                                             const cluster::Snapshot* snapshot, Time now);
/// A row for each claim that moves or is released: planned against seen.
[[nodiscard]] std::shared_ptr<const SimpleRows> claimRows(const actions::ActionPlan& plan, const cluster::Snapshot* snapshot);
/// What is waited for at the end, with what is seen now.
[[nodiscard]] std::shared_ptr<const SimpleRows> checkRows(const actions::ActionPlan& plan, const actions::Progress& progress);

}  // namespace claimscope::ui
