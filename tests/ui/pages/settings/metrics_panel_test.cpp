// The second source in the window: its chip in every state, what Settings says of it, names that act.
#include <QAbstractItemModelTester>
#include <cmath>
#include <limits>

#include "model/prometheus/catalogue/resolve.h"
#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/base/format.h"
#include "ui/pages/settings/metrics_panel.h"
#include "ui/tables/metrics_facts.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

prometheus::Metrics live(Time now, std::int64_t ageMs) {
  prometheus::Metrics out;
  out.state = prometheus::State::live;
  out.address = "service monitoring/prometheus-operated:9090";
  out.route = "through the API server";
  out.version = "3.1.0";
  out.lastContact = now + -ageMs;
  prometheus::Presence presence;
  presence.series["dra_operations_duration_seconds_count"] = 4;
  presence.targets["dra_operations_duration_seconds_count"] = 2;
  out.mappings = prometheus::resolve(presence, {{"mine", "up", "", "mine", 4, true}}, 36).mappings;
  prometheus::Answer answer;
  answer.query = "histogram_quantile(…)";
  answer.answered = out.lastContact;
  answer.series = {{{}, {{now, 0.31}}}};
  out.answers["prepareSeconds"] = std::make_shared<const prometheus::Answer>(answer);
  answer.series.clear();
  out.answers["driverErrors"] = std::make_shared<const prometheus::Answer>(answer);
  answer.error = Error{ErrorCode::invalidInput, "<b>parse error</b>", {}, std::nullopt, 400};
  out.answers["mine"] = std::make_shared<const prometheus::Answer>(answer);
  return out;
}

QStringList texts(TablePanel& panel, int column) {
  const QAbstractItemModel* model = panel.view().model();
  QStringList out;
  for (int row = 0; row < model->rowCount(); ++row) {
    out += model->index(row, column).data().toString();
  }
  return out;
}

}  // namespace

class MetricsPanelTest : public GuiTest {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() { prepare(); }
  void init() {
    watchWarnings();
    m_view = sampleView(sampleSnapshot("eks-hybrid", SampleState::live));
  }

  void theChipIsJudgedAgainstItsOwnInterval() {
    const Time now = m_view.snapshot->time;
    prometheus::Metrics metrics;
    QCOMPARE(metricsChip(metrics, now).mark, Mark::notConfigured);
    QCOMPARE(metricsChip(metrics, now).value, QStringLiteral("not configured"));
    metrics = live(now, 14'000);
    QCOMPARE(metricsChip(metrics, now).value, QStringLiteral("14 s ago"));
    QCOMPARE(metricsChip(metrics, now).mark, Mark::live);
    QVERIFY(metricsChip(metrics, now).live);
    QCOMPARE(metricsChip(live(now, 40'000), now).mark, Mark::warning);
    QCOMPARE(metricsChip(live(now, 200'000), now).mark, Mark::lost);
    metrics.intervalMs = 60'000;
    metrics.lastContact = now + -100'000;
    QCOMPARE(metricsChip(metrics, now).mark, Mark::live);
    metrics.state = prometheus::State::stale;
    QCOMPARE(metricsChip(metrics, now).mark, Mark::warning);
    QVERIFY(metricsChip(metrics, now).value.contains(QStringLiteral("old")));
    metrics.state = prometheus::State::failed;
    QCOMPARE(metricsChip(metrics, now).mark, Mark::warning);
    metrics.state = prometheus::State::forbidden;
    QCOMPARE(metricsChip(metrics, now).value, QStringLiteral("refused"));
    // A clock of the server that is ahead is no negative age.
    QCOMPARE(metricsChip(live(now, -5'000), now).value, QStringLiteral("0 s ago"));
  }

  void rowsTellValuesAbsenceAndErrorsApart() {
    const Time now = m_view.snapshot->time;
    const std::vector<SourceRow> rows = metricsRows(live(now, 14'000), now);
    QCOMPARE(rows.size(), std::size_t{3});
    QCOMPARE(rows[0].name, QStringLiteral("failed driver calls in 1 h"));
    QCOMPARE(rows[0].way, QStringLiteral("no series"));
    QCOMPARE(rows[0].count, QStringLiteral("–"));
    QCOMPARE(rows[1].way, QStringLiteral("error, kept"));
    QCOMPARE(rows[1].detail, QStringLiteral("<b>parse error</b>"));
    QCOMPARE(rows[2].count, QStringLiteral("0.31 s"));
    QCOMPARE(rows[2].age, QStringLiteral("14 s"));
  }

  void samplesThatAreNoNumbersAreNotZero() {
    QCOMPARE(sampleText(std::nan("")), QStringLiteral("NaN"));
    QCOMPARE(sampleText(std::numeric_limits<double>::infinity()), QStringLiteral("∞"));
    QCOMPARE(sampleText(0), QStringLiteral("0"));
    QCOMPARE(sampleText(12'480), QStringLiteral("12,480"));
    QCOMPARE(sampleText(0.3123), QStringLiteral("0.312"));
  }

  void thePanelGroupsNamesAndSaysWhatAnswersThem() {
    MetricsPanel panel(m_look);
    m_view.metrics = std::make_shared<const prometheus::Metrics>(live(m_view.snapshot->time, 14'000));
    panel.setView(m_view);
    (void)shown(panel, {620, 500});
    const QAbstractItemModelTester tester(panel.table().view().model());
    const QStringList names = texts(panel.table(), 0);
    QVERIFY(names.contains(QStringLiteral("dra_allocation_duration_seconds")));
    QVERIFY(texts(panel.table(), 1).contains(QStringLiteral("mapped")));
    QVERIFY(texts(panel.table(), 1).contains(QStringLiteral("found")));
    QVERIFY(texts(panel.table(), 1).contains(QStringLiteral("missing")));
    QVERIFY(texts(panel.table(), 2).contains(QStringLiteral("4 series from 2 targets")));
    QVERIFY(names.first().startsWith(QStringLiteral("Names from dashboards")) ||
            names.first().startsWith(QStringLiteral("dra_")));
    QVERIFY(panel.lines().first().contains(QStringLiteral("prometheus-operated")));
    prometheus::Metrics none;
    m_view.metrics = std::make_shared<const prometheus::Metrics>(none);
    panel.setView(m_view);
    QVERIFY(panel.lines().first().contains(QStringLiteral("works without one")));
    m_view.metrics = nullptr;
    panel.setView(m_view);
    QVERIFY(panel.lines().first().contains(QStringLiteral("no Prometheus")));
  }

  void errorsAndMonitorsAreSaidInPlainText() {
    prometheus::Metrics metrics = live(m_view.snapshot->time, 14'000);
    metrics.error = Error{ErrorCode::forbidden, "<a href=x>refused</a>", "Ask", std::nullopt, 403};
    metrics.monitors.push_back({"monitoring/dra-metrics", "app=dra-driver", "", "no Service has the labels", false});
    const QStringList lines = metricsLines(metrics, m_view.snapshot->time);
    QVERIFY(lines.join(QLatin1Char('\n')).contains(QStringLiteral("<a href=x>refused</a>. Ask")));
    QVERIFY(lines.last().contains(QStringLiteral("monitoring/dra-metrics")));
  }

 private:
  View m_view;
  Look m_look{ThemeName::dark};
};

QTEST_MAIN(MetricsPanelTest)
#include "metrics_panel_test.moc"
