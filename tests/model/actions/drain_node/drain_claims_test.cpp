// Drain: claims, landings, drivers, several nodes. One thread.
#include <QElapsedTimer>
#include <QtTest>

#include "tests/model/actions/drain_node/drain_scene.h"

namespace claimscope::actions {

class DrainClaimsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void noTwoPodsTakeTheSameDevice() {
    DrainScene scene;
    scene.node("n1").node("n2").node("n3").slice("n1", 3).slice("n2", 1).slice("n3", 1);
    scene.claimTemplate()
        .withTemplate("n1", "train-0", "gpu-0")
        .withTemplate("n1", "train-1", "gpu-1")
        .withTemplate("n1", "train-2", "gpu-2");
    const ActionPlan plan = scene.drain();
    QCOMPARE(podOf(plan, "train-0").landing.node, std::string("n2"));
    QCOMPARE(podOf(plan, "train-1").landing.node, std::string("n3"));
    QVERIFY(podOf(plan, "train-2").landing.known && !podOf(plan, "train-2").landing.fits);
    QCOMPARE(claimOf(plan, "train-0-gpu").after, std::string("moves"));
    QCOMPARE(claimOf(plan, "train-0-gpu").devices, std::vector<std::string>{"gpu.example.com/n1/gpu-0"});
    QCOMPARE(claimOf(plan, "train-2-gpu").after, std::string("released"));
    QVERIFY(has(plan.warnings, "Claim ml/train-2-gpu has nowhere to go"));
    const auto notice =
        std::find_if(plan.warnings.begin(), plan.warnings.end(), [](const Notice& one) { return one.request.has_value(); });
    QVERIFY(notice != plan.warnings.end() && notice->request->action == "preallocate");
    QVERIFY(has(plan.warnings, "3 devices of gpu.example.com, 2 are free elsewhere"));
    QVERIFY(!plan.blocked());
  }

  void severalClaimsOnOneNodeFillItUp() {
    DrainScene scene;
    scene.node("n1").node("n2").slice("n1", 4).slice("n2", 4);
    scene.claimTemplate();
    for (int i = 0; i < 4; ++i) {
      scene.withTemplate("n1", "train-" + std::to_string(i), "gpu-" + std::to_string(i));
    }
    scene.claim("busy", DrainScene::allocated("n2", {"gpu-1"}) + "," + DrainScene::reserved({"elsewhere"}));
    scene.on("n2", "elsewhere");
    const ActionPlan plan = scene.drain();
    int fitting = 0;
    for (const Affected& pod : plan.affected) {
      fitting += pod.landing.fits ? 1 : 0;
    }
    QCOMPARE(fitting, 3);
  }

  void whatIsNotJudgedIsSaid() {
    DrainScene scene;
    scene.node("n1").node("n2");
    scene.on("n1", "free");
    scene.on("n1", "apart",
             "'affinity':{'podAntiAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':[{'topologyKey':'host'}]}},"
             "'volumes':[{'name':'v','persistentVolumeClaim':{'claimName':'data'}}]",
             DrainScene::owner("StatefulSet", "db"));
    const ActionPlan plan = scene.drain();
    QVERIFY(podOf(plan, "free").landing.fits && podOf(plan, "free").landing.reason.empty());
    QVERIFY(podOf(plan, "apart").landing.fits);
    QCOMPARE(podOf(plan, "apart").landing.reason, std::string("a volume"));
    QVERIFY(has(plan.warnings, "lands where other rules of its own allow it"));
  }

  void namedClaimsAreReleasedWithTheirLastConsumer() {
    DrainScene scene;
    scene.node("n1").node("n2").slice("n1", 2).slice("n2", 1);
    scene.claim("named", DrainScene::allocated("n1", {"gpu-0"}) + "," + DrainScene::reserved({"p"}));
    scene.pod("p", "named", "n1", DrainScene::running(), DrainScene::owner("StatefulSet", "s"));
    const ActionPlan plan = scene.drain();
    QCOMPARE(claimOf(plan, "named").after, std::string("moves"));
    QCOMPARE(claimOf(plan, "named").landing.node, std::string("n2"));
    QVERIFY(std::any_of(plan.verify.begin(), plan.verify.end(), [](const Expectation& check) {
      return check.kind == Expectation::Kind::devicesReleased && check.object.name == "n1/gpu-0";
    }));
  }

