// Canonical dumps of the small scenarios at their highlight. CLAIMSCOPE_UPDATE_GOLDEN=1 writes them anew.
#include <QtTest>

#include "tests/kit/golden_text.h"
#include "tests/model/simulation/loaded_world.h"

using namespace claimscope;

class GoldenTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void dumpsAreAsTheyWere_data() {
    QTest::addColumn<QString>("scenario");
    for (const char* name : {"eks-hybrid", "eks-classic", "quiet"}) {
      QTest::newRow(name) << QString(name);
    }
  }
  void dumpsAreAsTheyWere() {
    QFETCH(QString, scenario);
    const simulation::LoadedWorld world(scenario.toStdString());
    kit::compareWithGolden(cluster::canonicalDump(*world.snapshot()), scenario + QStringLiteral(".txt"));
  }
};

QTEST_APPLESS_MAIN(GoldenTest)
#include "golden_test.moc"
