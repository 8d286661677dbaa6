// Stranded devices and why; the kinds of claim that are tried. Test thread.
#include <QtTest>

#include "model/cost/strands.h"
#include "tests/model/cost/scene.h"
#include "tests/model/simulation/loaded_world.h"

using namespace claimscope;
using namespace claimscope::cost;

namespace {

/// "nodeRoom 3, leftover 1".
std::string whys(CostScene& scene) {
  const Report report = scene.report(window(1));
  std::map<std::string, double> found;
  for (const StrandGroup& group : report.stranded) {
    found[std::string(whyId(group.why))] += group.gpus;
  }
  std::string out;
  for (const auto& [why, gpus] : found) {
    out += (out.empty() ? "" : ", ") + why + " " + std::to_string(static_cast<int>(gpus + 0.5));
  }
  return out;
}

#define COMPARE_TEXT(actual, expected) QCOMPARE(QString::fromStdString(actual), QString::fromUtf8(expected))

}  // namespace

class StrandsTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void whatAClaimCanTakeIsUsable() {
    CostScene scene;
    scene.gpuNode("n1", 4).held("a", "n1", {"gpu-0"});
    COMPARE_TEXT(whys(scene), "");
  }

  void noKnownClaim() {
    CostScene scene;
    scene.gpuNode("n1", 2);
    COMPARE_TEXT(whys(scene), "noClaim 2");
  }

  void tooFewTogether() {
    CostScene scene;
    scene.gpuNode("n1", 5).held("a", "n1", {"gpu-0", "gpu-1", "gpu-2", "gpu-3"});
    COMPARE_TEXT(whys(scene), "leftover 1");
  }

  /// Pairs: of three free ones two can be taken, one is left.
  void pairsLeaveOne() {
    CostScene scene;
    scene.gpuNode("n1", 5).held("a", "n1", {"gpu-0", "gpu-1"});
    COMPARE_TEXT(whys(scene), "leftover 1");
  }

  void noCpuLeft() {
    CostScene scene;
    scene.gpuNode("n1", 3).held("a", "n1", {"gpu-0"}, "2026-11-24T08:00:00Z", "15");
    COMPARE_TEXT(whys(scene), "nodeRoom 2");
  }

  /// Room for one pod more of the two devices.
  void cpuForOneMore() {
    CostScene scene;
    scene.gpuNode("n1", 3).held("a", "n1", {"gpu-0"}, "2026-11-24T08:00:00Z", "7");
    COMPARE_TEXT(whys(scene), "nodeRoom 1");
  }

  /// Its port is taken by the pod that runs: no other comes for the two devices.
  void hostPortTaken() {
    CostScene scene;
    scene.gpuNode("n1", 3).claim("a", CostScene::allocated("n1", {"gpu-0"}) + "," + CostScene::reserved({"a-pod"}));
    scene.add(Kind::Pod, "{" + CostScene::meta("a-pod", CostScene::inNamespace("ml")) +
                             ",'spec':{'nodeName':'n1','containers':[{'name':'c','ports':[{'hostPort':80}]}],'resourceClaims':[{"
                             "'name':'gpu','resourceClaimName':'a'}]},'status':{'phase':'Running'}}");
    COMPARE_TEXT(whys(scene), "nodeRoom 2");
  }

  void cordonedTaintedNotReady() {
    CostScene scene;
    scene.gpuNode("n1", 1).held("a", "n1", {"gpu-0"});
    scene.gpuNode("n2", 1, "g5.48xlarge", "'unschedulable':true");
    scene.gpuNode("n3", 2, "g5.48xlarge", "'taints':[{'key':'team','value':'x','effect':'NoSchedule'}]");
    COMPARE_TEXT(whys(scene), "nodeCordoned 1, nodeTaint 2");
  }

  void incompletePools() {
    CostScene scene;
    scene.gpuNode("n1", 1).held("a", "n1", {"gpu-0"});
    scene.node("n2").slice("n2", 3, "", 1, 2);
    COMPARE_TEXT(whys(scene), "poolIncomplete 3");
  }

  /// A template that nobody uses yet counts as a claim that could come.
  void templatesCount() {
    CostScene scene;
    scene.gpuNode("n1", 2);
    scene.add(Kind::ResourceClaimTemplate, "{" + diagnosis::Scene::meta("t", diagnosis::Scene::inNamespace("ml")) + ",'spec':{" +
                                               diagnosis::Scene::request() + "}}");
    COMPARE_TEXT(whys(scene), "");
  }

  void hiddenClaimsMakeItAtMost() {
    CostScene scene;
    scene.gpuNode("n1", 2).state(Kind::ResourceClaim, SourceState::forbidden);
    const cluster::SnapshotPtr snapshot = scene.snapshot();
    const explanation::ExplanationContext context(*snapshot);
    const Strands strands = strandsOf(context, acceleratorsOf(*snapshot), shapesOf(*snapshot));
    QVERIFY(strands.bound != Bound::exact);
  }

  void withoutBudgetNothingIsCalledStranded() {
    CostScene scene;
    scene.gpuNode("n1", 2);
    const cluster::SnapshotPtr snapshot = scene.snapshot();
    const explanation::ExplanationContext context(*snapshot);
    const Strands strands = strandsOf(context, acceleratorsOf(*snapshot), shapesOf(*snapshot), 0);
    QVERIFY(strands.strands.empty() && strands.nodesLeftOut == 1);
  }

  void shapesAreFewAndOrdered() {
    CostScene scene;
    scene.gpuNode("n1", 8).held("a", "n1", {"gpu-0"}).held("b", "n1", {"gpu-1"}).waiting("w", 4);
    const Shapes shapes = shapesOf(*scene.snapshot());
    QCOMPARE(shapes.shapes.size(), std::size_t{2});
    QCOMPARE(shapes.shapes[0].waiting, std::int64_t{1});
    QCOMPARE(shapes.shapes[0].devices, std::int64_t{4});
    QCOMPARE(shapes.shapes[1].claims, std::int64_t{2});
    QVERIFY(shapes.shapes[0].plain && shapes.bound == Bound::exact);
  }

  /// Admin access takes nothing: it strands nothing and rescues nothing.
  void adminAccessIsNoShape() {
    CostScene scene;
    scene.gpuNode("n1", 1).claim("admin", "", diagnosis::Scene::request("gpu", 1, ",'adminAccess':true"));
    QVERIFY(shapesOf(*scene.snapshot()).shapes.empty());
  }

  /// Thousands of different claims: the tried ones are bounded, and it is said.
  void manyShapes() {
    CostScene scene;
    scene.gpuNode("n1", 1);
    for (int i = 0; i < 120; ++i) {
      scene.claim("c" + std::to_string(i), "", diagnosis::Scene::request("gpu", i + 1));
    }
    const Shapes shapes = shapesOf(*scene.snapshot());
    QCOMPARE(shapes.shapes.size(), kMostShapes);
    QCOMPARE(shapes.leftOut, std::int64_t{120} - static_cast<std::int64_t>(kMostShapes));
    QVERIFY(shapes.bound != Bound::exact);
  }
};

QTEST_APPLESS_MAIN(StrandsTest)
#include "strands_test.moc"
