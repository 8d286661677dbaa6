// Changes between two moments, each in the words of its kind. Virtual time.
#include <QtTest>

#include "model/cluster/past/past.h"
#include "tests/model/cluster/objects.h"
#include "tests/model/cluster/test_cluster.h"
#include "tests/model/simulation/loaded_world.h"

using namespace claimscope;
using namespace claimscope::cluster;
namespace make = claimscope::cluster::objects;

namespace {

/// "claim ml/c1: created allocated(p,1) …" so that a list of facts can be compared.
std::string text(const ObjectChange& change) {
  std::string out(change.noun);
  out += " " + change.name.str() + ":";
  for (const Fact& fact : change.facts) {
    out += " " + std::to_string(static_cast<int>(fact.kind)) + "(" + fact.a.str() + "," + std::to_string(fact.to) + ")";
  }
  return out;
}

bool has(const ObjectChange& change, FactKind kind) {
  return std::any_of(change.facts.begin(), change.facts.end(), [&](const Fact& fact) { return fact.kind == kind; });
}

const ObjectChange* find(const Changes& changes, std::string_view noun, std::string_view name) {
  for (const ObjectChange& change : changes.told) {
    if (change.noun == noun && change.name == name) {
      return &change;
    }
  }
  return nullptr;
}

}  // namespace

class ChangesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    m_cluster = std::make_unique<TestCluster>();
    m_past = std::make_unique<Past>();
    m_cluster->list<Node>({make::node("p1"), make::node("p2")});
    m_cluster->list<ResourceSlice>({make::slice("s1", "p1", make::device("d0") + "," + make::device("d1"))});
    m_cluster->list<ResourceClaim>({make::claim("old", make::result("p1", "d1"), make::consumer("w"))});
    keep();
    m_start = m_cluster->snapshot();
  }

  void aClaimIsAllocatedReservedAndReleased() {
    tell<ResourceClaim>("ADDED", make::claim("c1"));
    tell<ResourceClaim>("MODIFIED", make::claim("c1", make::result("p1", "d0"), make::consumer("w1"), {}, 2));
    tell<ResourceClaim>("DELETED", make::claim("old", make::result("p1", "d1"), make::consumer("w"), {}, 3));
    const Changes changes = since();
    const ObjectChange* made = find(changes, "claim", "c1");
    QVERIFY(made != nullptr);
    QVERIFY2(has(*made, FactKind::created) && has(*made, FactKind::allocated) && has(*made, FactKind::reserved),
             text(*made).c_str());
    QCOMPARE(made->seen, m_start->time + 2'000);  // when it was last told
    const ObjectChange* gone = find(changes, "claim", "old");
    QVERIFY(gone != nullptr);
    QVERIFY(has(*gone, FactKind::released));
    QCOMPARE(gone->sort, ChangeSort::deleted);
    QCOMPARE(changes.events, std::uint64_t{3});
    // Only the later part of a claim's life, from a moment between.
    const Changes later = m_past->changes(*m_past->at(m_start->time + 1'000), *m_cluster->snapshot());
    QVERIFY(!has(*find(later, "claim", "c1"), FactKind::created));
  }

  void whatCameAndWentIsNotThere() {
    tell<ResourceClaim>("ADDED", make::claim("brief"));
    tell<ResourceClaim>("DELETED", make::claim("brief"));
    const Changes changes = since();
    QVERIFY(find(changes, "claim", "brief") == nullptr);
    QCOMPARE(changes.events, std::uint64_t{2});
    QCOMPARE(changes.total(), std::uint64_t{0});
  }

  void heartbeatsAreCountedAndNotTold() {
    tell<Node>("MODIFIED", make::node("p1", "gpu-nodes", 2));
    tell<Node>("MODIFIED", make::node("p2", "gpu-nodes", 3));
    tell<ResourceSlice>("MODIFIED", make::slice("s1", "p1", make::device("d0") + "," + make::device("d1"), 1, 1, {}, 4));
    const Changes changes = since();
    QVERIFY(changes.told.empty());
    QCOMPARE(changes.routineTotal(), std::uint64_t{3});
    QCOMPARE(changes.routine[static_cast<std::size_t>(ChangeLane::nodes)], std::uint64_t{2});
    QCOMPARE(changes.total(), std::uint64_t{3});
  }

  void nodesJoinLeaveAndAreCordoned() {
    tell<Node>("ADDED", make::node("p3"));
    tell<Node>("DELETED", make::node("p2"));
    std::string cordoned = make::node("p1", "gpu-nodes", 5);
    cordoned.replace(cordoned.find("'spec':{}"), 9, "'spec':{'unschedulable':true}");
    tell<Node>("MODIFIED", cordoned);
    const Changes changes = since();
    QVERIFY(has(*find(changes, "node", "p3"), FactKind::joined));
    QVERIFY(has(*find(changes, "node", "p2"), FactKind::left));
    QVERIFY(has(*find(changes, "node", "p1"), FactKind::cordoned));
    QCOMPARE(find(changes, "node", "p1")->weight, ChangeWeight::notable);
  }

  void aDeviceIsTaintedByItsSlice() {
    tell<ResourceSlice>(
        "MODIFIED", make::slice("s1", "p1", make::device("d0", make::taints("broken", "NoSchedule")) + "," + make::device("d1"),
                                1, 1, {}, 4));
    const Changes changes = since();
    const ObjectChange* device = find(changes, "device", "p1/d0");
    QVERIFY(device != nullptr);
    QVERIFY(has(*device, FactKind::tainted));
    QCOMPARE(device->facts.front().a.str(), std::string("broken:NoSchedule"));
    QCOMPARE(device->namespaceName.str(), std::string("gpu"));
    QVERIFY(device->seen.isSet());
  }

  void manyDevicesOfOnePoolAreOneLine() {
    std::string before;
    std::string after;
    for (int i = 0; i < 8; ++i) {
      const std::string name = "x" + std::to_string(i);
      before += (i == 0 ? "" : ",") + make::device(name);
      after += (i == 0 ? "" : ",") + make::device(name, make::taints("broken", "NoSchedule"));
    }
    tell<ResourceSlice>("ADDED", make::slice("s2", "p2", before));
    const SnapshotPtr middle = m_cluster->snapshot();
    tell<ResourceSlice>("MODIFIED", make::slice("s2", "p2", after, 1, 1, {}, 9));
    const Changes changes = m_past->changes(*middle, *m_cluster->snapshot());
    const ObjectChange* pool = find(changes, "pool", "p2");
    QVERIFY(pool != nullptr);
    QCOMPARE(pool->facts.front().to, std::int64_t{8});
    QVERIFY(find(changes, "device", "p2/x0") == nullptr);
  }

  void aGroupThatRanOutIsTold() {
    tell<ResourceClaim>("ADDED", make::claim("c1", make::result("p1", "d0")));
    const ObjectChange* group = nullptr;
    const Changes changes = since();
    group = find(changes, "group", "gpu-nodes");
    QVERIFY(group != nullptr);
    QCOMPARE(group->facts.front().from, std::int64_t{1});
    QCOMPARE(group->facts.front().to, std::int64_t{0});
  }

  void podsWithClaimsHaveALifeOthersOnlyACount() {
    tell<Pod>("ADDED", make::pod("w1", make::named("old"), "'phase':'Pending'"));
    tell<Pod>("ADDED",
              "{" + make::meta("web", 1, make::inNamespace("ml")) + ",'spec':{'containers':[{'name':'c'}]},'status':{}}");
    const SnapshotPtr middle = m_cluster->snapshot();
    tell<Pod>("MODIFIED", make::pod("w1", make::named("old"), "'phase':'Running'", {}, "p1", 2));
    const Changes made = m_past->changes(*m_start, *middle);
    QVERIFY(has(*find(made, "pod", "w1"), FactKind::created));
    QVERIFY(find(made, "pod", "web") == nullptr);
    QCOMPARE(made.routine[static_cast<std::size_t>(ChangeLane::pods)], std::uint64_t{1});
    const Changes ran = m_past->changes(*middle, *m_cluster->snapshot());
    QVERIFY(has(*find(ran, "pod", "w1"), FactKind::bound));
    QVERIFY(has(*find(ran, "pod", "w1"), FactKind::started));
  }

  /// A name that was taken over by another object is one that went and one that came.
  void anotherObjectOfTheSameName() {
    std::string other = make::claim("old");
    other.replace(other.find("u-old"), 5, "u-new");
    tell<ResourceClaim>("ADDED", other);
    const Changes changes = since();
    QCOMPARE(std::count_if(changes.told.begin(), changes.told.end(),
                           [](const ObjectChange& change) { return change.noun == "claim" && change.name == "old"; }),
             std::ptrdiff_t{2});
  }

  /// Of a whole demo: every object that differs is told or counted, and everything told has a time.
  void nothingIsLostInADemo() {
    simulation::LoadedWorld world("eks-hybrid", false);
    Past past;
    past.add(world.snapshot());
    const SnapshotPtr first = world.snapshot();
    for (int i = 0; i < 120; ++i) {
      world.advance(5'000);
      past.add(world.snapshot());
    }
    const Changes changes = past.changes(*first, *world.snapshot());
    std::uint64_t differ = 0;
    std::uint64_t derived = 0;
    visitChanges(*first, *world.snapshot(),
                 [&](ChangeKey key, ObjectChange&&) { ++(key.kind == ChangeKey::kDevice ? derived : differ); });
    std::uint64_t objects = changes.routineTotal();
    for (const ObjectChange& change : changes.told) {
      const bool follows = change.noun == "device" || change.noun == "pool" || change.noun == "group";
      objects += follows ? 0 : 1;
      QVERIFY2(follows || change.seen.isSet(), text(change).c_str());
      QVERIFY(!change.facts.empty());
    }
    QCOMPARE(objects, differ);
    QVERIFY(!changes.told.empty());
    QVERIFY(std::is_sorted(changes.told.begin(), changes.told.end(), [](const ObjectChange& a, const ObjectChange& b) {
      return a.seen.isSet() && b.seen.isSet() && a.seen < b.seen;
    }));
  }

 private:
  void keep() { m_past->add(m_cluster->snapshot()); }
  template <class T>
  void tell(std::string_view type, const std::string& object) {
    m_cluster->clock.advance(1'000);
    QVERIFY(m_cluster->event<T>(type, object));
    keep();
  }
  [[nodiscard]] Changes since() const { return m_past->changes(*m_start, *m_cluster->snapshot()); }

  std::unique_ptr<TestCluster> m_cluster;
  std::unique_ptr<Past> m_past;
  SnapshotPtr m_start;
};

QTEST_GUILESS_MAIN(ChangesTest)
#include "changes_test.moc"
