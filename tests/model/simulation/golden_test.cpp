// Canonical dumps of the small scenarios at their highlight. CLAIMSCOPE_UPDATE_GOLDEN=1 writes them anew.
#include <QFile>
#include <QtTest>

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
    const QByteArray dump = QByteArray::fromStdString(cluster::canonicalDump(*world.snapshot()));
    const QString path = QString(CLAIMSCOPE_SOURCE_DIR "/tests/golden/%1.txt").arg(scenario);
    QFile file(path);
    if (qEnvironmentVariableIsSet("CLAIMSCOPE_UPDATE_GOLDEN")) {
      QVERIFY2(file.open(QIODevice::WriteOnly), qPrintable(path));
      QCOMPARE(file.write(dump), dump.size());
      return;
    }
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
    const QList<QByteArray> expected = file.readAll().split('\n');
    const QList<QByteArray> actual = dump.split('\n');
    for (qsizetype i = 0; i < std::max(expected.size(), actual.size()); ++i) {
      QCOMPARE(actual.value(i), expected.value(i));  // the first line that differs
    }
  }
};

QTEST_APPLESS_MAIN(GoldenTest)
#include "golden_test.moc"
