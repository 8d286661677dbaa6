// Nodes that could go, alone and together; what one more node would serve; work for another time. Test thread.
#include <QtTest>

#include "model/cost/drains.h"
#include "model/cost/headroom.h"
#include "tests/model/cost/scene.h"

using namespace claimscope;
using namespace claimscope::cost;

namespace {

const DrainOffer& offerOf(const Drains& drains, const std::string& node) {
  for (const DrainOffer& offer : drains.offers) {
    if (offer.node == node) {
      return offer;
    }
  }
  throw std::runtime_error("no offer " + node);
}

Drains drainsIn(CostScene& scene, std::size_t most = kMostRehearsed) {
  const cluster::SnapshotPtr snapshot = scene.snapshot();
  return drainsOf(*snapshot, acceleratorsOf(*snapshot), listPrices(), most);
}

/// A pod of a Job whose claim comes from a template, so that its successor gets another one.
CostScene& withTemplate(CostScene& scene, const std::string& name, const std::string& node, const std::string& device,
                        const std::string& metaMore = {}) {
  scene.add(Kind::Pod,
            "{" +
                diagnosis::Scene::meta(name, diagnosis::Scene::inNamespace(
                                                 "ml", "'labels':{'app':'" + name +
                                                           "'},'ownerReferences':[{'apiVersion':'batch/v1','kind':'Job','name':"
                                                           "'train','uid':'uid-train','controller':true}]" +
                                                           metaMore)) +
                ",'spec':{'nodeName':'" + node +
                "','containers':[{'name':'c','resources':{'requests':{'cpu':'1'}}}],'resourceClaims':[{'name':'gpu',"
                "'resourceClaimTemplateName':'t'}]},'status':{'phase':'Running','conditions':[{'type':'Ready','status':"
                "'True'}],'resourceClaimStatuses':[{'name':'gpu','resourceClaimName':'" +
                name + "-gpu'}]}}");
  scene.claim(
      name + "-gpu", diagnosis::Scene::allocated(node, {device}) + "," + diagnosis::Scene::reserved({name}),
      diagnosis::Scene::request(), "2026-11-24T09:40:00Z",
      "'ownerReferences':[{'apiVersion':'v1','kind':'Pod','name':'" + name + "','uid':'uid-" + name + "','controller':true}]");
  return scene;
}

CostScene withForm() {
  CostScene scene;
  scene.add(Kind::ResourceClaimTemplate, "{" + diagnosis::Scene::meta("t", diagnosis::Scene::inNamespace("ml")) + ",'spec':{" +
                                             diagnosis::Scene::request() + "}}");
  return scene;
}

}  // namespace

class DrainsTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void aNodeIsOfferedWhenAllFitElsewhere() {
    CostScene scene = withForm();
    scene.gpuNode("n1", 1).gpuNode("n2", 2);
    withTemplate(scene, "p", "n1", "gpu-0");
    const Drains drains = drainsIn(scene);
    QCOMPARE(drains.candidates, std::int64_t{2});
    QVERIFY2(offerOf(drains, "n1").clean, offerOf(drains, "n1").why.c_str());
    QCOMPARE(offerOf(drains, "n1").inUse, std::int64_t{1});
    QVERIFY(offerOf(drains, "n2").clean);
    // Both at once: the pod of n1 has nowhere left to go.
    QCOMPARE(drains.together.size(), std::size_t{1});
    QVERIFY(std::abs(drains.togetherPerHour - 16.288) < 1e-9);
  }

  void nothingElseHasRoom() {
    CostScene scene = withForm();
    scene.gpuNode("n1", 1);
    withTemplate(scene, "p", "n1", "gpu-0");
    const Drains drains = drainsIn(scene);
    QVERIFY(!offerOf(drains, "n1").clean && offerOf(drains, "n1").reason == "nowhere");
    QVERIFY(drains.together.empty() && drains.clean == 0);
  }

  /// Capacity is really consumed: three nodes with a pod each, one spare device on the fourth.
  void greedyByWhatIsLeft() {
    CostScene scene = withForm();
    for (int i = 1; i <= 3; ++i) {
      const std::string node = "n" + std::to_string(i);
      scene.gpuNode(node, 1);
      withTemplate(scene, "p" + std::to_string(i), node, "gpu-0");
    }
    scene.gpuNode("spare", 2);
    withTemplate(scene, "q", "spare", "gpu-0");
    const Drains drains = drainsIn(scene);
    QVERIFY(offerOf(drains, "n1").clean && offerOf(drains, "n2").clean && offerOf(drains, "n3").clean);
    QVERIFY(!offerOf(drains, "spare").clean || drains.together.size() == 1);
    QCOMPARE(drains.together.size(), std::size_t{1});
  }

  void aPodWithoutControllerBlocks() {
    CostScene scene;
    scene.gpuNode("n1", 1).gpuNode("n2", 2);
    scene.pod("bare", "x", "n1", "'phase':'Running'");
    const DrainOffer offer = offerOf(drainsIn(scene), "n1");
    QVERIFY(!offer.clean && offer.reason == "NoController");
  }

  /// A named claim that nobody uses stays where it is: the node is held for it.
  void heldClaims() {
    CostScene scene;
    scene.gpuNode("n1", 1).gpuNode("n2", 2).claim("kept", diagnosis::Scene::allocated("n1", {"gpu-0"}));
    const DrainOffer offer = offerOf(drainsIn(scene), "n1");
    QVERIFY(!offer.clean && offer.reason == "stays");
    QVERIFY2(offer.why.find("ml/kept") != std::string::npos, offer.why.c_str());
  }

  /// A DaemonSet's monitor with admin access stays and goes with its node: it keeps nobody from draining it.
  void monitorsDoNotHoldANode() {
    CostScene scene;
    scene.gpuNode("n1", 1).gpuNode("n2", 1);
    scene.add(Kind::DaemonSet,
              "{" + diagnosis::Scene::meta("dcgm", diagnosis::Scene::inNamespace("ml")) + ",'spec':{'selector':{}},'status':{}}");
    scene.pod("dcgm-1", "watch", "n1", "'phase':'Running'",
              "'ownerReferences':[{'apiVersion':'apps/v1','kind':'DaemonSet','name':'dcgm','uid':'uid-dcgm','controller':true}]");
    scene.claim(
        "watch",
        diagnosis::Scene::allocated("n1", {"gpu-0"}, ",'adminAccess':true") + "," + diagnosis::Scene::reserved({"dcgm-1"}),
        diagnosis::Scene::request("gpu", 1, ",'adminAccess':true"));
    const DrainOffer offer = offerOf(drainsIn(scene), "n1");
    QVERIFY2(offer.clean, offer.why.c_str());
    QCOMPARE(offer.inUse, std::int64_t{0});
  }

  void cordonedAndHiddenAreNoCandidates() {
    CostScene scene;
    scene.gpuNode("n1", 1, "g5.48xlarge", "'unschedulable':true");
    QVERIFY(drainsIn(scene).offers.empty());
    CostScene hidden;
    hidden.gpuNode("n1", 1).state(Kind::Pod, SourceState::forbidden);
    QVERIFY(drainsIn(hidden).offers.empty());
  }

  void onlySoManyAreRehearsed() {
    CostScene scene;
    for (int i = 0; i < 6; ++i) {
      scene.gpuNode("n" + std::to_string(i), 1);
    }
    const Drains drains = drainsIn(scene, 4);
    QCOMPARE(drains.candidates, std::int64_t{6});
    QCOMPARE(drains.rehearsed, std::int64_t{4});
  }

  /// Nothing is free, and one more node would take two of three waiting claims.
  void headroom() {
    CostScene scene;
    scene.gpuNode("n1", 4, "g5.48xlarge", "", "'karpenter.sh/nodepool':'gpu'");
    scene.held("a", "n1", {"gpu-0", "gpu-1", "gpu-2", "gpu-3"}).waiting("w1", 2).waiting("w2", 2).waiting("w3", 2);
    const cluster::SnapshotPtr snapshot = scene.snapshot();
    const std::vector<GroupRoom> rooms = headroomOf(*snapshot, acceleratorsOf(*snapshot), listPrices());
    QCOMPARE(rooms.size(), std::size_t{1});
    QCOMPARE(rooms[0].group, std::string("gpu"));
    QVERIFY(rooms[0].grower == Grower::karpenter);
    QCOMPARE(rooms[0].waiting, std::int64_t{3});
    QCOMPARE(rooms[0].serves, std::int64_t{2});
    QCOMPARE(rooms[0].claims.size(), std::size_t{2});
    QVERIFY(rooms[0].rate.bound == Bound::exact);
  }

  void headroomWithoutRoomForPods() {
    CostScene scene;
    scene.gpuNode("n1", 4).held("a", "n1", {"gpu-0", "gpu-1", "gpu-2", "gpu-3"}).waiting("w1", 1, "99");
    const cluster::SnapshotPtr snapshot = scene.snapshot();
    QCOMPARE(headroomOf(*snapshot, acceleratorsOf(*snapshot), listPrices())[0].serves, std::int64_t{0});
  }

  void batchWork() {
    CostScene scene;
    scene.gpuNode("n1", 4).held("a", "n1", {"gpu-0"}).held("b", "n1", {"gpu-1", "gpu-2"});
    const Report report = scene.report(window(24));
    QCOMPARE(report.offPeak.size(), std::size_t{1});
    QCOMPARE(report.offPeak[0].owner, std::string("Job/train"));
    QCOMPARE(report.offPeak[0].running, std::int64_t{2});
    QCOMPARE(report.offPeak[0].gpus, 3.0);
    QVERIFY(report.offPeak[0].medianBound == Bound::atLeast && report.offPeak[0].medianMs == 2 * 3'600'000);
  }
};

QTEST_APPLESS_MAIN(DrainsTest)
#include "drains_test.moc"
