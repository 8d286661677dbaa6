// claimscope cel as programs and people use it.
#include <QtTest>

#include "tests/app/commands/cli.h"

using claimscope::kit::Cli;
using claimscope::kit::CliResult;

class CelTest : public QObject {
  Q_OBJECT
 private slots:
  void casesInOrder();
  void badLineIsNamed();
  void devicesOfACluster();
  void errorsHaveAPlace();
};

void CelTest::casesInOrder() {
  const Cli cli;
  const CliResult result = cli.run(
      {QStringLiteral("cel"), QStringLiteral("--cases"), QStringLiteral("-")},
      R"({"id":"a","expression":"device.attributes[\"a.b\"].model == \"H100\"","device":{"driver":"a.b","attributes":{"model":{"string":"H100"}}}}
{"id":"b","expression":"device.driver == \"x\"","device":{"driver":"a.b"}}
{"id":"c","expression":"device.attributes['x'].y == 1"}
{"id":"d","expression":"1 +"}
)");
  QCOMPARE(result.status, 0);
  const QStringList lines = QString::fromStdString(result.out).trimmed().split(QLatin1Char('\n'));
  QCOMPARE(lines.size(), 4);
  QCOMPARE(lines[0], QStringLiteral(R"({"id":"a","outcome":"match","cost":5})"));
  QCOMPARE(lines[1], QStringLiteral(R"({"id":"b","outcome":"noMatch","cost":3})"));
  QCOMPARE(lines[2], QStringLiteral(R"({"id":"c","outcome":"runtimeError","error":"no such key: y","cost":5})"));
  QVERIFY(lines[3].startsWith(QStringLiteral(R"({"id":"d","outcome":"compileError","error":)")));
}

void CelTest::badLineIsNamed() {
  const Cli cli;
  const CliResult broken = cli.run({QStringLiteral("cel"), QStringLiteral("--cases"), QStringLiteral("-")},
                                   "{\"id\":\"a\",\"expression\":\"true\"}\n{\"id\": broken\n");
  QCOMPARE(broken.status, 2);
  QVERIFY(broken.says("line 2: this is no JSON"));
  QVERIFY(broken.out.find("\"match\"") != std::string::npos);
  const CliResult wrong = cli.run({QStringLiteral("cel"), QStringLiteral("--cases"), QStringLiteral("-")},
                                  R"({"id":"a","expression":"true","device":{"capacity":{"m":{"value":"1x"}}}})");
  QCOMPARE(wrong.status, 2);
  QVERIFY(wrong.says("line 1: device.capacity.m.value is no quantity"));
}

void CelTest::devicesOfACluster() {
  const Cli cli;
  const CliResult all =
      cli.run({QStringLiteral("cel"), QStringLiteral("true"), QStringLiteral("--demo"), QStringLiteral("quiet")});
  QCOMPARE(all.status, 0);
  QVERIFY(all.holds("devices match"));
  QVERIFY(all.holds("TERM"));
  const CliResult none = cli.run({QStringLiteral("cel"), QStringLiteral("device.driver == 'nope'"), QStringLiteral("--demo"),
                                  QStringLiteral("quiet"), QStringLiteral("-o"), QStringLiteral("json")});
  QCOMPARE(none.status, 1);
  QVERIFY(none.holds("\"match\": 0"));
}

void CelTest::errorsHaveAPlace() {
  const Cli cli;
  const CliResult result =
      cli.run({QStringLiteral("cel"), QStringLiteral("device.nope"), QStringLiteral("--demo"), QStringLiteral("quiet")});
  QCOMPARE(result.status, 2);
  QVERIFY(result.says("1:7: undefined field 'nope'"));
}

QTEST_APPLESS_MAIN(CelTest)
#include "cel_test.moc"
