// Guided actions behind the window: a rehearsal, arming, a drain of the demo that is carried out, its journal, a plan that is
// resumed. GUI thread.
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "app/bridge/actions_bridge.h"
#include "app/bridge/open_plan.h"
#include "tests/app/bridge/patience.h"

using namespace claimscope;
using namespace claimscope::app;

namespace {

SourceOptions demo(double speed) {
  SourceOptions options;
  options.demo = true;
  options.scenario = "eks-hybrid";
  options.speed = speed;
  return options;
}

/// A window without widgets: the two bridges, connected as run_window does.
struct Desk {
  explicit Desk(const QString& journal) : actions(bridge, journal.toStdString(), "kim", clock) {
    QObject::connect(&bridge, &LiveBridge::viewReady, &actions, [this](const ui::View& view) {
      snapshot = view.snapshot;
      actions.setSnapshot(view.snapshot);
    });
    QObject::connect(&bridge, &LiveBridge::opened, &actions, [this] { actions.sourceOpened(); });
  }
  void open(const SourceOptions& options) {
    actions.sourceChanging();
    bridge.run(options, QStringLiteral("demo"));
  }
  [[nodiscard]] const ui::ActionsView& view() const { return *actions.view(); }
  [[nodiscard]] bool ready() const { return snapshot != nullptr && snapshot->firstSyncDone; }

  SystemClock clock;
  LiveBridge bridge;
  cluster::SnapshotPtr snapshot;
  ActionsBridge actions;
};

}  // namespace

class ActionsBridgeTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aStandingDemoIsRehearsedAndCannotBeChanged() {
    QTemporaryDir folder;
    Desk desk(folder.path());
    desk.open(demo(0));
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), kPatience);
    desk.actions.desk().rehearse({"drain_node", {{"node", {}, "gpu-node-4"}}, {}, {}});
    QTRY_VERIFY_WITH_TIMEOUT(desk.view().rehearsal->plan != nullptr, kPatience);
    QVERIFY(!desk.view().canWrite);
    QVERIFY(desk.view().rehearsal->preview == nullptr);
    QVERIFY(!desk.view().rehearsal->note.isEmpty());
    const std::string context = desk.view().context;
    QVERIFY(desk.actions.desk().arm(context).has_value());
    QVERIFY(desk.actions.desk().execute(desk.view().rehearsal->plan->id).has_value());
    QVERIFY(desk.view().plans.empty());
  }

  void whatCannotBePlannedSaysWhy() {
    QTemporaryDir folder;
    Desk desk(folder.path());
    desk.open(demo(0));
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), kPatience);
    desk.actions.desk().rehearse({"drain_node", {{"node", {}, "no-such-node"}}, {}, {}});
    QTRY_VERIFY_WITH_TIMEOUT(desk.view().rehearsal->error.has_value(), kPatience);
    QVERIFY(desk.view().rehearsal->error->message.find("no-such-node") != std::string::npos);
  }

  void aDrainOfTheDemoIsCarriedOut() {
    QTemporaryDir folder;
    Desk desk(folder.path());
    desk.open(demo(20));
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready() && desk.view().canWrite, kPatience);
    const ui::ActionsDesk ask = desk.actions.desk();
    ask.rehearse({"drain_node", {{"node", {}, "gpu-node-4"}}, {{"delete-emptydir-data", "true"}, {"force", "true"}}, {}});
    QTRY_VERIFY_WITH_TIMEOUT(desk.view().rehearsal->preview != nullptr, kPatience);
    const std::shared_ptr<const actions::ActionPlan> plan = desk.view().rehearsal->plan;
    QVERIFY2(!plan->blocked(), plan->headline.c_str());
    QVERIFY(desk.view().rehearsal->preview->ready());
    QVERIFY(ask.execute(plan->id).has_value());  // read-only
    QVERIFY(ask.arm("another").has_value());
    QVERIFY(!ask.arm(desk.view().context).has_value());
    QVERIFY(desk.view().armed());
    QVERIFY(!ask.execute(plan->id).has_value());
    QTRY_VERIFY_WITH_TIMEOUT(!desk.view().plans.empty() && actions::isOver(desk.view().plans.front()->progress.state), kPatience);
    const ui::PlanRecord& record = *desk.view().plans.front();
    QVERIFY2(record.progress.state == actions::PlanState::succeeded,
             (record.progress.headline + " " + record.progress.error).c_str());
    QVERIFY(record.progress.undoPossible);
    QVERIFY(desk.view().rehearsal == nullptr);
    // The journal alone tells the same.
    const actions::JournalList journals = actions::readJournals(folder.path().toStdString());
    QCOMPARE(journals.files.size(), std::size_t{1});
    QVERIFY(journals.files.front().progress.state == actions::PlanState::succeeded);
    ask.rehearseUndo(plan->id);
    QTRY_VERIFY_WITH_TIMEOUT(desk.view().rehearsal != nullptr && desk.view().rehearsal->plan != nullptr, kPatience);
    QVERIFY(!desk.view().rehearsal->plan->steps.empty());
    ask.disarm();
    QVERIFY(!desk.view().armed());
  }

  /// The source goes away in the middle: the journal says so, and another window goes on.
  void aPlanThatIsCutOffIsResumed() {
    QTemporaryDir folder;
    std::string id;
    {
      Desk desk(folder.path());
      desk.open(demo(1));
      QTRY_VERIFY_WITH_TIMEOUT(desk.ready() && desk.view().canWrite, kPatience);
      const ui::ActionsDesk ask = desk.actions.desk();
      ask.rehearse({"drain_node", {{"node", {}, "gpu-node-4"}}, {{"delete-emptydir-data", "true"}, {"force", "true"}}, {}});
      QTRY_VERIFY_WITH_TIMEOUT(desk.view().rehearsal->preview != nullptr, kPatience);
      QVERIFY(!ask.arm(desk.view().context).has_value());
      id = desk.view().rehearsal->plan->id;
      QVERIFY(!ask.execute(id).has_value());
      QTRY_VERIFY_WITH_TIMEOUT(desk.actions.running() == 1, kPatience);
    }
    Desk desk(folder.path());
    QTRY_VERIFY_WITH_TIMEOUT(!desk.view().plans.empty(), kPatience);
    QVERIFY(desk.view().plans.front()->resumable);
    QCOMPARE(desk.view().plans.front()->plan->id, id);
    desk.open(demo(20));
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready() && desk.view().canWrite, kPatience);
    const ui::ActionsDesk ask = desk.actions.desk();
    QVERIFY(ask.resumeFromJournal(id).has_value());  // read-only
    QVERIFY(!ask.arm(desk.view().context).has_value());
    QVERIFY(!ask.resumeFromJournal(id).has_value());
    QTRY_VERIFY_WITH_TIMEOUT(desk.actions.running() == 1, kPatience);
    QCOMPARE(desk.view().plans.front()->plan->id, id);
    // The demo began anew, so that what was done before is not so any more: enough that it goes on, and ends when it is told to.
    ask.cancel(id);
    QTRY_VERIFY_WITH_TIMEOUT(desk.actions.running() == 0, kPatience);
    QVERIFY(actions::isOver(desk.view().plans.front()->progress.state));
    QVERIFY(!desk.view().plans.front()->resumable);
  }

  void armingEndsByItselfAndWithTheSource() {
    QTemporaryDir folder;
    Desk desk(folder.path());
    desk.open(demo(1));
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready() && desk.view().canWrite, kPatience);
    QVERIFY(!desk.actions.desk().arm(desk.view().context).has_value());
    QVERIFY(desk.view().armedMs > 590'000);
    desk.actions.sourceChanging();
    QVERIFY(!desk.view().armed());
    QVERIFY(!desk.view().canWrite);
  }

  void aSavedPlanIsReadAgain() {
    QTemporaryDir folder;
    Desk desk(folder.path());
    desk.open(demo(0));
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), kPatience);
    const ui::ActionsDesk ask = desk.actions.desk();
    ask.rehearse({"drain_node", {{"node", {}, "gpu-node-4"}}, {}, {}});
    QTRY_VERIFY_WITH_TIMEOUT(desk.view().rehearsal->plan != nullptr, kPatience);
    QSignalSpy saved(&desk.actions, &ActionsBridge::saveRequested);
    ask.savePlan(desk.view().rehearsal->plan->id);
    QCOMPARE(saved.count(), 1);
    const QString path = folder.filePath(QStringLiteral("plan.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(saved.front()[1].toByteArray());
    file.close();
    const Result<actions::ActionRequest> request = readPlanFile(path);
    QVERIFY(request.has_value());
    QVERIFY(*request == desk.view().rehearsal->request);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"x\":");
    file.close();
    QVERIFY(!readPlanFile(path).has_value());
    QVERIFY(!readPlanFile(folder.filePath(QStringLiteral("no such file"))).has_value());
  }

  void whilePausedNothingIsPlanned() {
    QTemporaryDir folder;
    Desk desk(folder.path());
    desk.open(demo(1));
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready() && desk.view().canWrite, kPatience);
    QVERIFY(!desk.actions.desk().arm(desk.view().context).has_value());
    desk.actions.setPaused(true);
    desk.actions.desk().rehearse({"cordon_node", {{"node", {}, "gpu-node-4"}}, {}, {}});
    QVERIFY(desk.view().rehearsal == nullptr);
    QVERIFY(desk.view().trouble->message.find("paused") != std::string::npos);
    QVERIFY(desk.view().armed());
    desk.actions.setPaused(false);
    desk.actions.desk().rehearse({"cordon_node", {{"node", {}, "gpu-node-4"}}, {}, {}});
    QTRY_VERIFY_WITH_TIMEOUT(desk.view().rehearsal->preview != nullptr, kPatience);
    desk.actions.setPaused(true);
    QVERIFY(desk.actions.desk().execute(desk.view().rehearsal->plan->id)->message.find("paused") != std::string::npos);
    QVERIFY(desk.view().plans.empty());
  }

  void anUnknownWorkflowIsAnError() {
    QTemporaryDir folder;
    Desk desk(folder.path());
    desk.open(demo(0));
    QTRY_VERIFY_WITH_TIMEOUT(desk.ready(), kPatience);
    desk.actions.desk().runWorkflow("no_such_workflow", std::nullopt);
    QTRY_VERIFY_WITH_TIMEOUT(desk.view().workflowError.has_value(), kPatience);
    QVERIFY(desk.view().workflowError->message.find("no_such_workflow") != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(ActionsBridgeTest)
#include "actions_test.moc"
