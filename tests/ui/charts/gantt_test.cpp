// The Gantt chart: order of rows, levels of detail, keys, area and its statistics. GUI thread.
#include <QSignalSpy>
#include <QWheelEvent>

#include "tests/ui/charts/sample_lives.h"
#include "tests/ui/pages/gui_test.h"
#include "ui/charts/gantt/gantt_chart.h"
#include "ui/charts/gantt/gantt_painter.h"
#include "ui/charts/stage_words.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

SampleLife done(const std::string& name, std::int64_t agoMs, std::int64_t allocateMs) {
  SampleLife life;
  life.name = name;
  life.agoMs = agoMs;
  life.stages = {1'000, allocateMs, 1'000, 2'000, 1'000};
  return life;
}

SampleLife waiting(const std::string& name, std::int64_t agoMs) {
  SampleLife life;
  life.name = name;
  life.agoMs = agoMs;
  life.stages[0] = 1'000;
  return life;
}

latency::LivesPtr fewLives() {
  return livesOf({done("old", 300'000, 4'000), waiting("young-wait", 60'000), done("new", 100'000, 9'000),
                  waiting("old-wait", 5'000'000), done("newest", 30'000, 2'000)});
}

}  // namespace

class GanttTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { prepare(); }
  void init() { watchWarnings(); }

  void oldestWaitFirstThenTheLatest() {
    const GanttBarsPtr bars = ganttBars(fewLives(), {});
    QStringList names;
    for (const GanttBar& bar : bars->bars) {
      names += QString::fromStdString(bars->lifeOf(bar).name.str());
    }
    QCOMPARE(names, (QStringList{QStringLiteral("old-wait"), QStringLiteral("young-wait"), QStringLiteral("newest"),
                                 QStringLiteral("new"), QStringLiteral("old")}));
    QCOMPARE(bars->open, std::size_t{2});
    const GanttBar& wait = bars->bars[0];
    QCOMPARE(wait.open, std::uint8_t{1});
    QCOMPARE(wait.begun, -5'000'000);
    QCOMPARE(wait.last(), 0);
    const GanttBar& ended = bars->bars[3];
    QCOMPARE(ended.open, GanttBar::kNone);
    QCOMPARE(ended.from(1), -99'000);
    QCOMPARE(ended.end[1], -90'000);
    QVERIFY((ended.atMost >> 3 & 1) == 1);  // prepare includes the sandbox
  }

  void onlyTheGroupAndTheNamespace() {
    latency::Question question;
    question.namespaceFilter = "elsewhere";
    QCOMPARE(ganttBars(fewLives(), question)->bars.size(), std::size_t{0});
    const latency::LivesPtr lives = someLives();
    question = {};
    const latency::ReportPtr all = reportOf(lives, question);
    question.group = all->groups.back().key;
    QCOMPARE(static_cast<std::int64_t>(ganttBars(lives, question)->bars.size()), all->groups.back().claims);
  }

  void timesOfEveryEvidenceAreCounted() {
    const GanttBarsPtr bars = ganttBars(fewLives(), {});
    QCOMPARE(bars->allocatedBy[static_cast<std::size_t>(latency::Evidence::field)], std::int64_t{3});
    QCOMPARE(bars->undated, std::int64_t{0});
  }

  void zoomTakesInTimeThenRows() {
    GanttScale scale;
    scale.setBounds(-3'600'000, 10'000, {700, 400});
    scale.showRecent(600'000);
    QCOMPARE(scale.rowHeight(), GanttScale::kRow);
    QVERIFY(scale.atNow());
    const double span = scale.to() - scale.from();
    scale.zoomAt({350, 200}, 0.5);
    QVERIFY(scale.to() - scale.from() > span * 1.9);
    QCOMPARE(scale.rowHeight(), GanttScale::kRow);
    for (int i = 0; i < 40; ++i) {
      scale.zoomAt({350, 200}, 0.5);
    }
    QVERIFY(scale.rowHeight() < 0.05);  // 10,000 rows on 400 pixels
    QCOMPARE(scale.top(), 0.0);
    for (int i = 0; i < 60; ++i) {
      scale.zoomAt({350, 200}, 2);
    }
    QCOMPARE(scale.rowHeight(), GanttScale::kRow);
    QVERIFY(scale.to() - scale.from() <= GanttScale::kLeastSpan * 1.01);
  }

  void zoomKeepsThePointUnderThePointer() {
    GanttScale scale;
    scale.setBounds(-3'600'000, 100, {700, 400});
    scale.showRecent(600'000);
    const double before = scale.msAt(300);
    scale.zoomAt({300, 100}, 1.5);
    QVERIFY(std::fabs(scale.msAt(300) - before) < 1);
  }

  void newTimeDoesNotMoveWhatIsLookedAt() {
    GanttScale scale;
    scale.setBounds(-3'600'000, 100, {700, 400});
    scale.showRecent(600'000);
    scale.advance(10'000);
    QVERIFY(scale.atNow());  // who looks at now goes on looking at it
    scale.panBy({900, 0});
    QVERIFY(!scale.atNow());
    const double from = scale.from();
    scale.advance(10'000);
    QCOMPARE(scale.from(), from - 10'000);
  }

  void keysWalkAndExplain() {
    GanttChart chart(m_look);
    chart.setBars(ganttBars(fewLives(), {}));
    shown(chart, {740, 300});
    QCOMPARE(chart.rows(), std::size_t{5});
    QSignalSpy selected(&chart, &GanttChart::selected);
    QSignalSpy activated(&chart, &GanttChart::activated);
    QTest::keyClick(&chart, Qt::Key_Down);
    QCOMPARE(chart.currentRow(), std::optional<std::size_t>(0));
    QTest::keyClick(&chart, Qt::Key_Down);
    QTest::keyClick(&chart, Qt::Key_Return);
    QCOMPARE(selected.count(), 2);
    QCOMPARE(activated.count(), 1);
    QVERIFY(activated.front().at(0).value<ObjectRef>() == (ObjectRef{"claim", "ml-workloads", "young-wait"}));
    QVERIFY(chart.accessibleDescription().contains(QStringLiteral("waits for allocation")));
    QTest::keyClick(&chart, Qt::Key_Escape);
    QVERIFY(!chart.currentRow());
    const double from = chart.scale().from();
    QTest::keyClick(&chart, Qt::Key_A);
    QVERIFY(chart.scale().from() < from);
    QTest::keyClick(&chart, Qt::Key_0);
    QVERIFY(chart.scale().from() <= -3'600'000.0);
    QTest::keyClick(&chart, Qt::Key_Home);
    QVERIFY(chart.scale().from() > -1'000'000.0);
  }

  void tooltipTellsMomentsAndEvidence() {
    GanttChart chart(m_look);
    chart.setBars(ganttBars(fewLives(), {}));
    shown(chart, {740, 300});
    const QString words = chart.wordsOf(3);  // "new"
    QVERIFY2(words.startsWith(QStringLiteral("ml-workloads/new")), qPrintable(words));
    QVERIFY(words.contains(QStringLiteral("allocated 09:40:48 by a timestamp of the object, whole seconds, took 9 s")));
    QVERIFY(words.contains(
        QStringLiteral("PodReadyToStartContainers 09:40:51 by a timestamp of the object, whole seconds, took ≤2 s")));
    QVERIFY(chart.wordsOf(99).isEmpty());
  }

  void anAreaHasStatistics() {
    GanttChart chart(m_look);
    chart.setBars(ganttBars(fewLives(), {}));
    shown(chart, {740, 300});
    QSignalSpy chosen(&chart, &GanttChart::areaChosen);
    // All rows; the time from 110 s ago to 80 s ago: "new" and both that wait, of which one had not begun.
    chart.setArea(GanttArea{0, 4, -110'000, -80'000});
    QCOMPARE(chosen.count(), 1);
    const std::vector<std::uint32_t> bars = chart.chosenBars();
    QCOMPARE(bars.size(), std::size_t{2});
    const latency::Report report = statisticsOf(*chart.bars(), bars, {});
    QCOMPARE(report.claims, std::int64_t{2});
    QCOMPARE(report.open, std::int64_t{1});
    QCOMPARE(report.all.at[0].ms, std::int64_t{14'000});  // 1 + 9 + 1 + 2 + 1 s
    QCOMPARE(report.all.at[2].ms, std::int64_t{5'000'000});
    QCOMPARE(report.all.at[2].bound, Bound::atLeast);  // it still waits
    QTest::keyClick(&chart, Qt::Key_Escape);
    QVERIFY(!chart.area());
    QVERIFY(chart.chosenBars().empty());
  }

  void shiftDragChoosesAnArea() {
    GanttChart chart(m_look);
    chart.setBars(ganttBars(fewLives(), {}));
    shown(chart, {740, 300});
    const QPoint a(chart.plotRect().left() + 50, chart.plotRect().top() + 10);
    const QPoint b(chart.plotRect().left() + 400, chart.plotRect().top() + 70);
    QTest::mousePress(&chart, Qt::LeftButton, Qt::ShiftModifier, a);
    QMouseEvent move(QEvent::MouseMove, QPointF(b), QPointF(b), Qt::NoButton, Qt::LeftButton, Qt::ShiftModifier);
    QCoreApplication::sendEvent(&chart, &move);
    QTest::mouseRelease(&chart, Qt::LeftButton, Qt::ShiftModifier, b);
    QVERIFY(chart.area().has_value());
    QCOMPARE(chart.area()->firstRow, std::size_t{0});
    QCOMPARE(chart.area()->lastRow, std::size_t{2});
    QVERIFY(std::fabs(chart.area()->from - chart.scale().msAt(50)) < 1);
    // The same with the keyboard.
    QTest::keyClick(&chart, Qt::Key_Escape);
    QTest::keyClick(&chart, Qt::Key_Down);
    QTest::keyClick(&chart, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(chart.area()->firstRow, std::size_t{0});
    QCOMPARE(chart.area()->lastRow, std::size_t{1});
  }

  void aDragPansAndAClickSelects() {
    GanttChart chart(m_look);
    chart.setBars(ganttBars(fewLives(), {}));
    shown(chart, {740, 300});
    QSignalSpy selected(&chart, &GanttChart::selected);
    const QPoint at(chart.plotRect().left() + 100, chart.plotRect().top() + 40);
    QTest::mouseClick(&chart, Qt::LeftButton, Qt::NoModifier, at);
    QCOMPARE(chart.currentRow(), std::optional<std::size_t>(1));
    const double from = chart.scale().from();
    QTest::mousePress(&chart, Qt::LeftButton, Qt::NoModifier, at);
    QMouseEvent move(QEvent::MouseMove, QPointF(at + QPoint(60, 0)), QPointF(at + QPoint(60, 0)), Qt::NoButton, Qt::LeftButton,
                     Qt::NoModifier);
    QCoreApplication::sendEvent(&chart, &move);
    QTest::mouseRelease(&chart, Qt::LeftButton, Qt::NoModifier, at + QPoint(60, 0));
    QVERIFY(chart.scale().from() < from);
    QCOMPARE(selected.count(), 1);
  }

  void aChosenTimeLeavesTheOthersOut() {
    GanttChart chart(m_look);
    chart.setBars(ganttBars(fewLives(), {}));
    shown(chart, {740, 300});
    chart.setRange(TimeRange{kSampleNow + -310'000, kSampleNow + -280'000});
    QCOMPARE(chart.rows(), std::size_t{2});  // "old", and the one that waits since long before
    QVERIFY(chart.scale().from() < -300'000 && chart.scale().to() > -290'000);
    chart.setRange(std::nullopt);
    QCOMPARE(chart.rows(), std::size_t{5});
  }

  void rowsStayWhereTheyAreLookedAt() {
    GanttChart chart(m_look);
    std::vector<SampleLife> samples;
    for (int i = 0; i < 200; ++i) {
      samples.push_back(done("claim-" + std::to_string(i), 60'000 + i * 1'000, 2'000));
    }
    chart.setBars(ganttBars(livesOf(samples), {}));
    shown(chart, {740, 300});
    for (int i = 0; i < 20; ++i) {
      QTest::keyClick(&chart, Qt::Key_S);
    }
    const auto top = static_cast<std::size_t>(chart.scale().top());
    QVERIFY(top > 10);
    const ObjectRef first = chart.objectOf(top);
    for (int i = 0; i < 7; ++i) {
      samples.push_back(done("new-" + std::to_string(i), 20'000 + i * 1'000, 2'000));
    }
    chart.setBars(ganttBars(livesOf(samples), {}));
    QVERIFY(chart.objectOf(static_cast<std::size_t>(chart.scale().top())) == first);
  }

  void thinRowsAreDrawn() {
    GanttChart chart(m_look);
    chart.setBars(ganttBars(manyLives(20'000), {}));
    shown(chart, {740, 400});
    chart.fitAll();
    QVERIFY(chart.scale().rowHeight() < 1);
    const QImage image = shown(chart, {740, 400});
    QSet<QRgb> colours;
    for (int y = chart.plotRect().top(); y < 400; y += 3) {
      for (int x = chart.plotRect().left(); x < 740; x += 3) {
        colours.insert(image.pixel(x, y));
      }
    }
    int stages = 0;
    for (const QColor& stage : m_look.theme().stage) {
      stages += colours.contains(stage.rgb()) ? 1 : 0;
    }
    QVERIFY2(stages >= 3, qPrintable(QString::number(stages)));
    QTest::keyClick(&chart, Qt::Key_End);  // not a key of the chart
    QVERIFY(chart.rowAt({300, 200}).has_value());
  }

  void hostileNamesAreOnlyText() {
    GanttChart chart(m_look);
    chart.setBars(ganttBars(
        namedLives({"<b>bold</b>", std::string("a\x1b[31m\nb", 9), "\xE2\x80\xAEtxt.exe", std::string(10'000, 'x')}), {}));
    shown(chart, {740, 300});
    for (std::size_t row = 0; row < chart.rows(); ++row) {
      const QString words = chart.wordsOf(row);
      QVERIFY(!words.contains(QChar(0x202E)));
      QVERIFY(!words.contains(QChar(0x1B)));
    }
    QVERIFY(!shown(chart, {740, 300}).isNull());
  }

  void nothingToShow() {
    GanttChart chart(m_look);
    shown(chart, {740, 300});
    chart.setBars(ganttBars(livesOf({}), {}));
    for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Return, Qt::Key_F, Qt::Key_0, Qt::Key_Plus, Qt::Key_W}) {
      QTest::keyClick(&chart, key);
    }
    QCOMPARE(chart.rows(), std::size_t{0});
    QVERIFY(!chart.currentRow());
    chart.setBars(nullptr);
    QVERIFY(!shown(chart, {740, 300}).isNull());
  }

 private:
  Look m_look{ThemeName::dark};
};

QTEST_MAIN(GanttTest)
#include "gantt_test.moc"
