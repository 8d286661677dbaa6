// Drain: landings where other pods have a say: affinity, anti-affinity, spreading, host ports. One thread.
#include <QtTest>

#include "tests/model/actions/drain_node/drain_scene.h"

namespace claimscope::actions {

namespace {

const std::string kHost = "kubernetes.io/hostname";
const std::string kZone = "topology.kubernetes.io/zone";

class PlacedScene : public DrainScene {
 public:
  PlacedScene& at(const std::string& name, const std::string& zone) {
    add(Kind::Node, "{" + meta(name, "'labels':{'" + kHost + "':'" + name + "','" + kZone + "':'" + zone + "'}") +
                        ",'spec':{},'status':{'conditions':[{'type':'Ready','status':'True'}]}}");
    return *this;
  }
  PlacedScene& space(const std::string& name) {
    add(Kind::Namespace, "{" + meta(name) + ",'status':{'phase':'Active'}}");
    return *this;
  }
};

std::string selecting(const std::string& key, const std::string& app) {
  return "'topologyKey':'" + key + "','labelSelector':{'matchLabels':{'app':'" + app + "'}}";
}
std::string apart(const std::string& key, const std::string& app = "web") {
  return "'affinity':{'podAntiAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':[{" + selecting(key, app) + "}]}}";
}
std::string together(const std::string& key, const std::string& app = "web") {
  return "'affinity':{'podAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':[{" + selecting(key, app) + "}]}}";
}
std::string spread(const std::string& key, const std::string& more = {}) {
  return "'topologySpreadConstraints':[{'maxSkew':1,'whenUnsatisfiable':'DoNotSchedule'," + selecting(key, "web") + more + "}]";
}

std::string landingOf(const ActionPlan& plan, const std::string& pod) {
  const Landing& landing = podOf(plan, pod).landing;
  return !landing.known ? "unknown" : landing.fits ? landing.node : "nowhere: " + landing.reason;
}

#define COMPARE_TEXT(actual, expected) QCOMPARE(QString::fromStdString(actual), QString::fromUtf8(expected))

}  // namespace

class DrainPlacementTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void antiAffinityKeepsReplicasApart() {
    PlacedScene scene;
    scene.at("n1", "a").at("n2", "a").at("n3", "b");
    scene.on("n1", "db-0", apart(kHost)).on("n2", "db-1", apart(kHost));
    const ActionPlan plan = scene.drain();
    COMPARE_TEXT(landingOf(plan, "db-0"), "n3");
    QVERIFY(podOf(plan, "db-0").landing.reason.empty());
    QVERIFY(!has(plan.warnings, "other rules"));
  }

  void antiAffinityWithoutAFreeNode() {
    PlacedScene scene;
    scene.at("n1", "a").at("n2", "a").at("n3", "b");
    scene.on("n1", "db-0", apart(kHost)).on("n2", "db-1", apart(kHost)).on("n3", "db-2", apart(kHost));
    COMPARE_TEXT(landingOf(scene.drain(), "db-0"),
                 "nowhere: pod anti-affinity: kubernetes.io/hostname already has ml/db-1 (and 1 more nodes)");
  }

  void theNextPodsOfADrainKeepApartToo() {
    PlacedScene scene;
    scene.at("n1", "a").at("n2", "a").at("n3", "b").at("n4", "b");
    scene.on("n1", "db-0", apart(kHost)).on("n2", "db-1", apart(kHost));
    const ActionPlan plan = scene.drain({}, {"n1", "n2"});
    COMPARE_TEXT(landingOf(plan, "db-0"), "n3");
    COMPARE_TEXT(landingOf(plan, "db-1"), "n4");
  }

  void podsThatStayKeepOthersAway() {
    PlacedScene scene;
    scene.at("n1", "a").at("n2", "a").at("n3", "b");
    scene.on("n1", "web-0").on("n2", "alone", apart(kHost), DrainScene::owner("StatefulSet", "alone"));
    COMPARE_TEXT(landingOf(scene.drain(), "web-0"), "n3");
  }

