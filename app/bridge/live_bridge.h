// LiveBridge: the sources behind the window: snapshots become views off the GUI thread, the newest wins. GUI thread.
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "app/source/live.h"
#include "app/source/source.h"
#include "model/actions/action.h"
#include "model/actions/api_writer.h"
#include "model/actions/fitting_nodes.h"
#include "model/actions/forecast_comparison.h"
#include "model/base/executor.h"
#include "model/cost/question.h"
#include "model/diagnosis/workflow.h"
#include "ui/base/past_view.h"
#include "ui/base/sources.h"
#include "ui/base/survey_view.h"
#include "ui/base/view.h"
#include "ui/pages/migration/ask_migration.h"
#include "ui/pages/modernise/modernise_answer.h"
#include "ui/pages/selector/selector_answer.h"

namespace claimscope::app {

class PlanRunner;

/// A source that is watched, in sight or not.
struct RunningSource {
  QString id;
  ui::SourceChoice::Run run = ui::SourceChoice::Run::background;
  QString state;  ///< "0.2 s, 1,204 objects"
  friend bool operator==(const RunningSource&, const RunningSource&) = default;
};

/// Threads: `session` (1) opens, starts, asks and ends sources, in order; `analysis` (1) turns the newest snapshot of the source
/// in sight into a view; the GUI thread gets at most one view at a time, so a slow window never builds a queue. Sources that
/// leave the sight are watched on, up to kMostSources in all; the one that was left longest ago is ended first. Each has its own
/// threads and its own failures.
class LiveBridge final : public QObject {
  Q_OBJECT
 public:
  static constexpr std::size_t kMostSources = 3;

  explicit LiveBridge(QObject* parent = nullptr);
  ~LiveBridge() override;

  /// Shows a source: one of this id that is watched already, with its last view at once, else a new one. opened() or failed()
  /// follows, then viewReady(). `fresh` ends the watched one first.
  void run(const SourceOptions& options, const QString& id = {}, bool fresh = false);
  /// Ends one that is not in sight.
  void close(const QString& id);
  /// Ends every source; no view arrives any more.
  void stop();
  /// Watched already, in sight or not.
  [[nodiscard]] bool isRunning(const QString& id) const;
  /// Asks the server of the source in sight what we may do; accessReady() follows. Done by itself once everything is loaded.
  void checkAccess();
  /// Asks the server of the source in sight what posture and control plane need; `done` is called on the GUI thread once all has
  /// been answered or refused, not at all once another source is opened. Nothing of it is watched.
  void askSurvey(std::function<void(ui::SurveyViewPtr)> done);
  /// What the source in sight still stores of classic DRA, asked of its server.
  void askStored(std::function<void(std::shared_ptr<const ui::StoredManifests>)> done);
  /// Views from now on hold the explanation of this claim or pod, and one comes at once; nullopt: no longer. With `moment` one
  /// view of that snapshot comes too, for a window that is paused on it.
  void explain(const std::optional<ui::ObjectRef>& subject, const cluster::SnapshotPtr& moment = nullptr);
  /// Views from now on answer this about claim latency, and one comes at once; nullopt: no longer. `moment` as with explain().
  void askLatency(const std::optional<latency::Question>& question, const cluster::SnapshotPtr& moment = nullptr);
  /// The same about costs.
  void askCost(const std::optional<cost::Question>& question, const cluster::SnapshotPtr& moment = nullptr);
  /// Shows an earlier moment of the source in sight: viewReady() follows with a view that is a replay, of the latest wish only;
  /// nullopt: nobody looks back any more.
  void travel(const std::optional<Time>& moment);
  /// What changed between two moments; `done` is called on the GUI thread, with null where there is no past, and not at all once
  /// a newer question is asked.
  void compare(Time a, Time b, std::function<void(ui::ComparisonPtr)> done);
  /// How far a moment is from device plugins to claims; `done` is called on the GUI thread, not at all once another source is
  /// opened.
  void askMigration(const cluster::SnapshotPtr& snapshot, std::function<void(ui::BenchPtr)> done);
  /// Modernises manifests in the background; of several questions the newest is answered.
  void modernise(const ui::ModerniseQuestion& question, std::function<void(std::shared_ptr<const ui::ModerniseAnswer>)> done);
  /// What an expression says of the newest devices; `done` is called on the GUI thread, not at all once a newer question is
  /// asked.
  void checkSelector(const ui::SelectorQuestion& question, std::function<void(std::shared_ptr<const ui::SelectorAnswer>)> done);
  /// A chart's question to the Prometheus of the source in sight; `done` is called once on the GUI thread, with an error where
  /// there is none, and not at all once another source is opened.
  void askMetrics(const prometheus::RangeQuestion& question, std::function<void(prometheus::AnswerPtr)> done);
  /// A plan of the newest moment of the source in sight, on the analysis thread; `done` is called once on the GUI thread, not at
  /// all once another source is opened.
  void plan(const actions::ActionRequest& request, std::function<void(const Result<actions::ActionPlan>&)> done);
  /// What goes with a rehearsal and is too much for the GUI thread: the two counts of a drain of devices, the nodes that fit a
  /// reservation. Null where there is none.
  void compareDrain(const actions::ActionRequest& request,
                    std::function<void(std::shared_ptr<const actions::ForecastComparison>)> done);
  void fittingNodes(const actions::ActionRequest& request,
                    std::function<void(std::shared_ptr<const actions::FittingNodes>)> done);
  /// The same for a workflow.
  void diagnose(const std::string& workflow, const std::optional<ui::ObjectRef>& object,
                std::function<void(const Result<diagnosis::WorkflowResult>&)> done);
  /// What carrying out a plan needs of the source in sight. Its writer is null where nothing can be changed.
  struct Grip {
    std::uint64_t source = 0;
    std::shared_ptr<actions::ApiWriter> writer;
    const Clock* clock = nullptr;  ///< only for a PlanRunner that was given to setRunner()
  };
  void grip(std::function<void(const Grip&)> done);
  /// Gets each snapshot of each source, and is told before one ends; sources where it runs something are not ended to make room.
  void setRunner(std::shared_ptr<PlanRunner> runner);
  /// The last lines of a container's log; `done` is called on the GUI thread, and not at all once another source is opened.
  void fetchLog(const PodLogRequest& request, std::function<void(const Result<PodLog>&)> done);
  /// One object as YAML; `done` is called on the GUI thread, and not at all once another source is opened.
  void fetchYaml(const ui::ObjectRef& object, std::function<void(bool ok, QString text)> done);

