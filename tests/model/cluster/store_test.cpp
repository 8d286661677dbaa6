#include <QtTest>

#include "tests/kit/text.h"
#include "tests/model/cluster/objects.h"
#include "tests/model/cluster/test_cluster.h"

using namespace claimscope;
using namespace claimscope::cluster;
using namespace claimscope::cluster::objects;
using kit::text;

namespace {

std::string names(const Table<Node>& table) {
  std::vector<std::string> all;
  table.forEach(
      [&](Slot, const Node& object) { all.push_back(object.meta.name.str() + "@" + object.meta.resourceVersion.str()); });
  std::sort(all.begin(), all.end());
  std::string out;
  for (const std::string& name : all) {
    out += name + " ";
  }
  return out;
}

}  // namespace

class StoreTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void eventsAreAppliedInOrderOfVersions() {
    TestCluster cluster;
    cluster.list<Node>({node("a", "g", 5)});
    QVERIFY(cluster.event<Node>("MODIFIED", node("a", "g", 7)));
    QVERIFY(cluster.event<Node>("MODIFIED", node("a", "g", 6)));  // late: ignored
    QVERIFY(cluster.event<Node>("MODIFIED", node("a", "g", 7)));  // twice: ignored
    QVERIFY(cluster.event<Node>("ADDED", node("b", "g", 8)));
    QVERIFY(cluster.event<Node>("DELETED", node("a", "g", 9)));
    QVERIFY(cluster.event<Node>("DELETED", node("a", "g", 9)));
    const SnapshotPtr snapshot = cluster.snapshot();
    QCOMPARE(text(names(snapshot->of<Node>())), QString("b@8 "));
    QCOMPARE(snapshot->totalChanges, std::uint64_t{3});  // what changed nothing is not counted
    QCOMPARE(snapshot->source(Kind::Node).status.events, std::uint64_t{6});
  }

  void aDeletionOfAPredecessorLeavesItsSuccessor() {
    TestCluster cluster;
    const auto made = [](const char* uid, int version) { return "{" + meta("a", version, "", uid) + ",'spec':{},'status':{}}"; };
    cluster.list<Node>({made("u-1", 1)});
    cluster.event<Node>("ADDED", made("u-2", 4));
    cluster.event<Node>("DELETED", made("u-1", 3));
    QCOMPARE(text(names(cluster.snapshot()->of<Node>())), QString("a@4 "));
    cluster.event<Node>("MODIFIED", made("u-1", 9));
    cluster.event<Node>("MODIFIED", made("u-2", 2));  // another life of the name: versions of other uids do not compare
    QCOMPARE(cluster.snapshot()->of<Node>().size(), std::size_t{1});
  }

  void aRelistDeletesWhatItDoesNotContain() {
    TestCluster cluster;
    cluster.list<Node>({node("a"), node("b"), node("c")});
    const SnapshotPtr before = cluster.snapshot();
    cluster.store.listStarted(TestCluster::resource<Node>());
    QVERIFY(cluster.page<Node>({node("b", "g", 2)}));
    cluster.store.flush();
    // Until the list is complete nothing of it shows.
    QCOMPARE(text(names(cluster.snapshot()->of<Node>())), QString("a@1 b@1 c@1 "));
    QVERIFY(cluster.page<Node>({node("d")}));
    cluster.store.listFinished(TestCluster::resource<Node>(), "200");
    cluster.store.flush();
    QCOMPARE(text(names(cluster.snapshot()->of<Node>())), QString("b@2 d@1 "));
    QCOMPARE(text(names(before->of<Node>())), QString("a@1 b@1 c@1 "));
    QCOMPARE(text(cluster.snapshot()->source(Kind::Node).status.resourceVersion), QString("200"));
    std::size_t changed = 0;
    cluster.snapshot()->of<Node>().forEachChangedSince(before->revision, [&](Slot, const Node*) { ++changed; });
    QCOMPARE(changed, std::size_t{3});  // two slots lost their object, of which one was taken at once, and b changed
  }

  void anAbandonedListKeepsWhatWasThere() {
    TestCluster cluster;
    cluster.list<Node>({node("a"), node("b")});
    cluster.store.listStarted(TestCluster::resource<Node>());
    QVERIFY(cluster.page<Node>({node("c")}));
    cluster.store.listAbandoned(TestCluster::resource<Node>());
    cluster.event<Node>("ADDED", node("d"));
    QCOMPARE(text(names(cluster.snapshot()->of<Node>())), QString("a@1 b@1 d@1 "));
    // A first list that breaks off keeps its part, and the next one cleans up.
    TestCluster first;
    first.store.listStarted(TestCluster::resource<Node>());
    QVERIFY(first.page<Node>({node("a"), node("b")}));
    first.store.listAbandoned(TestCluster::resource<Node>());
    first.store.flush();
    QCOMPARE(first.snapshot()->of<Node>().size(), std::size_t{2});
    first.list<Node>({node("b")});
    QCOMPARE(text(names(first.snapshot()->of<Node>())), QString("b@1 "));
  }

  void objectsWithoutUidAreRelistedByName() {
    const auto bare = [](const char* name) { return std::string("{'metadata':{'name':'") + name + "'},'spec':{},'status':{}}"; };
    TestCluster cluster;
    cluster.list<Node>({bare("a"), bare("b")});
    cluster.list<Node>({bare("b"), bare("c")});
    QCOMPARE(text(names(cluster.snapshot()->of<Node>())), QString("b@ c@ "));
  }

  void aRestoredServerMayGoBack() {
    TestCluster cluster;
    cluster.list<Node>({node("a", "g", 500)});
    cluster.list<Node>({node("a", "g", 20)});
    QCOMPARE(text(names(cluster.snapshot()->of<Node>())), QString("a@20 "));
  }

  void aStreamedListIsSwappedInAtItsEnd() {
    TestCluster cluster;
    cluster.list<Node>({node("a", "g", 5), node("b", "g", 5), node("c", "g", 5)});
    const std::uint64_t events = cluster.snapshot()->source(Kind::Node).status.events;
    cluster.store.listStarted(TestCluster::resource<Node>());
    QVERIFY(cluster.event<Node>("ADDED", node("a", "g", 3)));  // a history that went back is believed
    QVERIFY(cluster.event<Node>("ADDED", node("b", "g", 7)));
    QVERIFY(cluster.event<Node>("MODIFIED", node("b", "g", 6)));  // but within one list the newer counts
    QVERIFY(cluster.event<Node>("ADDED", node("d", "g", 6)));
    QVERIFY(cluster.event<Node>("ADDED", node("e", "g", 6)));
    QVERIFY(cluster.event<Node>("DELETED", node("e", "g", 8)));
    QCOMPARE(text(names(cluster.snapshot()->of<Node>())), QString("a@5 b@5 c@5 "));
    cluster.store.listFinished(TestCluster::resource<Node>(), "8");
    cluster.store.flush();
    QCOMPARE(text(names(cluster.snapshot()->of<Node>())), QString("a@3 b@7 d@6 "));
    QCOMPARE(cluster.snapshot()->source(Kind::Node).status.events, events);  // items of a list are no events
    QVERIFY(cluster.event<Node>("DELETED", node("a", "g", 9)));
    QCOMPARE(text(names(cluster.snapshot()->of<Node>())), QString("b@7 d@6 "));
  }

  void aFirstStreamIsShownAsItComes() {
    TestCluster cluster;
    cluster.store.listStarted(TestCluster::resource<Node>());
    QVERIFY(cluster.event<Node>("ADDED", node("a", "g", 3)));
    QVERIFY(cluster.event<Node>("ADDED", node("b", "g", 4)));
    QCOMPARE(text(names(cluster.snapshot()->of<Node>())), QString("a@3 b@4 "));
    QVERIFY(cluster.event<Node>("DELETED", node("b", "g", 5)));
    // A stream that broke off and begins again says all there is.
    cluster.store.listAbandoned(TestCluster::resource<Node>());
    cluster.store.listStarted(TestCluster::resource<Node>());
    QVERIFY(cluster.event<Node>("ADDED", node("c", "g", 6)));
    cluster.store.listFinished(TestCluster::resource<Node>(), "6");
    cluster.store.flush();
    QCOMPARE(text(names(cluster.snapshot()->of<Node>())), QString("c@6 "));
  }

  void anotherVersionOfTheApiReplacesEveryObject() {
    TestCluster cluster;
    cluster.list<Node>({node("a", "g", 5), node("b", "g", 5)}, "v1beta1");
    const SnapshotPtr before = cluster.snapshot();
    cluster.list<Node>({node("a", "g", 5)}, "v1");
    QCOMPARE(text(names(cluster.snapshot()->of<Node>())), QString("a@5 "));
    std::size_t changed = 0;
    cluster.snapshot()->of<Node>().forEachChangedSince(before->revision, [&](Slot, const Node*) { ++changed; });
    QCOMPARE(changed, std::size_t{2});
  }

  void bookmarksAndErrorsChangeNothing() {
    TestCluster cluster;
    cluster.list<Node>({node("a")});
    const std::uint64_t changes = cluster.snapshot()->totalChanges;
    const Result<EventInfo> bookmark = cluster.event<Node>("BOOKMARK",
                                                           "{'kind':'Node','apiVersion':'v1','metadata':{'resourceVersion':'900',"
                                                           "'annotations':{'k8s.io/initial-events-end':'true'}}}");
    QVERIFY(bookmark);
    QCOMPARE(bookmark->type, EventType::bookmark);
    QCOMPARE(text(bookmark->resourceVersion), QString("900"));
    QVERIFY(bookmark->initialEventsEnd);
    const Result<EventInfo> gone = cluster.event<Node>("ERROR",
                                                       "{'kind':'Status','apiVersion':'v1','status':'Failure','message':'too old "
                                                       "resource version','reason':'Expired','code':410}");
    QVERIFY(gone);
    QVERIFY(gone->error && gone->error->code == ErrorCode::expired);
    QCOMPARE(text(names(cluster.snapshot()->of<Node>())), QString("a@1 "));
    QCOMPARE(cluster.snapshot()->totalChanges, changes);
  }

  void whatCannotBeReadIsSkippedAndCounted() {
    TestCluster cluster;
    cluster.list<Node>({node("a"), "{'metadata':{'name':7}}", node("b")});
    QCOMPARE(cluster.snapshot()->of<Node>().size(), std::size_t{2});
    QCOMPARE(cluster.snapshot()->source(Kind::Node).skipped, std::uint64_t{1});
    QVERIFY(cluster.snapshot()->source(Kind::Node).lastSkip.has_value());
    QCOMPARE(cluster.snapshot()->boundOf(Kind::Node), Bound::atLeast);
    QVERIFY(!cluster.event<Node>("ADDED", "{'metadata':'nothing'}"));
    QVERIFY(cluster.event<Node>("ADDED", node("c")));
    QCOMPARE(cluster.snapshot()->source(Kind::Node).skipped, std::uint64_t{2});
    QCOMPARE(cluster.snapshot()->of<Node>().size(), std::size_t{3});
    // Hostile lines fail as values, never as a crash.
    for (const char* line :
         {"", "{", "[]", "null", "{'type':'ADDED'}", "{'type':7,'object':{}}", "{'object':{'metadata':{'name':'x'}}}"}) {
      std::string bytes = kit::jsonText(line);
      const Result<EventInfo> info = cluster.store.watchLine(TestCluster::resource<Node>(), bytes);
      QVERIFY(!info || info->type == EventType::unknown || info->type == EventType::added);
    }
    cluster.list<Node>({node("a")});
    QCOMPARE(cluster.snapshot()->source(Kind::Node).skipped, std::uint64_t{0});  // a complete list starts anew
  }

  void anUnknownKindIsAnError() {
    TestCluster cluster;
    std::string page = "{}";
    const ApiResource secrets{"", "v1", "secrets", "Secret", true};
    QVERIFY(!cluster.store.listPage(secrets, page));
    QVERIFY(!cluster.store.watchLine(secrets, page));
    cluster.store.listStarted(secrets);
    cluster.store.listFinished(secrets, "1");
    cluster.store.listAbandoned(secrets);
    QVERIFY(cluster.snapshot() != nullptr);
  }

  void unchangedTablesAreShared() {
    TestCluster cluster;
    std::vector<std::string> many;
    for (int i = 0; i < 700; ++i) {
      many.push_back(node("n" + std::to_string(i)));
    }
    cluster.list<Node>(many);
    const SnapshotPtr before = cluster.snapshot();
    cluster.event<Node>("MODIFIED", node("n3", "g", 2));
    const SnapshotPtr after = cluster.snapshot();
    std::size_t shared = 0;
    for (Slot slot = 0; slot < 700; ++slot) {
      shared += before->of<Node>().share(slot) == after->of<Node>().share(slot) ? 1U : 0U;
    }
    QCOMPARE(shared, std::size_t{699});
    QCOMPARE(before->of<Pod>().changed(), after->of<Pod>().changed());
    std::vector<Slot> changed;
    after->of<Node>().forEachChangedSince(before->revision, [&](Slot slot, const Node*) { changed.push_back(slot); });
    QCOMPARE(changed.size(), std::size_t{1});
    QCOMPARE(text(after->of<Node>().at(changed[0])->meta.name.view()), QString("n3"));
  }

  void deletionsShowAsEmptySlots() {
    TestCluster cluster;
    cluster.list<Node>({node("a"), node("b")});
    const SnapshotPtr before = cluster.snapshot();
    cluster.event<Node>("DELETED", node("a", "g", 3));
    std::size_t gone = 0;
    cluster.snapshot()->of<Node>().forEachChangedSince(before->revision,
                                                       [&](Slot, const Node* object) { gone += object == nullptr; });
    QCOMPARE(gone, std::size_t{1});
    QVERIFY(before->of<Node>().find(Text(), Text("a")) != nullptr);
    QVERIFY(cluster.snapshot()->of<Node>().find(Text(), Text("a")) == nullptr);
  }

  void publishesAtMostEveryHundredMilliseconds() {
    TestCluster cluster;
    cluster.list<Node>({node("a")});
    int published = 0;
    cluster.store.subscribe([&](const SnapshotPtr&) { ++published; });
    cluster.clock.advance(1000);
    for (int i = 0; i < 100; ++i) {  // a change every 10 ms for one second
      std::string line = kit::jsonText("{'type':'MODIFIED','object':" + node("a", "g", 10 + i) + "}");
      QVERIFY(cluster.store.watchLine(TestCluster::resource<Node>(), line));
      cluster.store.tick();
      cluster.clock.advance(10);
    }
    QVERIFY2(published >= 9 && published <= 11, qPrintable(QString::number(published)));
    cluster.clock.advance(200);
    cluster.store.tick();
    QCOMPARE(text(names(cluster.snapshot()->of<Node>())), QString("a@109 "));
    // Nothing changes: once a second, so that ages run on.
    published = 0;
    for (int i = 0; i < 200; ++i) {
      cluster.clock.advance(50);
      cluster.store.tick();
    }
    QCOMPARE(published, 10);
    QCOMPARE(cluster.snapshot()->time, cluster.clock.now());
  }

  void theFirstUsefulSnapshotComesAtOnce() {
    TestCluster cluster;
    int published = 0;
    cluster.store.subscribe([&](const SnapshotPtr&) { ++published; });
    cluster.store.listStarted(TestCluster::resource<ResourceSlice>());
    QVERIFY(cluster.page<ResourceSlice>({slice("s", "n1", device("gpu-0"))}));
    QCOMPARE(published, 1);
    QCOMPARE(cluster.inventory().devices.size(), std::size_t{1});
    QVERIFY(cluster.page<ResourceSlice>({slice("t", "n2", device("gpu-0"))}));
    QCOMPARE(published, 1);
  }

  void nothingNewSharesTheInventory() {
    TestCluster cluster;
    cluster.list<ResourceSlice>({slice("s", "n1", device("gpu-0"))});
    const SnapshotPtr before = cluster.snapshot();
    cluster.clock.advance(5000);
    cluster.setState(Kind::Pod, SourceState::live);  // only the time of contact
    cluster.store.flush();
    QVERIFY(cluster.snapshot()->revision > before->revision);
    QVERIFY(cluster.snapshot()->inventory == before->inventory);
    cluster.setState(Kind::Pod, SourceState::forbidden);
    cluster.store.flush();
    QVERIFY(cluster.snapshot()->inventory != before->inventory);
  }

  void changesPerSecondForTheTimeline() {
    StoreOptions options;
    options.densityBucketMs = 10'000;
    options.densityBuckets = 6;
    TestCluster cluster(36, options);
    cluster.list<Node>({node("a")});
    for (int i = 0; i < 9; ++i) {
      for (int j = 0; j <= i; ++j) {
        cluster.event<Node>("MODIFIED", node("a", "g", 100 + i * 10 + j));
      }
      cluster.clock.advance(10'000);
    }
    const ChangeDensity& density = cluster.snapshot()->density;
    QCOMPARE(density.changes, (std::vector<std::uint32_t>{4, 5, 6, 7, 8, 9}));
    QCOMPARE(density.start.ms % 10'000, 0);
    QVERIFY(density.start + 50'000 <= cluster.clock.now());
    QCOMPARE(cluster.snapshot()->totalChanges, std::uint64_t{45});
    cluster.clock.advance(std::int64_t{400} * 86'400'000);  // a laptop that slept for a year
    cluster.event<Node>("MODIFIED", node("a", "g", 999));
    QVERIFY(cluster.snapshot()->density.changes.size() <= 6);
    QCOMPARE(cluster.snapshot()->density.changes.back(), 1U);
    const Time end =
        cluster.snapshot()->density.start + static_cast<std::int64_t>(cluster.snapshot()->density.changes.size()) * 10'000;
    QVERIFY(end > cluster.clock.now() && end <= cluster.clock.now() + 10'000);
  }

  void digestIsSortedUidsAndVersions() {
    TestCluster cluster;
    cluster.list<Node>({node("b", "g", 12), node("a", "g", 3)});
    QCOMPARE(text(digestLines(*cluster.snapshot(), Kind::Node)), QString("u-a 3\nu-b 12\n"));
    QCOMPARE(text(digestLines(*cluster.snapshot(), Kind::Pod)), QString());
  }

  void namesWithEqualHashesOrManyObjectsAreFound() {
    TestCluster cluster;
    std::vector<std::string> many;
    for (int i = 0; i < 3000; ++i) {
      many.push_back(node("node-" + std::to_string(i)));
    }
    cluster.list<Node>(many);
    for (int i = 0; i < 3000; i += 3) {
      std::string line = kit::jsonText("{'type':'DELETED','object':" + node("node-" + std::to_string(i), "g", 5) + "}");
      QVERIFY(cluster.store.watchLine(TestCluster::resource<Node>(), line));
    }
    cluster.store.flush();
    const Table<Node>& table = cluster.snapshot()->of<Node>();
    QCOMPARE(table.size(), std::size_t{2000});
    for (int i = 0; i < 3000; ++i) {
      QCOMPARE(table.find(Text(), Text("node-" + std::to_string(i))) != nullptr, i % 3 != 0);
    }
  }
};

QTEST_APPLESS_MAIN(StoreTest)
#include "store_test.moc"
