// The split of all GPU hours, showback, idle claims; hidden, unpriced and unmeasured is a bound. Test thread.
#include <QtTest>

#include "tests/model/cost/scene.h"
#include "tests/model/simulation/loaded_world.h"

using namespace claimscope;
using namespace claimscope::cost;

namespace {

bool near(double a, double b) {
  return std::abs(a - b) < 1e-6 * std::max(1.0, std::abs(b));
}

double hoursOf(const Report& report, cost::Part part) {
  return report.of(part).hours.value();
}

}  // namespace

class CostTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  /// Two of four GPUs held for two hours of the last hour's window: one hour each.
  void partsAddUp() {
    CostScene scene;
    scene.gpuNode("n1", 4).held("a", "n1", {"gpu-0", "gpu-1"});
    const Report report = scene.report(window(1));
    QVERIFY(near(report.gpus, 4) && near(report.hours.value(), 4));
    QVERIFY(near(report.money.value(), 16.288) && report.money.bound() == Bound::exact);
    QVERIFY(near(hoursOf(report, cost::Part::unmeasured), 2));
    QVERIFY(near(hoursOf(report, cost::Part::usable), 2));
    double sum = 0;
    double now = 0;
    for (const Amount& amount : report.parts) {
      sum += amount.hours.value();
      now += amount.gpus;
    }
    QVERIFY(near(sum, 4) && near(now, 4));
  }

  /// Without metrics busy and idle are unknown, never zero.
  void notMeasured() {
    CostScene scene;
    scene.gpuNode("n1", 1).held("a", "n1", {"gpu-0"});
    const Report report = scene.report(window(1));
    QVERIFY(!report.measured);
    QVERIFY(report.of(cost::Part::idle).hours.bound() == Bound::unknown);
    QVERIFY(report.of(cost::Part::busy).money.bound() == Bound::unknown);
    QVERIFY(report.groups.front().idleMoney.bound() == Bound::unknown);
    QVERIFY(verdictOf(report).sentence.find("unknown") != std::string::npos);
  }

  void busyAndIdle() {
    CostScene scene;
    scene.gpuNode("n1", 3).held("a", "n1", {"gpu-0"}).held("b", "n1", {"gpu-1"});
    const cluster::SnapshotPtr snapshot = scene.snapshot();
    const utilisation::Utilisation use = measured(*snapshot, {"a"}, {"b"}, 30 * 60'000);
    const Report report = costOf(*snapshot, &use, window(1));
    QVERIFY(near(hoursOf(report, cost::Part::busy), 1 + 0.5));
    QVERIFY(near(hoursOf(report, cost::Part::idle), 0.5));
    QCOMPARE(report.idle.size(), std::size_t{1});
    QCOMPARE(report.idle.front().name, std::string("b"));
    QVERIFY(near(report.idle.front().money.value(), 0.5 * 16.288 / 3));
    QCOMPARE(report.idle.front().holds, std::string("1 X100"));
    QVERIFY(verdictOf(report).sentence.find("allocated and idle") != std::string::npos);
  }

  /// Beyond the metrics' own window nobody saw what was idle.
  void longWindowsAreBounds() {
    CostScene scene;
    scene.gpuNode("n1", 2).held("a", "n1", {"gpu-0"}).held("b", "n1", {"gpu-1"});
    const cluster::SnapshotPtr snapshot = scene.snapshot();
    const utilisation::Utilisation use = measured(*snapshot, {"a"}, {"b"});
    const Report report = costOf(*snapshot, &use, window(24));
    QVERIFY(report.of(cost::Part::busy).hours.bound() == Bound::atMost);
    QVERIFY(report.of(cost::Part::idle).hours.bound() == Bound::atLeast);
    QVERIFY(!report.wholeWindow);
  }

  void heldByNoPod() {
    CostScene scene;
    scene.gpuNode("n1", 2).claim("c", diagnosis::Scene::allocated("n1", {"gpu-0"}));
    const Report report = scene.report(window(1));
    // Allocated at 09:41, now it is 10:00.
    QVERIFY(near(hoursOf(report, cost::Part::noPod), 19.0 / 60));
    QCOMPARE(report.idle.size(), std::size_t{1});
    QVERIFY(report.idle.front().noPod && report.idle.front().forMs == 19 * 60'000);
    QVERIFY(report.of(cost::Part::idle).hours.bound() == Bound::exact);
  }

  /// A node without a price makes the sum at least, and nothing but such nodes makes it unknown.
  void withoutPrice() {
    CostScene scene;
    scene.gpuNode("n1", 1).gpuNode("n2", 1, "rack.own");
    const Report report = scene.report(window(1));
    QVERIFY(report.money.bound() == Bound::atLeast && near(report.money.value(), 16.288));
    QCOMPARE(report.nodesWithoutPrice, std::int64_t{1});
    CostScene alone;
    alone.gpuNode("n2", 1, "rack.own");
    const Report unknown = alone.report(window(1));
    QVERIFY(!unknown.money.known() && near(unknown.hours.value(), 1));
    QCOMPARE(moneyText(unknown.money, "USD"), std::string("?"));
  }

  void spotAtMost() {
    CostScene scene;
    scene.gpuNode("n1", 1, "g5.xlarge", "", "'karpenter.sh/capacity-type':'spot'");
    const Report report = scene.report(window(1));
    QVERIFY(report.money.bound() == Bound::atMost);
    QVERIFY(report.types.front().market == Market::spot);
  }

  void showback() {
    CostScene scene;
    scene.gpuNode("n1", 4).held("a", "n1", {"gpu-0"}).held("b", "n1", {"gpu-1", "gpu-2"}, "2026-11-24T09:30:00Z", "1", "other");
    for (const GroupBy by : {GroupBy::namespaceAndClass, GroupBy::deviceClass, GroupBy::pool, GroupBy::namespaceName}) {
      Question question = window(1);
      question.by = by;
      const Report report = scene.report(question);
      QCOMPARE(report.groups.size(), std::size_t{1});
      QVERIFY(near(report.groups.front().hours.value(), 2));
    }
    Question owners = window(1);
    owners.by = GroupBy::owner;
    const Report report = scene.report(owners);
    QCOMPARE(report.groups.size(), std::size_t{2});
    QVERIFY(report.groups[0].name.find("Job/") == 0 && near(report.groups[0].hours.value(), 1));
    Question nodes = window(1);
    nodes.by = GroupBy::node;
    QCOMPARE(scene.report(nodes).groups.front().name, std::string("n1"));
    Question elsewhere = window(1);
    elsewhere.namespaceFilter = "nobody";
    QVERIFY(scene.report(elsewhere).groups.empty());
    QVERIFY(near(scene.report(elsewhere).hours.value(), 4));
  }

  void unhealthyAndTaintedAreOut() {
    CostScene scene;
    scene.gpuNode("n1", 2, "g5.48xlarge", "", "", "'taints':[{'key':'x','effect':'NoSchedule'}]");
    const Report report = scene.report(window(1));
    QVERIFY(near(report.of(cost::Part::out).gpus, 2));
    QVERIFY(near(hoursOf(report, cost::Part::out), 2));
  }

  /// A node that came in the window has the hours since.
  void youngNodes() {
    CostScene scene;
    scene.gpuNode("n1", 1);
    const Report report = scene.report(window(24));
    // Created at 09:00, now it is 10:00.
    QVERIFY(near(report.hours.value(), 1));
  }

  void nothingAndHidden() {
    diagnosis::Scene empty(37);
    const Report none = costOf(*empty.snapshot(), nullptr, window(1));
    QVERIFY(none.gpus == 0 && none.groups.empty() && none.drains.offers.empty());
    QVERIFY(verdictOf(none).sentence.find("No accelerator") != std::string::npos);
    CostScene scene;
    scene.gpuNode("n1", 2).held("a", "n1", {"gpu-0"});
    scene.state(Kind::Node, SourceState::forbidden);
    const Report hidden = scene.report(window(1, true));
    QVERIFY(!hidden.money.known());
    QVERIFY(hidden.nodesWithoutPrice == 1);
    CostScene claims;
    claims.gpuNode("n1", 2).state(Kind::ResourceClaim, SourceState::forbidden);
    const Report noClaims = claims.report(window(1, true));
    QVERIFY(noClaims.drains.rehearsed == 0);
    QVERIFY(noClaims.of(cost::Part::usable).hours.bound() != Bound::exact);
  }

  /// No device says that it is a GPU: everything counts, and it is said.
  void devicesThatAreNoGpus() {
    diagnosis::Scene scene(37);
    scene.node("n1").add(Kind::ResourceSlice,
                         "{" + diagnosis::Scene::meta("s") +
                             ",'spec':{'driver':'fpga.example.com','nodeName':'n1','pool':{'name':'n1','generation':1,"
                             "'resourceSliceCount':1},'devices':[{'name':'a'},{'name':'b'}]}}");
    const Report report = costOf(*scene.snapshot(), nullptr, window(1));
    QVERIFY(report.everyDevice && near(report.gpus, 2));
  }

  void moneyInWords() {
    Sum sum;
    sum.add(58'234.5);
    QCOMPARE(moneyText(sum, "USD"), std::string("$58,200"));
    QCOMPARE(moneyText(sum, "EUR"), std::string("58,200 EUR"));
    sum.add(0, Bound::unknown);
    QCOMPARE(moneyText(sum, "USD"), std::string("≥$58,200"));
    Sum small;
    small.add(16.288);
    QCOMPARE(moneyText(small, "USD"), std::string("$16.29"));
    Sum both;
    both.add(3, Bound::atMost);
    both.add(0, Bound::unknown);
    QVERIFY(both.bound() == Bound::unknown);
    QCOMPARE(moneyText(Sum(), "USD"), std::string("$0"));
  }

  /// The demo clusters give figures that hang together.
  void theDemos() {
    for (const char* scenario : {"eks-hybrid", "fleet"}) {
      simulation::LoadedWorld world(scenario);
      const Report report = costOf(*world.snapshot(), nullptr, window(24));
      double hours = 0;
      double now = 0;
      for (const Amount& amount : report.parts) {
        hours += amount.hours.value();
        now += amount.gpus;
      }
      QVERIFY2(near(hours, report.hours.value()), scenario);
      QVERIFY2(near(now, report.gpus), scenario);
      QVERIFY2(report.money.bound() == Bound::exact && report.money.value() > 1000, scenario);
      QVERIFY2(!report.groups.empty() && !report.everyDevice, scenario);
      QVERIFY2(report.nodesWithoutPrice == 0, scenario);
    }
  }
};

QTEST_APPLESS_MAIN(CostTest)
#include "cost_test.moc"
