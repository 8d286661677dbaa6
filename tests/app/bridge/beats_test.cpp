// Beats: which snapshots tell nothing but a later time, how often one of them is shown, and what is not worked out anew for them.
#include <QtTest>

#include "app/bridge/beats.h"
#include "app/bridge/kept_disagreements.h"
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

  void disagreementsOfAStillClusterAreKept() {
    TestCluster cluster;
    cluster.list<Node>({node("n1")});
    KeptDisagreements kept;
    const SnapshotPtr start = cluster.snapshot();
    auto loading = std::make_shared<Snapshot>(*start);
    loading->firstSyncDone = false;
    QVERIFY(kept.of(loading, 1).empty());
    QCOMPARE(kept.looks(), std::size_t{0});
    auto loaded = std::make_shared<Snapshot>(*start);
    loaded->firstSyncDone = true;
    QVERIFY(kept.of(loaded, 1).empty());
    QCOMPARE(kept.looks(), std::size_t{1});
    const auto at = [&](std::int64_t ms, std::uint64_t live = 1) {
      auto snapshot = std::make_shared<Snapshot>(*loaded);
      snapshot->time = start->time + ms;
      (void)kept.of(snapshot, live);
      return kept.looks();
    };
    // Nobody waits, so nothing can be said later that cannot be said now.
    QCOMPARE(at(KeptDisagreements::kEveryMs), std::size_t{1});
    QCOMPARE(at(KeptDisagreements::kStillMs - 1), std::size_t{1});
    QCOMPARE(at(KeptDisagreements::kStillMs), std::size_t{2});
    const std::size_t looks = 2;
    const std::int64_t ms = KeptDisagreements::kStillMs;
    // A change ends the stillness, another source and a clock that was set back begin anew.
    auto changed = std::make_shared<Snapshot>(*loaded);
    ++changed->totalChanges;
    changed->time = start->time + ms + KeptDisagreements::kEveryMs;
    (void)kept.of(changed, 1);
    QCOMPARE(kept.looks(), looks + 1);
    QCOMPARE(at(ms + KeptDisagreements::kEveryMs, 2), looks + 2);
    QCOMPARE(at(ms, 2), looks + 3);
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
