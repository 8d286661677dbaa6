// Checks about devices, pools, drivers and nodes: one cluster that has the fault and one that has not. One thread.
#include <QtTest>

#include "tests/model/diagnosis/scene.h"

using namespace claimscope;
using namespace claimscope::diagnosis;

namespace {

/// Two nodes with four free devices each, one claim in use.
Scene healthy() {
  Scene scene;
  scene.node("n1").node("n2").slice("n1", 4).slice("n2", 4).deviceClass();
  scene.claim("used", Scene::allocated("n1", {"gpu-0"}) + "," + Scene::reserved({"p"}));
  scene.pod("p", "used", "n1", "'phase':'Running'");
  return scene;
}

}  // namespace

class DiagnosisDeviceTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void healthyClusterHasNoFinding() {
    const Diagnosis diagnosis = healthy().diagnosis();
    QCOMPARE(titleOf(diagnosis.findings), std::string("(none)"));
    QVERIFY(!diagnosis.anythingWrong);
    QVERIFY(diagnosis.checksRun >= 18);
    QCOMPARE(diagnosis.checksPassed, diagnosis.checksRun);
    QVERIFY(diagnosis.notChecked.empty());
  }

  void poolIncomplete() {
    Scene scene = healthy();
    scene.node("n3").slice("n3", 8, {}, 12, 6);
    const auto found = of(scene.diagnosis(), "pool_incomplete");
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].title, std::string("Pool n3 is incomplete: 1 of 6 slices at generation 12"));
    QCOMPARE(found[0].id, std::string("PoolIncomplete:gpu.example.com/n3"));
    QVERIFY(found[0].severity == Severity::warning);
    QVERIFY(!found[0].evidence.empty() && !found[0].command.empty() && found[0].since.isSet());
    QVERIFY(of(healthy().diagnosis(), "pool_incomplete").empty());
  }

  void manyIncompletePoolsAreOneFinding() {
    Scene scene = healthy();
    for (int i = 0; i < 500; ++i) {
      scene.slice("m" + std::to_string(i), 1, {}, 2, 3);
    }
    const auto found = of(scene.diagnosis(), "pool_incomplete");
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].title, std::string("500 pools of gpu.example.com are incomplete, 500 devices affected"));
    QVERIFY(found[0].objects.size() <= 50);
  }

  void poolInvalid() {
    Scene scene = healthy();
    scene.node("n3").slice("n3", 2, {}, 1, 2);
    scene.add(Kind::ResourceSlice, "{" + Scene::meta("again") +
                                       ",'spec':{'driver':'gpu.example.com','nodeName':'n3','pool':{'name':'n3','generation':1,'"
                                       "resourceSliceCount':2},'devices':[{'name':'gpu-0'}]}}");
    const auto found = of(scene.diagnosis(), "pool_invalid");
    QCOMPARE(titleOf(found), std::string("Pool n3 is invalid: device gpu-0 is published twice"));
    QVERIFY(of(healthy().diagnosis(), "pool_invalid").empty());
  }

  void poolStaleGeneration() {
    Scene scene = healthy();
    scene.node("n3").slice("n3", 2, {}, 1).slice("n3", 2, {}, 2, 1, "-new");
    const auto found = of(scene.diagnosis(), "pool_stale_generation");
    QCOMPARE(titleOf(found), std::string("Pool n3 still has 1 slice before generation 2"));
    QVERIFY(found[0].severity == Severity::notice);
    QVERIFY(of(healthy().diagnosis(), "pool_stale_generation").empty());
  }

  void deviceTaints() {
    Scene scene = healthy();
    scene.node("n3").slice("n3", 500,
                           "'taints':[{'key':'example.com/repair','effect':'NoSchedule','timeAdded':'2026-11-24T09:00:00Z'}]");
    auto found = of(scene.diagnosis(), "device_taints");
    QCOMPARE(titleOf(found), std::string("500 devices are tainted example.com/repair:NoSchedule"));
    QVERIFY(found[0].severity == Severity::notice);
    QVERIFY(found[0].detail.find("by their slices") == 0);
    // A rule that evicts what is in use is worse.
    Scene rule = healthy();
    rule.add(Kind::DeviceTaintRule,
             "{" + Scene::meta("out") +
                 ",'spec':{'deviceSelector':{'pool':'n1'},'taint':{'key':'example.com/out','value':'x','effect':'NoExecute'}}}");
    found = of(rule.diagnosis(), "device_taints");
    QCOMPARE(titleOf(found), std::string("4 devices are tainted example.com/out=x:NoExecute"));
    QVERIFY(found[0].severity == Severity::warning);
    QVERIFY(found[0].detail.find("DeviceTaintRule out") != std::string::npos);
    // An effect that does nothing is no fault.
    Scene none = healthy();
    none.node("n3").slice("n3", 2, "'taints':[{'key':'a','effect':'None'}]");
    QVERIFY(of(none.diagnosis(), "device_taints").empty());
  }

  void deviceUnhealthy() {
    Scene scene = healthy();
    scene.node("n3").slice("n3", 3, "'taints':[{'key':'gpu.example.com/unhealthy','effect':'NoExecute'}]");
    const auto found = of(scene.diagnosis(), "device_unhealthy");
    QCOMPARE(titleOf(found), std::string("3 X100 on n3 are unhealthy"));
    QVERIFY(found[0].severity == Severity::notice);
    QVERIFY(of(healthy().diagnosis(), "device_unhealthy").empty());
    // In use by a running pod, whose status says so.
    Scene used = healthy();
    used.claim("sick", Scene::allocated("n2", {"gpu-1"}) + "," + Scene::reserved({"q"}));
    used.pod("q", "sick", "n2",
             "'phase':'Running','containerStatuses':[{'name':'c','ready':true,'allocatedResourcesStatus':[{'name':'claim:gpu','"
             "resources':[{'resourceID':'gpu.example.com/n2/gpu-1','health':'Unhealthy'}]}]}]");
    QVERIFY(of(used.diagnosis(), "device_unhealthy").at(0).severity == Severity::warning);
  }

  void driverLost() {
    Scene scene = healthy();
    scene.node("n3");
    scene.claim("a", Scene::allocated("n3", {"gpu-0", "gpu-1"}) + "," + Scene::reserved({"pa"}))
        .pod("pa", "a", "n3", "'phase':'Running'");
    scene.claim("b", Scene::allocated("n3", {"gpu-2"}) + "," + Scene::reserved({"pb"})).pod("pb", "b", "n3");
    scene.event("pb", "FailedPrepareDynamicResources",
                "Failed to prepare dynamic resources: prepare dynamic resources: DRA driver gpu.example.com is not registered");
    const Diagnosis diagnosis = scene.diagnosis();
    const auto found = of(diagnosis, "driver_lost");
    QCOMPARE(titleOf(found), std::string("n3: driver gpu.example.com not registered, 3 devices gone"));
    QCOMPARE(formatTime(found[0].since), std::string("2026-11-24T09:50:00Z"));
    QVERIFY(of(diagnosis, "prepare_failed").empty());
    QVERIFY(of(diagnosis, "device_withdrawn").empty());
    QVERIFY(of(healthy().diagnosis(), "driver_lost").empty());
    // Hidden slices prove nothing.
    QVERIFY(of(scene.state(Kind::ResourceSlice, SourceState::forbidden).diagnosis(), "driver_lost").empty());
  }

  void deviceWithdrawn() {
    Scene scene = healthy();
    scene.claim("a", Scene::allocated("n2", {"mig-7"}) + "," + Scene::reserved({"pa"})).pod("pa", "a", "n2", "'phase':'Running'");
    const Diagnosis diagnosis = scene.diagnosis();
    QCOMPARE(titleOf(of(diagnosis, "device_withdrawn")), std::string("n2/mig-7 is no longer published, a claim holds it"));
    QVERIFY(of(diagnosis, "driver_lost").empty());
    QVERIFY(of(healthy().diagnosis(), "device_withdrawn").empty());
  }

  void nodeNotReadyAndCordoned() {
    Scene scene = healthy();
    scene.node("n3", "", "Unknown").slice("n3", 2).node("n4", "'unschedulable':true").slice("n4", 3);
    const Diagnosis diagnosis = scene.diagnosis();
    QCOMPARE(titleOf(of(diagnosis, "node_not_ready")), std::string("n3 is NotReady, 2 devices"));
    QCOMPARE(titleOf(of(diagnosis, "node_cordoned")), std::string("n4 is cordoned, 3 devices"));
    QVERIFY(of(diagnosis, "node_cordoned")[0].detail.find("3 count as free") != std::string::npos);
    // A node without devices is no concern of DRA.
    Scene bare = healthy();
    bare.node("n5", "'unschedulable':true", "False");
    QVERIFY(of(bare.diagnosis(), "node_not_ready").empty());
    QVERIFY(of(bare.diagnosis(), "node_cordoned").empty());
  }

  void nodeMissing() {
    Scene scene = healthy();
    scene.slice("gone", 2);
    QCOMPARE(titleOf(of(scene.diagnosis(), "node_missing")), std::string("gone is gone from the cluster, 2 devices"));
    Scene orphan = healthy();
    orphan.claim("a", Scene::allocated("gone", {"gpu-0"}) + "," + Scene::reserved({"pa"}))
        .pod("pa", "a", "gone", "'phase':'Running'");
    QCOMPARE(titleOf(of(orphan.diagnosis(), "node_missing")), std::string("1 claim holds 1 device of nodes that are gone"));
    QVERIFY(of(orphan.diagnosis(), "driver_lost").empty());
    QVERIFY(of(healthy().diagnosis(), "node_missing").empty());
  }
};

QTEST_APPLESS_MAIN(DiagnosisDeviceTest)
#include "device_test.moc"
