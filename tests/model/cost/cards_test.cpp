// Cards: partitions are parts of one card, by counters or by memory; what is no accelerator is none. Test thread.
#include <QtTest>

#include "model/cost/cards.h"
#include "tests/model/cost/scene.h"
#include "tests/model/simulation/loaded_world.h"

using namespace claimscope;
using namespace claimscope::cost;

class CardsTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void wholeDevices() {
    CostScene scene;
    scene.gpuNode("n1", 3);
    const Accelerators out = acceleratorsOf(*scene.snapshot());
    QCOMPARE(out.cards.size(), std::size_t{3});
    QVERIFY(!out.everyDevice && out.share[0] == 1.0);
    QCOMPARE(out.cardsOnNode[0], 3U);
  }

  /// A card with four parts of a quarter and one of a half: together more than the card, each a part of it.
  void byCounters() {
    CostScene scene;
    scene.node("n1").add(
        Kind::ResourceSlice,
        "{" + diagnosis::Scene::meta("s") +
            ",'spec':{'driver':'gpu.example.com','nodeName':'n1','pool':{'name':'n1','generation':1,'resourceSliceCount':1},"
            "'sharedCounters':[{'name':'card','counters':{'memory':{'value':'8'}}}],'devices':["
            "{'name':'q','attributes':{'type':{'string':'mig'}},'consumesCounters':[{'counterSet':'card','counters':{'memory':"
            "{'value':'2'}}}]},"
            "{'name':'h','attributes':{'type':{'string':'mig'}},'consumesCounters':[{'counterSet':'card','counters':{'memory':"
            "{'value':'4'}}}]}]}}");
    const cluster::SnapshotPtr snapshot = scene.snapshot();
    const Accelerators out = acceleratorsOf(*snapshot);
    QCOMPARE(out.cards.size(), std::size_t{1});
    const auto at = [&](const char* name) {
      return snapshot->inventory->findDevice(Text("gpu.example.com"), Text("n1"), Text(name));
    };
    QCOMPARE(out.share[at("q")], 0.25);
    QCOMPARE(out.share[at("h")], 0.5);
    const Report report = costOf(*snapshot, nullptr, window(1));
    QVERIFY(std::abs(report.gpus - 1) < 1e-9 && std::abs(report.hours.value() - 1) < 1e-9);
  }

  /// Static partitions of the fleet: 4 x 10 Gi and 40 Gi of one card.
  void byParent() {
    simulation::LoadedWorld world("fleet");
    const cluster::SnapshotPtr snapshot = world.snapshot();
    const Accelerators out = acceleratorsOf(*snapshot);
    double worst = 0;
    for (const AcceleratorCard& card : out.cards) {
      double sum = 0;
      for (const cluster::DeviceIndex device : card.devices) {
        sum += out.share[device];
      }
      // Partitions on demand overlap; all others make up their card.
      if (card.devices.size() > 1 && snapshot->inventory->devices[card.devices.front()].poolIndex != cluster::kNone &&
          !snapshot->inventory->pools[snapshot->inventory->devices[card.devices.front()].poolIndex].counters) {
        worst = std::max(worst, std::abs(sum - 1));
      }
    }
    QVERIFY2(worst < 1e-9, std::to_string(worst).c_str());
    QVERIFY(out.cards.size() > 7000 && out.cards.size() < 8001);
    for (cluster::DeviceIndex i = 0; i < snapshot->inventory->devices.size(); ++i) {
      QVERIFY(!out.is(i) || snapshot->inventory->devices[i].driver == "gpu.nvidia.com");
    }
  }

  void names() {
    CostScene scene;
    scene.gpuNode("n1", 1);
    QCOMPARE(modelOf(*scene.snapshot(), 0), std::string("X100"));
  }
};

QTEST_APPLESS_MAIN(CardsTest)
#include "cards_test.moc"
