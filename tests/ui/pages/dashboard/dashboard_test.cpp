// DashboardPage: the guide's panels with their verdicts, what is asked, every state of a panel, hostile answers. GUI thread.
#include <QSignalSpy>
#include <cmath>
#include <limits>

#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/charts/series/series_chart.h"
#include "ui/charts/values/value_tiles.h"
#include "ui/pages/dashboard/dashboard_page.h"
#include "ui/pages/dashboard/value_table.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

using Done = std::function<void(prometheus::AnswerPtr)>;

/// Keeps questions until the test answers them.
struct Asker {
  std::vector<std::pair<prometheus::RangeQuestion, Done>> questions;
  [[nodiscard]] AskMetrics function() {
    return [this](const prometheus::RangeQuestion& question, Done done) { questions.emplace_back(question, std::move(done)); };
  }
  /// Answers all that wait with series of samples each `stepMs`.
  void answer(int series, double value = 0.5, bool gap = false) {
    const auto waiting = std::exchange(questions, {});
    for (const auto& [question, done] : waiting) {
      auto answer = std::make_shared<prometheus::Answer>();
      answer->query = question.query;
      answer->answered = question.to;
      for (int i = 0; i < series; ++i) {
        prometheus::Series one;
        one.labels = {{"node", "n" + std::to_string(i)}};
        const Time from = question.from.isSet() ? question.from : question.to;
        int n = 0;
        for (Time at = from; at <= question.to; at = at + question.stepMs, ++n) {
          if (!gap || n < 20 || n > 60) {
            one.samples.push_back({at, value + i});
          }
        }
        answer->series.push_back(std::move(one));
      }
      done(answer);
    }
  }
};

prometheus::MetricsPtr metrics(prometheus::State state) {
  auto out = std::make_shared<prometheus::Metrics>();
  out->state = state;
  out->address = "http://prometheus:9090";
  return out;
}

dashboard::Dashboard board(const std::string& panels) {
  auto read = dashboard::readDashboard("{\"title\":\"T\",\"panels\":[" + panels + "]}", "t.json");
  return read ? *read : dashboard::Dashboard{};
}

}  // namespace

class DashboardTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    prepare();
    dress(m_look);
    m_view = quietView(sampleSnapshot("eks-hybrid", SampleState::live));
  }
  void init() {
    watchWarnings();
    m_asker = {};
    m_page = std::make_unique<DashboardPage>(m_look);
    m_page->setAsk(m_asker.function());
  }
  void cleanup() { m_page.reset(); }

  void theGuidesPanelsAreDrawnFromTheCorrectedQuery() {
    show(prometheus::State::live);
    QCOMPARE(m_asker.questions.size(), std::size_t{2});
    QCOMPARE(m_asker.questions[0].first.query,
             std::string("histogram_quantile(0.95, sum by (le) (rate(dra_allocation_duration_seconds_bucket[5m])))"));
    QCOMPARE(m_asker.questions[0].first.to, m_view.snapshot->time);
    QVERIFY(panel(0).state() == PanelView::State::loading);
    m_asker.answer(1);
    QVERIFY(panel(0).state() == PanelView::State::drawn);
    auto* chart = qobject_cast<SeriesChart*>(panel(0).content());
    QVERIFY(chart != nullptr);
    QCOMPARE(chart->drawnLines(), std::size_t{1});
    QVERIFY(panel(0).foot().contains(QStringLiteral("corrected query is drawn")));
    QVERIFY(m_page->verdict().sentence().contains(QStringLiteral("1 of 2 queries is invalid")));
    QVERIFY(!shown(*m_page, {1200, 800}).isNull());
  }

  void theChipShowsTheVerdict() {
    show(prometheus::State::live);
    panel(0).chip().click();
    QVERIFY(panel(0).showsQueries());
    const QString text = panel(0).card()->text();
    QVERIFY(text.contains(QStringLiteral("histogram_quantile(0.95, dra_allocation_duration_seconds)")));
    QVERIFY(text.contains(QStringLiteral("sum by (le) (rate(dra_allocation_duration_seconds_bucket[5m]))")));
    panel(0).chip().click();
    QVERIFY(!panel(0).showsQueries());
  }

  void noServerIsSaidAndNothingAsked() {
    show(prometheus::State::notConfigured);
    QVERIFY(m_asker.questions.empty());
    QVERIFY(panel(0).state() == PanelView::State::noServer);
    show(prometheus::State::forbidden);
    QVERIFY(panel(0).state() == PanelView::State::failed);
  }

  void absentIsNotZero() {
    show(prometheus::State::live);
    m_asker.answer(0);
    QVERIFY(panel(0).state() == PanelView::State::noData);
    QVERIFY(panel(0).content() == nullptr);
  }

  void notANumberIsAGap() {
    show(prometheus::State::live);
    m_asker.answer(1, std::nan(""));
    QVERIFY(panel(0).state() == PanelView::State::noData);
    m_page->setRange(6 * 3'600'000);
    m_asker.answer(1, 0.5, true);
    auto* chart = qobject_cast<SeriesChart*>(panel(0).content());
    QVERIFY(chart != nullptr);
    QCOMPARE(chart->pieces(), std::size_t{2});
    m_page->setRange(3'600'000);
    m_asker.answer(1, std::numeric_limits<double>::infinity());
    QVERIFY(panel(0).state() == PanelView::State::noData);
  }

  void errorsAreSaid() {
    show(prometheus::State::live);
    for (const auto& [question, done] : std::exchange(m_asker.questions, {})) {
      auto answer = std::make_shared<prometheus::Answer>();
      answer->error = Error{ErrorCode::invalidInput, "HTTP 422: query is too heavy", "Ask for less", std::nullopt, 422};
      done(answer);
    }
    QVERIFY(panel(0).state() == PanelView::State::failed);
  }

  void oldAnswersAreDropped() {
    show(prometheus::State::live);
    const auto old = m_asker.questions;
    m_page->setRange(24 * 3'600'000);
    QVERIFY(m_asker.questions.size() >= old.size() + 2);
    m_asker.questions.erase(m_asker.questions.begin(), m_asker.questions.begin() + static_cast<std::ptrdiff_t>(old.size()));
    auto empty = std::make_shared<prometheus::Answer>();
    empty->answered = m_view.snapshot->time;
    old[0].second(empty);
    QVERIFY(panel(0).state() == PanelView::State::loading);
    m_asker.answer(2);
    QVERIFY(panel(0).state() == PanelView::State::drawn);
  }

  void everySortOfPanel() {
    m_page->setDashboard(
        board("{\"type\":\"stat\",\"title\":\"S\",\"targets\":[{\"expr\":\"up\"}]},{\"type\":\"gauge\",\"title\":\"G\","
              "\"targets\":[{\"expr\":\"up\"}]},"
              "{\"type\":\"table\",\"title\":\"T\",\"targets\":[{\"expr\":\"up\",\"refId\":\"A\"}]},{\"type\":\"bargauge\","
              "\"title\":\"B\",\"targets\":[{"
              "\"expr\":\"up\"}]},{\"type\":\"text\",\"title\":\"X\",\"options\":{\"content\":\"<b>plain</"
              "b>\"}},{\"type\":\"geomap\",\"title\":\"M\"},"
              "{\"type\":\"timeseries\",\"title\":\"L\",\"datasource\":{\"type\":\"loki\"},\"targets\":[{\"expr\":\"x\"}]}"),
        QStringLiteral("t.json"));
    show(prometheus::State::live, {1200, 3000});
    m_asker.answer(3);
    QVERIFY(qobject_cast<ValueTiles*>(panel(0).content()) != nullptr);
    QCOMPARE(qobject_cast<ValueTiles*>(panel(1).content())->tiles().size(), std::size_t{3});
    auto* table = qobject_cast<ValueTable*>(panel(2).content());
    QVERIFY(table != nullptr);
    QCOMPARE(table->model().rowCount(), 3);
    QVERIFY(panel(3).state() == PanelView::State::drawn);
    QVERIFY(panel(4).state() == PanelView::State::text);
    QVERIFY(panel(5).state() == PanelView::State::notDrawn);
    QVERIFY(panel(6).state() == PanelView::State::unaskable);
    QVERIFY(!shown(*m_page, {1200, 3000}).isNull());
  }

  void aCrowdOfSeriesIsCutAndCounted() {
    show(prometheus::State::live);
    m_asker.answer(500);
    auto* chart = qobject_cast<SeriesChart*>(panel(0).content());
    QVERIFY(chart != nullptr);
    QCOMPARE(chart->drawnLines(), SeriesChart::kMostLines);
    QVERIFY(panel(0).foot().contains(QStringLiteral("16 of 500")));
  }

  void aBadFileLeavesTheOldOne() {
    show(prometheus::State::live);
    m_page->setProblem({ErrorCode::invalidInput, "x.json: no JSON", "Give another", {}, 0});
    QVERIFY(m_page->verdict().sentence().contains(QStringLiteral("x.json")));
    QCOMPARE(m_page->grid().panels().size(), std::size_t{2});
  }

 private:
  void show(prometheus::State state, const QSize& size = {1200, 800}) {
    m_view.metrics = metrics(state);
    m_page->setView(m_view);
    (void)shown(*m_page, size);
  }
  PanelView& panel(std::size_t index) { return *m_page->grid().panels().at(index); }

  Look m_look{ThemeName::dark};
  View m_view;
  Asker m_asker;
  std::unique_ptr<DashboardPage> m_page;
};

QTEST_MAIN(DashboardTest)
#include "dashboard_test.moc"
