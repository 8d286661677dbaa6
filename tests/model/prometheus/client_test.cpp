// The rest of the HTTP API: what is asked of which path, and documents of the wrong shape.
#include <QtTest>

#include "model/prometheus/client.h"

using namespace claimscope;
using namespace claimscope::prometheus;

namespace {

class OneAnswer final : public Fetcher {
 public:
  FetchAnswer answer;
  FetchRequest last;
  void fetch(FetchRequest request, std::function<void(FetchAnswer)> done) override {
    last = std::move(request);
    done(answer);
  }
};

struct Rig {
  std::shared_ptr<OneAnswer> server = std::make_shared<OneAnswer>();
  Client client{server, Way{false, "http://prom"}};

  explicit Rig(const std::string& body, int status = 200) {
    server->answer.status = status;
    server->answer.body = body;
  }
  template <class T, class Ask>
  Result<T> ask(Ask&& ask) {
    Result<T> out = fail(ErrorCode::internal, "nobody called");
    ask([&](Result<T> given) { out = std::move(given); });
    return out;
  }
};

}  // namespace

class ClientTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void rangesAreAskedWithABoundedNumberOfPoints() {
    Rig rig("");
    rig.client.ask({"up", Time{0}, Time{86'400'000}, 15'000}, [](const Answer&) {});
    QCOMPARE(rig.server->last.path, std::string("/api/v1/query_range"));
    QVERIFY(rig.server->last.form.find("start=0.000&end=86400.000&step=86.400") != std::string::npos);
    rig.client.ask({"up", {}, Time{1'500}, 0}, [](const Answer&) {});
    QCOMPARE(rig.server->last.path, std::string("/api/v1/query"));
    QVERIFY(rig.server->last.form.find("time=1.500") != std::string::npos);
    QVERIFY(!rig.server->last.post);
    // Durations of Prometheus have no fractions (seen with 2.42).
    QVERIFY(rig.server->last.form.ends_with("&timeout=20s"));
  }

  void targetsHaveTheirHealthAndNoPasswords() {
    Rig rig(
        "{\"status\":\"success\",\"data\":{\"activeTargets\":[{\"scrapePool\":\"dra\",\"scrapeUrl\":\"http://u:p@10.0.0.1:9/m\","
        "\"health\":\"down\",\"lastError\":\"connection refused\",\"labels\":{\"job\":\"dra\"}}]}}");
    const auto targets = rig.ask<std::vector<Target>>([&](auto done) { rig.client.targets(done); });
    QVERIFY(targets && targets->size() == 1);
    QCOMPARE(targets->front().url, std::string("http://10.0.0.1:9/m"));
    QCOMPARE(targets->front().health, std::string("down"));
    QCOMPARE(rig.server->last.path, std::string("/api/v1/targets"));
  }

  void rulesAlertsMetadataSeriesAndVersion() {
    Rig rules(
        "{\"status\":\"success\",\"data\":{\"groups\":[{\"name\":\"g\",\"rules\":[{\"type\":\"alerting\",\"name\":\"A\","
        "\"query\":\"up == "
        "0\",\"health\":\"ok\"},{\"type\":\"recording\",\"name\":\"r\",\"query\":\"sum(up)\",\"health\":\"err\",\"lastError\":"
        "\"x\"}]}]}}");
    const auto all = rules.ask<std::vector<Rule>>([&](auto done) { rules.client.rules(done); });
    QVERIFY(all && all->size() == 2 && all->at(0).alerting && !all->at(1).alerting && all->at(1).lastError == "x");
    Rig alerts(
        "{\"status\":\"success\",\"data\":{\"alerts\":[{\"labels\":{\"alertname\":\"A\",\"x\":\"y\"},\"state\":\"firing\","
        "\"activeAt\":"
        "\"2026-11-24T09:42:18Z\"}]}}");
    const auto firing = alerts.ask<std::vector<Alert>>([&](auto done) { alerts.client.alerts(done); });
    QVERIFY(firing && firing->at(0).name == "A" && firing->at(0).activeAt.isSet());
    Rig metadata("{\"status\":\"success\",\"data\":{\"up\":[{\"type\":\"gauge\",\"help\":\"h\",\"unit\":\"\"}],\"none\":[]}}");
    const auto known =
        metadata.ask<std::map<std::string, prometheus::Metadata>>([&](auto done) { metadata.client.metadata("up", done); });
    QVERIFY(known && known->size() == 1 && known->at("up").type == "gauge");
    Rig series("{\"status\":\"success\",\"data\":[{\"__name__\":\"up\",\"a\":\"b\"}]}");
    const auto labels = series.ask<std::vector<prometheus::Labels>>([&](auto done) {
      series.client.series({"up", "x{a=\"b\"}"}, done);
    });
    QVERIFY(labels && labels->at(0).size() == 2);
    QCOMPARE(series.server->last.form, std::string("match[]=up&match[]=x%7Ba%3D%22b%22%7D"));
    Rig build("{\"status\":\"success\",\"data\":{\"version\":\"2.42.0\"}}");
    const auto info = build.ask<BuildInfo>([&](auto done) { build.client.buildInfo(done); });
    QVERIFY(info && info->version == "2.42.0");
    Rig values("{\"status\":\"success\",\"data\":[\"a\"]}");
    const auto list = values.ask<Listed>([&](auto done) { values.client.labelValues("driver_name", {}, done); });
    QVERIFY(list && list->values.size() == 1);
    QCOMPARE(values.server->last.path, std::string("/api/v1/label/driver_name/values"));
  }

  void otherShapesAreErrorsAndNoCrash() {
    for (const char* body : {"", "x", "[]", "{\"status\":\"success\"}", "{\"status\":\"success\",\"data\":7}",
                             "{\"status\":\"success\",\"data\":{}}",
                             "{\"status\":\"success\",\"data\":{\"activeTargets\":7,\"groups\":[{\"rules\":7}],\"alerts\":[7]}}",
                             "{\"status\":\"success\",\"data\":{\"groups\":[7]}}"}) {
      Rig rig(body);
      QVERIFY2(!rig.ask<std::vector<Rule>>([&](auto done) { rig.client.rules(done); }), body);
      (void)rig.ask<std::vector<Target>>([&](auto done) { rig.client.targets(done); });
      (void)rig.ask<std::vector<Alert>>([&](auto done) { rig.client.alerts(done); });
      (void)rig.ask<BuildInfo>([&](auto done) { rig.client.buildInfo(done); });
      (void)rig.ask<std::map<std::string, prometheus::Metadata>>([&](auto done) { rig.client.metadata({}, done); });
      (void)rig.ask<std::vector<prometheus::Labels>>([&](auto done) { rig.client.series({}, done); });
    }
    Rig refused("no", 404);
    QCOMPARE(refused.ask<BuildInfo>([&](auto done) { refused.client.buildInfo(done); }).error().code, ErrorCode::notServed);
  }

  void whatWasCutIsTooLarge() {
    Rig rig("{\"status\":\"success\",\"data\":{\"groups\":[");
    rig.server->answer.cut = true;
    QCOMPARE(rig.ask<std::vector<Rule>>([&](auto done) { rig.client.rules(done); }).error().code, ErrorCode::tooLarge);
    QVERIFY(rig.server->last.maxBytes <= (8U << 20U));
  }
};

QTEST_APPLESS_MAIN(ClientTest)
#include "client_test.moc"