 Q_SIGNALS:
  /// What was asked about costs.
  void costReady(const claimscope::cost::ReportPtr& report);
  /// What was opened, in words; `problems` is what could not be read although the rest was.
  void opened(const QString& description, const QStringList& problems);
  void failed(const claimscope::Error& error);
  void viewReady(const claimscope::ui::View& view);
  /// A source is being ended: what its threads wait for has to give way.
  void ending(const QString& id);
  /// What we may do with the source in sight.
  void accessReady(const std::shared_ptr<const claimscope::AccessReport>& report);
  /// What is watched, and how it fares; at most once a second, when it has changed.
  void runningChanged(const std::vector<claimscope::app::RunningSource>& sources);

 private:
  struct Shared;
  struct Entry {
    QString id;
    std::uint64_t live = 0;
    std::uint64_t used = 0;  ///< when it was last in sight, as a count of runs
  };
  void open(const SourceOptions& options, std::uint64_t live, std::uint64_t generation);
  void end(const Entry& entry);
  void endLive(std::uint64_t live);
  [[nodiscard]] bool busy(const Entry& entry) const;
  [[nodiscard]] Entry& entryOf(const QString& id, bool fresh);
  void deliver();
  void askAccess(const ui::View& view);
  void tellAccess();
  void report();
  void payLatency();
  void tellCost(const cost::ReportPtr& report, std::uint64_t of);
  void analyse(ThreadPool& pool);
  void analyseFor(bool wanted, const cluster::SnapshotPtr& moment);
  /// Asks the source in sight who makes its nodes; costs follow once it has answered.
  void askGrowth();
  bool showTravelled();
  void withNewest(std::function<std::function<void()>(const ui::View&)> task);
  /// What was in sight when somebody asked.
  struct Asked {
    std::uint64_t generation = 0;
    std::uint64_t live = 0;
  };
  /// Runs `task` on the session thread with the source that is in sight now; null when it has ended by then, or there is none.
  void withShown(std::function<void(Live*, const Asked&)> task);
  void hand(std::shared_ptr<const ui::View> Shared::*slot, ui::View view, std::uint64_t of);
  std::shared_ptr<Shared> m_shared;
  std::unique_ptr<ThreadPool> m_analysis;
  std::unique_ptr<ThreadPool> m_session;
  std::map<std::uint64_t, std::unique_ptr<Live>> m_lives;  ///< the session thread's, and the destructor's after it ended
  std::vector<Entry> m_entries;
  std::uint64_t m_runs = 0;
  std::vector<RunningSource> m_reported;
  QTimer m_reporter;
  QTimer m_payer;  ///< for latency that is owed
};

}  // namespace claimscope::app
