#include "model/actions/progress.h"

#include <algorithm>

namespace claimscope::actions {

std::string_view planStateWord(PlanState state) {
  switch (state) {
    case PlanState::draft:
      return "draft";
    case PlanState::ready:
      return "ready";
    case PlanState::executing:
      return "executing";
    case PlanState::paused:
      return "paused";
    case PlanState::verifying:
      return "verifying";
    case PlanState::succeeded:
      return "succeeded";
    case PlanState::failed:
      return "failed";
    case PlanState::timedOut:
      return "timedOut";
    case PlanState::cancelled:
      return "cancelled";
    case PlanState::interrupted:
      return "interrupted";
  }
  return "draft";
}

std::string_view stepStateWord(StepState state) {
  switch (state) {
    case StepState::waiting:
      return "waiting";
    case StepState::calling:
      return "calling";
    case StepState::refused:
      return "refused";
    case StepState::leaving:
      return "leaving";
    case StepState::done:
      return "done";
    case StepState::failed:
      return "failed";
    case StepState::skipped:
      return "skipped";
  }
  return "waiting";
}

std::size_t Progress::count(StepState of) const {
  return static_cast<std::size_t>(
      std::count_if(steps.begin(), steps.end(), [&](const StepProgress& step) { return step.state == of; }));
}

}  // namespace claimscope::actions
