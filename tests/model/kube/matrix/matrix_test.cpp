// A slice of the fault matrix, the whole of it with CLAIMSCOPE_MATRIX=full, one run with CLAIMSCOPE_MATRIX=FAULT:KIND:PHASE:SEED;
// and a herd of clients. Test thread.
#include <QtTest>

#include "tests/model/kube/matrix/herd.h"
#include "tests/model/kube/matrix/matrix.h"

using namespace claimscope;

class MatrixTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyFaultEndsWell_data() {
    QTest::addColumn<int>("fault");
    for (const apiserver::Fault fault : matrix::faults()) {
      QTest::addRow("%s", std::string(apiserver::nameOf(fault)).c_str()) << static_cast<int>(fault);
    }
  }

  void everyFaultEndsWell() {
    QFETCH(int, fault);
    const QByteArray wanted = qgetenv("CLAIMSCOPE_MATRIX");
    const std::optional<matrix::Spec> one = matrix::Spec::parse(wanted.toStdString());
    QVERIFY2(wanted.isEmpty() || wanted == "full" || one, "CLAIMSCOPE_MATRIX is \"full\" or FAULT:KIND:PHASE:SEED");
    QString problems;
    int runs = 0;
    int cell = 0;
    for (const std::string& plural : matrix::plurals()) {
      for (const matrix::Phase phase : {matrix::Phase::initial, matrix::Phase::steady, matrix::Phase::relist}) {
        ++cell;
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
          const matrix::Spec spec{static_cast<apiserver::Fault>(fault), plural, phase, seed};
          const bool asked =
              one ? spec.text() == one->text() : wanted == "full" || seed == static_cast<std::uint64_t>(fault + cell) % 20;
          if (!asked) {
            continue;
          }
          ++runs;
          for (const std::string& problem : matrix::run(spec).problems) {
            problems += QString::fromStdString(spec.text() + ": " + problem + "\n  repeat: CLAIMSCOPE_MATRIX=" + spec.text() +
                                               " test_kube_matrix, or with its story: fault-matrix " + spec.text() + "\n");
          }
        }
      }
    }
    QVERIFY2(problems.isEmpty(), qPrintable(problems));
    QVERIFY(runs > 0 || one);
  }

  void aHerdComesBackInItsOwnTime() {
    const matrix::HerdOutcome herd = matrix::stampede({});
    QCOMPARE(herd.reopened, herd.watches);
    QVERIFY2(herd.spreadSeconds >= 10, qPrintable(QString::number(herd.spreadSeconds)));
    QVERIFY2(static_cast<double>(herd.mostASecond) <= 2 * herd.meanASecond + 1,
             qPrintable(QStringLiteral("%1 in a second, %2 on average").arg(herd.mostASecond).arg(herd.meanASecond)));
    QVERIFY2(herd.downRate <= 5 * 0.25, qPrintable(QString::number(herd.downRate)));
  }
};

QTEST_APPLESS_MAIN(MatrixTest)
#include "matrix_test.moc"
