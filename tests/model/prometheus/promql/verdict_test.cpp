// Verdicts: each rule finds its mistake, offers a query that Prometheus accepts, and is silent about what is right.
#include <QtTest>
#include <algorithm>
#include <string>

#include "model/prometheus/promql/parser.h"
#include "model/prometheus/promql/verdict.h"

using namespace claimscope::promql;

namespace {

QString ids(const Verdict& verdict) {
  QStringList out;
  for (const Remark& remark : verdict.remarks) {
    out += QString::fromUtf8(remark.id.data(), static_cast<qsizetype>(remark.id.size()));
  }
  return out.join(QLatin1Char(' '));
}

}  // namespace

class VerdictTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void rules_data() {
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("id");         // of a remark that has to be there; empty: none but notes
    QTest::addColumn<QString>("corrected");  // empty: nothing to change
    const auto row = [](const char* query, const char* word, const char* id, const char* corrected) {
      QTest::newRow(query) << QString::fromUtf8(query) << QString::fromUtf8(word) << QString::fromUtf8(id)
                           << QString::fromUtf8(corrected);
    };
    // The guide's own dashboard.
    row("histogram_quantile(0.95, dra_allocation_duration_seconds)", "invalid", "bareHistogram",
        "histogram_quantile(0.95, sum by (le) (rate(dra_allocation_duration_seconds_bucket[5m])))");
    row("avg(dra_resource_utilization_ratio{resource_type=\"gpu\"})", "mapped", "averageOfRatios", "");
    // Histograms.
    row("histogram_quantile(0.9, sum by (node) (dra_operations_duration_seconds{is_error=\"false\"}))", "invalid",
        "bareHistogram",
        "histogram_quantile(0.9, sum by (le, node) (rate(dra_operations_duration_seconds_bucket{is_error=\"false\"}[5m])))");
    row("histogram_quantile(0.9, rate(dra_operations_duration_seconds[10m]))", "invalid", "bareHistogram",
        "histogram_quantile(0.9, sum by (le) (rate(dra_operations_duration_seconds_bucket[10m])))");
    row("histogram_quantile(0.9, dra_operations_duration_seconds_bucket)", "doubtful", "bucketWithoutRate",
        "histogram_quantile(0.9, rate(dra_operations_duration_seconds_bucket[5m]))");
    row("histogram_quantile(0.9, sum(rate(dra_operations_duration_seconds_bucket[5m])))", "invalid", "leLost",
        "histogram_quantile(0.9, sum by (le) (rate(dra_operations_duration_seconds_bucket[5m])))");
    row("histogram_quantile(0.9, sum(rate(foo_bucket[5m])) by (node))", "invalid", "leLost",
        "histogram_quantile(0.9, sum(rate(foo_bucket[5m])) by (le, node))");
    row("histogram_quantile(0.9, sum without (le, pod) (rate(foo_bucket[5m])))", "invalid", "leLost",
        "histogram_quantile(0.9, sum without (pod) (rate(foo_bucket[5m])))");
    row("histogram_quantile(95, sum by (le) (rate(foo_bucket[5m])))", "invalid", "quantileOutOfRange",
        "histogram_quantile(0.95, sum by (le) (rate(foo_bucket[5m])))");
    row("histogram_quantile(0.9, rate(dra_operations_duration_seconds_count[5m]))", "invalid", "noBuckets",
        "histogram_quantile(0.9, sum by (le) (rate(dra_operations_duration_seconds_bucket[5m])))");
    row("histogram_quantile(0.9, DCGM_FI_DEV_GPU_TEMP)", "invalid", "notAHistogram", "");
    row("histogram_quantile(0.9, sum by (le) (rate(dra_operations_duration_seconds_bucket[5m])))", "fine", "", "");
    row("histogram_quantile(0.9, sum by (le) (rate(scheduler_pod_scheduling_sli_duration_seconds_bucket[5m])))", "fine", "", "");
    row("histogram_quantile(0.9, sum by (job) (rate(own_native_histogram[5m])))", "fine", "nativeOnly", "");
    row("dra_operations_duration_seconds", "invalid", "bareHistogram", "");
    // Counters and gauges.
    row("rate(DCGM_FI_DEV_GPU_UTIL[5m])", "doubtful", "rateOfGauge", "deriv(DCGM_FI_DEV_GPU_UTIL[5m])");
    row("rate(dra_pending_claims_total[5m])", "doubtful", "rateOfGauge", "deriv(dra_pending_claims_total[5m])");
    row("increase(queue_ratio[1h])", "doubtful", "rateOfGauge", "delta(queue_ratio[1h])");
    row("delta(http_requests_total[5m])", "doubtful", "gaugeFunctionOfCounter", "increase(http_requests_total[5m])");
    row("sum(http_requests_total)", "doubtful", "counterWithoutRate", "sum(rate(http_requests_total[5m]))");
    row("http_requests_total offset 1h", "doubtful", "counterWithoutRate", "rate(http_requests_total[5m] offset 1h)");
    row("foo_sum / foo_count", "fine", "counterWithoutRate", "rate(foo_sum[5m]) / rate(foo_count[5m])");
    row("rate(sum by (job) (http_requests_total)[5m:])", "doubtful", "rateOfSum", "sum by (job) (rate(http_requests_total[5m]))");
    row("count(http_requests_total)", "fine", "", "");
    row("http_requests_total > 5", "fine", "", "");
    row("absent(http_requests_total)", "fine", "", "");
    row("sum(rate(http_requests_total[5m])) by (job)", "fine", "", "");
    row("dra_pending_claims_total", "mapped", "mapped", "");
    row("rate(x_total[$__interval])", "fine", "intervalTooShort", "rate(x_total[$__rate_interval])");
    // Names and labels.
    row("rate(dra_operations_seconds_count[5m])", "doubtful", "unknownMetric", "rate(dra_operations_duration_seconds_count[5m])");
    row("rate(resourceclaim_controller_create_total[5m])", "doubtful", "unknownMetric",
        "rate(resourceclaim_controller_creates_total[5m])");
    row("dra_resource_claim_in_use{driver_name=\"a\"}", "doubtful", "unknownMetric",
        "dra_resource_claims_in_use{driver_name=\"a\"}");
    row("rate(dra_operations_duration_seconds_count{operation=\"PrepareResources\"}[5m])", "doubtful", "unknownLabel",
        "rate(dra_operations_duration_seconds_count{operation_name=\"PrepareResources\"}[5m])");
    row("rate(dra_operations_duration_seconds_count{operation_name=\"Prepare\"}[5m])", "doubtful", "unknownValue",
        "rate(dra_operations_duration_seconds_count{operation_name=\"PrepareResources\"}[5m])");
    row("avg by (Hostname) (DCGM_FI_DEV_GPU_TEMP)", "fine", "renamedLabel", "");
    row("my_own_metric", "fine", "", "");
    row("kube_pod_info", "fine", "", "");
    // Sums.
    row("sum(dra_resource_claims_in_use)", "doubtful", "countsTwice", "sum(dra_resource_claims_in_use{driver_name!=\"<any>\"})");
    row("sum by (node) (dra_resource_claims_in_use{job=\"kubelet\"})", "doubtful", "countsTwice",
        "sum by (node) (dra_resource_claims_in_use{job=\"kubelet\", driver_name!=\"<any>\"})");
    row("sum by (driver_name) (dra_resource_claims_in_use)", "fine", "", "");
    row("avg(histogram_quantile(0.9, sum by (le, node) (rate(foo_bucket[5m]))))", "doubtful", "averageOfQuantiles", "");
    row("sum(dra_resource_utilization_ratio)", "doubtful", "sumOfRatios", "avg(dra_resource_utilization_ratio)");
    row("avg(a / b)", "fine", "averageOfRatios", "sum (a) / sum (b)");
    row("sum(DCGM_FI_DEV_XID_ERRORS)", "doubtful", "sumOfNumbers", "");
    row("scheduler_plugin_execution_duration_seconds_count{plugin=\"DynamicResources\"} > 0", "fine", "sampled", "");
    // What Prometheus refuses.
    row("rate(http_requests_total)", "invalid", "refused", "rate(http_requests_total[5m])");
    row("sum(http_requests_total[5m])", "invalid", "refused", "sum(rate(http_requests_total[5m]))");
    row("sum(rate(http_requests_total[5m])", "invalid", "refused", "sum(rate(http_requests_total[5m]))");
    row("rat(http_requests_total[5m])", "invalid", "refused", "rate(http_requests_total[5m])");
    row("sum(rate(http_requests_total[5m])) by job", "invalid", "refused", "sum(rate(http_requests_total[5m])) by (job)");
    row("up{job=prometheus}", "invalid", "refused", "up{job=\"prometheus\"}");
    row("up = 1", "invalid", "refused", "up == 1");
    row("up{", "invalid", "refused", "up{}");
    row("foo[5m]", "invalid", "rangeVector", "");
    row("holt_winters(foo[1h], 0.5, 0.5)", "invalid", "refused", "double_exponential_smoothing(foo[1h], 0.5, 0.5)");
    row("SELECT 1", "invalid", "refused", "");
    row("limitk(5, up)", "fine", "experimental", "");
  }
  void rules() {
    QFETCH(QString, query);
    QFETCH(QString, word);
    QFETCH(QString, id);
    QFETCH(QString, corrected);
    const Verdict verdict = judge(query.toStdString());
    const QString found = ids(verdict);
    QVERIFY2(id.isEmpty() || found.split(QLatin1Char(' ')).contains(id), qPrintable(found));
    QVERIFY2(!id.isEmpty() || found.isEmpty(), qPrintable(found));
    QCOMPARE(QString::fromStdString(std::string(verdict.word())), word);
    QCOMPARE(QString::fromStdString(verdict.corrected), corrected);
    for (const Remark& remark : verdict.remarks) {
      QVERIFY(remark.where.begin <= remark.where.end && remark.where.end <= verdict.expression.size());
      QVERIFY2(!remark.what.empty() && remark.what.size() <= 200, remark.what.c_str());
    }
    if (!corrected.isEmpty()) {
      QVERIFY(parse(verdict.corrected).valid() || verdict.corrected.find('$') != std::string::npos);
    }
  }

  void placesAreThoseOfTheOriginal() {
    const std::string query = "histogram_quantile(0.95, dra_allocation_duration_seconds)";
    const Verdict verdict = judge(query);
    QCOMPARE(verdict.remarks[0].where.begin, query.find("dra_"));
    QCOMPARE(verdict.remarks[0].where.end, query.size() - 1);
    QCOMPARE(verdict.metrics, std::vector<std::string>{"dra_allocation_duration_seconds"});
  }

  void variablesSurviveACorrection() {
    const Verdict verdict =
        judge("histogram_quantile(0.9, dra_operations_duration_seconds{node=~\"$node\", job=\"${job:raw}\"})");
    QCOMPARE(QString::fromStdString(verdict.corrected),
             QStringLiteral("histogram_quantile(0.9, sum by (le) (rate(dra_operations_duration_seconds_bucket{node=~\"$node\", "
                            "job=\"${job:raw}\"}[5m])))"));
    QVERIFY(verdict.assumed);
  }

  void aServerKnowsBetter() {
    Knowledge knowledge;
    knowledge.complete = true;
    knowledge.served = {{"up", MetricType::gauge},
                        {"dra_allocation_duration_seconds_bucket", MetricType::histogram},
                        {"dra_allocation_duration_seconds_count", MetricType::histogram},
                        {"my_metric", MetricType::gauge},
                        {"native_seconds", MetricType::histogram}};
    QCOMPARE(ids(judge("my_metrik", {}, knowledge)), QStringLiteral("noSeries"));
    QCOMPARE(QString::fromStdString(judge("my_metrik", {}, knowledge).corrected), QStringLiteral("my_metric"));
    QCOMPARE(ids(judge("my_metric", {}, knowledge)), QString());
    QCOMPARE(ids(judge("histogram_quantile(0.5, rate(native_seconds[5m]))", {}, knowledge)), QString());
    // The asked name is there: nothing is mapped.
    QCOMPARE(ids(judge("histogram_quantile(0.5, sum by (le) (rate(dra_allocation_duration_seconds_bucket[5m])))", {}, knowledge)),
             QString());
    QCOMPARE(ids(judge("DCGM_FI_DEV_GPU_UTIL", {}, knowledge)), QStringLiteral("noSeries"));
    knowledge.mappings.push_back({"pending", "dra_pending_claims_total", "sum(x)", false, "no component exports this name"});
    const Verdict mapped = judge("dra_pending_claims_total", {}, knowledge);
    QVERIFY(mapped.remarks[0].why.find("sum(x)") != std::string::npos);
  }

  void releasesAreMinded() {
    Knowledge knowledge;
    knowledge.serverMinor = 33;
    QVERIFY(ids(judge("dra_resource_claims_in_use{driver_name=\"a\"}", {}, knowledge)).contains(QStringLiteral("notInRelease")));
    knowledge.serverMinor = 37;
    QVERIFY(
        ids(judge("rate(resourceclaim_controller_creates_total[5m])", {}, knowledge)).contains(QStringLiteral("notInRelease")));
    QCOMPARE(ids(judge("dra_resource_claims_in_use{driver_name=\"a\"}", {}, knowledge)), QString());
  }
};

QTEST_APPLESS_MAIN(VerdictTest)
#include "verdict_test.moc"