  void spreadOverZones() {
    PlacedScene scene;
    scene.at("n1", "a").at("n2", "b").at("n3", "a");
    for (const std::string name : {"web-0", "web-1", "web-2"}) {
      scene.on("n1", name, spread(kZone));
    }
    scene.on("n2", "web-8", spread(kZone)).on("n2", "web-9", spread(kZone));
    const ActionPlan plan = scene.drain();
    // Zone a is empty once all have left: two come back to it before one more may go to zone b.
    COMPARE_TEXT(landingOf(plan, "web-0"), "n3");
    COMPARE_TEXT(landingOf(plan, "web-1"), "n3");
    COMPARE_TEXT(landingOf(plan, "web-2"), "n2");
  }

  void spreadWithoutANodeInTheZone() {
    PlacedScene scene;
    scene.at("n1", "a").at("n2", "b");
    scene.on("n1", "web-0", spread(kZone)).on("n2", "web-1", spread(kZone));
    COMPARE_TEXT(landingOf(scene.drain(), "web-0"),
                 "nowhere: topology spread over topology.kubernetes.io/zone: skew would be 2, maximum 1");
    // A cordoned node does not count where taints are honoured.
    PlacedScene honours;
    honours.at("n1", "a").at("n2", "b");
    const std::string spec = spread(kZone, ",'nodeTaintsPolicy':'Honor'");
    honours.on("n1", "web-0", spec).on("n2", "web-1", spec);
    COMPARE_TEXT(landingOf(honours.drain(), "web-0"), "n2");
  }

  void affinityFollowsTheFirst() {
    PlacedScene scene;
    scene.at("n1", "a").at("n2", "a").at("n3", "b");
    // Nobody of their kind stays: the first may go anywhere, the next goes with it.
    scene.on("n1", "web-0", together(kZone)).on("n1", "web-1", together(kZone));
    const ActionPlan plan = scene.drain();
    COMPARE_TEXT(landingOf(plan, "web-0"), "n2");
    COMPARE_TEXT(landingOf(plan, "web-1"), "n2");
    PlacedScene elsewhere;
    elsewhere.at("n1", "a").at("n2", "a").at("n3", "b");
    elsewhere.on("n1", "web-0", together(kZone)).on("n3", "web-1", together(kZone));
    COMPARE_TEXT(landingOf(elsewhere.drain(), "web-0"), "n3");
  }

  void hostPortsAreTakenOnce() {
    const std::string port =
        "'initContainers':[{'name':'i','restartPolicy':'Always','ports':[{'containerPort':1,'hostPort':8080}]}]";
    PlacedScene scene;
    scene.at("n1", "a").at("n2", "a").at("n3", "b");
    scene.on("n1", "p", port).on("n2", "q", port);
    COMPARE_TEXT(landingOf(scene.drain(), "p"), "n3");
    scene.on("n3", "r", port);
    COMPARE_TEXT(landingOf(scene.drain(), "p"), "nowhere: host port 8080/TCP is taken by ml/q (and 1 more nodes)");
  }

  void whatIsHiddenIsNotGuessed() {
    const std::string term = "'affinity':{'podAntiAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':[{" +
                             selecting(kHost, "web") + ",'namespaceSelector':{'matchLabels':{'team':'x'}}}]}}";
    PlacedScene scene;
    scene.at("n1", "a").at("n2", "a").state(Kind::Namespace, SourceState::forbidden);
    scene.on("n1", "web-0", term).on("n2", "web-1");
    const ActionPlan plan = scene.drain();
    COMPARE_TEXT(landingOf(plan, "web-0"), "n2");
    COMPARE_TEXT(podOf(plan, "web-0").landing.reason, "pod anti-affinity");
    QVERIFY(has(plan.warnings, "lands where other rules of its own allow it"));
    PlacedScene seen;
    seen.at("n1", "a").at("n2", "a").space("ml");
    seen.on("n1", "web-0", term).on("n2", "web-1");
    COMPARE_TEXT(podOf(seen.drain(), "web-0").landing.reason, "");
  }
};

}  // namespace claimscope::actions

using claimscope::actions::DrainPlacementTest;
QTEST_GUILESS_MAIN(DrainPlacementTest)
#include "drain_placement_test.moc"
