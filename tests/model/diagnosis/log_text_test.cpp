// LogText: levels, times, the line that decides, hostile bytes, long logs; and which pods a workflow's logs are of. Test thread.
#include <QtTest>

#include "app/source/live.h"
#include "model/diagnosis/log_text.h"
#include "model/diagnosis/workflows/driver_logs.h"

using namespace claimscope;
using namespace claimscope::diagnosis;

namespace {

LogText read(const std::string& bytes, const std::vector<std::string>& words = {}) {
  return readLogText(PodLog{bytes, false, 200}, words);
}

cluster::SnapshotPtr demo(const std::string& scenario) {
  app::SourceOptions options;
  options.demo = true;
  options.scenario = scenario;
  options.speed = 0;
  auto source = app::openSource(options);
  app::Live live(std::move(*source), nullptr);
  live.start();
  return live.flushed();
}

}  // namespace

class LogTextTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void levelsAreRead_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QChar>("letter");
    QTest::newRow("klog error") << "E1124 09:35:50.114012       1 plugin.go:88] x" << QChar('E');
    QTest::newRow("klog fatal") << "F1124 09:35:50.114012       1 plugin.go:88] x" << QChar('E');
    QTest::newRow("klog info with a bad word") << "I1124 09:35:50.114012       1 plugin.go:88] error=nil" << QChar('I');
    QTest::newRow("klog warning") << "W1124 09:35:50.114012       1 plugin.go:88] x" << QChar('W');
    QTest::newRow("json") << "{\"level\":\"error\",\"msg\":\"x\"}" << QChar('E');
    QTest::newRow("json info") << "{\"level\":\"info\",\"msg\":\"no error\"}" << QChar('I');
    QTest::newRow("logfmt") << "time=x level=warn msg=y" << QChar('W');
    QTest::newRow("word") << "2026/11/24 ERROR it broke" << QChar('E');
    QTest::newRow("panic") << "panic: runtime error" << QChar('E');
    QTest::newRow("no word") << "errors_total=0" << QChar(' ');
    QTest::newRow("nothing") << "" << QChar(' ');
    QTest::newRow("short klog") << "E1124" << QChar(' ');
  }
  void levelsAreRead() {
    QFETCH(QString, line);
    QFETCH(QChar, letter);
    QCOMPARE(QChar(QLatin1Char(levelLetter(levelOf(line.toStdString())))), letter);
  }

  void theTimeInFrontIsTaken() {
    const LogText text = read("2026-11-24T09:35:50.114123456Z I1124 09:35:50.114012       1 plugin.go:88] hello\nno time\n");
    QCOMPARE(text.lines.size(), std::size_t{2});
    QCOMPARE(formatTime(text.lines[0].at), std::string("2026-11-24T09:35:50.114Z"));
    QCOMPARE(std::string(withoutKlogHead(text.lines[0].text)), std::string("plugin.go:88] hello"));
    QVERIFY(!text.lines[1].at.isSet());
    QCOMPARE(text.lines[1].text, std::string("no time"));
    QVERIFY(text.deciding == LogText::kNone);
  }

  void theNewestErrorThatNamesTheObjectDecides() {
    const std::string bytes = "level=error a claim=kim-gpu\nlevel=error other\nlevel=info KIM-GPU again\nlevel=error last\n";
    QCOMPARE(read(bytes).deciding, std::size_t{3});
    QCOMPARE(read(bytes, {"kim-gpu"}).deciding, std::size_t{0});
    QVERIFY(read(bytes, {"kim-gpu"}).lines[2].marked());
    QCOMPARE(read("level=info x\nlevel=info kim-gpu\n", {"kim-gpu", "in"}).deciding, std::size_t{1});
  }

  void anExcerptIsAroundIt() {
    std::string bytes;
    for (int i = 0; i < 50; ++i) {
      bytes += i == 10 ? "level=error x\n" : "level=info y\n";
    }
    const LogRange range = around(read(bytes), 9);
    QVERIFY(range.first <= 10 && range.last > 10 && range.last - range.first == 9);
    const LogRange quiet = around(read("a\nb\nc\n"), 2);
    QVERIFY(quiet.first == 1 && quiet.last == 3);
    QVERIFY(around(read("a\n"), 9).last == 1);
  }

  /// Whatever is in it: never more than is kept, and never a crash.
  void hostileBytesAreLines() {
    QVERIFY(read("").empty());
    QCOMPARE(read("\n\n").lines.size(), std::size_t{2});
    QCOMPARE(read(std::string(1 << 20, 'x')).lines.front().text.size() <= 5000, true);
    QCOMPARE(read(std::string("a\0b\xff\xfe\x1b[31m\r\nc", 14)).lines.size(), std::size_t{2});
    std::string many;
    for (int i = 0; i < 5000; ++i) {
      many += "x\n";
    }
    QCOMPARE(read(many).lines.size() + read(many).left, std::size_t{5000});
    QVERIFY(read("Authorization: Bearer abcdefghijklmnopqrstuvwxyz0123456789").lines.front().text.find("abcdefghijklm") ==
            std::string::npos);
  }

  void workflowsNameTheRightPod_data() {
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("workflow");
    QTest::addColumn<QString>("node");
    QTest::addColumn<QString>("driver");
    QTest::newRow("gpu not detected") << "eks-hybrid"
                                      << "gpu_not_detected"
                                      << "cpu-node-6"
                                      << "cpu.dra.io";
    QTest::newRow("prepare failures") << "eks-hybrid"
                                      << "prepare_failures"
                                      << ""
                                      << "cpu.dra.io";
    QTest::newRow("driver unhealthy") << "eks-hybrid"
                                      << "driver_unhealthy"
                                      << ""
                                      << "cpu.dra.io";
    QTest::newRow("allocation failures") << "eks-hybrid"
                                         << "allocation_failures"
                                         << ""
                                         << "cpu.dra.io";
    QTest::newRow("broken GPU") << "eks-hybrid"
                                << "gpu_not_detected"
                                << "gpu-node-6"
                                << "gpu.nvidia.com";
  }
  void workflowsNameTheRightPod() {
    QFETCH(QString, scenario);
    QFETCH(QString, workflow);
    QFETCH(QString, node);
    QFETCH(QString, driver);
    const cluster::SnapshotPtr snapshot = demo(scenario.toStdString());
    const std::optional<ObjectRef> object =
        node.isEmpty() ? std::nullopt : std::optional<ObjectRef>(ObjectRef{"node", "", node.toStdString()});
    const auto result = findWorkflow(workflow.toStdString())->run(*snapshot, object, nullptr);
    QVERIFY(result.has_value());
    const std::vector<DriverLog> logs = driverLogs(*snapshot, *result);
    QVERIFY(!logs.empty());
    QCOMPARE(logs.front().driver, driver.toStdString());
    if (!node.isEmpty()) {
      QCOMPARE(logs.front().node, node.toStdString());
    }
    QVERIFY(!logs.front().container.empty());
    QVERIFY(snapshot->of<Pod>().find(Text(logs.front().namespaceName), Text(logs.front().pod)) != nullptr);
  }

  void aClusterWithoutTroubleNamesNone() {
    const cluster::SnapshotPtr snapshot = demo("quiet");
    const auto result = findWorkflow("classic_leftovers")->run(*snapshot, std::nullopt, nullptr);
    QVERIFY(result.has_value());
    QVERIFY(driverLogs(*snapshot, *result).empty());
  }
};

QTEST_GUILESS_MAIN(LogTextTest)
#include "log_text_test.moc"
