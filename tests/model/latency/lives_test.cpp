// livesOf: which claims have a life, what dates its moments, when it ends. One thread, virtual time.
#include <QtTest>

#include "model/latency/life_reader.h"
#include "model/latency/lives.h"
#include "tests/model/cluster/objects.h"
#include "tests/model/cluster/test_cluster.h"

using namespace claimscope;
using namespace claimscope::cluster;
using namespace claimscope::cluster::objects;
using namespace claimscope::latency;

namespace {

std::string created(const std::string& time, const std::string& more = {}) {
  return "'creationTimestamp':'2026-11-24T" + time + "Z'" + (more.empty() ? "" : "," + more);
}
std::string ownedBy(const std::string& pod) {
  return owner("Pod", pod, "v1");
}
std::string condition(const std::string& type, const std::string& time, const std::string& status = "True") {
  return "{'type':'" + type + "','status':'" + status + "','lastTransitionTime':'2026-11-24T" + time + "Z'}";
}
std::string startedAt(const std::string& time, int restarts = 0) {
  return ",'containerStatuses':[{'name':'c','restartCount':" + std::to_string(restarts) +
         ",'state':{'running':{'startedAt':'2026-11-24T" + time + "Z'}}}]";
}
/// Status of a pod that runs: scheduled, ready to start, started.
std::string ran(const std::string& scheduled, const std::string& ready, const std::string& started, int restarts = 0) {
  return "'phase':'Running','conditions':[" + condition("PodScheduled", scheduled) + "," +
         condition("PodReadyToStartContainers", ready) + "]" + startedAt(started, restarts);
}
/// A claim whose allocation is dated.
std::string allocated(const std::string& name, const std::string& pod, const std::string& time, const std::string& meta,
                      int version = 1) {
  std::string out = claim(name, result("n1", "d1"), consumer(pod), meta, version);
  const std::string at = "'allocation':{";
  out.replace(out.find(at), at.size(), at + "'allocationTimestamp':'2026-11-24T" + time + "Z',");
  return out;
}

/// "created field 09:30:01 …": every known moment.
std::string moments(const Life& life) {
  const auto word = [](const Moment& moment) {
    return std::string(evidenceWord(moment.evidence)) + " " + formatTime(moment.at).substr(11);
  };
  std::string out = life.begun.known() ? "begun " + word(life.begun) : "";
  for (std::size_t i = 0; i < kStages; ++i) {
    if (life.reached[i].known()) {
      out += (out.empty() ? "" : ", ") + std::string(stageWord(static_cast<Stage>(i))) + " " + word(life.reached[i]);
    }
  }
  return out;
}

const Life* find(const Lives& lives, const std::string& name) {
  for (const Life& life : lives.lives) {
    if (life.name == name) {
      return &life;
    }
  }
  return nullptr;
}

/// Nothing is there yet but a node; everything has answered.
class Cluster : public TestCluster {
 public:
  Cluster() {
    list<ResourceClaim>({});
    list<Pod>({});
    list<Node>({node("n1")});
  }
  void at(const std::string& time) { clock.set(*parseTime("2026-11-24T" + time + "Z")); }
};

}  // namespace

class LivesTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  /// Nothing was told live: the object's own times, whole seconds.
  void byFields() {
    Cluster cluster;
    cluster.list<ResourceClaim>({allocated("p-gpu", "p", "09:30:04", created("09:30:01", ownedBy("p")))});
    cluster.list<Pod>({pod("p", templated(), ran("09:30:05", "09:30:08", "09:30:11") + "," + statusOf("p-gpu"),
                           created("09:30:00", owner("Job", "train", "batch/v1")), "n1")});
    const Lives lives = livesOf(*cluster.snapshot());
    QCOMPARE(lives.lives.size(), std::size_t{1});
    const Life& life = lives.lives.front();
    QCOMPARE(moments(life), std::string("begun field 09:30:00Z, created field 09:30:01Z, allocated field 09:30:04Z, "
                                        "scheduled field 09:30:05Z, prepared field 09:30:08Z, started field 09:30:11Z"));
    QVERIFY(life.firstSeenAllocated && !life.allocationUndated && !life.gone && !life.ended);
    QCOMPARE(life.deviceClass.str() + " " + life.driver.str() + " " + life.node.str() + " " + life.nodePool.str() + " " +
                 life.pod.str() + " " + life.ownerKind.str() + "/" + life.ownerName.str(),
             std::string("gpu gpu n1 gpu-nodes p Job/train"));
    QVERIFY(lives.bound == Bound::exact && lives.podsKnown);
    QVERIFY(lives.watchedSince.isSet());
  }

  /// A whole life told live: to the millisecond, and it stays when claim and pod are gone.
  void byWatch() {
    Cluster cluster;
    cluster.at("09:50:00.100");
    cluster.event<Pod>("ADDED", pod("p", templated(), "'phase':'Pending'", created("09:50:00")));
    cluster.at("09:50:00.350");
    cluster.event<ResourceClaim>("ADDED", claim("p-gpu", {}, {}, created("09:50:00", ownedBy("p"))));
    cluster.at("09:50:02.500");
    cluster.event<ResourceClaim>("MODIFIED", allocated("p-gpu", "p", "09:50:02", created("09:50:00", ownedBy("p")), 2));
    cluster.at("09:50:02.600");
    const std::string meta = created("09:50:00");
    cluster.event<Pod>("MODIFIED",
                       pod("p", templated(),
                           "'phase':'Pending','conditions':[" + condition("PodScheduled", "09:50:02") + "]," + statusOf("p-gpu"),
                           meta, "n1", 2));
    cluster.at("09:50:05.200");
    cluster.event<Pod>("MODIFIED",
                       pod("p", templated(), ran("09:50:02", "09:50:05", "09:50:05") + "," + statusOf("p-gpu"), meta, "n1", 3));
    const std::string expected =
        "begun watch 09:50:00.100Z, created watch 09:50:00.350Z, allocated watch 09:50:02.500Z, "
        "scheduled watch 09:50:02.600Z, prepared watch 09:50:05.200Z, started watch 09:50:05.200Z";
    QCOMPARE(moments(*find(livesOf(*cluster.snapshot()), "p-gpu")), expected);
    // It ends: the condition turns, the allocation is cleared, both objects go.
    cluster.at("09:50:30.000");
    cluster.event<Pod>("MODIFIED", pod("p", templated(),
                                       "'phase':'Succeeded','conditions':[" + condition("PodScheduled", "09:50:02") + "," +
                                           condition("PodReadyToStartContainers", "09:50:29", "False") + "]," + statusOf("p-gpu"),
                                       meta, "n1", 4));
    cluster.at("09:50:31.250");
    cluster.event<ResourceClaim>("MODIFIED", claim("p-gpu", {}, {}, created("09:50:00", ownedBy("p")), 3));
    cluster.at("09:50:31.300");
    cluster.event<ResourceClaim>("DELETED", claim("p-gpu", {}, {}, created("09:50:00", ownedBy("p")), 4));
    cluster.event<Pod>("DELETED", pod("p", templated(), "'phase':'Succeeded'", meta, "n1", 5));
    const Lives lives = livesOf(*cluster.snapshot());
    const Life* life = find(lives, "p-gpu");
    QVERIFY(life != nullptr && life->gone && life->ended);
    QVERIFY2(moments(*life) == expected, moments(*life).c_str());
    QCOMPARE(life->released.at - life->unreserved.at, 1250);
    QCOMPARE(life->driver.str() + " " + life->node.str() + " " + life->pod.str(), std::string("gpu n1 p"));
    QVERIFY(!life->firstSeenAllocated);
    cluster.clock.advance(3 * 3'600'000);
    cluster.store.flush();
    QVERIFY2(livesOf(*cluster.snapshot()).lives.empty(), "the history does not go back for ever");
  }

  /// 1.31 to 1.35: no allocationTimestamp.
  void beforeAllocationTimestamps() {
    Cluster cluster;
    const std::string written =
        "'managedFields':[{'manager':'kube-scheduler','operation':'Update','subresource':'status','time':'2026-11-24T09:30:03Z',"
        "'fieldsV1':{'f:status':{'f:allocation':{},'f:reservedFor':{}}}}]";
    const std::string meta = created("09:30:00", written);
    cluster.list<ResourceClaim>({claim("single", result("n1", "d1"), consumer("p"), meta),
                                 claim("shared", result("n1", "d2"), consumer("q") + "," + consumer("r"), meta),
                                 claim("bare", result("n1", "d3"), consumer("s"), created("09:30:00"))});
    const std::string before = created("09:29:00");
    cluster.list<Pod>(
        {pod("p", named("single"), "'phase':'Pending'", before), pod("q", named("shared"), "'phase':'Pending'", before),
         pod("r", named("shared"), "'phase':'Pending'", before), pod("s", named("bare"), "'phase':'Pending'", before)});
    const Lives lives = livesOf(*cluster.snapshot());
    QCOMPARE(moments(*find(lives, "single")), std::string("begun field 09:30:00Z, allocated managedField 09:30:03Z"));
    QVERIFY2(find(lives, "shared")->allocationUndated, "each consumer more is one more write of the scheduler");
    QVERIFY(find(lives, "bare")->allocationUndated && find(lives, "bare")->firstSeenAllocated);
    QVERIFY(!find(lives, "bare")->at(Stage::allocated).known());
  }

  /// Of its own name: it begins with the later of claim and pod; nobody waits for what no pod asks for.
  void namedClaims() {
    Cluster cluster;
    cluster.list<ResourceClaim>({claim("early", {}, {}, created("09:00:00")), claim("late", {}, {}, created("09:35:00")),
                                 claim("unused", {}, {}, created("09:00:00"))});
    cluster.list<Pod>({pod("p", named("early"), "'phase':'Pending'", created("09:30:00")),
                       pod("q", named("late"), "'phase':'Pending'", created("09:30:00"))});
    const Lives lives = livesOf(*cluster.snapshot());
    QCOMPARE(lives.lives.size(), std::size_t{2});
    QCOMPARE(moments(*find(lives, "early")), std::string("begun field 09:30:00Z"));
    QCOMPARE(moments(*find(lives, "late")), std::string("begun field 09:35:00Z"));
    QVERIFY(wholeOf(*find(lives, "late"), lives.now).open);
    QCOMPARE(lives.lives.front().name.str(), std::string("early"));
  }

  /// Another pod's claim of the same name, and a pod that joined long after.
  void whosePodItIs() {
    Cluster cluster;
    cluster.list<ResourceClaim>({allocated("old-gpu", "p", "09:00:05", created("09:00:00", owner("Pod", "gone", "v1"))),
                                 allocated("shared", "late", "09:00:05", created("09:00:00"))});
    cluster.list<Pod>(
        {pod("gone", templated(), "'phase':'Running'," + statusOf("old-gpu"), created("09:20:00"), "n1", 1, "u-other"),
         pod("late", named("shared"), ran("09:30:00", "09:30:01", "09:30:02"), created("09:29:00"), "n1")});
    const Lives lives = livesOf(*cluster.snapshot());
    QVERIFY2(find(lives, "old-gpu")->pod.empty(), "the pod of that name has another uid");
    QVERIFY(find(lives, "old-gpu")->ended);
    QVERIFY2(find(lives, "shared")->pod.empty(), "who it was allocated for is not known");
    QVERIFY(!find(lives, "shared")->begun.known());
  }

  /// The first of several pods counts, although it may leave again.
  void firstOfManyPods() {
    Cluster cluster;
    cluster.at("09:50:00");
    cluster.event<ResourceClaim>("ADDED", claim("shared", {}, {}, created("09:50:00")));
    cluster.event<Pod>("ADDED", pod("a", named("shared"), "'phase':'Pending'", created("09:50:00")));
    cluster.event<Pod>("ADDED", pod("b", named("shared"), "'phase':'Pending'", created("09:50:00")));
    cluster.at("09:50:02.250");
    cluster.event<ResourceClaim>("MODIFIED", allocated("shared", "b", "09:50:02", created("09:50:00"), 2));
    cluster.at("09:50:09");
    std::string more = allocated("shared", "b", "09:50:02", created("09:50:00"), 3);
    more.replace(more.find("'reservedFor':["), 15, "'reservedFor':[" + consumer("a") + ",");
    cluster.event<ResourceClaim>("MODIFIED", more);
    const Life first = *find(livesOf(*cluster.snapshot()), "shared");
    QCOMPARE(first.pod.str(), std::string("b"));
    QCOMPARE(moments(first), std::string("begun watch 09:50:00Z, allocated watch 09:50:02.250Z"));
  }

  /// A container that was restarted: the first start where it was told, else a bound.
  void restarts() {
    Cluster cluster;
    cluster.list<ResourceClaim>(
        {allocated("seen", "p", "09:40:01", created("09:40:00")), allocated("missed", "q", "09:30:01", created("09:30:00"))});
    cluster.list<Pod>({pod("p", named("seen"), "'phase':'Pending','conditions':[" + condition("PodScheduled", "09:40:01") + "]",
                           created("09:40:00"), "n1"),
                       pod("q", named("missed"), ran("09:30:01", "09:30:02", "09:41:00", 3), created("09:30:00"), "n1")});
    cluster.at("09:50:07.500");
    cluster.event<Pod>("MODIFIED",
                       pod("p", named("seen"), ran("09:40:01", "09:50:05", "09:50:06"), created("09:40:00"), "n1", 2));
    cluster.at("09:55:00");
    cluster.event<Pod>("MODIFIED",
                       pod("p", named("seen"), ran("09:40:01", "09:50:05", "09:54:59", 1), created("09:40:00"), "n1", 3));
    const Lives lives = livesOf(*cluster.snapshot());
    const Life* seen = find(lives, "seen");
    QVERIFY(!seen->restarted);
    QCOMPARE(formatTime(seen->at(Stage::started).at), std::string("2026-11-24T09:50:07.500Z"));
    QVERIFY(find(lives, "missed")->restarted);
    QVERIFY(wholeOf(*find(lives, "missed"), lives.now).bound == Bound::atMost);
  }

  /// Deleted while it waited: over, and it waited at least until then.
  void deletedWhileWaiting() {
    Cluster cluster;
    cluster.at("09:50:00");
    cluster.event<Pod>("ADDED", pod("p", templated(), "'phase':'Pending'", created("09:50:00")));
    cluster.event<ResourceClaim>("ADDED", claim("p-gpu", {}, {}, created("09:50:00", ownedBy("p"))));
    cluster.at("09:52:00");
    cluster.event<Pod>("DELETED", pod("p", templated(), "'phase':'Pending'", created("09:50:00"), {}, 2));
    Life life = *find(livesOf(*cluster.snapshot()), "p-gpu");
    QVERIFY(life.ended);
    QCOMPARE(wholeOf(life, cluster.clock.now()).ms(), std::int64_t{120'000});
    cluster.event<ResourceClaim>("DELETED", claim("p-gpu", {}, {}, created("09:50:00", ownedBy("p")), 2));
    cluster.clock.advance(60'000);
    cluster.store.flush();
    const Lives lives = livesOf(*cluster.snapshot());
    life = *find(lives, "p-gpu");
    QVERIFY(life.gone && life.ended);
    const Span whole = wholeOf(life, lives.now);
    QVERIFY(whole.bound == Bound::atLeast && !whole.open);
    QCOMPARE(whole.ms(), std::int64_t{120'000});
  }

  /// A claim of its own name that a pod asked for, gone before it was allocated.
  void namedClaimDeletedAtOnce() {
    Cluster cluster;
    cluster.at("09:50:00");
    cluster.event<ResourceClaim>("ADDED", claim("c", {}, {}, created("09:50:00")));
    cluster.event<ResourceClaim>("ADDED", claim("unused", {}, {}, created("09:50:00")));
    cluster.event<Pod>("ADDED", pod("p", named("c"), "'phase':'Pending'", created("09:50:00")));
    cluster.at("09:50:00.400");
    cluster.event<ResourceClaim>("DELETED", claim("c", {}, {}, created("09:50:00"), 2));
    cluster.event<ResourceClaim>("DELETED", claim("unused", {}, {}, created("09:50:00"), 2));
    const Lives lives = livesOf(*cluster.snapshot());
    QCOMPARE(lives.lives.size(), std::size_t{1});
    QCOMPARE(lives.lives.front().pod.str(), std::string("p"));
    QCOMPARE(wholeOf(lives.lives.front(), lives.now).ms(), std::int64_t{400});
    QVERIFY(lives.lives.front().gone && lives.lives.front().ended);
  }

  /// The pod is gone, the claim of its own name is still there: nobody waits any more, and it waited so long.
  void podGoneClaimStays() {
    Cluster cluster;
    cluster.at("09:50:00");
    cluster.event<ResourceClaim>("ADDED", claim("c", {}, {}, created("09:50:00")));
    cluster.event<Pod>("ADDED", pod("p", named("c"), "'phase':'Pending'", created("09:50:00")));
    cluster.at("09:50:07");
    cluster.event<Pod>("DELETED", pod("p", named("c"), "'phase':'Pending'", created("09:50:00"), {}, 2));
    cluster.at("09:55:00");
    cluster.store.flush();
    const Lives lives = livesOf(*cluster.snapshot());
    QCOMPARE(lives.lives.size(), std::size_t{1});
    const Span whole = wholeOf(lives.lives.front(), lives.now);
    QVERIFY(!whole.open && whole.bound == Bound::atLeast);
    QCOMPARE(whole.ms(), std::int64_t{7000});
  }

  /// Released, and another pod asks for it: its wait counts, not the one before.
  void namedClaimWaitsAgain() {
    Cluster cluster;
    cluster.at("09:50:00");
    cluster.event<ResourceClaim>("ADDED", claim("c", {}, {}, created("09:50:00")));
    cluster.event<Pod>("ADDED", pod("p", named("c"), "'phase':'Pending'", created("09:50:00")));
    cluster.event<ResourceClaim>("MODIFIED", allocated("c", "p", "09:50:00", created("09:50:00"), 2));
    cluster.event<Pod>("MODIFIED", pod("p", named("c"), "'phase':'Succeeded'", created("09:50:00"), "n1", 2));
    cluster.event<ResourceClaim>("MODIFIED", claim("c", {}, {}, created("09:50:00"), 3));
    QCOMPARE(find(livesOf(*cluster.snapshot()), "c")->pod.str(), std::string("p"));
    cluster.at("09:55:00");
    cluster.event<Pod>("ADDED", pod("q", named("c"), "'phase':'Pending'", created("09:55:00")));
    cluster.at("09:55:30");
    cluster.store.flush();
    const Lives lives = livesOf(*cluster.snapshot());
    QCOMPARE(find(lives, "c")->pod.str(), std::string("q"));
    QVERIFY(wholeOf(*find(lives, "c"), lives.now).open);
    QCOMPARE(wholeOf(*find(lives, "c"), lives.now).ms(), std::int64_t{30'000});
  }

  /// Quota keeps the claim from being created: the pod waits in the first stage.
  void claimNotCreated() {
    Cluster cluster;
    cluster.list<ResourceClaimTemplate>(
        {"{" + meta("t", 1, inNamespace("ml")) +
         ",'spec':{'spec':{'devices':{'requests':[{'name':'r','exactly':{'deviceClassName':'big'}}]}}}}"});
    cluster.list<Pod>({pod("p", templated(), "'phase':'Pending'", created("09:41:18"))});
    const Lives lives = livesOf(*cluster.snapshot());
    QCOMPARE(lives.lives.size(), std::size_t{1});
    QVERIFY(lives.lives.front().name.empty());
    QCOMPARE(lives.lives.front().pod.str() + " " + lives.lives.front().deviceClass.str(), std::string("p big"));
    const auto stages = stagesOf(lives.lives.front(), lives.now);
    QVERIFY(stages[0].open && stages[0].ms() == 60'000);
  }

  /// Hidden pods: the allocation is known, what follows is not, and nothing is called open that cannot be seen.
  void podsHidden() {
    Cluster cluster;
    cluster.list<ResourceClaim>({allocated("a-gpu", "a", "09:30:04", created("09:30:00", ownedBy("a"))),
                                 claim("b-gpu", {}, {}, created("09:30:00", ownedBy("b"))),
                                 allocated("named", "c", "09:30:04", created("09:00:00"))});
    cluster.setState(Kind::Pod, SourceState::forbidden);
    cluster.store.flush();
    const Lives lives = livesOf(*cluster.snapshot());
    QVERIFY(lives.bound == Bound::atLeast && !lives.podsKnown);
    QCOMPARE(moments(*find(lives, "a-gpu")), std::string("begun field 09:30:00Z, allocated field 09:30:04Z"));
    QVERIFY(find(lives, "a-gpu")->ended && !find(lives, "b-gpu")->ended);
    QVERIFY2(!find(lives, "named")->begun.known(), "since when somebody waited for it is not known");
    cluster.setState(Kind::ResourceClaim, SourceState::forbidden);
    cluster.store.flush();
    QVERIFY(livesOf(*cluster.snapshot()).bound == Bound::unknown);
  }

  /// Contact is lost: what waited then waited until then, as far as anybody knows.
  void stale() {
    Cluster cluster;
    cluster.list<ResourceClaim>({claim("p-gpu", {}, {}, created("09:42:00", ownedBy("p")))});
    cluster.list<Pod>({pod("p", templated(), "'phase':'Pending'," + statusOf("p-gpu"), created("09:42:00"))});
    cluster.setState(Kind::ResourceClaim, SourceState::stale);
    cluster.clock.advance(600'000);
    cluster.store.flush();
    const Lives lives = livesOf(*cluster.snapshot());
    QVERIFY(lives.bound == Bound::atLeast);
    QCOMPARE(wholeOf(lives.lives.front(), lives.now).ms(), std::int64_t{18'000});
  }

  /// Our clock is an hour behind the server's: no stage is negative or absurd.
  void skewedClock() {
    Cluster cluster;
    cluster.at("08:50:00");
    for (int i = 0; i < 30; ++i) {
      const std::string name = "p" + std::to_string(i);
      cluster.clock.advance(1000);
      const std::string now = formatTime(cluster.clock.now() + 3'600'000).substr(11, 8);
      cluster.clock.advance(37 * i % 900);
      cluster.event<Pod>("ADDED", pod(name, templated(), "'phase':'Pending'", created(now)));
      cluster.event<ResourceClaim>("ADDED", claim(name + "-gpu", {}, {}, created(now, ownedBy(name))));
      cluster.event<ResourceClaim>("MODIFIED", allocated(name + "-gpu", name, now, created(now, ownedBy(name)), 2));
      cluster.clock.advance(1000 - 37 * i % 900);
    }
    const Lives lives = livesOf(*cluster.snapshot());
    QVERIFY2(std::abs(lives.clockAheadMs + 3'600'000) < 300, std::to_string(lives.clockAheadMs).c_str());
    QCOMPARE(lives.lives.size(), std::size_t{30});
    for (const Life& life : lives.lives) {
      const auto stages = stagesOf(life, lives.now);
      QVERIFY2(stages[1].known() && stages[1].ms() < 1000, moments(life).c_str());
      QVERIFY(stages[2].open && stages[2].ms() <= 61'000);
    }
  }

  void window() {
    Cluster cluster;
    cluster.list<ResourceClaim>(
        {allocated("old", "p", "08:00:04", created("08:00:00")), allocated("new", "q", "09:30:04", created("09:30:00"))});
    cluster.list<Pod>({pod("p", named("old"), ran("08:00:05", "08:00:06", "08:00:07"), created("08:00:00"), "n1"),
                       pod("q", named("new"), ran("09:30:05", "09:30:06", "09:30:07"), created("09:30:00"), "n1")});
    LivesOptions options;
    options.backMs = 3'600'000;
    QCOMPARE(livesOf(*cluster.snapshot(), options).lives.size(), std::size_t{1});
    options.namespaceName = "other";
    QCOMPARE(livesOf(*cluster.snapshot(), options).lives.size(), std::size_t{0});
  }

  /// Of several alternatives the class of the one that was taken; its driver stands for those that wait.
  void classesAndDrivers() {
    ResourceClaim some;
    DeviceRequest request;
    request.name = Text("r");
    DeviceRequestBody large;
    large.name = Text("large");
    large.deviceClassName = Text("h200");
    DeviceRequestBody small;
    small.name = Text("small");
    small.deviceClassName = Text("a10g");
    request.firstAvailable = {large, small};
    some.spec.requests = {request};
    QCOMPARE(classOf(some, nullptr).str(), std::string("h200"));
    Cluster cluster;
    cluster.list<ResourceClaim>({allocated("a", "p", "09:30:04", created("09:30:00")), claim("b", {}, {}, created("09:30:00"))});
    cluster.list<Pod>({pod("p", named("a"), "'phase':'Pending'", created("09:30:00")),
                       pod("q", named("b"), "'phase':'Pending'", created("09:30:00"))});
    QCOMPARE(find(livesOf(*cluster.snapshot()), "b")->driver.str(), std::string("gpu"));
    some.allocation = [] {
      Allocation allocation;
      DeviceAllocation taken;
      taken.request = Text("r/small");
      allocation.results = {taken};
      return Box<Allocation>(allocation);
    }();
    QCOMPARE(classOf(some, &some).str(), std::string("a10g"));
  }
};

QTEST_APPLESS_MAIN(LivesTest)
#include "lives_test.moc"