  void sharedClaimsStayPinnedWhileOthersUseThem() {
    DrainScene scene;
    scene.node("n1").node("n2").slice("n1", 2).slice("n2", 2);
    scene.claim("shared", DrainScene::allocated("n1", {"gpu-0"}) + "," + DrainScene::reserved({"p", "stays"}));
    scene.daemonSet("agent");
    scene.pod("p", "shared", "n1", DrainScene::running(), DrainScene::owner("StatefulSet", "s"));
    scene.pod("stays", "shared", "n1", DrainScene::running(), DrainScene::owner("DaemonSet", "agent"));
    const ActionPlan plan = scene.drain("ignore-daemonsets");
    QCOMPARE(claimOf(plan, "shared").after, std::string("staysPinned"));
    QVERIFY(has(plan.warnings, "Claim ml/shared stays pinned"));
    QVERIFY(!podOf(plan, "p").landing.fits && podOf(plan, "p").landing.known);
    QVERIFY(podOf(plan, "p").landing.reason.find("shared") != std::string::npos);
  }

  void twoPodsOfOneClaimLandTogether() {
    DrainScene scene;
    scene.node("n1").node("n2").slice("n1", 1).slice("n2", 1);
    scene.claim("shared", DrainScene::allocated("n1", {"gpu-0"}) + "," + DrainScene::reserved({"a", "b"}));
    for (const char* name : {"a", "b"}) {
      scene.pod(name, "shared", "n1", DrainScene::running(), DrainScene::owner("StatefulSet", "s"));
    }
    const ActionPlan plan = scene.drain();
    QCOMPARE(podOf(plan, "a").landing.node, std::string("n2"));
    QCOMPARE(podOf(plan, "b").landing.node, std::string("n2"));
    QCOMPARE(claimOf(plan, "shared").after, std::string("moves"));
  }

  void claimsWithoutAPodKeepTheirDevices() {
    DrainScene scene;
    scene.node("n1").slice("n1", 1);
    scene.claim("held", DrainScene::allocated("n1", {"gpu-0"}));
    const ActionPlan plan = scene.drain();
    QCOMPARE(claimOf(plan, "held").after, std::string("staysPinned"));
    QVERIFY(has(plan.warnings, "Claim ml/held keeps its devices"));
    QCOMPARE(plan.warnings.front().request->action, std::string("release_claim"));
  }

  void nodesThatCanNotTakeThePodAreLeftOut() {
    DrainScene scene;
    scene.node("n1")
        .node("n2", "'unschedulable':true")
        .node("n3", "'taints':[{'key':'x','effect':'NoSchedule'}]")
        .node("n4", "", "False")
        .node("n5");
    scene.on("n1", "p");
    QCOMPARE(podOf(scene.drain(), "p").landing.node, std::string("n5"));
  }

  void theRoomOfANodeIsCountedDown() {
    DrainScene scene;
    scene.node("n1");
    scene.add(Kind::Node,
              "{" + DrainScene::meta("n2") +
                  ",'spec':{},'status':{'allocatable':{'cpu':'3','pods':'10'},'conditions':[{'type':'Ready','status':'True'}]}}");
    for (const char* name : {"a", "b"}) {
      scene.add(Kind::Pod,
                "{" + DrainScene::meta(name, DrainScene::inNamespace("ml", DrainScene::owner("ReplicaSet", "web"))) +
                    ",'spec':{'nodeName':'n1','containers':[{'name':'c','resources':{'requests':{'cpu':'2'}}}]},'status':{" +
                    DrainScene::running() + "}}");
    }
    const ActionPlan plan = scene.drain();
    QCOMPARE(podOf(plan, "a").landing.node, std::string("n2"));
    QVERIFY(!podOf(plan, "b").landing.fits);
    QVERIFY2(podOf(plan, "b").landing.reason.find("cpu") != std::string::npos, podOf(plan, "b").landing.reason.c_str());
  }

