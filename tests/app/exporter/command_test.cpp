// claimscope exporter as a program: pages, readiness, what happens without a server, signals, secrets, and wrong flags.
#include <signal.h>

#include <QtTest>

#include "tests/apiserver/api_server.h"
#include "tests/app/commands/cli.h"
#include "tests/app/exporter/client.h"
#include "tests/app/exporter/parsed_page.h"
#include "tests/app/exporter/running_exporter.h"
#include "tests/kit/wait.h"

using namespace claimscope;
using apiserver::ApiServer;
using apiserver::Fault;
using exporter::bodyOf;
using exporter::get;
using exporter::isStatus;
using exporter::ParsedPage;
using exporter::RunningExporter;

namespace {

ParsedPage page(int port) {
  return {bodyOf(get(port, "/metrics", "Accept: application/openmetrics-text\r\n")), true};
}

bool isReady(int port) {
  return isStatus(get(port, "/readyz"), 200);
}

QStringList demo(const char* scenario) {
  return {QStringLiteral("--demo"), QLatin1String(scenario)};
}

}  // namespace

class ExporterCommandTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void pagesOfADemo() {
    RunningExporter running(demo("eks-hybrid"));
    QVERIFY(kit::waitUntil([&] { return isReady(running.port()); }));
    // Counting and checks follow the first snapshot by a moment.
    QVERIFY(kit::waitUntil([&] {
      const ParsedPage now = page(running.port());
      return now.has("claimscope_findings") && now.has("dra_allocation_errors_total");
    }));
    const std::string text = get(running.port(), "/metrics");
    QVERIFY(text.find("Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n") != std::string::npos);
    const ParsedPage old(bodyOf(text), false);
    const ParsedPage open = page(running.port());
    for (const ParsedPage* one : {&old, &open}) {
      QVERIFY(one->value("dra_resource_utilization_ratio", {{"resource_type", "gpu"}}) > 0);
      QVERIFY(one->value("dra_resource_utilization_ratio", {{"resource_type", "gpu"}}) <= 1);
      QVERIFY(one->value("dra_pending_claims_total") > 0);
      QVERIFY(one->has("dra_allocation_errors_total", {{"reason", "PrepareFailed"}}));
      QCOMPARE(one->value("claimscope_up", {{"kind", "resourceclaims"}}), 1.0);
    }
    // What waits is explained, and nothing is lost on the way. The reasons are brought up to date less often than the counts.
    QVERIFY(kit::waitUntil(
        [&] {
          const ParsedPage now = page(running.port());
          return now.sum("claimscope_pending_claims") + now.value("claimscope_pending_claims_unexplained") ==
                 now.value("dra_pending_claims_total");
        },
        std::chrono::seconds(40)));
    const std::string start = get(running.port(), "/");
    QVERIFY(start.find("text/html") != std::string::npos && start.find("href=\"metrics\"") != std::string::npos);
    QVERIFY(isStatus(get(running.port(), "/healthz"), 200));
    QVERIFY(isStatus(get(running.port(), "/etc/passwd"), 404));
    ::kill(static_cast<pid_t>(running.processId()), SIGTERM);
    QCOMPARE(running.waitForEnd(), 0);
  }

  void claimsThatComeAndGoAreCounted() {
    ApiServer server({.scenario = "eks-hybrid"});
    RunningExporter running({}, server.kubeconfig());
    QVERIFY(kit::waitUntil([&] { return isReady(running.port()); }));
    QCOMPARE(page(running.port()).sum("dra_allocation_duration_seconds_count"), 0.0);  // those before us do not count
    // Virtual minutes: claims are made, allocated and deleted.
    QVERIFY(kit::waitUntil([&] {
      server.world().advance(5'000);
      return page(running.port()).sum("dra_allocation_duration_seconds_count") > 0;
    }));
    ::kill(static_cast<pid_t>(running.processId()), SIGINT);
    QCOMPARE(running.waitForEnd(), 0);
  }

  void refusedKindsAreAbsentAndSaid() {
    ApiServer server({.scenario = "eks-hybrid"});
    server.inject({.fault = Fault::forbidden, .resource = "resourceclaims"});
    RunningExporter running({}, server.kubeconfig());
    QVERIFY(kit::waitUntil([&] {
      return page(running.port()).has("claimscope_source_state", {{"kind", "resourceclaims"}, {"state", "forbidden"}});
    }));
    const ParsedPage refused = page(running.port());
    QVERIFY(!refused.has("dra_pending_claims_total"));
    QVERIFY(!refused.has("dra_resource_utilization_ratio"));
    const std::string answer = get(running.port(), "/readyz");
    QVERIFY(isStatus(answer, 503));
    QVERIFY2(answer.find("resourceclaims: forbidden") != std::string::npos, answer.c_str());
  }

  void withoutAServerItKeepsTrying() {
    std::string kubeconfig;
    {
      const ApiServer server;
      kubeconfig = server.kubeconfig();
    }
    RunningExporter running({}, kubeconfig);
    QVERIFY(isStatus(get(running.port(), "/healthz"), 200));
    QVERIFY(isStatus(get(running.port(), "/readyz"), 503));
    const ParsedPage nothing = page(running.port());
    QCOMPARE(nothing.value("claimscope_up", {{"kind", "resourceclaims"}}), 0.0);
    QVERIFY(!nothing.has("dra_pending_claims_total"));
    QVERIFY(nothing.has("claimscope_build_info"));
  }

  void secretsStayInside() {
    ApiServer server({.scenario = "quiet", .token = "very-secret-token-of-the-test"});
    server.inject({.fault = Fault::forbidden, .resource = "pods"});
    RunningExporter running({QStringLiteral("-v")}, server.kubeconfig());
    QVERIFY(kit::waitUntil([&] { return isReady(running.port()); }));
    std::string all = running.said();
    for (const char* path : {"/", "/metrics", "/readyz", "/healthz"}) {
      all += get(running.port(), path);
    }
    QVERIFY(all.find("very-secret") == std::string::npos);
    QVERIFY(all.find("BEGIN") == std::string::npos);
  }

  void wrongFlags() {
    const kit::Cli cli;
    const auto run = [&](const QStringList& more) {
      return cli.run(QStringList{QStringLiteral("exporter")} + demo("quiet") + more);
    };
    const kit::CliResult malformed = run({QStringLiteral("--listen"), QStringLiteral("nowhere")});
    QCOMPARE(malformed.status, 2);
    QVERIFY2(malformed.says("Write it like 127.0.0.1:9417"), malformed.err.c_str());
    RunningExporter first(demo("quiet"));
    const kit::CliResult used = run({QStringLiteral("--listen"), QStringLiteral("127.0.0.1:%1").arg(first.port())});
    QCOMPARE(used.status, 3);
    QVERIFY2(used.says("Address already in use") && used.says("stop it, or choose another with --listen"), used.err.c_str());
    QCOMPARE(run({QStringLiteral("--max-series"), QStringLiteral("1")}).status, 2);
    QCOMPARE(cli.run({QStringLiteral("exporter")}).status, 2);  // no kubeconfig at all
  }
};

QTEST_GUILESS_MAIN(ExporterCommandTest)
#include "command_test.moc"
