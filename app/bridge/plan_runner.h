// PlanRunner: carries out confirmed plans on a thread of its own, and knows those of the journal. Calls: any thread.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "model/actions/execution.h"
#include "ui/base/actions_view.h"

namespace claimscope::app {

class PlanRunner {
 public:
  using Records = std::vector<std::shared_ptr<const ui::PlanRecord>>;
  /// What is known now: plans that run first, then the newest first.
  struct News {
    Records plans;
    std::vector<Error> unreadable;
    std::optional<Error> trouble;  ///< why the newest plan could not be begun or resumed; none once one was
  };
  using Listener = std::function<void(News)>;

  /// Where a plan is carried out. The clock and what is behind the writer must live until close() of this source has returned.
  struct Place {
    std::uint64_t source = 0;
    std::shared_ptr<actions::ApiWriter> writer;
    const Clock* clock = nullptr;
    cluster::SnapshotPtr snapshot;
  };

  /// Reads the folder at once; an empty name means that no plan can be begun. The listener is called on the runner's thread.
  PlanRunner(std::string folder, Listener listener);
  ~PlanRunner();
  PlanRunner(const PlanRunner&) = delete;
  PlanRunner& operator=(const PlanRunner&) = delete;

  void begin(Place place, actions::ActionPlan plan, std::string who);
  /// Goes on with a plan whose journal ends in the middle.
  void resume(Place place, std::string planId, std::string who);
  void pause(const std::string& planId);
  void goOn(const std::string& planId);
  void cancel(const std::string& planId);
  /// Other programs write journals too.
  void readJournals();
  /// The newest of a source; plans that run there look at it.
  void newSnapshot(std::uint64_t source, cluster::SnapshotPtr snapshot);
  /// Plans that run at this source now.
  [[nodiscard]] std::size_t running(std::uint64_t source) const;
  /// Ends what runs at a source, in the middle if need be: its journal says so. Returns when nothing touches the source any more.
  void close(std::uint64_t source);
  /// The same for all; calls after it do nothing.
  void stop();
  [[nodiscard]] const std::string& folder() const { return m_folder; }

 private:
  /// Answers of a server may come when the runner is gone.
  struct Gate {
    std::mutex mutex;
    PlanRunner* runner = nullptr;
  };
  struct Run {
    std::uint64_t source = 0;
    std::unique_ptr<actions::Execution> execution;
    std::shared_ptr<const actions::ActionPlan> plan;
    cluster::SnapshotPtr snapshot;
    std::shared_ptr<const ui::PlanRecord> record;
    bool done = false;
  };
  void post(std::function<void()> task);
  void wake();
  void work(const std::stop_token& stop);
  void pumpAll();
  void read();
  void tell();
  void add(Place place, actions::ActionPlan plan, Result<std::unique_ptr<actions::JournalWriter>> journal,
           const std::string& who);
  void refuse(Error error);
  [[nodiscard]] bool isClosed(std::uint64_t source) const;
  [[nodiscard]] Run* runOf(const std::string& planId);
  [[nodiscard]] static std::shared_ptr<const ui::PlanRecord> recordOf(const Run& run);

  const std::string m_folder;
  std::shared_ptr<Gate> m_gate = std::make_shared<Gate>();
  Listener m_listener;
  mutable std::mutex m_mutex;
  std::condition_variable_any m_wake;
  std::vector<std::function<void()>> m_tasks;
  bool m_woken = false;
  bool m_stopped = false;
  bool m_finished = false;  ///< the thread touches no source any more
  std::condition_variable m_end;
  std::map<std::uint64_t, cluster::SnapshotPtr> m_newest;  ///< of sources where something runs
  std::map<std::uint64_t, std::size_t> m_counts;           ///< runs by source
  std::set<std::uint64_t> m_closed;
  std::vector<Run> m_runs;  ///< the runner's thread alone, as all below
  Records m_past;
  std::vector<Error> m_unreadable;
  std::optional<Error> m_trouble;
  std::jthread m_thread;
};

}  // namespace claimscope::app
