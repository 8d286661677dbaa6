// Beats: which snapshots tell nothing but a later time, and how often one of them is shown.
#include <QtTest>

#include "app/bridge/beats.h"
#include "tests/model/cluster/objects.h"
#include "tests/model/cluster/test_cluster.h"

using namespace claimscope;
using namespace claimscope::app;
using namespace claimscope::cluster;
using namespace claimscope::cluster::objects;

class BeatsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void onlyTimeIsABeat() {
    TestCluster cluster;
    cluster.list<Node>({node("n1")});
    const SnapshotPtr first = cluster.snapshot();
    QVERIFY(isBeat(*first, *later(cluster, 1000)));
    QVERIFY(isBeat(*first, *later(cluster, 60'000)));
    const SnapshotPtr before = cluster.snapshot();
    QVERIFY(cluster.event<Node>("MODIFIED", node("n1", "cpu-nodes", 2)));
    QVERIFY(!isBeat(*before, *later(cluster, 1)));
    QVERIFY(isBeat(*cluster.snapshot(), *later(cluster, 1000)));
  }

  void aSourceThatIsLostIsNone() {
    TestCluster cluster;
    const SnapshotPtr before = cluster.snapshot();
    for (const SourceState state : {SourceState::stale, SourceState::forbidden, SourceState::live}) {
      const SnapshotPtr last = cluster.snapshot();
      cluster.setState(Kind::Pod, state);
      QVERIFY(!isBeat(*last, *later(cluster, 1)));
    }
    cluster.limit(Kind::Pod, "ml");  // live still, with something to say
    QVERIFY(!isBeat(*before, *later(cluster, 1)));
  }

  void theMoreOneCostsTheFewerAreShown() {
    TestCluster cluster;
    Beats beats;
    QVERIFY(beats.take(cluster.snapshot()));
    QVERIFY(beats.take(later(cluster, 1000)));  // nothing is known of the cost yet
    beats.cost(10);
    QVERIFY(!beats.take(later(cluster, 1000)));
    QVERIFY(!beats.take(later(cluster, 10 * Beats::kPart - 1001)));
    QVERIFY(beats.take(later(cluster, 1)));
    QVERIFY(!beats.take(later(cluster, 1000)));
    QVERIFY(cluster.event<Node>("ADDED", node("n2")));
    QVERIFY(beats.take(later(cluster, 1)));  // a change never waits
    beats.cost(100'000);
    QVERIFY(!beats.take(later(cluster, Beats::kMostMs - 1)));
    QVERIFY(beats.take(later(cluster, 1)));
    beats.forget();
    QVERIFY(beats.take(later(cluster, 1)));
  }

 private:
  static SnapshotPtr later(TestCluster& cluster, std::int64_t ms) {
    cluster.clock.advance(ms);
    cluster.store.flush();
    return cluster.snapshot();
  }
};

QTEST_APPLESS_MAIN(BeatsTest)
#include "beats_test.moc"