  void aTemplateThatIsGoneLeavesThePodNowhere() {
    DrainScene scene;
    scene.node("n1").node("n2").slice("n1", 1).slice("n2", 1);
    scene.withTemplate("n1", "train-0", "gpu-0");
    const ActionPlan plan = scene.drain();
    QVERIFY(podOf(plan, "train-0").landing.reason.find("template t is gone") != std::string::npos);
  }

  void aDriverThatIsGoneBlocks() {
    DrainScene scene;
    scene.node("n1").node("n2").slice("n2", 2);
    scene.claimTemplate().withTemplate("n1", "train-0", "gpu-0").on("n1", "web");
    const ActionPlan plan = scene.drain();
    QCOMPARE(decided(plan, "train-0"), std::string("blocked DriverNotRegistered"));
    QCOMPARE(decided(plan, "web"), std::string("evict"));
    QCOMPARE(plan.blockers.front().title, std::string("Driver gpu.example.com is not registered on n1"));
    QCOMPARE(plan.blockers.front().request->action, std::string("restart_driver"));
  }

  void slicesThatNobodySeesProveNothing() {
    DrainScene scene;
    scene.node("n1").node("n2").state(Kind::ResourceSlice, SourceState::forbidden);
    scene.claimTemplate().withTemplate("n1", "train-0", "gpu-0");
    const ActionPlan plan = scene.drain();
    QCOMPARE(podOf(plan, "train-0").verdict, std::string("evict"));
    QVERIFY(has(plan.warnings, "ResourceSlices are hidden"));
  }

  void aDriverWithoutADaemonSetLeavesLast() {
    DrainScene scene;
    scene.node("n1").node("n2").slice("n1", 1).slice("n2", 1);
    scene.claimTemplate().withTemplate("n1", "train-0", "gpu-0").on("n1", "dra-driver-x").on("n1", "hydra");
    const ActionPlan plan = scene.drain();
    QCOMPARE(plan.steps.back().id, std::string("evict:ml/dra-driver-x"));
    const std::vector<std::string> after = {"cordon:n1", "evict:ml/hydra", "evict:ml/train-0"};
    QCOMPARE(plan.steps.back().after, after);
  }

  /// A node with nothing to evict takes no turn: the one behind it waits for the one before it.
  void anEmptyNodeLetsNobodyOvertake() {
    for (const bool two : {false, true}) {
      DrainScene scene;
      scene.node("n1").node("n2").node("n3").node("n4").node("n5");
      scene.on("n1", "a").on("n3", "c").on("n4", "d");
      const ActionPlan plan = scene.drain(two ? "nodes-at-a-time=2" : "", {"n1", "n2", "n3", "n4"});
      const auto waitsFor = [&](const char* pod, const char* other) {
        const Step* step = plan.findStep(std::string("evict:ml/") + pod);
        return step != nullptr &&
               std::find(step->after.begin(), step->after.end(), std::string("evict:ml/") + other) != step->after.end();
      };
      QCOMPARE(waitsFor("c", "a"), !two);
      QCOMPARE(waitsFor("d", "c"), !two);
      QCOMPARE(waitsFor("d", "a"), two);
    }
  }

  void severalNodesAreCordonedFirstAndDrainedInOrder() {
    DrainScene scene;
    scene.node("n1").node("n2").node("n3").slice("n1", 2).slice("n2", 1).slice("n3", 1);
    scene.claimTemplate()
        .withTemplate("n1", "train-0", "gpu-0")
        .withTemplate("n1", "train-1", "gpu-1")
        .withTemplate("n2", "train-2", "gpu-0", "other");
    const ActionPlan plan = scene.drain("", {"n1", "n2"});
    // One device is left: the node whose pod takes it goes first, and n1 loses one pod more than fits.
    QCOMPARE(plan.steps[0].id, std::string("cordon:n2"));
    QCOMPARE(plan.steps[1].after, std::vector<std::string>{"cordon:n2"});
    const Step* second = plan.findStep("evict:ml/train-0");
    QVERIFY(std::find(second->after.begin(), second->after.end(), "evict:ml/train-2") != second->after.end());
    QVERIFY(has(plan.warnings, "Not everything fits while all of them are out of service"));
  }

