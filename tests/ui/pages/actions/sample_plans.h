// Sample plans: the drain of the mockups, rehearsed, running and finished; a workflow that ran; hostile and huge ones. Test
// thread.
#pragma once

#include <memory>
#include <string>

#include "ui/base/actions_view.h"
#include "ui/base/view.h"

namespace claimscope::ui {

/// gpu-a10g-0417 with nine pods: three blocked, four to evict, two that stay.
[[nodiscard]] actions::ActionPlan sampleDrain(Time now, const std::string& context);
/// The same without blockers.
[[nodiscard]] actions::ActionPlan freeDrain(Time now, const std::string& context);
/// What a server says to it: everything allowed and accepted, or evictions denied.
[[nodiscard]] actions::Previewed samplePreview(const actions::ActionPlan& plan, Time at, bool denied = false);
/// Carried out so far: the cordon and four pods done, one leaving, one refused by a budget.
[[nodiscard]] std::shared_ptr<const PlanRecord> runningDrain(Time now, const std::string& context);
/// A plan that ended so.
[[nodiscard]] std::shared_ptr<const PlanRecord> finishedPlan(const std::string& title, const std::string& context,
                                                             actions::PlanState state, Time begun, std::int64_t tookMs,
                                                             const std::string& error = {});
/// Home as in the mockup: one plan runs, one is rehearsed, ten are finished.
[[nodiscard]] ActionsView sampleActions(Time now, const std::string& context);
/// A read-only view with a rehearsal in it.
[[nodiscard]] ActionsView rehearsedView(Time now, actions::ActionPlan plan, std::optional<actions::Previewed> preview);
/// Every text of it is `text`, with `rows` affected pods.
[[nodiscard]] actions::ActionPlan hostilePlan(const std::string& text, std::size_t rows);
[[nodiscard]] std::shared_ptr<const PlanRecord> hostileRecord(const std::string& text);
/// The workflow of the mockup: eight checks, two of them proven.
[[nodiscard]] diagnosis::WorkflowResult sampleWorkflow(Time now);
[[nodiscard]] diagnosis::WorkflowResult hostileWorkflow(const std::string& text);

}  // namespace claimscope::ui
