// Past: what is kept, how it is thinned, and that a moment looks as it did. Virtual time.
#include <QtTest>
#include <algorithm>

#include "model/cluster/past/past.h"
#include "model/diagnosis/finding_spans.h"
#include "tests/model/cluster/objects.h"
#include "tests/model/cluster/test_cluster.h"
#include "tests/model/simulation/loaded_world.h"

using namespace claimscope;
using namespace claimscope::cluster;
using simulation::LoadedWorld;

namespace {

bool inOrder(const PastOutline& outline) {
  return std::is_sorted(outline.moments.begin(), outline.moments.end(),
                        [](const PastMoment& a, const PastMoment& b) { return a.until < b.from; });
}

/// The widest gap between moments whose age lies in a range.
std::int64_t widestGap(const PastOutline& outline, Time now, std::int64_t fromAge, std::int64_t toAge) {
  std::int64_t widest = 0;
  for (std::size_t i = 1; i < outline.moments.size(); ++i) {
    const std::int64_t age = now - outline.moments[i].from;
    if (age >= fromAge && age <= toAge) {
      widest = std::max(widest, outline.moments[i].from - outline.moments[i - 1].until);
    }
  }
  return widest;
}

}  // namespace

class PastTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void nothingIsKeptBeforeTheFirst() {
    Past past;
    QVERIFY(past.at(Time{0}) == nullptr);
    QVERIFY(past.outline()->empty());
    QVERIFY(!past.outline()->stepFrom(Time{0}, 1).has_value());
  }

  /// Whatever the gap, a moment is the cluster as it was published then: claims, devices, states.
  void aMomentLooksAsItDid() {
    LoadedWorld world("eks-hybrid");
    Past past;
    std::map<std::int64_t, std::string> then;
    for (int i = 0; i < 60; ++i) {
      world.advance(1'000);
      past.add(world.snapshot());
      then[world.snapshot()->time.ms] = canonicalDump(*world.snapshot());
    }
    for (const PastMoment& moment : past.outline()->moments) {
      const SnapshotPtr snapshot = past.at(moment.from);
      QVERIFY(snapshot != nullptr);
      QCOMPARE(snapshot->time, moment.from);
      const std::string dump = canonicalDump(*snapshot);
      QVERIFY2(dump == then[moment.from.ms], qPrintable(QString::number(moment.from.ms)));
    }
    QCOMPARE(past.at(past.outline()->moments.back().until + 60'000).get(), world.snapshot().get());
    QCOMPARE(past.at(Time{0})->time, past.outline()->moments.front().from);
  }

  void whileNothingHappensOneMomentGrows() {
    TestCluster cluster;
    cluster.list<Node>({objects::node("n1")});
    Past past;
    const Time start = cluster.clock.now();
    for (int i = 0; i < 100; ++i) {
      cluster.clock.advance(1'000);
      cluster.store.flush();
      past.add(cluster.snapshot());
    }
    QCOMPARE(past.outline()->moments.size(), std::size_t{1});
    QCOMPARE(past.outline()->moments.front().until - start, std::int64_t{100'000});
    const SnapshotPtr between = past.at(start + 50'000);
    QCOMPARE(between->time, start + 50'000);
    QVERIFY(between->source(Kind::Node).status.lastContact <= between->time);
  }

  /// Dense at first, thinned with age; the newest stays, order is kept, what is too old goes.
  void momentsAreThinnedWithAge() {
    LoadedWorld world("eks-hybrid");
    Past past;
    for (int i = 0; i < 4'500; ++i) {
      world.advance(i < 4'300 ? 1'000 : 250);
      past.add(world.snapshot());
      if (i % 100 == 0) {
        const PastOutlinePtr outline = past.outline();
        QVERIFY(inOrder(*outline));
        QCOMPARE(outline->moments.back().until, world.snapshot()->time);
      }
    }
    const PastOutlinePtr outline = past.outline();
    const Time now = world.snapshot()->time;
    QVERIFY2(now - outline->moments.front().from >= 3'600'000, "an hour");
    QVERIFY(now - outline->moments.front().until <= 3'900'000 + 30'000);
    QVERIFY2(widestGap(*outline, now, 0, 50'000) <= 1'000, qPrintable(QString::number(widestGap(*outline, now, 0, 50'000))));
    QVERIFY(widestGap(*outline, now, 65'000, 600'000) <= 5'000);
    QVERIFY(widestGap(*outline, now, 700'000, 3'600'000) <= 30'000);
    QVERIFY2(outline->moments.size() < 400, qPrintable(QString::number(outline->moments.size())));
    QCOMPARE(outline->coarser, std::int64_t{1});
  }

  /// Too many bytes: wider steps, then the oldest; never the newest.
  void theBudgetHolds() {
    LoadedWorld world("eks-hybrid");
    PastOptions options;
    options.budgetBytes = 600'000;
    Past past(options);
    for (int i = 0; i < 900; ++i) {
      world.advance(1'000);
      past.add(world.snapshot());
      QVERIFY2(past.bytes() <= options.budgetBytes, qPrintable(QString::number(past.bytes())));
      QCOMPARE(past.outline()->moments.back().until, world.snapshot()->time);
      QVERIFY(inOrder(*past.outline()));
    }
    QVERIFY(past.outline()->coarser > 1);
    past.setBudget(0);
    QCOMPARE(past.outline()->moments.size(), std::size_t{1});
    QCOMPARE(past.at(Time{0})->totalChanges, world.snapshot()->totalChanges);
  }

  /// A clock that was put back: nothing of the future stays, and the order holds.
  void aClockThatGoesBackForgetsTheFuture() {
    TestCluster cluster;
    Past past;
    for (int i = 1; i <= 20; ++i) {
      cluster.clock.advance(1'000);
      cluster.list<Node>({objects::node("n1", "g", i)});
      past.add(cluster.snapshot());
    }
    const Time before = cluster.clock.now();
    cluster.clock.set(before + -10'000);
    cluster.list<Node>({objects::node("n1", "g", 99)});
    past.add(cluster.snapshot());
    QVERIFY(inOrder(*past.outline()));
    QCOMPARE(past.outline()->moments.back().from, before + -10'000);
    QCOMPARE(past.at(before)->time, before + -10'000);
  }

  void stepsGoToMomentsWithNews() {
    TestCluster cluster;
    Past past;
    cluster.list<Node>({objects::node("n1")});
    past.add(cluster.snapshot());
    const Time start = cluster.clock.now();
    const auto later = [&](const std::string& node, int version) {
      cluster.clock.advance(5'000);
      QVERIFY(cluster.event<Node>("MODIFIED", node));
      past.add(cluster.snapshot());
      static_cast<void>(version);
    };
    later(objects::node("n1", "gpu-nodes", 2), 2);  // a heartbeat
    later(objects::node("n1", "others", 3), 3);     // another label
    later(objects::node("n1", "others", 4), 4);
    const PastOutlinePtr outline = past.outline();
    QCOMPARE(outline->moments.size(), std::size_t{4});
    QCOMPARE(outline->stepFrom(start, 1).value(), start + 10'000);
    QVERIFY(!outline->stepFrom(start + 10'000, 1).has_value());
    QCOMPARE(outline->stepFrom(start + 15'000, -1).value(), start + 10'000);
    QCOMPARE(outline->stepFrom(start + 10'000, -1).value(), start);
    std::uint64_t notable = 0;
    for (const LaneBucket& bucket : outline->lanes.buckets) {
      notable += bucket.ordinary[static_cast<std::size_t>(ChangeLane::nodes)];
    }
    QCOMPARE(notable, std::uint64_t{1});
  }

  void findingsHaveALength() {
    diagnosis::FindingSpans spans;
    diagnosis::Diagnosis diagnosis;
    diagnosis::Finding finding;
    finding.id = "x";
    finding.title = "X is wrong";
    diagnosis.findings.push_back(finding);
    spans.note(Time{1'000}, diagnosis);
    spans.note(Time{5'000}, diagnosis);
    spans.note(Time{9'000}, {});
    QCOMPARE(spans.spans(Time{0})->size(), std::size_t{1});
    QCOMPARE(spans.spans(Time{0})->front().since, Time{1'000});
    QCOMPARE(spans.spans(Time{0})->front().until, Time{9'000});
    spans.note(Time{10'000}, diagnosis);  // a second away is not away
    QCOMPARE(spans.spans(Time{0})->size(), std::size_t{1});
    QVERIFY(!spans.spans(Time{0})->front().until.isSet());
    QCOMPARE(spans.spans(Time{0})->front().since, Time{1'000});
    spans.note(Time{20'000}, {});
    QVERIFY(spans.spans(Time{30'000})->empty());
  }
};

QTEST_GUILESS_MAIN(PastTest)
#include "past_test.moc"
