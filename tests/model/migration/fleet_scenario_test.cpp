// The scenario device-plugin: its counts for two seeds, and plans on it. One thread.
#include <QtTest>

#include "model/actions/action.h"
#include "model/migration/bench.h"
#include "tests/model/simulation/loaded_world.h"

using namespace claimscope;
using namespace claimscope::migration;

namespace {

struct Seen {
  cluster::SnapshotPtr snapshot;
  Bench bench;
};

const Seen& seen(std::uint64_t seed) {
  static std::map<std::uint64_t, Seen> kSeen;
  if (kSeen.count(seed) == 0) {
    const simulation::LoadedWorld world("device-plugin", true, seed);
    kSeen[seed].snapshot = world.snapshot();
    kSeen[seed].bench = benchOf(*kSeen[seed].snapshot);
  }
  return kSeen[seed];
}

}  // namespace

class FleetScenarioTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void theSameForEverySeed_data() {
    QTest::addColumn<int>("seed");
    QTest::newRow("1") << 1;
    QTest::newRow("7") << 7;
  }
  void theSameForEverySeed() {
    QFETCH(int, seed);
    const Bench& bench = seen(static_cast<std::uint64_t>(seed)).bench;
    QCOMPARE(bench.fleet.nodes.size(), std::size_t{200});
    QCOMPARE(bench.doubled.size(), std::size_t{3});
    QCOMPARE(bench.fleet.resources.size(), std::size_t{1});
    QCOMPARE(bench.fleet.resources[0].allocatable.value, std::int64_t{176 * 8});
    std::int64_t over = 0;
    for (const GroupUse& group : bench.fleet.groups) {
      over += group.handedOver;
    }
    QCOMPARE(over, std::int64_t{24});
    QVERIFY(bench.pinNodes);
    QVERIFY(bench.bound == Bound::exact);
    const Entry* thumbs = findEntry(bench, "deployment", "media", "thumbs");
    QVERIFY(thumbs != nullptr && thumbs->phase == Phase::verified);
    const Entry* embed = findEntry(bench, "deployment", "search", "embed");
    QVERIFY(embed != nullptr && embed->phase == Phase::labelled);
    QCOMPARE(embed->why, std::string("rolling out, 1 of 4 pods"));
    QCOMPARE(findEntry(bench, "deployment", "team-nlp", "chat-api")->why, std::string("quota: 10 of 10 claims"));
    QCOMPARE(findEntry(bench, "pod", "research", "old-bench")->why, std::string("bare pod: recreate by hand"));
    QCOMPARE(findEntry(bench, "statefulset", "ml-workloads", "llm-serve")->why,
             std::string("no node with slices matches its node selector"));
    QVERIFY(findEntry(bench, "cronjob", "media", "upscale") != nullptr);
    QCOMPARE(findEntry(bench, "deployment", "research", "notebook")->waiting, std::int64_t{2});
    QCOMPARE(bench.gains, std::int64_t{1});
    QCOMPARE(findEntry(bench, "deployment", "media", "ocr")->workload.managedBy, std::string("Helm release ocr"));
  }

  void countsOfTwoSeeds() {
    const Bench& one = seen(1).bench;
    const Bench& seven = seen(7).bench;
    QCOMPARE(one.fits.value + one.change.value + one.noFit.value, static_cast<std::int64_t>(one.entries.size()));
    QVERIFY(one.entries.size() != seven.entries.size() || one.devicesAsked != seven.devicesAsked);
    for (const Bench* bench : {&one, &seven}) {
      for (std::size_t i = 1; i < kPhases; ++i) {
        QVERIFY(bench->phases[i].proven.value <= bench->phases[i - 1].proven.value);
      }
      QVERIFY(bench->together <= bench->fits.value);
      for (const Entry& entry : bench->entries) {
        QVERIFY2(!entry.why.empty(), entry.workload.qualifiedName().c_str());
      }
    }
  }

  void plansOfIt() {
    const Seen& world = seen(1);
    const auto next = nextEntries(*world.snapshot, world.bench, 8);
    QVERIFY(!next.empty());
    actions::ActionRequest request{"migrate_workloads", {}, {}, {}};
    for (const Entry* entry : next) {
      QVERIFY(entry->workload.managedBy.empty());
      request.objects.push_back(
          {std::string(workloadWord(entry->workload.kind)), entry->workload.namespaceName.str(), entry->workload.name.str()});
    }
    const auto plan = actions::planAction(*world.snapshot, request);
    QVERIFY(plan.has_value());
    // Three labelled nodes still serve both: nothing is patched before they are put right.
    QVERIFY(plan->blocked());
    QVERIFY(plan->blockers[0].title.find("serve the device plugin and claims") != std::string::npos);
    const auto nodes = nextNodes(world.bench, 4);
    QCOMPARE(nodes.size(), std::size_t{4});
    actions::ActionRequest over{"migrate_nodes", {}, {}, {}};
    for (const Text& node : nodes) {
      over.objects.push_back({"node", "", node.str()});
    }
    const auto handed = actions::planAction(*world.snapshot, over);
    QVERIFY(handed.has_value());
    QVERIFY2(!handed->blocked(), handed->headline.c_str());
    QVERIFY(*handed == *actions::planAction(*world.snapshot, over));
  }

  void otherScenariosHaveNothingToMove() {
    const simulation::LoadedWorld world("eks-hybrid");
    const Bench bench = benchOf(*world.snapshot());
    QVERIFY(bench.entries.empty());
    QCOMPARE(verdictText(bench), std::string("No workload asks for a device of a device plugin."));
  }
};

QTEST_GUILESS_MAIN(FleetScenarioTest)
#include "fleet_scenario_test.moc"
