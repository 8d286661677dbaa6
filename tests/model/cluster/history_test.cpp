// History: what the store writes down of claims and pods, when, and what it does not. One thread, virtual time.
#include <QtTest>
#include <deque>

#include "tests/model/cluster/objects.h"
#include "tests/model/cluster/test_cluster.h"

using namespace claimscope;
using namespace claimscope::cluster;
using namespace claimscope::cluster::objects;

namespace {

const ClaimRecord* record(const SnapshotPtr& snapshot, const std::string& uid) {
  for (const ClaimRecord& candidate : snapshot->history->claims) {
    if (candidate.uid == Uid(uid)) {
      return &candidate;
    }
  }
  return nullptr;
}
const PodRecord* podRecord(const SnapshotPtr& snapshot, const std::string& uid) {
  for (const PodRecord& candidate : snapshot->history->pods) {
    if (candidate.uid == Uid(uid)) {
      return &candidate;
    }
  }
  return nullptr;
}

std::size_t inUse(const History& history) {
  std::size_t out = 0;
  for (const ClaimRecord& candidate : history.claims) {
    out += candidate.uid.empty() ? 0U : 1U;
  }
  for (const PodRecord& candidate : history.pods) {
    out += candidate.uid.empty() ? 0U : 1U;
  }
  return out;
}

std::string running(const std::string& startedAt, int restarts = 0) {
  return "'phase':'Running','conditions':[{'type':'PodScheduled','status':'True','lastTransitionTime':'2026-11-24T09:42:18Z'},"
         "{'type':'PodReadyToStartContainers','status':'True','lastTransitionTime':'2026-11-24T09:42:19Z'}],"
         "'containerStatuses':[{'name':'c','restartCount':" +
         std::to_string(restarts) + ",'state':{'running':{'startedAt':'" + startedAt + "'}}}]";
}

/// Keeps tasks until they are asked for: a strand that is busy.
class LateExecutor final : public Executor {
 public:
  void post(Task task) override { m_tasks.push_back(std::move(task)); }
  void runAll() {
    while (!m_tasks.empty()) {
      const Task task = std::move(m_tasks.front());
      m_tasks.pop_front();
      task();
    }
  }

 private:
  std::deque<Task> m_tasks;
};

class Cluster : public TestCluster {
 public:
  explicit Cluster(StoreOptions options = {}) : TestCluster(36, options) {
    list<ResourceClaim>({});
    list<Pod>({});
  }
  /// A line that no snapshot follows at once.
  template <class T>
  void line(std::string_view type, const std::string& item) {
    std::string text = kit::jsonText("{'type':'" + std::string(type) + "','object':" + item + "}");
    QVERIFY(store.watchLine(resource<T>(), text).has_value());
  }
};

}  // namespace

class HistoryTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  /// A claim that comes and goes between two snapshots is not missed.
  void betweenSnapshots() {
    Cluster cluster;
    const Time start = cluster.clock.now();
    cluster.line<ResourceClaim>("ADDED", claim("c", {}, {}, {}, 1));
    cluster.clock.advance(20);
    cluster.line<ResourceClaim>("MODIFIED", claim("c", result("n", "d"), consumer("p"), {}, 2));
    cluster.clock.advance(20);
    cluster.line<ResourceClaim>("MODIFIED", claim("c", {}, {}, {}, 3));
    cluster.clock.advance(20);
    cluster.line<ResourceClaim>("DELETED", claim("c", {}, {}, {}, 4));
    QCOMPARE(inUse(*cluster.snapshot()->history), std::size_t{0});
    cluster.store.flush();
    const ClaimRecord* found = record(cluster.snapshot(), "u-c");
    QVERIFY(found != nullptr);
    QCOMPARE(found->seen - start, 0);
    QCOMPARE(found->allocated - start, 20);
    QCOMPARE(found->reserved - start, 20);
    QCOMPARE(found->unreserved - start, 40);
    QCOMPARE(found->released - start, 40);
    QCOMPARE(found->gone - start, 60);
    QCOMPARE(found->consumer.str(), std::string("u-p"));
    QVERIFY(!found->tookOver);
    QVERIFY2(found->object->allocation.has_value(), "the version with the devices is kept");
    QCOMPARE(cluster.snapshot()->of<ResourceClaim>().size(), std::size_t{0});
  }

  /// What came with the first list and never changed takes nothing, and neither does the same list again.
  void nothingOfLists() {
    TestCluster cluster;
    const std::vector<std::string> claims = {claim("a"), claim("b", result("n", "d"), consumer("p"))};
    const std::vector<std::string> pods = {pod("p", named("b"), running("2026-11-24T09:42:20Z"))};
    cluster.list<ResourceClaim>(claims);
    cluster.list<Pod>(pods);
    QCOMPARE(inUse(*cluster.snapshot()->history), std::size_t{0});
    QCOMPARE(cluster.snapshot()->history->claimsSince, cluster.clock.now());
    const std::shared_ptr<const History> before = cluster.snapshot()->history;
    cluster.clock.advance(60'000);
    cluster.list<ResourceClaim>(claims);
    cluster.list<Pod>(pods);
    cluster.event<ResourceClaim>("MODIFIED", claim("a", {}, {}, "'labels':{'x':'y'}", 2));
    QVERIFY2(cluster.snapshot()->history == before, "nothing new: the same history");
  }

  /// A list says what is, not when it came to be.
  void listsAreNotDated() {
    Cluster cluster;
    cluster.event<ResourceClaim>("ADDED", claim("c", {}, {}, {}, 1));
    cluster.clock.advance(30'000);
    cluster.list<ResourceClaim>({claim("c", result("n", "d"), consumer("p"), {}, 5), claim("new", {}, {}, {}, 6)});
    const ClaimRecord* found = record(cluster.snapshot(), "u-c");
    QVERIFY(found != nullptr && found->seen.isSet());
    QVERIFY(!found->allocated.isSet() && !found->reserved.isSet());
    QVERIFY(found->tookOver);
    QVERIFY(record(cluster.snapshot(), "u-new") == nullptr);
    cluster.clock.advance(30'000);
    cluster.list<ResourceClaim>({});
    found = record(cluster.snapshot(), "u-c");
    QVERIFY(found != nullptr && found->noticed && found->gone.isSet() && !found->released.isSet());
    QVERIFY(found->object->allocation.has_value());
  }

  /// Another cluster at the same address, or another version of the API.
  void oldThingsVanishSilently() {
    Cluster cluster;
    cluster.list<ResourceClaim>({claim("old", result("n", "d"), {}, "'creationTimestamp':'2026-11-20T00:00:00Z'"),
                                 claim("young", result("n", "e"), {}, "'creationTimestamp':'2026-11-24T09:30:00Z'")});
    cluster.list<ResourceClaim>({claim("old", result("n", "d"), {}, "'creationTimestamp':'2026-11-20T00:00:00Z'"),
                                 claim("young", result("n", "e"), {}, "'creationTimestamp':'2026-11-24T09:30:00Z'")},
                                "v1beta2");
    QCOMPARE(inUse(*cluster.snapshot()->history), std::size_t{0});
    cluster.list<ResourceClaim>({});
    QVERIFY(record(cluster.snapshot(), "u-old") == nullptr);
    QVERIFY(record(cluster.snapshot(), "u-young") != nullptr);
  }

  /// After an outage the watch tells in a burst what happened meanwhile.
  void catchingUpIsNotDated() {
    Cluster cluster;
    cluster.event<ResourceClaim>("ADDED", claim("c", {}, {}, {}, 1));
    cluster.setState(Kind::ResourceClaim, SourceState::stale);
    cluster.clock.advance(40'000);
    cluster.setState(Kind::ResourceClaim, SourceState::live);
    cluster.clock.advance(100);
    cluster.event<ResourceClaim>("MODIFIED", claim("c", result("n", "d"), consumer("p"), {}, 2));
    QVERIFY(!record(cluster.snapshot(), "u-c")->allocated.isSet());
    cluster.clock.advance(2000);
    cluster.event<ResourceClaim>("ADDED", claim("later", {}, {}, {}, 3));
    QVERIFY(record(cluster.snapshot(), "u-later")->seen.isSet());
  }

  /// The time is that at which the line came in, not that at which the store got to it.
  void stampedWhenTakenIn() {
    ManualClock clock(*parseTime("2026-11-24T09:42:18Z"));
    LateExecutor executor;
    Store store(clock, executor, {});
    const ApiResource resource = TestCluster::resource<ResourceClaim>();
    store.listStarted(resource);
    store.listFinished(resource, "1");
    executor.runAll();
    std::string line = kit::jsonText("{'type':'ADDED','object':" + claim("c") + "}");
    QVERIFY(store.watchLine(resource, line).has_value());
    const Time taken = clock.now();
    clock.advance(5000);
    store.flush();
    executor.runAll();
    const ClaimRecord* found = record(store.latest(), "u-c");
    QVERIFY(found != nullptr);
    QCOMPARE(found->seen, taken);
  }

  void podsAndTheirFirstStart() {
    Cluster cluster;
    const Time start = cluster.clock.now();
    cluster.event<Pod>("ADDED", pod("none", "", "'phase':'Pending'"));
    cluster.event<Pod>("ADDED", pod("p", named("c"), "'phase':'Pending'"));
    cluster.clock.advance(3000);
    cluster.event<Pod>("MODIFIED", pod("p", named("c"), running("2026-11-24T09:42:20Z"), {}, "n", 2));
    cluster.clock.advance(60'000);
    cluster.event<Pod>("MODIFIED", pod("p", named("c"), running("2026-11-24T09:43:15Z", 1), {}, "n", 3));
    cluster.clock.advance(1000);
    cluster.event<Pod>("MODIFIED", pod("p", named("c"), "'phase':'Succeeded'", {}, "n", 4));
    cluster.clock.advance(1000);
    cluster.event<Pod>("DELETED", pod("p", named("c"), "'phase':'Succeeded'", {}, "n", 5));
    QVERIFY2(podRecord(cluster.snapshot(), "u-none") == nullptr, "pods without claims are not about latency");
    const PodRecord* found = podRecord(cluster.snapshot(), "u-p");
    QVERIFY(found != nullptr);
    QCOMPARE(found->seen - start, 0);
    QCOMPARE(found->scheduled - start, 3000);
    QCOMPARE(found->ready - start, 3000);
    QCOMPARE(found->started - start, 3000);
    QCOMPARE(formatTime(found->startedField), std::string("2026-11-24T09:42:20Z"));
    QCOMPARE(formatTime(found->readyField), std::string("2026-11-24T09:42:19Z"));
    QCOMPARE(found->finished - start, 64'000);
    QCOMPARE(found->gone - start, 65'000);
    QCOMPARE(found->object->meta.name.str(), std::string("p"));
  }

  /// A claim of its own name that is taken again begins anew.
  void takenAgain() {
    Cluster cluster;
    cluster.event<ResourceClaim>("ADDED", claim("c", {}, {}, {}, 1));
    cluster.event<ResourceClaim>("MODIFIED", claim("c", result("n", "d"), consumer("p"), {}, 2));
    cluster.event<ResourceClaim>("MODIFIED", claim("c", {}, {}, {}, 3));
    cluster.clock.advance(5000);
    cluster.event<ResourceClaim>("MODIFIED", claim("c", result("n", "e"), consumer("q"), {}, 4));
    const ClaimRecord* found = record(cluster.snapshot(), "u-c");
    QCOMPARE(found->allocated, cluster.clock.now());
    QCOMPARE(found->consumer.str(), std::string("u-q"));
    QVERIFY(!found->released.isSet() && found->object == nullptr);
  }

  void keptForAWhileAndNotTooMany() {
    StoreOptions options;
    options.historyMs = 60'000;
    options.historyMost = 3;
    Cluster cluster(options);
    for (int i = 0; i < 5; ++i) {
      const std::string name = "c" + std::to_string(i);
      cluster.event<ResourceClaim>("ADDED", claim(name, {}, {}, {}, 1));
      cluster.event<ResourceClaim>("DELETED", claim(name, {}, {}, {}, 2));
      cluster.clock.advance(10'000);
    }
    QCOMPARE(inUse(*cluster.snapshot()->history), std::size_t{3});
    QCOMPARE(cluster.snapshot()->history->dropped, std::int64_t{2});
    QVERIFY(record(cluster.snapshot(), "u-c1") == nullptr && record(cluster.snapshot(), "u-c2") != nullptr);
    cluster.clock.advance(45'000);
    cluster.store.flush();
    QCOMPARE(inUse(*cluster.snapshot()->history), std::size_t{1});
    QCOMPARE(cluster.snapshot()->history->dropped, std::int64_t{2});
    cluster.clock.advance(60'000);
    cluster.event<ResourceClaim>("ADDED", claim("next", {}, {}, {}, 9));
    QCOMPARE(inUse(*cluster.snapshot()->history), std::size_t{1});
    QVERIFY2(cluster.snapshot()->history->claims.size() <= 4, "places are used again");
  }

  /// Thousands of records in many snapshots: each keeps what it had.
  void publishedOnesStay() {
    Cluster cluster;
    std::vector<SnapshotPtr> kept;
    for (int i = 0; i < 400; ++i) {
      const std::string name = "c" + std::to_string(i);
      cluster.event<ResourceClaim>("ADDED", claim(name, {}, {}, {}, 1));
      cluster.event<ResourceClaim>("MODIFIED", claim(name, result("n", "d"), consumer("p"), {}, 2));
      kept.push_back(cluster.snapshot());
      if (i >= 100) {
        cluster.event<ResourceClaim>("DELETED", claim("c" + std::to_string(i - 100), result("n", "d"), consumer("p"), {}, 3));
      }
    }
    for (std::size_t i = 0; i < kept.size(); i += 37) {
      std::size_t gone = 0;
      for (const ClaimRecord& candidate : kept[i]->history->claims) {
        gone += candidate.gone.isSet() ? 1U : 0U;
      }
      QCOMPARE(inUse(*kept[i]->history), i + 1);
      QCOMPARE(gone, i > 100 ? i - 100 : 0);
    }
  }

  /// Objects without a uid, and a name that another object took over.
  void hostileObjects() {
    Cluster cluster;
    cluster.event<ResourceClaim>("ADDED", "{'metadata':{'name':'x','namespace':'ml'},'spec':{}}");
    QCOMPARE(inUse(*cluster.snapshot()->history), std::size_t{0});
    cluster.event<ResourceClaim>("ADDED", claim("c", {}, {}, {}, 1));
    std::string other = claim("c", {}, {}, {}, 2);
    other.replace(other.find("'uid':'u-c'"), 11, "'uid':'u-d'");
    cluster.event<ResourceClaim>("MODIFIED", other);
    QVERIFY(record(cluster.snapshot(), "u-c")->noticed);
    QVERIFY(record(cluster.snapshot(), "u-d")->seen.isSet());
  }
};

QTEST_APPLESS_MAIN(HistoryTest)
#include "history_test.moc"
