#include "model/actions/headline.h"

#include <fmt/format.h>

#include "model/base/words.h"

namespace claimscope::actions {
namespace {

/// Pods that are to go, or steps where there are none.
struct Counts {
  std::int64_t all = 0;
  std::int64_t done = 0;
  std::int64_t leaving = 0;
  std::int64_t budget = 0;
  std::int64_t others = 0;  ///< wait until enough others of their workload are Ready
  std::int64_t failed = 0;
};

bool isPodStep(const Step& step) {
  return step.until && step.until->kind == Expectation::Kind::podGone;
}

Counts countSteps(const ActionPlan& plan, const Progress& progress, bool pods) {
  Counts out;
  for (std::size_t i = 0; i < plan.steps.size() && i < progress.steps.size(); ++i) {
    if (pods && !isPodStep(plan.steps[i])) {
      continue;
    }
    ++out.all;
    const StepState state = progress.steps[i].state;
    out.done += state == StepState::done ? 1 : 0;
    out.leaving += state == StepState::leaving ? 1 : 0;
    out.budget += state == StepState::refused ? 1 : 0;
    out.others += state == StepState::waiting && plan.steps[i].keeps && !progress.steps[i].detail.empty() ? 1 : 0;
    out.failed += state == StepState::failed ? 1 : 0;
  }
  return out;
}

}  // namespace

std::string headlineOf(const ActionPlan& plan, const Progress& progress, Time now) {
  bool pods = false;
  for (const Step& step : plan.steps) {
    pods = pods || isPodStep(step);
  }
  const Counts counts = countSteps(plan, progress, pods);
  std::string out = fmt::format("{}: {} of {} {}", plan.title, counts.done, words::counted(counts.all, pods ? "pod" : "step"),
                                pods ? "gone" : "done");
  if (counts.leaving > 0) {
    out += fmt::format(", {} {}", counts.leaving, pods ? "leaving" : "under way");
  }
  if (counts.budget > 0) {
    out += fmt::format(", {} {} {}", counts.budget, counts.budget == 1 ? "waits" : "wait",
                       pods ? "for a budget" : "to be tried again");
  }
  if (counts.others > 0) {
    out += fmt::format(", {} {} until others are Ready", counts.others, counts.others == 1 ? "waits" : "wait");
  }
  if (counts.failed > 0) {
    out += fmt::format(", {} failed", counts.failed);
  }
  switch (progress.state) {
    case PlanState::paused:
      out += ". Paused";
      break;
    case PlanState::verifying:
      out += ". Verifying";
      break;
    case PlanState::cancelled:
      out += ". Cancelled";
      break;
    case PlanState::timedOut:
      out += ". Time was up";
      break;
    case PlanState::interrupted:
      out += ". Interrupted: nobody carries it out";
      break;
    case PlanState::succeeded:
      out += progress.begun.isSet() ? ", in " + words::duration((progress.ended.isSet() ? progress.ended : now) - progress.begun)
                                    : "";
      break;
    default:
      break;
  }
  return out + ".";
}

}  // namespace claimscope::actions
