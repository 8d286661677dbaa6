// The Prometheus of a simulated cluster: the real client asks it every question of the catalogue; its numbers are those of the
// cluster.
#include <QtTest>
#include <cmath>
#include <map>
#include <set>

#include "model/base/executor.h"
#include "model/prometheus/client.h"
#include "model/prometheus/discovery.h"
#include "model/simulation/world.h"
#include "tests/model/kube/virtual_time.h"

using namespace claimscope;

namespace {

/// The simulated server as a fetcher, as DemoSource has it.
class WorldFetcher final : public prometheus::Fetcher {
 public:
  explicit WorldFetcher(const simulation::World& world) : m_world(world) {}
  void fetch(prometheus::FetchRequest request, std::function<void(prometheus::FetchAnswer)> done) override {
    simulation::HttpReply reply = m_world.prometheus(request.path, request.form);
    done({reply.status, std::move(reply.body), false, {}, {}});
  }

 private:
  const simulation::World& m_world;
};

struct Rig {
  explicit Rig(const std::string& scenario) {
    simulation::WorldOptions options;
    options.scenario = scenario;
    world = *simulation::makeWorld(options);
    world->advanceTo(world->highlight());
    fetcher = std::make_shared<WorldFetcher>(*world);
    client = std::make_unique<prometheus::Client>(fetcher, prometheus::Way{});
  }
  prometheus::Answer ask(const std::string& query, Time from = {}, Time to = {}) {
    prometheus::Answer out;
    client->ask({query, from, to, 15'000}, [&](prometheus::Answer answer) { out = std::move(answer); });
    return out;
  }
  double value(const std::string& query) {
    const prometheus::Answer answer = ask(query);
    return answer.error || answer.series.size() != 1 ? std::nan("") : answer.series[0].samples.at(0).value;
  }
  /// The desk as the demo runs it, until it has asked everything.
  prometheus::MetricsPtr settled() {
    kit::VirtualTime time;
    InlineExecutor inlined;
    prometheus::Desk desk({}, {time.clock, inlined, [&](std::int64_t delay, Task task) { time.after(delay, std::move(task)); },
                               [this](std::function<void(prometheus::Place)> done) {
                                 prometheus::discover(
                                     [this](const std::string& path, const std::function<void(Result<std::string>)>& answered) {
                                       simulation::HttpReply reply = world->apiGet(path);
                                       answered(reply.status == 200 ? Result<std::string>(std::move(reply.body))
                                                                    : Result<std::string>(fail(ErrorCode::notFound, "404")));
                                     },
                                     [this](const prometheus::Candidate&) { return fetcher; }, std::move(done));
                               }});
    desk.start(nullptr);
    time.run(120'000);
    return desk.latest();
  }
  std::unique_ptr<simulation::World> world;
  std::shared_ptr<WorldFetcher> fetcher;
  std::unique_ptr<prometheus::Client> client;
};

}  // namespace

class MetricsTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyQuestionOfTheCatalogueIsAnsweredByTheFleet() {
    Rig rig("fleet");
    const prometheus::MetricsPtr metrics = rig.settled();
    QCOMPARE(metrics->state, prometheus::State::live);
    QCOMPARE(metrics->version, std::string("3.1.0"));
    QVERIFY(metrics->answers.size() >= 20);
    for (const auto& [id, answer] : metrics->answers) {
      QVERIFY2(!answer->error, (id + ": " + (answer->error ? answer->error->message : "")).c_str());
      QVERIFY2(!answer->truncated, id.c_str());
    }
    // The picture: nobody exports the four names, claims with allocated="false" answer one of them.
    QCOMPARE(metrics->mapping("pendingClaims")->words, std::string("claims with allocated=\"false\""));
    QVERIFY(metrics->mapping("dra_operations_duration_seconds")->targets > 4'900);
    QVERIFY(metrics->mapping("DCGM_FI_DEV_XID_ERRORS")->missing());
    const double p95 = metrics->answer("prepareSeconds")->series.at(0).samples.at(0).value;
    QVERIFY2(p95 > 0.2 && p95 < 2, std::to_string(p95).c_str());
  }

  void itsCountsAreThoseOfTheCluster() {
    Rig rig("fleet");
    const Result<std::string> claims = rig.world->list({"resource.k8s.io", "v1", "resourceclaims", "ResourceClaim", true}, {});
    QVERIFY(claims);
    std::size_t count = 0;
    for (std::size_t at = claims->find("\"metadata\":{\"name\""); at != std::string::npos;
         at = claims->find("\"metadata\":{\"name\"", at + 1)) {
      ++count;
    }
    QCOMPARE(rig.value("sum(resourceclaim_controller_resource_claims)"), static_cast<double>(count));
    // A device that is held by nobody is not busy.
    const prometheus::Answer busy = rig.ask("max by (UUID) (DCGM_FI_DEV_GPU_UTIL)");
    QVERIFY(!busy.error && busy.series.size() > 1'000);
  }

  void uuidsAreThoseOfTheSlices() {
    Rig rig("eks-hybrid");
    const Result<std::string> slices = rig.world->list({"resource.k8s.io", "v1", "resourceslices", "ResourceSlice", false}, {});
    const prometheus::Answer busy = rig.ask("DCGM_FI_DEV_GPU_UTIL");
    QVERIFY(slices && !busy.series.empty());
    for (const prometheus::Series& series : busy.series) {
      QVERIFY(slices->find(std::string(series.label("UUID"))) != std::string::npos);
      QVERIFY(!series.label("hostname").empty());
    }
  }

  void theGuidesMonitorSelectsNothing() {
    Rig rig("eks-hybrid");
    const prometheus::MetricsPtr metrics = rig.settled();
    QCOMPARE(metrics->state, prometheus::State::live);
    QCOMPARE(metrics->monitors.size(), std::size_t{3});
    std::map<std::string, bool> works;
    for (const auto& monitor : metrics->monitors) {
      works[monitor.name] = monitor.works;
    }
    QVERIFY(!works.at("monitoring/dra-metrics") && works.at("monitoring/dcgm-exporter"));
    QVERIFY(works.at("claimscope/claimscope-exporter"));
    QVERIFY(metrics->mapping("resourceclaim_controller_resource_claims")->missing());
  }

  /// Where `claimscope exporter` is installed, the guide's dashboard is drawn: its corrected query and its gauge have data.
  void theGuidesDashboardIsDrawn() {
    Rig rig("eks-hybrid");
    const Time now = rig.world->now();
    const prometheus::Answer latency = rig.ask(
        "histogram_quantile(0.95, sum by (le) (rate(dra_allocation_duration_seconds_bucket[5m])))", now + -3'600'000, now);
    QVERIFY(!latency.error && latency.series.size() == 1);
    for (const prometheus::Sample& sample : latency.series[0].samples) {
      QVERIFY2(sample.value > 0.1 && sample.value < 900, std::to_string(sample.value).c_str());
    }
    const prometheus::Answer share = rig.ask("avg(dra_resource_utilization_ratio) by (resource_type)");
    QVERIFY(!share.error && share.series.size() >= 2);
    for (const prometheus::Series& series : share.series) {
      QVERIFY(!series.label("resource_type").empty());
      QVERIFY(series.samples.at(0).value >= 0 && series.samples.at(0).value <= 1);
    }
    const Result<std::string> claims = rig.world->list({"resource.k8s.io", "v1", "resourceclaims", "ResourceClaim", true}, {});
    QVERIFY(claims);
    std::size_t all = 0;
    std::size_t allocated = 0;
    for (std::size_t at = claims->find("\"metadata\":{\"name\""); at != std::string::npos;
         at = claims->find("\"metadata\":{\"name\"", at + 1)) {
      ++all;
    }
    for (std::size_t at = claims->find("\"allocation\":{"); at != std::string::npos;
         at = claims->find("\"allocation\":{", at + 1)) {
      ++allocated;
    }
    QCOMPARE(rig.value("dra_pending_claims_total"), static_cast<double>(all - allocated));
    QVERIFY(rig.value("sum(rate(dra_allocation_errors_total[5m]))") > 0);
    QVERIFY(rig.ask("dra_allocation_duration_seconds").series.empty());  // as the guide writes it: a histogram has no such series
  }

  void quietHasNone() {
    Rig rig("quiet");
    QCOMPARE(rig.settled()->state, prometheus::State::notConfigured);
  }

  void rangesHaveAGapAndEqualBytesForEqualSeeds() {
    Rig rig("fleet");
    const Time now = rig.world->now();
    const std::string query = "histogram_quantile(0.95, sum by (le) (rate(dra_operations_duration_seconds_bucket[5m])))";
    const prometheus::Answer range = rig.ask(query, now + -3'600'000, now);
    QVERIFY(!range.error);
    QCOMPARE(range.series.size(), std::size_t{1});
    const std::size_t points = range.series[0].samples.size();
    QVERIFY2(points > 150 && points < 235, std::to_string(points).c_str());
    std::set<std::int64_t> values;
    for (const prometheus::Sample& sample : range.series[0].samples) {
      QVERIFY(std::isfinite(sample.value));
      values.insert(std::llround(sample.value * 10'000));
    }
    QVERIFY(values.size() > 20);
    Rig again("fleet");
    QCOMPARE(again.ask(query, now + -3'600'000, now).series[0].samples.back().value, range.series[0].samples.back().value);
  }

  void promqlIsUnderstoodAsFarAsItGoes() {
    Rig rig("eks-hybrid");
    QCOMPARE(rig.value("1 + 2 * 3 - 4 / 2"), 5.0);
    QCOMPARE(rig.value("vector(2) * 3"), 6.0);
    QCOMPARE(rig.value("count(up) or vector(0)"), 0.0);
    QCOMPARE(rig.value("-(2)"), -2.0);
    QVERIFY(rig.value("count(DCGM_FI_DEV_GPU_UTIL)") > 10);
    QCOMPARE(rig.value("count(DCGM_FI_DEV_GPU_UTIL{gpu=~\"0|1\"})"), rig.value("count(DCGM_FI_DEV_GPU_UTIL{gpu=~\"[01]\"})"));
    QCOMPARE(rig.value("count(DCGM_FI_DEV_GPU_UTIL{gpu!~\"0|1\"}) + count(DCGM_FI_DEV_GPU_UTIL{gpu=~\"0|1\"})"),
             rig.value("count(DCGM_FI_DEV_GPU_UTIL)"));
    QVERIFY(rig.value("max(DCGM_FI_DEV_GPU_UTIL)") <= 100);
    QVERIFY(rig.value("sum(rate(dra_operations_duration_seconds_count[5m]))") > 0);
    QCOMPARE(rig.ask("topk(3, DCGM_FI_DEV_GPU_UTIL)").series.size(), std::size_t{3});
    QVERIFY(rig.ask("DCGM_FI_DEV_GPU_UTIL > 1000").absent() == false);
    QVERIFY(rig.ask("no_such_name").series.empty() && !rig.ask("no_such_name").error);
  }

  void whatIsWrongIsRefusedInWords() {
    Rig rig("eks-hybrid");
    for (const char* query : {"", "sum(", "a{b=}", "a[5m]", "rate(a)", "sum(a) by (", "frobnicate(a)", "a + on(b) c", "{}",
                              "a{b=~\"(\"}", "((((((((((((((((((((((((((((((((((((((((((((((((((((((((((1"}) {
      const prometheus::Answer answer = rig.ask(query);
      QVERIFY2(answer.error && answer.error->code == ErrorCode::invalidInput, query);
      QVERIFY(!answer.error->message.empty());
    }
  }
};

QTEST_APPLESS_MAIN(MetricsTest)
#include "metrics_test.moc"
