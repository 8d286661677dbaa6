// Progress: how far a plan is. A value made anew after each change; any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/actions/plan.h"

namespace claimscope::actions {

enum class PlanState : std::uint8_t {
  draft,
  ready,  ///< rehearsed with the server
  executing,
  paused,  ///< no new steps are begun; what is under way goes on
  verifying,
  succeeded,
  failed,
  timedOut,
  cancelled,    ///< by a person, between steps
  interrupted,  ///< the journal ends in the middle: whoever carried it out is gone
};
/// "executing", "timedOut": the words of the journal.
[[nodiscard]] std::string_view planStateWord(PlanState state);
[[nodiscard]] inline bool isOver(PlanState state) {
  return state >= PlanState::succeeded;
}

enum class StepState : std::uint8_t {
  waiting,  ///< for steps before it, or for a free place
  calling,  ///< sent, not answered yet
  refused,  ///< 429: tried again at `nextTry`
  leaving,  ///< answered, its expectation not met yet
  done,
  failed,
  skipped,  ///< cancelled, or something before it failed
};
[[nodiscard]] std::string_view stepStateWord(StepState state);

struct StepProgress {
  std::string step;
  StepState state = StepState::waiting;
  int tries = 0;
  int status = 0;      ///< of the newest answer
  std::string detail;  ///< the server's words, what is seen, why it failed
  Time since;          ///< of this state
  Time nextTry;
  Time begun;
  Time ended;
};

struct CheckProgress {
  Expectation expectation;
  Outlook outlook;
  Time metAt;
};

struct Progress {
  PlanState state = PlanState::draft;
  std::vector<StepProgress> steps;  ///< in the order of the plan
  std::vector<CheckProgress> checks;
  std::string headline;  ///< "Draining gpu-a10g-0417: 4 of 7 pods gone, 1 leaving, 2 wait for a budget."
  std::string error;     ///< why it failed
  Time begun;
  Time ended;
  bool undoPossible = false;
  [[nodiscard]] std::size_t count(StepState of) const;
};

}  // namespace claimscope::actions
