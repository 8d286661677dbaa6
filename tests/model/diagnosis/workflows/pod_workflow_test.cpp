// Workflows about pods: stuck Terminating and devices that cannot be prepared. One thread.
#include <QtTest>

#include "tests/model/diagnosis/workflows/flow_scene.h"

using namespace claimscope;
using namespace claimscope::diagnosis;

namespace {

const ObjectRef kPod{"pod", "ml", "p"};
const std::string kEnded =
    "'phase':'Running','containerStatuses':[{'name':'c','ready':false,'state':{'terminated':{'exitCode':0}}}]";
const std::string kRuns = "'phase':'Running','containerStatuses':[{'name':'c','ready':true,'state':{'running':{}}}]";
const std::string kDeleted = "'deletionTimestamp':'2026-11-24T09:30:00Z'";

FlowScene bound(const std::string& status, const std::string& meta, bool publishes = true) {
  FlowScene scene;
  scene.node("n1").deviceClass();
  if (publishes) {
    scene.slice("n1", 1);
  }
  scene.claim("c", Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"p"}));
  scene.pod("p", "c", "n1", status, meta);
  return scene;
}

}  // namespace

class WorkflowPodTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void terminatingWaitsForTheDriverByDesign() {
    FlowScene scene = bound(kEnded, kDeleted, false);
    scene.driver({"n1"});
    const WorkflowResult result = runWorkflow(scene, "pod_terminating", kPod);
    QVERIFY2(result.outcome == StepVerdict::proven, dump(result).c_str());
    QCOMPARE(verdictOf(result, "unprepare"), std::string("proven"));
    QVERIFY2(result.verdict.find("by design") != std::string::npos, dump(result).c_str());
    const WorkflowStep& step = *stepOf(result, "unprepare");
    QVERIFY2(step.next.find("Do not delete the pod by force") != std::string::npos, step.next.c_str());
    QCOMPARE(step.fixes.front().request->action, std::string("restart_driver"));
    QVERIFY(stepOf(result, "claims")->effect);
  }

  void terminatingBecauseAContainerRuns() {
    FlowScene scene = bound(kRuns, kDeleted);
    scene.driver({"n1"});
    const WorkflowResult result = runWorkflow(scene, "pod_terminating", kPod);
    QCOMPARE(verdictOf(result, "containers"), std::string("proven"));
    QCOMPARE(verdictOf(result, "unprepare"), std::string("ruledOut"));
  }

  void terminatingBecauseOfAFinalizer() {
    FlowScene scene = bound(kEnded, kDeleted + ",'finalizers':['example.com/hold']");
    scene.driver({"n1"});
    const WorkflowResult result = runWorkflow(scene, "pod_terminating", kPod);
    QCOMPARE(verdictOf(result, "finalizers"), std::string("proven"));
    QVERIFY2(result.verdict.find("example.com/hold") != std::string::npos, dump(result).c_str());
  }

  void terminatingForAMomentIsInOrder() {
    FlowScene scene = bound(kRuns, "'deletionTimestamp':'2026-11-24T09:59:40Z'");
    scene.driver({"n1"});
    const WorkflowResult result = runWorkflow(scene, "pod_terminating", kPod);
    QVERIFY2(result.outcome == StepVerdict::ruledOut, dump(result).c_str());
    const WorkflowResult cluster = runWorkflow(scene, "pod_terminating");
    QCOMPARE(cluster.outcome, StepVerdict::ruledOut);
  }

  void aPodThatLivesIsNotTerminating() {
    FlowScene scene = bound(kRuns, "");
    const WorkflowResult result = runWorkflow(scene, "pod_terminating", kPod);
    QCOMPARE(result.outcome, StepVerdict::ruledOut);
    QVERIFY(result.verdict.find("not being deleted") != std::string::npos);
  }

  void theClusterListsTheStuck() {
    FlowScene scene = bound(kEnded, kDeleted, false);
    scene.driver({"n1"});
    const WorkflowResult result = runWorkflow(scene, "pod_terminating");
    QCOMPARE(verdictOf(result, "pods"), std::string("proven"));
    QCOMPARE(verdictOf(result, "unprepare"), std::string("proven"));
  }

  void prepare_data() {
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("step");
    QTest::newRow("not registered") << "prepare dynamic resources: DRA driver gpu.example.com is not registered"
                                    << "registration";
    QTest::newRow("before 1.34")
        << "prepare dynamic resources: plugin name gpu.example.com not found in the list of registered DRA plugins"
        << "registration";
    QTest::newRow("not reserved") << "pod p (uid-p) is not allowed to use ResourceClaim c (uid-c)"
                                  << "reserved";
    QTest::newRow("older claim")
        << "old ResourceClaim with same name c and different UID x still exists (previous pod force-deleted?!)"
        << "oldClaim";
    QTest::newRow("driver error") << "NodePrepareResources failed for ResourceClaim c: no such device"
                                  << "driverError";
    QTest::newRow("driver late") << "NodePrepareResources: rpc error: code = DeadlineExceeded desc = context deadline exceeded"
                                 << "driverError";
  }
  void prepare() {
    QFETCH(QString, message);
    QFETCH(QString, step);
    FlowScene scene = bound("'phase':'Pending'", "");
    scene.driver({"n1"});
    scene.event("p", "FailedPrepareDynamicResources", "Failed to prepare dynamic resources: " + message.toStdString());
    for (const auto& object :
         {std::optional<ObjectRef>(), std::optional<ObjectRef>(kPod), std::optional<ObjectRef>(ObjectRef{"claim", "ml", "c"})}) {
      const WorkflowResult result = runWorkflow(scene, "prepare_failures", object);
      QVERIFY2(result.outcome == StepVerdict::proven, dump(result).c_str());
      for (const char* id : {"registration", "reserved", "oldClaim", "driverError"}) {
        QCOMPARE(QString::fromStdString(verdictOf(result, id)),
                 step == QLatin1String(id) ? QStringLiteral("proven") : QStringLiteral("ruledOut"));
      }
    }
  }

  void preparedIsRuledOut() {
    FlowScene scene = bound(kRuns, "");
    scene.event("p", "FailedPrepareDynamicResources", "Failed to prepare dynamic resources: long ago");
    QCOMPARE(runWorkflow(scene, "prepare_failures").outcome, StepVerdict::ruledOut);
    FlowScene hidden = bound("'phase':'Pending'", "");
    hidden.state(Kind::Event, SourceState::forbidden);
    QCOMPARE(runWorkflow(hidden, "prepare_failures").outcome, StepVerdict::unknown);
  }
};

QTEST_APPLESS_MAIN(WorkflowPodTest)
#include "pod_workflow_test.moc"