  void objectsWithoutUidsAreToldApartByTheirNames() {
    DrainScene scene;
    scene.node("n1").node("n2").slice("n1", 2).slice("n2", 2);
    for (const char* name : {"a", "b"}) {
      const std::string node = name[0] == 'a' ? "n1" : "n2";
      scene.add(Kind::Pod, "{'metadata':{'name':'" + std::string(name) + "','namespace':'ml'," +
                               DrainScene::owner("ReplicaSet", "web") + "},'spec':{'nodeName':'" + node +
                               "','containers':[{'name':'c'}],'resourceClaims':[{'name':'gpu','resourceClaimName':'c-" + name +
                               "'}]},'status':{" + DrainScene::running() + "}}");
      scene.claim(std::string("c-") + name, DrainScene::allocated("n1", {name[0] == 'a' ? "gpu-0" : "gpu-1"}) +
                                                ",'reservedFor':[{'resource':'pods','name':'" + name + "'}]");
    }
    const ActionPlan plan = scene.drain();
    QCOMPARE(claimOf(plan, "c-a").after, std::string("moves"));
    QCOMPARE(claimOf(plan, "c-b").after, std::string("staysPinned"));
  }

  void podsThatDoNotEndAreNotWaitedForWithSkipWait() {
    DrainScene scene;
    scene.node("n1").node("n2");
    scene.on("n1", "p", {}, DrainScene::owner("ReplicaSet", "web") + ",'deletionTimestamp':'2026-11-24T09:59:00Z'");
    const ActionPlan plan = scene.drain("skip-wait-for-delete-timeout=90");
    const Step* step = plan.findStep("evict:ml/p");
    QVERIFY(step != nullptr && step->until.has_value());
    QVERIFY(look(*scene.at("2026-11-24T10:00:00Z").snapshot(), *step->until).state == Outlook::State::notYet);
    QVERIFY(look(*scene.at("2026-11-24T10:01:00Z").snapshot(), *step->until).state == Outlook::State::met);
    const ActionPlan patient = scene.drain();
    QVERIFY(patient.findStep("evict:ml/p")->until->value.empty());
  }

  void fiveThousandNodesAndAHundredPods_data() {
    QTest::addColumn<bool>("room");
    QTest::addColumn<int>("sets");
    QTest::newRow("replicas, room") << true << 10;
    QTest::newRow("every pod another, nothing free") << false << 100;
  }

  void fiveThousandNodesAndAHundredPods() {
    QFETCH(bool, room);
    QFETCH(int, sets);
    DrainScene scene;
    for (int i = 1; i <= 5000; ++i) {
      const std::string node = "n" + std::to_string(i);
      scene.node(node).slice(node, 4);
      for (int d = 0; i > 1 && d < (room && i % 50 == 0 ? 3 : 4); ++d) {
        scene.claim("c-" + node + "-" + std::to_string(d),
                    DrainScene::allocated(node, {"gpu-" + std::to_string(d)}) + "," + DrainScene::reserved({"x" + node}));
      }
      scene.on(node, "x" + node);
    }
    scene.claimTemplate();
    for (int i = 0; i < 100; ++i) {
      scene.withTemplate("n1", "train-" + std::to_string(i), "gpu-" + std::to_string(i % 4), "set-" + std::to_string(i % sets));
    }
    const cluster::SnapshotPtr snapshot = scene.snapshot();
    QElapsedTimer timer;
    timer.start();
    const Result<ActionPlan> plan = planAction(*snapshot, ActionRequest{"drain_node", {{"node", "", "n1"}}, {}, {}});
    qInfo("planned in %lld ms", static_cast<long long>(timer.elapsed()));
    QVERIFY(plan);
    const auto fits =
        std::count_if(plan->affected.begin(), plan->affected.end(), [](const Affected& pod) { return pod.landing.fits; });
    QCOMPARE(static_cast<int>(fits), room ? 101 : 1);
  }
};

}  // namespace claimscope::actions

QTEST_GUILESS_MAIN(claimscope::actions::DrainClaimsTest)
#include "drain_claims_test.moc"
