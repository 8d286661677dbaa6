// Live with its desk: metrics of a running demo, questions of charts, an end in the middle of everything; the file of settings.
#include <QtTest>
#include <atomic>
#include <mutex>

#include "app/source/live.h"
#include "app/source/metrics_settings.h"
#include "model/prometheus/desk.h"
#include "tests/kit/places.h"
#include "tests/kit/wait.h"

using namespace claimscope;
using namespace claimscope::app;

namespace {

std::unique_ptr<Live> demo(const std::string& scenario, double speed) {
  SourceOptions options;
  options.demo = true;
  options.scenario = scenario;
  options.speed = speed;
  options.kinds = {Kind::ResourceClaim};
  auto live = std::make_unique<Live>(std::move(*openSource(options)), nullptr);
  live->start();
  return live;
}

MetricsSettings settings(const std::string& text, const PrometheusOptions& flags = {}, const std::string& context = "prod") {
  return metricsSettingsOf(text, "metrics.yaml", flags, context);
}

}  // namespace

class MetricsTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void aStandingDemoIsAskedOnceAndIsAMomentOld() {
    const auto live = demo("eks-hybrid", 0);
    QVERIFY(live->watchMetrics(nullptr));
    const prometheus::MetricsPtr metrics = live->settledMetrics(20'000);
    QVERIFY(metrics != nullptr);
    QCOMPARE(metrics->state, prometheus::State::live);
    QCOMPARE(live->source().clock().now() - metrics->lastContact, std::int64_t{14'000});
    QVERIFY(metrics->answer("gpuBusy") != nullptr && metrics->answer("gpuBusy")->series.size() > 10);
  }

  void aRunningDemoIsAskedAgainAndAgain() {
    std::mutex mutex;
    prometheus::MetricsPtr last;
    const auto live = demo("eks-hybrid", 200);
    QVERIFY(live->watchMetrics([&](prometheus::MetricsPtr metrics) {
      const std::lock_guard lock(mutex);
      last = std::move(metrics);
    }));
    QVERIFY(kit::waitUntil([&] {
      const std::lock_guard lock(mutex);
      return last != nullptr && last->queries > 60;
    }));
    std::atomic<int> answered{0};
    const Time now = live->source().clock().now();
    live->desk()->ask({"sum(rate(dra_operations_duration_seconds_count[5m]))", now + -3'600'000, now, 60'000},
                      [&](const prometheus::AnswerPtr& answer) { answered = answer->error ? -1 : 1; });
    QVERIFY(kit::waitUntil([&] { return answered != 0; }));
    QCOMPARE(answered.load(), 1);
  }

  void anEndInTheMiddleIsAnEnd() {
    for (int i = 0; i < 10; ++i) {
      const auto live = demo("eks-hybrid", 500);
      QVERIFY(live->watchMetrics([](const prometheus::MetricsPtr&) {}));
      for (int question = 0; question < 20; ++question) {
        live->desk()->ask({"count(DCGM_FI_DEV_GPU_UTIL) + " + std::to_string(question), {}, {}, 0},
                          [](const prometheus::AnswerPtr&) {});
      }
      QVERIFY(kit::waitUntil([&] { return live->desk()->latest()->queries > i; }));
    }
  }

  void filesHaveNone() {
    SourceOptions options;
    options.files = {kit::sourceFile("tests/cluster/fixtures/40-classes.yaml")};
    Live live(std::move(*openSource(options)), nullptr);
    live.start();
    QVERIFY(!live.watchMetrics(nullptr));
    QVERIFY(live.settledMetrics(10) == nullptr);
  }

  void theFileSaysWhereByContextAndFlagsWin() {
    const std::string text =
        "defaults: {interval: 30s, queriesPerMinute: 20}\n"
        "contexts:\n  prod: {prometheus: 'https://prom', tokenFile: /t, headers: {X-Scope-OrgID: a}}\n"
        "queries:\n  gpuBusy: my_busy\n  mine: {query: up, unit: s, title: Up}\n";
    const MetricsSettings prod = settings(text);
    QVERIFY(!prod.error);
    QCOMPARE(prod.where.where, std::string("https://prom"));
    QCOMPARE(prod.where.headers, std::vector<std::string>{"X-Scope-OrgID: a"});
    QCOMPARE(prod.desk.intervalMs, std::int64_t{30'000});
    QCOMPARE(prod.desk.budgetPerMinute, std::int64_t{20});
    QCOMPARE(prod.desk.own.size(), std::size_t{2});
    QVERIFY(prod.isUrl());
    QVERIFY(settings(text, {}, "other").where.where.empty());
    PrometheusOptions flags;
    flags.where = "monitoring/prometheus:9090";
    const MetricsSettings given = settings(text, flags);
    QCOMPARE(given.where.where, flags.where);
    QVERIFY2(given.where.tokenFile.empty() && given.where.headers.empty(), "credentials of one place are not sent to another");
    QVERIFY(!settings("").error);
  }

  void wrongFilesAreNamedWithTheField() {
    for (const auto& [text, words] :
         std::vector<std::pair<std::string, std::string>>{{"defaults: {interval: soon}", "defaults.interval"},
                                                          {"defaults: {interval: 1ms}", "defaults.interval"},
                                                          {"defaults: {queriesPerMinute: 0}", "defaults.queriesPerMinute"},
                                                          {"contexts: {prod: {headers: [a]}}", "contexts.prod.headers"},
                                                          {"queries: {x: {title: y}}", "queries.x"},
                                                          {"other: 1", "other"},
                                                          {"[1]", "the file"},
                                                          {"a: [", "metrics.yaml"}}) {
      const MetricsSettings wrong = settings(text);
      QVERIFY2(wrong.error && wrong.error->message.find(words) != std::string::npos, text.c_str());
    }
  }
};

QTEST_APPLESS_MAIN(MetricsTest)
#include "metrics_test.moc"
