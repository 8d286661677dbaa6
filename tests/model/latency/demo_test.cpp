// The demo's latency: thousands of lives of the last hour, all stages dated, outliers as in the picture. One thread.
#include <QtTest>
#include <algorithm>

#include "model/latency/lives.h"
#include "model/latency/report.h"
#include "tests/model/simulation/loaded_world.h"

using namespace claimscope;
using namespace claimscope::latency;
using simulation::LoadedWorld;

namespace {

/// As the demo source does it after the lists.
Lives livesWithPast(const char* scenario) {
  LoadedWorld world(scenario);
  for (simulation::PastLine& line : world.world->past()) {
    const bool isPod = line.resource == "pods";
    const ApiResource resource{isPod ? "" : "resource.k8s.io", "v1", line.resource, isPod ? "Pod" : "ResourceClaim", true};
    world.store().pastLine(resource, line.line, line.at);
  }
  world.store().flush();
  return livesOf(*world.snapshot());
}

}  // namespace

class DemoTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void fleet() {
    const Lives lives = livesWithPast("fleet");
    const Report out = report(lives, Question());
    QVERIFY2(out.claims > 4000 && out.claims < 4800, std::to_string(out.claims).c_str());
    QVERIFY2(out.open >= 20, std::to_string(out.open).c_str());
    QVERIFY(out.groups.size() >= 4);
    QVERIFY(out.before && out.before->samples > 500);
    for (const Distribution& stage : out.stages) {
      QVERIFY2(stage.samples > 3500, "all stages are dated");
    }
    QVERIFY(out.teardown.samples > 3500);
    QVERIFY(out.all.at[0].ms > 300 && out.all.at[0].ms < 2000);
    QVERIFY(out.all.at[1].ms > 3000 && out.all.at[1].ms < 15'000);
    QVERIFY(out.objectiveMissed && out.passedObjective);
    QVERIFY(out.worstStage == Stage::allocated);
    QVERIFY(out.abovePercentile >= 20);
    std::array<int, kStages> worst{};
    for (const Outlier& outlier : out.outliers) {
      ++worst[static_cast<std::size_t>(outlier.stage)];
    }
    QVERIFY2(worst[1] > 0 && worst[3] > 0 && worst[4] > 0, "allocate, prepare and start all have outliers");
    QVERIFY(lives.clockAheadMs == 0);
    for (const Life& life : lives.lives) {
      for (const Span& span : stagesOf(life, lives.now)) {
        QVERIFY(span.ms() >= 0);
      }
    }
  }

  void theSmallCluster() {
    const Lives lives = livesWithPast("eks-hybrid");
    const Report out = report(lives, Question());
    QVERIFY2(out.claims > 60 && out.claims < 300, std::to_string(out.claims).c_str());
    QVERIFY(out.before && out.before->samples > 30);
    QVERIFY(out.groups.size() >= 2);
  }

  void withoutAPast() {
    QVERIFY(LoadedWorld("quiet").world->past().empty());
    QVERIFY(LoadedWorld("eks-classic").world->past().empty());
  }
};

QTEST_APPLESS_MAIN(DemoTest)
#include "demo_test.moc"
