// Execution: carries out one confirmed plan: journal first, guard, call, wait, verify. Calls: one thread (the one that pumps it);
// answers of the server may come on any.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "model/actions/api_writer.h"
#include "model/actions/journal.h"
#include "model/actions/plan.h"
#include "model/actions/progress.h"
#include "model/base/clock.h"
#include "model/cluster/snapshot.h"

namespace claimscope::actions {

class Execution {
 public:
  struct Parts {
    std::shared_ptr<ApiWriter> writer;
    std::unique_ptr<JournalWriter> journal;
    const Clock* clock = nullptr;
    std::function<void()> wake;  ///< something happened: pump soon; any thread; may be empty
  };
  /// A plan whose file was just begun, or one that is resumed: then what the journal calls done stays done, and what was sent
  /// without an answer is sent again (every call is safe to repeat: uids, guards and names make it so).
  Execution(ActionPlan plan, Parts parts);
  ~Execution();

  /// `who` confirmed it. Refused for a plan with blockers, on another server, context or cluster than it was made for, or without
  /// a snapshot.
  [[nodiscard]] Status start(const cluster::Snapshot& snapshot, const std::string& who);
  /// Does what can be done now: takes answers, looks at the snapshot, begins steps. Call it after wake(), after each new snapshot
  /// and at least every 250 ms. False when it is over.
  bool pump(const cluster::Snapshot& snapshot);
  /// Begins no new step until continued.
  void pause();
  void resume();
  /// Begins no new step any more, and ends when what is under way has been answered.
  void cancel();

  [[nodiscard]] const ActionPlan& plan() const;
  [[nodiscard]] Progress progress() const;
  [[nodiscard]] const std::vector<JournalEntry>& entries() const;
  [[nodiscard]] const std::string& journalPath() const;

 private:
  class Impl;
  std::shared_ptr<Impl> m_impl;
};

/// The request of a call as it is sent: path, preconditions, dry run.
struct CallOptions {
  bool dryRun = false;
  std::string resourceVersion = {};  ///< that the target must have; empty: any
  std::string planId = {};           ///< written on what is created, so that a repeated call knows its own
};
[[nodiscard]] ApiCall requestOf(const Call& call, const CallOptions& options);
/// GET of a target.
[[nodiscard]] ApiCall readOf(const Target& target);

}  // namespace claimscope::actions
