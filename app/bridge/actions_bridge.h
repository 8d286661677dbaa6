// ActionsBridge: guided actions behind the window: rehearsals, arming, plans that run, the journal, workflows. GUI thread.
#pragma once

#include <QObject>
#include <QTimer>
#include <memory>
#include <optional>
#include <string>

#include "app/bridge/live_bridge.h"
#include "app/bridge/plan_runner.h"
#include "model/base/clock.h"
#include "ui/base/actions_view.h"

namespace claimscope::app {

/// Plans on the bridge's analysis thread, asks the server over the source's writer, carries out on the runner's thread. Dies
/// before the LiveBridge it is given: plans that run are ended in the middle then, and their journals say so.
class ActionsBridge final : public QObject {
  Q_OBJECT
 public:
  /// `journal`: the folder, may be empty. `user`: of this computer. The clock is the wall clock: it ends the arming.
  ActionsBridge(LiveBridge& bridge, std::string journal, std::string user, const Clock& clock, QObject* parent = nullptr);
  ~ActionsBridge() override;

  [[nodiscard]] ui::ActionsDesk desk();
  [[nodiscard]] const ui::ActionsViewPtr& view() const { return m_view; }
  /// Another source is being opened: nothing of the old one can be asked any more; plans that run there go on.
  void sourceChanging();
  /// It is there.
  void sourceOpened();
  /// The newest moment of the source in sight.
  void setSnapshot(const cluster::SnapshotPtr& snapshot);
  /// While the window stands at a moment no plan is made or begun: it would be of the past. Arming and what runs go on.
  void setPaused(bool paused);
  /// For the list of contexts.
  void setContexts(std::vector<ui::ArmChoice> contexts);
  /// Plans that this window carries out now.
  [[nodiscard]] int running() const;

 Q_SIGNALS:
  void changed(const claimscope::ui::ActionsViewPtr& view);
  void saveRequested(const QString& name, const QByteArray& bytes);
  void openRequested();
  void fileRequested(const QString& path);

 private:
  struct Relay;
  void publish();
  void tick();
  void rehearse(const actions::ActionRequest& request);
  void planned(std::uint64_t number, Result<actions::ActionPlan> plan);
  void previewed(std::uint64_t number, actions::Previewed preview);
  void askServer();
  /// The two counts of a drain of devices that is rehearsed, on the newest moment; one question at a time.
  void compareDrain();
  void findNodes();
  void news(PlanRunner::News news);
  [[nodiscard]] std::optional<Error> arm(const std::string& typed);
  void disarm();
  [[nodiscard]] std::optional<Error> execute(const std::string& planId);
  [[nodiscard]] std::optional<Error> resume(const std::string& planId);
  void rehearseUndo(const std::string& planId);
  void runWorkflow(const std::string& workflow, const std::optional<ui::ObjectRef>& object);
  void savePlan(const std::string& planId);
  void showJournal(const std::string& planId);
  [[nodiscard]] std::optional<Error> refuse(Error error);
  [[nodiscard]] PlanRunner::Place place() const;
  [[nodiscard]] std::string who() const;
  [[nodiscard]] bool armedHere() const;
  [[nodiscard]] std::shared_ptr<const ui::PlanRecord> recordOf(const std::string& planId) const;

  LiveBridge& m_bridge;
  const Clock& m_clock;
  const std::string m_user;
  std::shared_ptr<Relay> m_relay;  ///< what threads post to
  std::shared_ptr<PlanRunner> m_runner;
  ui::ActionsView m_state;
  ui::ActionsViewPtr m_view;
  cluster::SnapshotPtr m_snapshot;
  bool m_paused = false;
  LiveBridge::Grip m_grip;
  std::uint64_t m_rehearsals = 0;
  std::uint64_t m_workflows = 0;
  bool m_comparing = false;
  Time m_comparedAt;
  QTimer m_ticker;
};

}  // namespace claimscope::app
