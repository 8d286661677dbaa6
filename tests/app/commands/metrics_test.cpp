// claimscope metrics over real sockets: a server at a URL and through an API server's proxy, what strange servers say, the demo.
#include <QtTest>
#include <fstream>

#include "model/base/json_tree.h"
#include "tests/app/commands/canned_server.h"
#include "tests/app/commands/cli.h"

using namespace claimscope;
using Json = nlohmann::json;
using kit::Canned;
using kit::CannedServer;
using kit::Cli;
using kit::CliResult;

namespace {

const char* const kVersion = R"({"major":"1","minor":"36","gitVersion":"v1.36.0"})";
const char* const kBuild = R"({"status":"success","data":{"version":"3.1.0"}})";

std::string vectorOf(const std::string& metric, const std::string& value) {
  return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{" + metric +
         "},\"value\":[1700000000,\"" + value + "\"]}]}}";
}

/// The API of a Prometheus below a prefix: one name is there, and each query gives 0.25.
std::vector<Canned> prometheusAt(const std::string& prefix) {
  return {
      {prefix + "/api/v1/status/buildinfo", 200, kBuild},
      {prefix + "/api/v1/query?query=count%20by", 200, vectorOf("\"__name__\":\"dra_operations_duration_seconds_count\"", "4")},
      {prefix + "/api/v1/query?", 200, vectorOf("", "0.25")}};
}

/// An API server that has what `more` says, and answers 404 to all else.
std::vector<Canned> apiServer(std::vector<Canned> more) {
  more.push_back({"/version", 200, kVersion});
  return more;
}

std::string serviceList() {
  return R"({"kind":"ServiceList","apiVersion":"v1","metadata":{},"items":[{"metadata":{"name":"prometheus-operated","namespace":)"
         "\"monitoring\"},\"spec\":{\"ports\":[{\"name\":\"web\",\"port\":9090}]}}]}";
}

void writeKubeconfig(Cli& cli, const std::string& address) {
  cli.kubeconfig = (cli.home().path() / "config").string();
  std::ofstream(cli.kubeconfig)
      << "apiVersion: v1\nkind: Config\ncurrent-context: c\nclusters: [{name: k, cluster: {server: 'http://" << address
      << "'}}]\nusers: [{name: u, user: {}}]\ncontexts: [{name: c, context: {cluster: k, user: u}}]\n";
}

Json jsonOf(const CliResult& result) {
  return Json::parse(result.out, nullptr, false);
}

}  // namespace

class MetricsTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void throughTheApiServersProxyIsFoundByItself() {
    std::vector<Canned> answers = prometheusAt("/api/v1/namespaces/monitoring/services/prometheus-operated:9090/proxy");
    answers.push_back({"/api/v1/services", 200, serviceList()});
    CannedServer server(apiServer(answers));
    Cli cli;
    writeKubeconfig(cli, server.address());
    const CliResult result = cli.run({"metrics", "-o", "json", "--timeout", "20s", "--query", "up"});
    const Json json = jsonOf(result);
    QVERIFY2(result.status == 0, (result.out + result.err).c_str());
    QVERIFY(json["state"] == "live");
    QVERIFY(json["route"] == "through the API server");
    QVERIFY(json["address"] == "service monitoring/prometheus-operated:9090");
    QVERIFY(json["version"] == "3.1.0");
    QVERIFY(json["answers"]["prepareSeconds"]["series"][0]["value"] == 0.25);
    QVERIFY(json["query"]["series"][0]["value"] == 0.25);
    QVERIFY(json["tried"][0]["answers"] == true);
  }

  void aUrlIsAskedDirectlyWithItsPrefix() {
    CannedServer metrics(prometheusAt("/select/0/prometheus"));
    CannedServer server(apiServer({}));
    Cli cli;
    writeKubeconfig(cli, server.address());
    const CliResult result =
        cli.run({"metrics", "-o", "json", "--prometheus",
                 QString::fromStdString("http://reader:s3cret-word@" + metrics.address() + "/select/0/prometheus/")});
    const Json json = jsonOf(result);
    QVERIFY2(result.status == 0, (result.out + result.err).c_str());
    QVERIFY(json["route"] == "direct");
    QVERIFY(json["address"] == "http://" + metrics.address() + "/select/0/prometheus");
    QVERIFY(!result.holds("s3cret-word"));
  }

  void aConfigurationFileSaysWhereByContext() {
    CannedServer metrics(prometheusAt(""));
    CannedServer server(apiServer({}));
    Cli cli;
    writeKubeconfig(cli, server.address());
    std::filesystem::create_directories(cli.home().path() / ".config/claimscope");
    const std::filesystem::path file = cli.home().path() / ".config/claimscope/metrics.yaml";
    std::ofstream(file) << "contexts:\n  c:\n    prometheus: http://" << metrics.address()
                        << "\n    headers: {X-Scope-OrgID: team-a}\nqueries:\n  mine: {query: up, title: Up}\n";
    const CliResult result = cli.run({"metrics", "-o", "json"});
    QVERIFY2(result.status == 0, (result.out + result.err).c_str());
    QVERIFY(jsonOf(result)["answers"]["mine"]["series"][0]["value"] == 0.25);
    std::ofstream(file) << "contexts: {c: {prometheuss: x}}\n";
    const CliResult wrong = cli.run({"metrics"});
    QVERIFY2(wrong.holds("contexts.c.prometheuss is not known"), (wrong.out + wrong.err).c_str());
    QVERIFY(wrong.status != 0);
  }

