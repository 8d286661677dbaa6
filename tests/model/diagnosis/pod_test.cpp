// Checks about pods that use claims: one cluster that has the fault and one that has not. One thread.
#include <QtTest>

#include "model/diagnosis/disagreement.h"
#include "tests/model/diagnosis/scene.h"

using namespace claimscope;
using namespace claimscope::diagnosis;

namespace {

Scene running() {
  Scene scene;
  scene.node("n1").slice("n1", 8).deviceClass();
  scene.claim("used", Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"p"}))
      .pod("p", "used", "n1", "'phase':'Running'");
  return scene;
}

}  // namespace

class DiagnosisPodTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void schedulerDisagrees() {
    const auto waiting = [](const std::string& words) {
      Scene scene = running();
      scene.claim("c", "", Scene::request("gpu", 8));
      scene.pod("w", "c", "",
                "'phase':'Pending','conditions':[{'type':'PodScheduled','status':'False','reason':'Unschedulable',"
                "'lastTransitionTime':'2026-11-24T09:58:00Z','message':'0/1 nodes are available: " +
                    words + "'}]");
      return scene.snapshot();
    };
    // One of the eight is in use, and no node is tainted.
    const cluster::SnapshotPtr snapshot = waiting("1 node(s) had untolerated taint(s).");
    const auto found = schedulerDisagreements(*snapshot).findings;
    QCOMPARE(titleOf(found), std::string("ml/c: the scheduler says something else"));
    QVERIFY(found[0].evidence[0].value.find("untolerated taint") != std::string::npos);
    QVERIFY(found[0].evidence[1].value.starts_with("NotEnoughDevices"));
    const Diagnosis diagnosis = diagnose(*snapshot, found);
    QCOMPARE(of(diagnosis, "scheduler_disagrees").size(), std::size_t{1});
    QCOMPARE(stillWaiting(*snapshot, found).size(), std::size_t{1});
    QVERIFY(stillWaiting(*running().snapshot(), found).empty());
    QVERIFY(schedulerDisagreements(*waiting("1 cannot allocate all claims.")).findings.empty());
    QVERIFY(schedulerDisagreements(*snapshot, 0).findings.empty());
    // Of the same objects more is said once they have waited for a while, and then no more.
    QVERIFY(!schedulerDisagreements(*snapshot).growsWithTime);
    cluster::Snapshot young(*snapshot);
    young.time = snapshot->of<ResourceClaim>().find(Text("ml"), Text("c"))->meta.created + 1000;
    const Disagreements early = schedulerDisagreements(young);
    QVERIFY(early.findings.empty());
    QVERIFY(early.growsWithTime);
  }

  void podTerminating() {
    Scene scene = running();
    scene.claim("c", Scene::allocated("n1", {"gpu-1", "gpu-2"}) + "," + Scene::reserved({"q"}));
    scene.pod("q", "c", "n1", "'phase':'Running'", "'deletionTimestamp':'2026-11-24T09:19:00Z'");
    const auto found = of(scene.diagnosis(), "pod_terminating");
    QCOMPARE(titleOf(found), std::string("q Terminating for 41 m: still holds 2 devices"));
    QCOMPARE(found[0].detail, std::string("ml · holds 2 X100 on n1"));
    QVERIFY(of(running().diagnosis(), "pod_terminating").empty());
    // The driver is gone: that is why.
    Scene lost = running();
    lost.node("n2").claim("c", Scene::allocated("n2", {"gpu-1"}) + "," + Scene::reserved({"q"}));
    lost.pod("q", "c", "n2", "'phase':'Running'", "'deletionTimestamp':'2026-11-24T09:19:00Z'");
    QCOMPARE(titleOf(of(lost.diagnosis(), "pod_terminating")),
             std::string("q Terminating for 41 m: unprepare waits for the driver"));
    // A pod gets its time to end.
    Scene ending = running();
    ending.claim("c", Scene::allocated("n1", {"gpu-1"}) + "," + Scene::reserved({"q"}))
        .pod("q", "c", "n1", "'phase':'Running'", "'deletionTimestamp':'2026-11-24T09:59:00Z'");
    QVERIFY(of(ending.diagnosis(), "pod_terminating").empty());
  }

  void manyTerminatingPodsAreOneFinding() {
    Scene scene = running();
    scene.node("n2").slice("n2", 100);
    for (int i = 0; i < 60; ++i) {
      const std::string n = std::to_string(i);
      scene.claim("c" + n, Scene::allocated("n2", {"gpu-" + n}) + "," + Scene::reserved({"q" + n}));
      scene.pod("q" + n, "c" + n, "n2", "'phase':'Running'", "'deletionTimestamp':'2026-11-24T09:19:00Z'");
    }
    const auto found = of(scene.diagnosis(), "pod_terminating");
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].title, std::string("60 pods Terminating for up to 41 m hold 60 devices"));
  }

  void podFinished() {
    Scene scene = running();
    scene.claim("c", Scene::allocated("n1", {"gpu-1"}) + "," + Scene::reserved({"q"})).pod("q", "c", "n1", "'phase':'Succeeded'");
    QCOMPARE(titleOf(of(scene.diagnosis(), "pod_finished")), std::string("ml/q has finished and still holds 1 device"));
    QVERIFY(of(running().diagnosis(), "pod_finished").empty());
  }

  void podUnreserved() {
    Scene scene = running();
    scene.claim("c").pod("q", "c", "n1");
    QCOMPARE(titleOf(of(scene.diagnosis(), "pod_unreserved")), std::string("ml/q is on a node without a reserved claim"));
    QVERIFY(of(running().diagnosis(), "pod_unreserved").empty());
  }

  void schedulerError() {
    Scene scene = running();
    scene.claim("c").pod("q", "c", {},
                         "'phase':'Pending','conditions':[{'type':'PodScheduled','status':'False','reason':'SchedulerError','"
                         "message':'claim ml/c: selector #0: CEL runtime error: no such key: model'}]");
    const auto found = of(scene.diagnosis(), "scheduler_error");
    QCOMPARE(titleOf(found), std::string("ml/q waits: a CEL selector fails at run time"));
    QCOMPARE(found[0].id, std::string("SelectorRuntimeError"));
    QVERIFY(of(running().diagnosis(), "scheduler_error").empty());
  }

  void prepareFailed() {
    Scene scene = running();
    scene.claim("c", Scene::allocated("n1", {"gpu-1"}) + "," + Scene::reserved({"q"})).pod("q", "c", "n1");
    scene.event("q", "FailedPrepareDynamicResources",
                "Failed to prepare dynamic resources: NodePrepareResources failed for ResourceClaim c: checkpoint is corrupt");
    const Diagnosis diagnosis = scene.diagnosis();
    const auto found = of(diagnosis, "prepare_failed");
    QCOMPARE(titleOf(found), std::string("n1: gpu.example.com cannot prepare 1 claim"));
    QCOMPARE(found[0].detail, std::string("NodePrepareResources failed for ResourceClaim c: checkpoint is corrupt"));
    QVERIFY(of(diagnosis, "driver_lost").empty());
    QVERIFY(of(running().diagnosis(), "prepare_failed").empty());
  }
};

QTEST_APPLESS_MAIN(DiagnosisPodTest)
#include "pod_test.moc"
