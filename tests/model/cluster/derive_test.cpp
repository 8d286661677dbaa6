// Properties of the store and of derive(): whatever the order of arrival, equal clusters look equal.
#include <QtTest>
#include <algorithm>

#include "model/cluster/derive.h"
#include "model/simulation/random.h"
#include "tests/kit/text.h"
#include "tests/model/cluster/inventory_text.h"
#include "tests/model/cluster/objects.h"
#include "tests/model/cluster/random_changes.h"
#include "tests/model/cluster/test_cluster.h"
#include "tests/model/simulation/loaded_world.h"

using namespace claimscope;
using namespace claimscope::cluster;
using kit::text;
using simulation::LoadedWorld;
using simulation::Random;
using simulation::World;

namespace {

/// The first line that differs, since whole dumps are too long to read.
QString firstDifference(const std::string& a, const std::string& b) {
  const QStringList left = text(a).split('\n');
  const QStringList right = text(b).split('\n');
  for (qsizetype i = 0; i < std::max(left.size(), right.size()); ++i) {
    if (left.value(i) != right.value(i)) {
      return left.value(i) + " | " + right.value(i);
    }
  }
  return {};
}

/// What a cluster sent, kind by kind in order.
struct Recorded {
  ApiResource resource;
  std::vector<std::string> pages;
  std::vector<std::string> lines;
  std::string version;
  bool refused = false;
};

std::vector<Recorded> record(World& world, std::int64_t runMs, std::size_t pageSize) {
  std::vector<Recorded> out;
  std::uint64_t version = world.resourceVersion();
  for (const ApiResource& resource : world.server().served) {
    Recorded kind{resource, {}, {}, std::to_string(version), false};
    simulation::ListQuery query;
    query.limit = pageSize;
    do {
      Result<std::string> page = world.list(resource, query);
      if (!page) {
        kind.refused = true;
        break;
      }
      const std::size_t token = page->find("\"continue\":\"");
      query.continueToken = token == std::string::npos ? "" : page->substr(token + 12, page->find('"', token + 12) - token - 12);
      kind.pages.push_back(std::move(*page));
    } while (!query.continueToken.empty());
    out.push_back(std::move(kind));
  }
  world.advanceTo(world.now() + runMs);
  for (Recorded& kind : out) {
    if (!kind.refused) {
      kind.lines = world.changesAfter(kind.resource, version).value();
    }
  }
  return out;
}

void setLive(Store& store, const ApiResource& resource, Time now, SourceState state) {
  SourceStatus status;
  status.resource = resource;
  status.state = state;
  status.lastContact = now;
  store.sourceChanged(status);
}

/// Kinds in a random order, their lines interleaved at random; lines of one kind keep their order, as in a watch.
SnapshotPtr replayShuffled(const World& world, const std::vector<Recorded>& recorded, std::uint64_t seed) {
  const ManualClock clock(world.now());
  InlineExecutor executor;
  Store store(clock, executor);
  store.serverFound(world.server());
  Random random(seed);
  std::vector<std::size_t> order(recorded.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    order[i] = i;
    std::swap(order[i], order[random.below(i + 1)]);
  }
  std::vector<std::size_t> stream;
  for (const std::size_t i : order) {
    const Recorded& kind = recorded[i];
    if (kind.refused) {
      setLive(store, kind.resource, world.now(), SourceState::forbidden);
      continue;
    }
    store.listStarted(kind.resource);
    for (std::string page : kind.pages) {
      if (!store.listPage(kind.resource, page)) {
        throw std::runtime_error("page of " + kind.resource.resource);
      }
    }
    store.listFinished(kind.resource, kind.version);
    setLive(store, kind.resource, world.now(), SourceState::live);
    for (std::size_t line = 0; line < kind.lines.size(); ++line) {
      stream.push_back(i);
      std::swap(stream.back(), stream[random.below(stream.size())]);
    }
  }
  std::vector<std::size_t> next(recorded.size());
  for (const std::size_t i : stream) {
    std::string line = recorded[i].lines[next[i]++];
    if (!store.watchLine(recorded[i].resource, line)) {
      throw std::runtime_error("line of " + recorded[i].resource.resource);
    }
    if (random.below(10) == 0) {
      store.flush();
    }
  }
  store.flush();
  return store.latest();
}

}  // namespace

class DeriveTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void orderOfArrivalDoesNotMatter_data() {
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<int>("seed");
    for (const char* scenario : {"eks-hybrid", "eks-classic", "quiet"}) {
      for (int seed = 1; seed <= 4; ++seed) {
        QTest::addRow("%s %d", scenario, seed) << QString(scenario) << seed;
      }
    }
  }
  void orderOfArrivalDoesNotMatter() {
    QFETCH(QString, scenario);
    QFETCH(int, seed);
    const auto world = simulation::worldOf(scenario.toStdString(), static_cast<std::uint64_t>(seed));
    const std::vector<Recorded> recorded = record(*world, 300'000, 7);
    const SnapshotPtr first = replayShuffled(*world, recorded, static_cast<std::uint64_t>(seed));
    const SnapshotPtr second = replayShuffled(*world, recorded, static_cast<std::uint64_t>(seed) + 100);
    const std::string dump = canonicalDump(*first);
    QVERIFY(dump.size() > 5000);
    QCOMPARE(firstDifference(dump, canonicalDump(*second)), QString());
    // The same as listing the cluster as it stands at the end.
    const SnapshotPtr listed = replayShuffled(*world, record(*world, 0, 500), 7);
    QCOMPARE(firstDifference(dump, canonicalDump(*listed)), QString());
    QCOMPARE(text(digestLines(*first, Kind::Pod)), text(digestLines(*listed, Kind::Pod)));
  }

  void stepByStepEqualsFromScratch_data() {
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<int>("steps");
    QTest::newRow("eks-hybrid") << QString("eks-hybrid") << 300;
    QTest::newRow("eks-classic") << QString("eks-classic") << 200;
    QTest::newRow("quiet") << QString("quiet") << 100;
    QTest::newRow("fleet") << QString("fleet") << 6;
  }
  void stepByStepEqualsFromScratch() {
    QFETCH(QString, scenario);
    QFETCH(int, steps);
    LoadedWorld world(scenario.toStdString(), false);
    for (int i = 0; i < steps; ++i) {
      world.advance(1000);
      const SnapshotPtr snapshot = world.snapshot();
      const std::string fresh = inventoryText(*derive(*snapshot, nullptr));
      QCOMPARE(firstDifference(inventoryText(*snapshot->inventory), fresh), QString());
    }
    QVERIFY(world.snapshot()->totalChanges > 20);
  }

  void randomChangesEqualFromScratch_data() {
    QTest::addColumn<int>("seed");
    QTest::addColumn<int>("minor");
    for (int seed = 1; seed <= 6; ++seed) {
      QTest::addRow("1.36 seed %d", seed) << seed << 36;
    }
    QTest::addRow("1.27") << 7 << 27;
    QTest::addRow("1.34") << 8 << 34;
  }
  void randomChangesEqualFromScratch() {
    QFETCH(int, seed);
    QFETCH(int, minor);
    TestCluster cluster(minor);
    RandomChanges changes(cluster, static_cast<std::uint64_t>(seed));
    Random batch(static_cast<std::uint64_t>(seed) + 1000);
    for (int step = 0; step < 600; ++step) {
      for (std::uint64_t i = batch.below(4); i > 0; --i) {
        changes.change();
      }
      cluster.store.flush();
      const SnapshotPtr snapshot = cluster.snapshot();
      const QString difference = firstDifference(inventoryText(*snapshot->inventory), inventoryText(*derive(*snapshot, nullptr)));
      QVERIFY2(difference.isEmpty(), qPrintable(QString("step %1: %2").arg(step).arg(difference)));
    }
    QVERIFY(cluster.snapshot()->totalChanges > 300);
  }

  void skippedSnapshotsDoNotMatter() {
    // derive() may be asked for a step over many changes at once.
    LoadedWorld world("eks-hybrid", false);
    const SnapshotPtr start = world.snapshot();
    for (int i = 0; i < 30; ++i) {
      world.advance(10'000);
    }
    const SnapshotPtr end = world.snapshot();
    QVERIFY(end->totalChanges > start->totalChanges);
    QCOMPARE(firstDifference(inventoryText(*derive(*end, start.get())), inventoryText(*derive(*end, nullptr))), QString());
  }

  void namesAreOrderedAsPeopleCount() {
    std::vector<std::string> names = {"gpu-10",  "gpu-2", "a1b10", "gpu-02", "a1b9",    "gpu",
                                      "gpu-2-x", "b",     "GPU-1", "",       "gpu-002", "99999999999999999999999",
                                      "9"};
    std::sort(names.begin(), names.end(), naturalLess);
    const std::vector<std::string> expected = {
        "",        "9",     "99999999999999999999999", "GPU-1", "a1b9", "a1b10", "b", "gpu", "gpu-002", "gpu-02", "gpu-2",
        "gpu-2-x", "gpu-10"};
    QCOMPARE(names, expected);
    for (const std::string& a : names) {
      for (const std::string& b : names) {
        QCOMPARE(naturalLess(a, b) && naturalLess(b, a), false);
        QCOMPARE(naturalLess(a, b) || naturalLess(b, a), a != b);
      }
    }
  }
};

QTEST_APPLESS_MAIN(DeriveTest)
#include "derive_test.moc"
