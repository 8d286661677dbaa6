// `claimscope latency`: the shapes of its answers, its exit status, and what hostile names do to a spreadsheet. Test thread.
#include <QtTest>

#include "model/base/json_tree.h"
#include "tests/app/commands/cli.h"
#include "tests/kit/json_text.h"

using namespace claimscope;
using kit::Cli;
using kit::CliResult;
using kit::words;

namespace {

/// A pod with a claim of its own name, which took 4 s to be allocated and 11 s until its container ran.
std::string clusterWith(const std::string& podName = "p") {
  return kit::jsonText(
      "{'kind':'List','apiVersion':'v1','items':["
      "{'apiVersion':'resource.k8s.io/v1','kind':'ResourceClaim','metadata':{'name':'c','namespace':'ml','uid':'u-c',"
      "'resourceVersion':'1','creationTimestamp':'2026-11-24T09:30:00Z'},"
      "'spec':{'devices':{'requests':[{'name':'r','exactly':{'deviceClassName':'gpu'}}]}},"
      "'status':{'allocation':{'allocationTimestamp':'2026-11-24T09:30:04Z','devices':{'results':[{'request':'r',"
      "'driver':'gpu.example.com','pool':'n1','device':'d'}]}},'reservedFor':[{'resource':'pods','name':'" +
      podName +
      "','uid':'u-p'}]}},"
      "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'" +
      podName +
      "','namespace':'ml','uid':'u-p','resourceVersion':'1','creationTimestamp':'2026-11-24T09:30:00Z'},"
      "'spec':{'nodeName':'n1','containers':[{'name':'c'}],'resourceClaims':[{'name':'gpu','resourceClaimName':'c'}]},"
      "'status':{'phase':'Running','conditions':[{'type':'PodScheduled','status':'True','lastTransitionTime':'2026-11-24T09:30:"
      "05Z'},"
      "{'type':'PodReadyToStartContainers','status':'True','lastTransitionTime':'2026-11-24T09:30:08Z'}],"
      "'containerStatuses':[{'name':'c','state':{'running':{'startedAt':'2026-11-24T09:30:11Z'}}}]}}]}");
}

nlohmann::json parsed(const CliResult& result) {
  return nlohmann::json::parse(result.out);
}

}  // namespace

class LatencyCommandTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void jsonOfAFile() {
    const CliResult result = Cli().run(words("latency --file - -o json"), clusterWith());
    QCOMPARE(result.status, 0);
    const nlohmann::json out = parsed(result);
    QCOMPARE(out["claims"].get<int>(), 1);
    QCOMPARE(out["bound"].get<std::string>(), std::string("exact"));
    QCOMPARE(out["whole"]["p50"]["ms"].get<int>(), 11'000);
    QCOMPARE(out["whole"]["p50"]["bound"].get<std::string>(), std::string("exact"));
    QCOMPARE(out["stages"]["allocated"]["p99"]["ms"].get<int>(), 4000);
    QCOMPARE(out["stages"]["prepared"]["p99"]["bound"].get<std::string>(), std::string("atMost"));
    QVERIFY(out["stages"]["created"]["p50"]["ms"].is_null());
    QCOMPARE(out["evidence"]["started"]["field"].get<int>(), 1);
    QCOMPARE(out["groups"][0]["name"].get<std::string>(), std::string("gpu"));
    QVERIFY(out["before"].is_null() && out["watchedSince"].is_null());
  }

  void objectives() {
    QCOMPARE(Cli().run(words("latency --file - --objective 5s"), clusterWith()).status, 1);
    QCOMPARE(Cli().run(words("latency --file - --objective p50:12s"), clusterWith()).status, 0);
    QCOMPARE(Cli().run(words("latency --file - --objective soon"), clusterWith()).status, 2);
    QCOMPARE(Cli().run(words("latency --file - --by colour"), clusterWith()).status, 2);
    QCOMPARE(Cli().run(words("latency --file - --since -4s"), clusterWith()).status, 2);
    QVERIFY(Cli().run(words("latency --file - --objective 5s"), clusterWith()).holds("missed"));
  }

  /// Nothing was told live: nothing is left when only that counts, and it is said.
  void onlySeenLive() {
    const nlohmann::json out = parsed(Cli().run(words("latency --file - --seen live -o json"), clusterWith()));
    QCOMPARE(out["claims"].get<int>(), 0);
    QCOMPARE(out["leftOut"].get<int>(), 1);
    QVERIFY(out["whole"]["p99"]["ms"].is_null());
  }

  void csvIsSafe() {
    const CliResult result = Cli().run(words("latency --file - -o csv"), clusterWith("=HYPERLINK(\\\"x\\\",\\\"y\\\")"));
    QCOMPARE(result.status, 0);
    const QStringList lines = QString::fromStdString(result.out).split(QStringLiteral("\r\n"));
    QCOMPARE(lines.size(), 3);  // the last one is empty
    QVERIFY(lines[0].startsWith(QStringLiteral("namespace,claim,uid,deviceClass,driver,")));
    QVERIFY2(lines[1].contains(QStringLiteral("\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"")), qPrintable(lines[1]));
    QVERIFY(lines[1].contains(QStringLiteral("2026-11-24T09:30:04Z,field")));
  }

  void tables() {
    for (const char* format : {"table", "wide", "md"}) {
      const CliResult result = Cli().run(words("latency --file - --by owner -o") << QString::fromLatin1(format), clusterWith());
      QCOMPARE(result.status, 0);
      QVERIFY2(result.holds("1 claim in") && result.holds("Pod/p") && result.holds("11.0 s"), result.out.c_str());
    }
  }

  void demo() {
    const CliResult result = Cli().run(words("latency --demo eks-hybrid -o json --by node"));
    QCOMPARE(result.status, 0);
    const nlohmann::json out = parsed(result);
    QVERIFY(out["claims"].get<int>() > 60);
    QVERIFY(out["evidence"]["allocated"]["watch"].get<int>() > 60);
    QVERIFY(out["groups"].size() > 3);
    QCOMPARE(Cli().run(words("latency --demo eks-hybrid -o json --by node")).out, result.out);
  }
};

QTEST_APPLESS_MAIN(LatencyCommandTest)
#include "latency_test.moc"
