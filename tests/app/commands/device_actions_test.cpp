// claimscope taint, preallocate, release and reservations on demo clusters: what they print, and that nothing is carried out.
// Test thread.
#include <QJsonArray>
#include <QJsonObject>
#include <QtTest>

#include "tests/app/commands/cli.h"

using claimscope::kit::Cli;
using claimscope::kit::CliResult;
using claimscope::kit::document;
using claimscope::kit::words;

class DeviceActionsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void rehearsalsSayWhatWouldHappen() {
    const Cli cli;
    const CliResult release = cli.run(words("release ml-workloads/preallocated-gpu --demo eks-hybrid --plan"));
    QCOMPARE(release.status, 0);
    QVERIFY(release.holds("no pod uses it"));
    QVERIFY(release.holds("kubectl -n ml-workloads delete resourceclaims preallocated-gpu"));
    const CliResult used = cli.run(words("release batch-infer-9-gpu-mhd5g -n batch --demo eks-hybrid"));
    QCOMPARE(used.status, 1);
    QVERIFY(used.holds("pod batch/batch-infer-9 uses it"));
    const CliResult hold =
        cli.run(words("preallocate gpu-compute-class --count 2 -n media --name night --demo eks-hybrid -o json"));
    QCOMPARE(hold.status, 0);
    const QJsonObject plan = document(hold);
    QCOMPARE(plan[QLatin1String("steps")].toArray().size(), 2);
    QCOMPARE(plan[QLatin1String("claims")].toArray()[0].toObject()[QLatin1String("devices")].toArray().size(), 2);
    const CliResult taint = cli.run(words("taint gpu-node-1/gpu-2 --demo eks-hybrid --plan"));
    QCOMPARE(taint.status, 0);
    QVERIFY(taint.holds("keeps running"));
  }

  void reservationsAreListed() {
    const Cli cli;
    const CliResult all = cli.run(words("reservations --demo eks-hybrid -o json"));
    QCOMPARE(all.status, 0);
    const QJsonArray items = document(all)[QLatin1String("items")].toArray();
    QVERIFY(!items.isEmpty());
    QCOMPARE(items[0].toObject()[QLatin1String("way")].toString(), QStringLiteral("foreign"));
    QVERIFY(cli.run(words("reservations --demo quiet")).says("Nothing is held in advance"));
    QVERIFY(cli.run(words("preallocate --ways --demo eks-classic")).holds("not possible here"));
  }

  void wrongWordsAreRefused() {
    const Cli cli;
    for (const char* line :
         {"taint nowhere/gpu-0 --demo quiet", "taint --demo quiet", "release a/b/c --demo quiet", "release nothing --demo quiet",
          "preallocate --demo quiet", "preallocate x --count many --demo quiet", "preallocate x --way wish --demo quiet",
          "reservations steal x --demo quiet", "reservations renew --demo quiet", "reservations release nothing --demo quiet",
          "reservations list --for 2h --demo quiet", "release x --how burn --demo quiet"}) {
      const CliResult result = cli.run(words(line));
      QVERIFY2(result.status == 2 || result.status == 1, line);
      QVERIFY2(!result.err.empty() || !result.out.empty(), line);
    }
  }

  void nothingIsCarriedOutInADemo() {
    const Cli cli;
    const CliResult result = cli.run(words("release ml-workloads/preallocated-gpu --demo eks-hybrid --execute --arm x"));
    QCOMPARE(result.status, 2);
    QVERIFY(result.says("no server"));
  }
};

QTEST_APPLESS_MAIN(DeviceActionsTest)
#include "device_actions_test.moc"