  void anAnswerWithoutEndStopsAtTheCap() {
    std::vector<Canned> answers = prometheusAt("");
    std::string big = "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[";
    while (big.size() < (48U << 20U)) {
      big += "{\"metric\":{\"pod\":\"" + std::string(900, 'x') + "\"},\"value\":[1700000000,\"1\"]},";
    }
    answers.insert(answers.begin(), {"/api/v1/query?query=big", 200, big + "]}}"});
    CannedServer metrics(answers);
    CannedServer server(apiServer({}));
    Cli cli;
    writeKubeconfig(cli, server.address());
    const CliResult result =
        cli.run({"metrics", "--prometheus", QString::fromStdString("http://" + metrics.address()), "--query", "big"});
    QVERIFY2(result.status == 0, result.err.c_str());
    QVERIFY(result.holds("There is more than is read: these are at least."));
  }

  void noneIsNoWarning() {
    CannedServer server(apiServer({{"/api/v1/services", 200, R"({"metadata":{},"items":[]})"}}));
    Cli cli;
    writeKubeconfig(cli, server.address());
    const CliResult result = cli.run({"metrics"});
    QCOMPARE(result.status, 1);
    QVERIFY(result.holds("No Prometheus is known"));
    QVERIFY(jsonOf(cli.run({"metrics", "-o", "json"}))["state"] == "notConfigured");
  }

  void strangeServersAreSaidToBeStrange_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("login page") << 200 << QByteArray("<!doctype html><html>") << QByteArray("web page");
    QTest::newRow("empty") << 200 << QByteArray() << QByteArray("the answer is empty");
    QTest::newRow("401") << 401 << QByteArray("no") << QByteArray("does not accept these credentials");
    QTest::newRow("403") << 403 << QByteArray("no") << QByteArray("it refuses");
    QTest::newRow("404") << 404 << QByteArray("404 page not found") << QByteArray("no query API at this path");
    QTest::newRow("redirect") << 302 << QByteArray() << QByteArray("redirects");
    QTest::newRow("unavailable") << 503 << QByteArray("starting") << QByteArray("not ready");
  }
  void strangeServersAreSaidToBeStrange() {
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, words);
    CannedServer metrics({{"/", status, body.toStdString()}});
    CannedServer server(apiServer({}));
    Cli cli;
    writeKubeconfig(cli, server.address());
    const CliResult result = cli.run({"metrics", "--prometheus", QString::fromStdString("http://" + metrics.address())});
    QVERIFY2(result.holds(words.toStdString()), (result.out + result.err).c_str());
    QVERIFY2(result.status != 0, result.out.c_str());
    QVERIFY(!result.holds(" 0\n"));
  }

  void nobodyThereIsUnreachableAndWrongFlagsAreSaid() {
    CannedServer server(apiServer({}));
    Cli cli;
    writeKubeconfig(cli, server.address());
    const CliResult closed = cli.run({"metrics", "--prometheus", "http://127.0.0.1:1"});
    QVERIFY2(closed.holds("refused"), (closed.out + closed.err).c_str());
    QCOMPARE(closed.status, 3);
    QVERIFY(cli.run({"metrics", "--prometheus", "not a place"}).holds("names no Prometheus"));
    QVERIFY(cli.run({"metrics", "--prometheus", "http://127.0.0.1:1", "--prometheus-token-file", "/nowhere"})
                .holds("--prometheus-token-file"));
    const CliResult header = cli.run({"metrics", "--prometheus", "http://127.0.0.1:1", "--prometheus-header", "no colon"});
    QVERIFY2(header.holds("Name: value"), (std::to_string(header.status) + ": " + header.out + header.err).c_str());
    QCOMPARE(cli.run({"metrics", "--file", "/dev/null"}).status, 2);
  }

  void theDemoHasOne() {
    const Cli cli;
    const CliResult result = cli.run({"metrics", "--demo", "eks-hybrid"});
    QVERIFY2(result.status == 0, (result.out + result.err).c_str());
    for (const char* words :
         {"Prometheus service monitoring/prometheus-operated:9090: live", "ServiceMonitor monitoring/dra-metrics",
          "selects nothing", "dra_pending_claims_total", "a missing series is not zero", "prepareSeconds"}) {
      QVERIFY2(result.holds(words), words);
    }
    const CliResult wrong = cli.run({"metrics", "--demo", "eks-hybrid", "--query", "sum("});
    QCOMPARE(wrong.status, 2);
    QVERIFY(wrong.holds("parse error"));
  }
};

QTEST_APPLESS_MAIN(MetricsTest)
#include "metrics_test.moc"
