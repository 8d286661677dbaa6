// claimscope migration and migrate on the demo fleet: what they print, and that nothing is carried out. Test thread.
#include <QJsonArray>
#include <QJsonObject>
#include <QtTest>

#include "tests/app/commands/cli.h"

using claimscope::kit::Cli;
using claimscope::kit::CliResult;
using claimscope::kit::document;
using claimscope::kit::words;

class MigrationCommandTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void theBoardSaysHowFarItIs() {
    const Cli cli;
    const CliResult board = cli.run(words("migration --demo device-plugin"));
    QCOMPARE(board.status, 1);  // some cannot move
    QVERIFY(board.holds("workloads would fit as they are"));
    QVERIFY(board.holds("media/thumbs"));
    QVERIFY(board.holds("3 nodes serve the device plugin and claims"));
    const QJsonObject json = document(cli.run(words("migration board --demo device-plugin -o json")));
    QCOMPARE(json[QLatin1String("nodes")].toArray().size(), 200);
    const int all = json[QLatin1String("workloads")].toObject()[QLatin1String("value")].toInt();
    QCOMPARE(json[QLatin1String("items")].toArray().size(), all);
    QCOMPARE(json[QLatin1String("phases")].toObject()[QLatin1String("inventory")].toObject()[QLatin1String("value")].toInt(),
             all);
    QCOMPARE(json[QLatin1String("phases")].toObject()[QLatin1String("verified")].toObject()[QLatin1String("value")].toInt(), 1);
  }

  void theOtherViews() {
    const Cli cli;
    QVERIFY(cli.run(words("migration inventory --demo device-plugin")).holds("nvidia.com/gpu"));
    QVERIFY(cli.run(words("migration readiness --demo device-plugin -o md")).holds("gpu.nvidia.com publishes slices"));
    QVERIFY(cli.run(words("migration replay --demo device-plugin")).holds("would fit at the same time"));
    const CliResult nothing = cli.run(words("migration --demo quiet"));
    QCOMPARE(nothing.status, 0);
    QVERIFY(nothing.holds("No workload asks for a device of a device plugin."));
    QCOMPARE(cli.run(words("migration nonsense --demo quiet")).status, 2);
  }

  void theProposalIsManifests() {
    const Cli cli;
    const CliResult proposal = cli.run(words("migration proposal --demo device-plugin"));
    QVERIFY(proposal.holds("kind: ResourceClaimTemplate"));
    QVERIFY(proposal.holds("# kubectl -n media patch deployment ocr --type=strategic"));
    QVERIFY(proposal.holds("written by Helm release ocr, patch it there"));
    // It is YAML that can be read back, comments and all.
    const CliResult lint = cli.run(words("lint -f - -o json"), proposal.out);
    QVERIFY2(lint.status == 0 || lint.status == 1, lint.err.c_str());
  }

  void plansAreRehearsed() {
    const Cli cli;
    const CliResult nodes = cli.run(words("migrate nodes --next 2 --demo device-plugin --plan -o json"));
    QCOMPARE(nodes.status, 0);
    QCOMPARE(document(nodes)[QLatin1String("request")].toObject()[QLatin1String("objects")].toArray().size(), 2);
    const CliResult blocked = cli.run(words("migrate workloads --next 4 --demo device-plugin --plan"));
    QCOMPARE(blocked.status, 1);
    QVERIFY(blocked.holds("serve the device plugin and claims"));
    QCOMPARE(cli.run(words("migrate workloads deployment/media/ocr --demo device-plugin --plan")).status, 1);
    QCOMPARE(cli.run(words("migrate classes --demo device-plugin --plan")).status, 0);
    const CliResult back = cli.run(words("migrate workloads media/thumbs --back --demo device-plugin --plan"));
    QCOMPARE(back.status, 0);
    QVERIFY(back.holds("asks for nvidia.com/gpu again"));
  }

  void wrongWordsAreRefused() {
    const Cli cli;
    QCOMPARE(cli.run(words("migrate workloads --demo device-plugin --plan")).status, 2);
    QCOMPARE(cli.run(words("migrate pods x --demo device-plugin --plan")).status, 2);
    QVERIFY(cli.run(words("migrate workloads media/nobody --demo device-plugin --plan")).says("asks for no device"));
    QVERIFY(cli.run(words("migrate nodes gpu-a10g-0001 --managed --demo device-plugin --plan"))
                .says("migrate nodes has no --managed"));
    QVERIFY(cli.run(words("migrate nodes nowhere --demo device-plugin --plan")).says("there is no node nowhere"));
  }
};

QTEST_GUILESS_MAIN(MigrationCommandTest)
#include "migration_test.moc"
