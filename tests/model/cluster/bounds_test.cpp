#include <QtTest>

#include "tests/model/cluster/objects.h"
#include "tests/model/cluster/test_cluster.h"

using namespace claimscope;
using namespace claimscope::cluster;
using namespace claimscope::cluster::objects;

namespace {

/// One free device, one in use, one tainted.
void fill(TestCluster& cluster) {
  cluster.list<ResourceSlice>(
      {slice("s", "n1", device("gpu-0") + "," + device("gpu-1") + "," + device("gpu-2", taints("a", "NoSchedule")))});
  cluster.list<ResourceClaim>({claim("c", result("n1", "gpu-0"), consumer("p"))});
}

}  // namespace

class BoundsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void whatIsHiddenIsNeverZero_data() {
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<SourceState>("state");
    QTest::addColumn<Bound>("devices");
    QTest::addColumn<Bound>("free");
    QTest::addColumn<Bound>("inUse");
    QTest::addColumn<Bound>("tainted");
    using enum Bound;
    const Kind slices = Kind::ResourceSlice;
    const Kind claims = Kind::ResourceClaim;
    const Kind rules = Kind::DeviceTaintRule;
    QTest::newRow("all seen") << slices << SourceState::live << exact << exact << exact << exact;
    QTest::newRow("polled") << slices << SourceState::polling << exact << exact << exact << exact;
    QTest::newRow("slices loading") << slices << SourceState::loading << atLeast << atLeast << atLeast << atLeast;
    QTest::newRow("slices forbidden") << slices << SourceState::forbidden << unknown << unknown << unknown << unknown;
    QTest::newRow("claims loading") << claims << SourceState::loading << exact << atMost << atLeast << exact;
    QTest::newRow("claims forbidden") << claims << SourceState::forbidden << exact << atMost << unknown << exact;
    QTest::newRow("rules forbidden") << rules << SourceState::forbidden << exact << atMost << exact << atLeast;
    QTest::newRow("rules failed") << rules << SourceState::failed << exact << atMost << exact << atLeast;
    QTest::newRow("rules loading") << rules << SourceState::loading << exact << atMost << exact << atLeast;
    // A server without rules has no rules: nothing is hidden.
    QTest::newRow("rules not served") << rules << SourceState::notServed << exact << exact << exact << exact;
    QTest::newRow("pods forbidden") << Kind::Pod << SourceState::forbidden << exact << exact << exact << exact;
  }
  void whatIsHiddenIsNeverZero() {
    QFETCH(Kind, kind);
    QFETCH(SourceState, state);
    QFETCH(Bound, devices);
    QFETCH(Bound, free);
    QFETCH(Bound, inUse);
    QFETCH(Bound, tainted);
    TestCluster cluster;
    fill(cluster);
    cluster.setState(kind, state);
    cluster.store.flush();
    const Inventory& inventory = cluster.inventory();
    QCOMPARE(inventory.counts.total(), 3);
    QCOMPARE(inventory.deviceBound, devices);
    QCOMPARE(inventory.counts.freeBound, free);
    QCOMPARE(inventory.counts.inUseBound, inUse);
    QCOMPARE(inventory.counts.taintedBound, tainted);
    for (const GroupView& group : inventory.groups) {
      QCOMPARE(group.counts.freeBound, free);
    }
  }

  /// Who may read one namespace only: claims and pods there, and no slice, node, class or rule at all.
  void oneNamespaceIsAWorkingView() {
    TestCluster cluster;
    for (const Kind kind : {Kind::ResourceSlice, Kind::Node, Kind::DeviceClass, Kind::DeviceTaintRule, Kind::Namespace}) {
      cluster.setState(kind, SourceState::forbidden);
    }
    for (const Kind kind : {Kind::ResourceClaim, Kind::Pod, Kind::ResourceClaimTemplate, Kind::Event}) {
      cluster.limit(kind, "ml");
    }
    cluster.list<ResourceClaim>({claim("c", result("n1", "gpu-0"), consumer("p")), claim("waiting")});
    cluster.list<Pod>({pod("p", named("c")), pod("q", named("no-such-claim"), "'phase':'Pending'")});
    for (const Kind kind : {Kind::ResourceClaim, Kind::Pod}) {
      cluster.limit(kind, "ml");
    }
    cluster.store.flush();
    const Inventory& inventory = cluster.inventory();
    QCOMPARE(inventory.claimBound, Bound::atLeast);
    QCOMPARE(inventory.claims.size(), std::size_t{2});
    // What a claim holds is in use, although nothing describes the device.
    QCOMPARE(cluster.device("n1", "gpu-0").state, DeviceState::inUse);
    QCOMPARE(inventory.counts.of(DeviceState::inUse), 1);
    QCOMPARE(inventory.counts.inUseBound, Bound::atLeast);
    QCOMPARE(inventory.counts.freeBound, Bound::unknown);
    QCOMPARE(inventory.deviceBound, Bound::unknown);
    // All claims of that namespace are known: what is absent there does not exist.
    QCOMPARE(inventory.missing.size(), std::size_t{1});
    QCOMPARE(QString::fromStdString(inventory.missing.front().why), QStringLiteral("ResourceClaim no-such-claim does not exist"));

    TestCluster elsewhere;
    elsewhere.limit(Kind::ResourceClaim, "elsewhere");
    elsewhere.list<Pod>({pod("q", named("no-such-claim"), "'phase':'Pending'")});
    QVERIFY(elsewhere.inventory().missing.empty());
  }

  void contradictingBoundsAreUnknown() {
    TestCluster cluster;
    fill(cluster);
    cluster.setState(Kind::ResourceSlice, SourceState::loading);    // at least
    cluster.setState(Kind::ResourceClaim, SourceState::forbidden);  // at most
    cluster.store.flush();
    QCOMPARE(cluster.inventory().counts.freeBound, Bound::unknown);
    QCOMPARE(cluster.inventory().claimBound, Bound::unknown);
  }

  void staleSourcesAreTrustedForTwoMinutes() {
    TestCluster cluster;
    fill(cluster);
    cluster.setState(Kind::ResourceClaim, SourceState::stale);
    cluster.store.flush();
    QCOMPARE(cluster.inventory().claimBound, Bound::exact);
    cluster.clock.advance(119'000);
    cluster.store.tick();
    QCOMPARE(cluster.inventory().claimBound, Bound::exact);
    // Nothing arrives any more: only time passes, and the numbers are no longer the truth.
    cluster.clock.advance(2'000);
    cluster.store.tick();
    QCOMPARE(cluster.snapshot()->boundOf(Kind::ResourceClaim), Bound::unknown);
    QCOMPARE(cluster.inventory().claimBound, Bound::unknown);
    QCOMPARE(cluster.inventory().counts.freeBound, Bound::atMost);
    QCOMPARE(*cluster.snapshot()->ageMs(Kind::ResourceClaim), 121'000);
    cluster.setState(Kind::ResourceClaim, SourceState::live);
    cluster.store.flush();
    QCOMPARE(cluster.inventory().counts.freeBound, Bound::exact);
  }

  void firstSyncIsDoneWhenEveryKindHasAnswered() {
    TestCluster cluster;
    cluster.setState(Kind::Event, SourceState::loading);
    cluster.store.flush();
    QVERIFY(!cluster.snapshot()->firstSyncDone);
    cluster.setState(Kind::Event, SourceState::forbidden);
    cluster.store.flush();
    QVERIFY(cluster.snapshot()->firstSyncDone);
  }

  void neverContactedHasNoAge() {
    const ManualClock clock(*parseTime("2026-11-24T09:42:18Z"));
    InlineExecutor executor;
    const Store store(clock, executor);
    QVERIFY(!store.latest()->ageMs(Kind::Pod).has_value());
    QCOMPARE(store.latest()->boundOf(Kind::Pod), Bound::unknown);
    QVERIFY(store.latest()->inventory != nullptr);
    QCOMPARE(store.latest()->revision, Revision{0});
  }
};

QTEST_APPLESS_MAIN(BoundsTest)
#include "bounds_test.moc"
