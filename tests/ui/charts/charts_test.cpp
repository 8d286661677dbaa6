// Stages, percentiles and heat: what they say, what keys and mouse choose, and that missing samples stay missing. GUI thread.
#include <QSignalSpy>
#include <cmath>
#include <limits>

#include "tests/ui/charts/sample_lives.h"
#include "tests/ui/pages/gui_test.h"
#include "ui/charts/duration_scale.h"
#include "ui/charts/heat/heat_map.h"
#include "ui/charts/percentiles/percentile_chart.h"
#include "ui/charts/percentiles/second_source.h"
#include "ui/charts/stage_words.h"
#include "ui/charts/stages/stage_bars.h"
#include "ui/charts/time_ticks.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

SampleLife took(const std::string& name, std::int64_t agoMs, std::int64_t allocateMs) {
  SampleLife life;
  life.name = name;
  life.agoMs = agoMs;
  life.stages = {1'000, allocateMs, 1'000, 1'000, 1'000};
  return life;
}

/// Two stretches of claims with nothing between them: 60 to 50 minutes ago, and the last ten.
latency::LivesPtr twoStretches() {
  std::vector<SampleLife> samples;
  for (int i = 0; i < 20; ++i) {
    samples.push_back(took("a-" + std::to_string(i), 3'500'000 - i * 20'000, 2'000));
    samples.push_back(took("b-" + std::to_string(i), 550'000 - i * 20'000, 3'000));
  }
  return livesOf(std::move(samples));
}

}  // namespace

class ChartsTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { prepare(); }
  void init() { watchWarnings(); }

  void durationsInWords() {
    QCOMPARE(durationText(0), QStringLiteral("<1 s"));
    QCOMPARE(durationText(42), QStringLiteral("42 ms"));
    QCOMPARE(durationText(840), QStringLiteral("0.84 s"));
    QCOMPARE(durationText(6'300), QStringLiteral("6.3 s"));
    QCOMPARE(durationText(31'000), QStringLiteral("31 s"));
    QCOMPARE(durationText(862'000), QStringLiteral("862 s"));
    QCOMPARE(plainDuration(30'000), QStringLiteral("30 s"));
    QCOMPARE(plainDuration(250), QStringLiteral("0.25 s"));
    QCOMPARE(quantileText({31'000, Bound::atLeast}), QStringLiteral("≥31 s"));
    QCOMPARE(quantileText({}), QStringLiteral("–"));  // no samples is not zero
  }

  void changeAgainstTheWindowBefore() {
    QCOMPARE(changeOf({6'200, Bound::exact}, {2'950, Bound::exact}).text, QStringLiteral("2.1×"));
    QVERIFY(changeOf({6'200, Bound::exact}, {2'950, Bound::exact}).worse);
    QCOMPARE(changeOf({2'000, Bound::exact}, {1'000, Bound::exact}).text, QStringLiteral("same"));  // a whole second apart
    QCOMPARE(changeOf({9'000, Bound::exact}, {0, Bound::exact}).text, QStringLiteral("+9 s"));
    QVERIFY(changeOf({}, {1'000, Bound::exact}).text.isEmpty());
  }

  void logarithmicAxis() {
    const DurationScale scale = DurationScale::around(840, 31'000, 30'000);
    QVERIFY(scale.least() < 840 && scale.most() > 31'000);
    QVERIFY(scale.part(30'000) > scale.part(10'000));
    QVERIFY(std::fabs(scale.msAt(scale.part(5'000)) - 5'000) < 1);
    QCOMPARE(scale.part(0), 0.0);  // what is below the least lies on it
    const std::vector<std::int64_t> ticks = scale.ticks(120, 16, 30'000);
    QVERIFY(std::is_sorted(ticks.begin(), ticks.end()));
    QVERIFY(std::find(ticks.begin(), ticks.end(), 30'000) == ticks.end());  // the objective is named by itself
    QVERIFY(ticks.size() >= 2);
  }

  void timeTicksAreRound() {
    const std::vector<TimeTick> hour = timeTicks(kSampleNow + -3'600'000, kSampleNow, 400, 80);
    QCOMPARE(hour.size(), std::size_t{4});
    QCOMPARE(hour.front().text, QStringLiteral("08:45"));
    const std::vector<TimeTick> seconds = timeTicks(kSampleNow + -20'000, kSampleNow, 400, 80);
    QCOMPARE(seconds.front().text, QStringLiteral("09:42:00"));
    QVERIFY(timeTicks(kSampleNow, kSampleNow, 400, 80).empty());
  }

  void stagesChooseAGroup() {
    StageBars bars(m_look);
    bars.setReport(reportOf(someLives()), 1);
    shown(bars, {740, 200});
    QCOMPARE(bars.rows(), 4);
    QVERIFY2(bars.wordsOf(0).contains(QStringLiteral("p95 of each stage alone")), qPrintable(bars.wordsOf(0)));
    QSignalSpy chosen(&bars, &StageBars::groupChosen);
    QTest::mouseClick(bars.viewport(), Qt::LeftButton, Qt::NoModifier, QPoint(40, 26 + 28 + 10));
    QCOMPARE(chosen.count(), 1);
    QVERIFY(!bars.chosen().isEmpty());
    QTest::keyClick(&bars, Qt::Key_Escape);
    QCOMPARE(chosen.count(), 2);
    QVERIFY(bars.chosen().isEmpty());
    QTest::keyClick(&bars, Qt::Key_Home);
    QTest::keyClick(&bars, Qt::Key_Down);
    QTest::keyClick(&bars, Qt::Key_Return);
    QCOMPARE(chosen.back().at(0).toString(), QString::fromStdString(reportOf(someLives())->groups[1].key));
  }

  void noGroupsIsNoCrash() {
    StageBars bars(m_look);
    shown(bars, {300, 100});
    QTest::keyClick(&bars, Qt::Key_Return);
    QCOMPARE(bars.rows(), 0);
    QVERIFY(bars.wordsOf(0).isEmpty());
  }

  void percentilesKeepGaps() {
    PercentileChart chart(m_look);
    const latency::ReportPtr report = reportOf(twoStretches());
    chart.setReport(report);
    shown(chart, {460, 200});
    int sampled = 0;
    for (const latency::Point& point : report->series) {
      sampled += point.at[0].bound != Bound::unknown ? 1 : 0;
    }
    QVERIFY(sampled > 2 && sampled < static_cast<int>(report->series.size()));
    for (std::size_t i = 0; i < 3; ++i) {
      QCOMPARE(chart.pointsOf(i), sampled);  // nothing is drawn where nothing was measured
    }
    const QPoint middle(static_cast<int>(chart.plot().center().x()), static_cast<int>(chart.plot().center().y()));
    QVERIFY2(chart.wordsAt(middle).contains(QStringLiteral("no claim")), qPrintable(chart.wordsAt(middle)));
    QVERIFY(chart.wordsAt(QPoint(2, 2)).isEmpty());
    // In the gap there is no colour of a series.
    const QImage image = shown(chart, {460, 200});
    const QColor median = m_look.theme().chart[0];
    for (int y = 40; y < 160; ++y) {
      QVERIFY(image.pixelColor(middle.x(), y) != median);
    }
  }

  void percentilesChooseATime() {
    PercentileChart chart(m_look);
    chart.setReport(reportOf(twoStretches()));
    shown(chart, {460, 200});
    QSignalSpy chosen(&chart, &PercentileChart::rangeChosen);
    const int y = static_cast<int>(chart.plot().center().y());
    QTest::mousePress(chart.viewport(), Qt::LeftButton, Qt::NoModifier, QPoint(100, y));
    QTest::mouseMove(chart.viewport(), QPoint(150, y));
    QMouseEvent move(QEvent::MouseMove, QPointF(200, y), QPointF(200, y), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(chart.viewport(), &move);
    QTest::mouseRelease(chart.viewport(), Qt::LeftButton, Qt::NoModifier, QPoint(200, y));
    QCOMPARE(chosen.count(), 1);
    QVERIFY(chart.range() && chart.range()->from < chart.range()->to);
    QTest::keyClick(&chart, Qt::Key_Escape);
    QVERIFY(!chart.range());
    QTest::keyClick(&chart, Qt::Key_End);
    QTest::keyClick(&chart, Qt::Key_Left, Qt::ShiftModifier);
    QVERIFY(chart.range());
    QVERIFY(chart.accessibleDescription().contains(QStringLiteral("to")));
  }

  void theSecondSourceHasGapsNotZeros() {
    SecondLine line{QStringLiteral("kubelet prepare p95"), {}};
    for (int i = 0; i < 40; ++i) {
      const double value = i == 5 ? std::numeric_limits<double>::quiet_NaN() : 0.6;
      line.samples.push_back({kSampleNow + (-3'600'000 + i * 60'000), value});
    }
    const std::vector<TimeRange> gaps = gapsOf(line, {kSampleNow + -3'600'000, kSampleNow});
    QCOMPARE(gaps.size(), std::size_t{1});  // after the last one; a single NaN is no gap yet
    QCOMPARE(gaps.front().from, kSampleNow + (-3'600'000 + 39 * 60'000));
    QVERIFY(gapsOf({QStringLiteral("x"), {}}, {kSampleNow + -1'000, kSampleNow}).empty());
    PercentileChart chart(m_look);
    chart.setReport(reportOf(twoStretches()));
    chart.setSecond({line});
    shown(chart, {460, 200});
    const QPoint last(static_cast<int>(chart.plot().right()) - 4, static_cast<int>(chart.plot().center().y()));
    QVERIFY2(chart.wordsAt(last).contains(QStringLiteral("kubelet prepare p95: no samples")), qPrintable(chart.wordsAt(last)));
  }

  void aServerWithNothingUsefulAddsNoLine() {
    prometheus::Metrics metrics;
    metrics.state = prometheus::State::live;
    QVERIFY(secondQuestions(metrics).empty());
    auto absent = std::make_shared<prometheus::Answer>();
    absent->answered = kSampleNow;
    metrics.answers["prepareSeconds"] = absent;
    QVERIFY(secondQuestions(metrics).empty());
    QVERIFY(secondLine(QStringLiteral("x"), *absent).samples.empty());
    auto answer = std::make_shared<prometheus::Answer>();
    answer->query = "histogram_quantile(0.95, x)";
    answer->series.push_back({{}, {{kSampleNow + -60'000, 0.6}, {kSampleNow, 0.7}}});
    metrics.answers["prepareSeconds"] = answer;
    QCOMPARE(secondQuestions(metrics).size(), std::size_t{1});
    QCOMPARE(secondQuestions(metrics).front().query, answer->query);
    QCOMPARE(secondLine(QStringLiteral("x"), *answer).samples.size(), std::size_t{2});
  }

  void heatChoosesColumns() {
    HeatMap map(m_look);
    const latency::ReportPtr report = reportOf(someLives());
    map.setReport(report);
    shown(map, {460, 200});
    QSignalSpy chosen(&map, &HeatMap::rangeChosen);
    const QPointF point = map.rectOf({3, 1}).center();
    QCOMPARE(map.cellAt(point), std::optional(HeatMap::CellAt{3, 1}));
    QTest::mouseClick(&map, Qt::LeftButton, Qt::NoModifier, point.toPoint());
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(map.range()->from, report->heat.columns[3]);
    QCOMPARE(map.range()->to, report->heat.columns[4]);
    QTest::mouseClick(&map, Qt::LeftButton, Qt::NoModifier, point.toPoint());  // again: let go
    QVERIFY(!map.range());
    QTest::keyClick(&map, Qt::Key_Home);
    QTest::keyClick(&map, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(map.range()->from, report->heat.columns[0]);
    QCOMPARE(map.range()->to, report->heat.columns[2]);
    QTest::keyClick(&map, Qt::Key_Escape);
    QVERIFY(!map.range());
    // Every claim is in one cell.
    std::int64_t claims = 0;
    for (const std::uint32_t count : report->heat.counts) {
      claims += count;
    }
    QCOMPARE(claims, report->claims);
  }

  void emptyHeatTakesKeys() {
    HeatMap map(m_look);
    shown(map, {200, 100});
    QTest::keyClick(&map, Qt::Key_Left);
    QVERIFY(!map.range());
    QVERIFY(map.wordsOf({0, 0}).isEmpty());
  }

  void everyThemeDraws() {
    for (const ThemeName name : {ThemeName::dark, ThemeName::light, ThemeName::highContrast}) {
      Look look(name);
      PercentileChart chart(look);
      chart.setReport(reportOf(someLives()));
      HeatMap map(look);
      map.setReport(reportOf(someLives()));
      StageBars bars(look);
      bars.setReport(reportOf(someLives()), 2);
      for (QWidget* widget : std::initializer_list<QWidget*>{&chart, &map, &bars}) {
        const QImage image = shown(*widget, {460, 220});
        QVERIFY(image.width() >= 460);
        QVERIFY(image.pixelColor(230, 110).isValid());
      }
    }
  }

 private:
  Look m_look{ThemeName::dark};
};

QTEST_MAIN(ChartsTest)
#include "charts_test.moc"
