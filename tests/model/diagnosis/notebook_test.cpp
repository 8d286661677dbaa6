// Notebook: a diagnosis that reads only what changed says what one from scratch says, and reads little. Virtual time.
#include <QtTest>
#include <memory>

#include "model/diagnosis/disagreement.h"
#include "tests/model/cluster/random_changes.h"
#include "tests/model/simulation/loaded_world.h"

using namespace claimscope;
using namespace claimscope::diagnosis;
using cluster::RandomChanges;
using cluster::TestCluster;
using simulation::LoadedWorld;
using simulation::Random;

namespace {

/// Everything that a diagnosis says, a line each.
QStringList said(const Diagnosis& diagnosis) {
  QStringList out{QString::fromStdString(diagnosis.verdict + " | " + diagnosis.verdictDetail),
                  QString("%1 run, %2 passed").arg(diagnosis.checksRun).arg(diagnosis.checksPassed)};
  for (const Finding& finding : diagnosis.findings) {
    std::string line = finding.id + " " + std::string(severityWord(finding.severity)) + " " + finding.title + " | " +
                       finding.detail + " | " + formatTime(finding.since) + " | " + finding.command;
    for (const ObjectRef& object : finding.objects) {
      line += " | " + object.str();
    }
    for (const Evidence& evidence : finding.evidence) {
      line += " | " + evidence.object + " " + evidence.field + " " + evidence.value;
    }
    out << QString::fromStdString(line);
  }
  QStringList reasons;
  for (const auto& [uid, words] : diagnosis.waitReasons) {
    reasons << QString::fromStdString(uid.str() + " " + words);
  }
  reasons.sort();
  for (const std::string& hidden : diagnosis.notChecked) {
    out << QString::fromStdString(hidden);
  }
  return out + reasons;
}

QString difference(const cluster::Snapshot& snapshot, Notebook& notebook) {
  const QStringList kept = said(diagnose(snapshot, notebook));
  const QStringList fresh = said(diagnose(snapshot));
  for (qsizetype i = 0; i < std::max(kept.size(), fresh.size()); ++i) {
    if (kept.value(i) != fresh.value(i)) {
      return "kept " + kept.value(i) + "\nfresh " + fresh.value(i);
    }
  }
  return {};
}

/// Hardware that changes: generations, taints, two devices of one UUID, a class with another selector.
void changeHardware(TestCluster& cluster, Random& random, int version) {
  using namespace cluster::objects;
  const auto uuid = [&] { return "'attributes':{'uuid':{'string':'GPU-" + std::to_string(random.below(3)) + "'}}"; };
  switch (random.below(4)) {
    case 0:
      cluster.event<DeviceClass>(version < 3 ? "ADDED" : "MODIFIED",
                                 "{" + meta("gpu", version) +
                                     ",'spec':{'selectors':[{'cel':{'expression':'device.driver == \\\"" +
                                     (random.below(2) == 0 ? "gpu" : "nic") + "\\\"'}}]}}");
      break;
    case 1:
      cluster.event<Node>("MODIFIED", node("n1", random.below(2) == 0 ? "a" : "b", version));
      break;
    default:
      cluster.event<ResourceSlice>(
          "MODIFIED", slice("s1", "n1",
                            device("gpu-0", uuid()) + "," + device("gpu-1", uuid()) + "," +
                                device("gpu-2", random.below(2) == 0 ? taints("example.com/xid", "NoSchedule") : uuid()),
                            1, 1, {}, version));
  }
}

}  // namespace

class NotebookTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void randomChangesEqualFromScratch_data() {
    QTest::addColumn<int>("seed");
    QTest::addColumn<int>("minor");
    for (int seed = 1; seed <= 6; ++seed) {
      QTest::addRow("1.36 seed %d", seed) << seed << 36;
    }
    QTest::addRow("1.27") << 7 << 27;
    QTest::addRow("1.32") << 8 << 32;
  }
  void randomChangesEqualFromScratch() {
    QFETCH(int, seed);
    QFETCH(int, minor);
    TestCluster cluster(minor);
    RandomChanges changes(cluster, static_cast<std::uint64_t>(seed));
    Random random(static_cast<std::uint64_t>(seed) + 1000);
    Notebook notebook;
    std::size_t findings = 0;
    std::size_t doubled = 0;
    for (int step = 0; step < 500; ++step) {
      for (std::uint64_t i = random.below(4); i > 0; --i) {
        changes.change();
      }
      if (random.below(5) == 0) {
        changeHardware(cluster, random, step + 2);
      }
      if (random.below(20) == 0) {
        cluster.setState(Kind::Pod, random.below(2) == 0 ? SourceState::loading : SourceState::live);
      }
      cluster.clock.advance(static_cast<std::int64_t>(random.below(90'000)));
      cluster.store.flush();
      const cluster::SnapshotPtr snapshot = cluster.snapshot();
      // Skipped snapshots do not matter.
      if (random.below(4) != 0) {
        const QString told = difference(*snapshot, notebook);
        QVERIFY2(told.isEmpty(), qPrintable(QString("step %1: %2").arg(step).arg(told)));
        const Diagnosis diagnosis = diagnose(*snapshot, notebook);
        findings += diagnosis.findings.size();
        doubled += static_cast<std::size_t>(std::count_if(diagnosis.findings.begin(), diagnosis.findings.end(),
                                                          [](const Finding& f) { return f.check == "device_doubled"; }));
      }
    }
    QVERIFY2(findings > 300, qPrintable(QString("the cluster is rarely well: %1").arg(findings)));
    QVERIFY2(doubled > 0, "two devices had one UUID now and then");
  }

  void scenariosEqualFromScratch_data() {
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<int>("steps");
    QTest::newRow("eks-hybrid") << QString("eks-hybrid") << 200;
    QTest::newRow("eks-classic") << QString("eks-classic") << 150;
    QTest::newRow("quiet") << QString("quiet") << 60;
    QTest::newRow("fleet") << QString("fleet") << 10;
  }
  void scenariosEqualFromScratch() {
    QFETCH(QString, scenario);
    QFETCH(int, steps);
    LoadedWorld world(scenario.toStdString(), scenario == "fleet");
    Notebook notebook;
    for (int step = 0; step < steps; ++step) {
      world.advance(1'000);
      const QString told = difference(*world.snapshot(), notebook);
      QVERIFY2(told.isEmpty(), qPrintable(QString("step %1: %2").arg(step).arg(told)));
    }
  }

  /// Of a fleet only the chunks in which something changed are read again; of the same snapshot none.
  void readsWhatChanged() {
    LoadedWorld world("fleet");
    Notebook notebook;
    (void)diagnose(*world.snapshot(), notebook);
    const std::size_t all = notebook.chunksRead();
    (void)diagnose(*world.snapshot(), notebook);
    QCOMPARE(notebook.chunksRead(), std::size_t{0});
    const std::uint64_t before = world.snapshot()->totalChanges;
    for (int i = 0; i < 100 && world.snapshot()->totalChanges == before; ++i) {
      world.advance(50);
    }
    QVERIFY(world.snapshot()->totalChanges > before);
    (void)diagnose(*world.snapshot(), notebook);
    QVERIFY2(notebook.chunksRead() > 0 && notebook.chunksRead() * 4 < all,
             qPrintable(QString("%1 of %2 chunks").arg(notebook.chunksRead()).arg(all)));
  }

  /// One notebook may come from another cluster: it is read anew.
  void anotherClusterIsReadAnew() {
    LoadedWorld first("eks-hybrid");
    LoadedWorld second("eks-classic");
    Notebook notebook;
    for (int i = 0; i < 3; ++i) {
      QCOMPARE(difference(*first.snapshot(), notebook), QString());
      QCOMPARE(difference(*second.snapshot(), notebook), QString());
    }
  }
};

QTEST_GUILESS_MAIN(NotebookTest)
#include "notebook_test.moc"
