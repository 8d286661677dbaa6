// The Latency page: what it says of a report, what choosing does, each state of the sources, export. GUI thread.
#include <QAbstractItemModelTester>
#include <QMenu>
#include <QSignalSpy>

#include "tests/ui/charts/sample_lives.h"
#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/pages/latency/latency_page.h"
#include "ui/pages/latency/latency_words.h"
#include "ui/pages/latency/outlier_why.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

View viewOf(const latency::LivesPtr& lives, const latency::Question& question = {},
            const cluster::SnapshotPtr& snapshot = sampleSnapshot("eks-hybrid", SampleState::live)) {
  View view = quietView(snapshot);
  view.lives = lives;
  view.latency = reportOf(lives, question);
  view.gantt = ganttBars(lives, question);
  return view;
}

/// Answers what the page asks, as the bridge does.
void answer(LatencyPage& page, const latency::LivesPtr& lives) {
  page.setView(viewOf(lives, *page.latencyQuestion()));
}

}  // namespace

class LatencyPageTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    prepare();
    dress(m_look);
  }
  void init() { watchWarnings(); }

  void allFourPanelsShowOneReport() {
    LatencyPage page(m_look);
    const latency::LivesPtr lives = someLives();
    answer(page, lives);
    shown(page, kSize);
    const latency::ReportPtr report = reportOf(lives);
    QCOMPARE(page.stages().rows(), 4);
    QCOMPARE(page.gantt().rows(), static_cast<std::size_t>(report->claims));
    QCOMPARE(static_cast<std::size_t>(page.outlierModel().rowCount()), report->outliers.size());
    QVERIFY2(page.subtitle().startsWith(QStringLiteral("367 claims in 1 h · 8 still waiting")), qPrintable(page.subtitle()));
    QVERIFY(page.story().showsContent());
    const QAbstractItemModelTester tester(&page.outlierModel(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    const Cell took = page.outlierModel().cellAt(0, LifeRows::kTook);
    QCOMPARE(took.bound.trimmed(), QStringLiteral("≥"));
    QCOMPARE(took.text, QStringLiteral("1 h 30 m"));
    QCOMPARE(page.outlierModel().cellAt(0, LifeRows::kStage).text, QStringLiteral("allocate"));
  }

  /// The scheduler says "cannot allocate all claims" of every wait: that is evidence, not the reason.
  void aWaitIsExplainedAsOnOtherPages() {
    View view = withLatency(quietView(sampleSnapshot("fleet", SampleState::live)));
    view.diagnosis = std::make_shared<const diagnosis::Diagnosis>(diagnosis::diagnose(*view.snapshot));
    const WhyByLife whys = outlierWhys(view, *view.latency, *view.lives);
    std::size_t explained = 0;
    for (const latency::Outlier& outlier : view.latency->outliers) {
      const latency::Life& life = view.lives->lives[outlier.life];
      const auto reason = view.diagnosis->waitReasons.find(life.uid);
      if (!outlier.whole.open || reason == view.diagnosis->waitReasons.end()) {
        continue;
      }
      ++explained;
      QCOMPARE(whys.at(static_cast<std::uint32_t>(outlier.life)).words, QString::fromStdString(reason->second));
    }
    QVERIFY(explained > 0);
    const auto oldest = std::find_if(view.lives->lives.begin(), view.lives->lives.end(),
                                     [](const latency::Life& life) { return life.name == "ml-training-job-7-gpu-x4k2p"; });
    const WhyWords& why = whys.at(static_cast<std::uint32_t>(oldest - view.lives->lives.begin()));
    QCOMPARE(why.words, QStringLiteral("16 of 16 in use"));
    QVERIFY2(why.tooltip.contains(QStringLiteral("held at allocation")), qPrintable(why.tooltip));
    QVERIFY2(why.tooltip.contains(QStringLiteral("cannot allocate all claims")), qPrintable(why.tooltip));
  }

  void theVerdictNamesTheObjectiveAndTheStage() {
    const latency::LivesPtr lives = someLives();
    const LatencyVerdict verdict = latencyVerdict(*reportOf(lives), *lives);
    QCOMPARE(verdict.mark, Mark::critical);
    QVERIFY2(verdict.sentence.startsWith(QStringLiteral("p99")) && verdict.sentence.contains(QStringLiteral("30 s objective")),
             qPrintable(verdict.sentence));
    QVERIFY2(verdict.evidence.contains(QStringLiteral("% of the p95 is waiting for allocation")), qPrintable(verdict.evidence));
    latency::Question generous;
    generous.objective = {50, 6'000'000};
    const LatencyVerdict well = latencyVerdict(*reportOf(lives, generous), *lives);
    QCOMPARE(well.mark, Mark::ok);
    QVERIFY2(well.sentence.contains(QStringLiteral("within the ")), qPrintable(well.sentence));
    const latency::LivesPtr none = livesOf({});
    QCOMPARE(latencyVerdict(*reportOf(none), *none).sentence, QStringLiteral("No claim asked for devices in the last 1 h."));
  }

  void aGroupIsAskedForAndShownAlone() {
    LatencyPage page(m_look);
    const latency::LivesPtr lives = someLives();
    answer(page, lives);
    shown(page, kSize);
    QSignalSpy asked(&page, &Page::latencyQuestionChanged);
    const latency::Group group = reportOf(lives)->groups.back();
    page.setGroup(QString::fromStdString(group.key));
    QCOMPARE(asked.count(), 1);
    QCOMPARE(page.latencyQuestion()->group, group.key);
    answer(page, lives);
    QCOMPARE(static_cast<std::int64_t>(page.gantt().rows()), group.claims);
    QCOMPARE(page.stages().rows(), 4);  // the others can still be chosen
    page.setSplit(latency::GroupBy::node);
    QCOMPARE(asked.count(), 2);
    QVERIFY(page.latencyQuestion()->group.empty());  // a class is no node
    answer(page, lives);
    QCOMPARE(page.stages().rows(), 13);
  }

  void aTimeNarrowsGanttAndOutliers() {
    LatencyPage page(m_look);
    const latency::LivesPtr lives = someLives();
    answer(page, lives);
    shown(page, kSize);
    const std::size_t all = page.gantt().rows();
    page.setRange(TimeRange{kSampleNow + -3'000'000, kSampleNow + -2'700'000});
    QVERIFY(page.gantt().rows() < all && page.gantt().rows() > 2);
    QVERIFY(page.outlierModel().acceptedRows() >= 2);  // those from before the window wait through it
    QVERIFY(page.outlierModel().acceptedRows() < reportOf(lives)->outliers.size());
    QVERIFY(page.percentiles().range() == page.heat().range());
    answer(page, lives);  // a new moment keeps it
    QVERIFY(page.gantt().rows() < all);
    page.setRange(std::nullopt);
    QCOMPARE(page.gantt().rows(), all);
  }

  void anAreaShowsItsNumbers() {
    LatencyPage page(m_look);
    answer(page, someLives());
    shown(page, kSize);
    QVERIFY(page.areaLine().isHidden());
    page.gantt().setArea(GanttArea{0, 7, -60'000, 0});
    QVERIFY(!page.areaLine().isHidden());
    QCOMPARE(page.areaLine().report()->claims, std::int64_t{8});
    QVERIFY2(page.areaLine().words().startsWith(QStringLiteral("8 claims, 8 still waiting · p50 ≥")),
             qPrintable(page.areaLine().words()));
    Q_EMIT page.areaLine().cleared();
    QVERIFY(page.areaLine().isHidden());
  }

  void everyChartIsATableToo() {
    LatencyPage page(m_look);
    answer(page, someLives());
    shown(page, kSize);
    QTest::keyClick(&page.stages(), Qt::Key_T);
    QVERIFY(page.stageFrame().showsTable());
    QCOMPARE(page.stageFrame().model().rowCount(), 4);
    const QAbstractItemModelTester stages(&page.stageFrame().model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QTest::keyClick(page.stageFrame().table(), Qt::Key_T);
    QVERIFY(!page.stageFrame().showsTable());
    QTest::keyClick(&page.percentiles(), Qt::Key_T);
    QCOMPARE(page.timeFrame().model().rowCount(), static_cast<int>(reportOf(someLives())->series.size()));
    page.setHeat(true);
    QVERIFY(page.timeFrame().model().rowCount() > 12);
    const QAbstractItemModelTester times(&page.timeFrame().model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QTest::keyClick(&page.gantt(), Qt::Key_T);
    QCOMPARE(static_cast<std::size_t>(page.ganttFrame().model().rowCount()), page.gantt().rows());
    const QAbstractItemModelTester claims(&page.ganttFrame().model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    answer(page, someLives());
    QCOMPARE(static_cast<std::size_t>(page.ganttFrame().model().rowCount()), page.gantt().rows());
    for (QWidget* widget : std::initializer_list<QWidget*>{&page.stages(), &page.percentiles(), &page.heat(), &page.gantt(),
                                                           &page.outliers().view(), page.stageFrame().table()}) {
      QVERIFY(!widget->accessibleName().isEmpty());
    }
  }

  void selectionsAreTold() {
    LatencyPage page(m_look);
    answer(page, someLives());
    shown(page, kSize);
    QSignalSpy selected(&page, &Page::selected);
    QSignalSpy opened(&page, &Page::open);
    QTest::keyClick(&page.gantt(), Qt::Key_Down);
    QCOMPARE(selected.count(), 1);
    QTest::keyClick(&page.gantt(), Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.front().at(0).toString(), QStringLiteral("explanation"));
    page.outliers().view().setCurrentIndex(page.outlierModel().index(0, 0));
    QTest::keyClick(&page.outliers().view(), Qt::Key_Return);
    QCOMPARE(opened.count(), 2);
    Q_EMIT page.verdict().actionClicked();
    QCOMPARE(opened.count(), 3);
    page.setSelection(ObjectRef{"claim", "ml-workloads", "overnight-0"});
    QCOMPARE(page.gantt().currentRow(), std::optional<std::size_t>(0));
  }

  void theObjectiveIsEdited() {
    QCOMPARE(readDuration(QStringLiteral("30s")), std::optional<std::int64_t>(30'000));
    QCOMPARE(readDuration(QStringLiteral(" 1 m 30 s ")), std::optional<std::int64_t>(90'000));
    QCOMPARE(readDuration(QStringLiteral("45")), std::optional<std::int64_t>(45'000));
    QCOMPARE(readDuration(QStringLiteral("2 min")), std::optional<std::int64_t>(120'000));
    for (const char* bad : {"", "abc", "-5s", "0s", "1000h", "nan", "1e99"}) {
      QVERIFY2(!readDuration(QString::fromLatin1(bad)), bad);
    }
    LatencyPage page(m_look);
    QSignalSpy chosen(&page, &LatencyPage::objectiveChosen);
    QSignalSpy asked(&page, &Page::latencyQuestionChanged);
    ObjectivePopup& popup = page.objectiveButton().popup();
    popup.open({99, 30'000}, QPoint(300, 100));
    popup.field().setText(QStringLiteral("soon"));
    QTest::keyClick(&popup.field(), Qt::Key_Return);
    QVERIFY(popup.problem().contains(QStringLiteral("24 h")));
    QCOMPARE(chosen.count(), 0);
    popup.field().setText(QStringLiteral("45 s"));
    popup.percentile().setCurrent(1);
    QTest::keyClick(&popup.field(), Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(page.latencyQuestion()->objective.percentile, 95);
    QCOMPARE(page.latencyQuestion()->objective.ms, std::int64_t{45'000});
  }

  void nothingYet() {
    LatencyPage page(m_look);
    View view = quietView(sampleSnapshot("eks-hybrid", SampleState::live));
    view.lives = nullptr;
    view.latency = nullptr;
    page.setView(view);
    shown(page, kSize);
    QVERIFY(!page.story().showsContent());
    QCOMPARE(page.subtitle(), QString());
    answer(page, livesOf({}));
    QCOMPARE(page.story().noteTitle(), QStringLiteral("No claim asked for devices in the last 1 h"));
  }

  void undatedIsSaidNotZero() {
    latency::Lives lives = *livesOf({});
    latency::Life life = lifeOf({.name = "old", .agoMs = 600'000});
    life.allocationUndated = true;
    lives.lives.push_back(life);
    LatencyPage page(m_look);
    answer(page, std::make_shared<const latency::Lives>(lives));
    shown(page, kSize);
    QVERIFY2(page.subtitle().contains(QStringLiteral("not dated: 1, left out")), qPrintable(page.subtitle()));
  }

  void managedFieldsAreSaid() {
    std::vector<SampleLife> samples;
    for (int i = 0; i < 5; ++i) {
      samples.push_back({.name = "c" + std::to_string(i),
                         .agoMs = 100'000 + i,
                         .stages = {1'000, 2'000, 1'000, 1'000, 1'000},
                         .evidence = latency::Evidence::managedField});
    }
    LatencyPage page(m_look);
    answer(page, livesOf(samples));
    shown(page, kSize);
    QVERIFY2(page.datingWords().contains(QStringLiteral("no allocationTimestamp")), qPrintable(page.datingWords()));
  }

  void forbiddenPods() {
    latency::Lives lives = *someLives();
    lives.podsKnown = false;
    for (latency::Life& life : lives.lives) {
      life.reached[2] = life.reached[3] = life.reached[4] = {};
      life.ended = life.at(latency::Stage::allocated).known();
    }
    LatencyPage page(m_look);
    answer(page, std::make_shared<const latency::Lives>(lives));
    shown(page, kSize);
    QVERIFY(page.story().showsContent());
    QVERIFY(!page.story().bannerTitle().isEmpty());
    QVERIFY(page.verdict().evidence().contains(QStringLiteral("stages after allocation are unknown")));
  }

  void forbiddenLoadingNotServedAndStale() {
    SampleStore store(kSampleNow);
    store.serverFound();
    store.setState("resource.k8s.io", "resourceclaims", SourceState::forbidden,
                   Error{ErrorCode::forbidden, "forbidden", {}, {}, 403});
    store.finishOthers();
    LatencyPage forbidden(m_look);
    forbidden.setView(viewOf(livesOf({}), {}, store.snapshot()));
    QCOMPARE(forbidden.story().noteTitle(), QStringLiteral("You may not list resourceclaims."));
    QCOMPARE(forbidden.outliers().noteTitle(), QStringLiteral("You may not list resourceclaims."));
    LatencyPage notServed(m_look);
    notServed.setView(viewOf(livesOf({}), {}, sampleSnapshot({}, SampleState::notServed)));
    QCOMPARE(notServed.story().noteTitle(), QStringLiteral("This API server has no ResourceClaims."));
    LatencyPage stale(m_look);
    stale.setView(viewOf(someLives(), {}, sampleSnapshot("eks-hybrid", SampleState::stale)));
    QVERIFY(stale.story().showsContent());
    QVERIFY(stale.story().bannerTitle().contains(QStringLiteral("lost")));
    LatencyPage loading(m_look);
    loading.setView(viewOf(livesOf({}), {}, sampleSnapshot("fleet", SampleState::loading)));
    QVERIFY(!loading.story().showsContent());
    for (LatencyPage* page : {&forbidden, &notServed, &stale, &loading}) {
      QVERIFY(!shown(*page, kSize).isNull());
    }
  }

  void hostileNames() {
    LatencyPage page(m_look);
    const latency::LivesPtr lives = namedLives(ui::hostileNames());
    View view = viewOf(lives, {}, hostileSnapshot());
    page.setView(view);
    shown(page, kSize);
    for (int row = 0; row < page.outlierModel().rowCount(); ++row) {
      for (int column = 0; column < page.outlierModel().columnCount(); ++column) {
        const Cell cell = page.outlierModel().cellAt(row, column);
        QVERIFY(!cell.text.contains(QChar(0x202E)) && !cell.text.contains(QChar(0x1B)));
      }
    }
    for (const latency::GroupBy by : {latency::GroupBy::owner, latency::GroupBy::namespaceName, latency::GroupBy::node}) {
      page.setSplit(by);
      answer(page, lives);
      QVERIFY(!shown(page, {1100, 620}).isNull());
    }
    const QByteArray csv = groupCsv(*view.latency) + claimCsv(lives, {});
    QVERIFY(!csv.contains(QByteArrayLiteral("\n=")));
  }

  void spreadsheetsGetNoFormula() {
    QCOMPARE(csvField("plain"), QByteArrayLiteral("plain"));
    QCOMPARE(csvField("=HYPERLINK(\"x\")"), QByteArrayLiteral("\"'=HYPERLINK(\"\"x\"\")\""));
    QCOMPARE(csvField("a,b"), QByteArrayLiteral("\"a,b\""));
    QCOMPARE(csvField("@x"), QByteArrayLiteral("\"'@x\""));
  }

  void exportsCsvAndPictures() {
    LatencyPage page(m_look);
    const latency::LivesPtr lives = someLives();
    answer(page, lives);
    shown(page, kSize);
    const QByteArray groups = groupCsv(*reportOf(lives));
    QCOMPARE(groups.count('\n'), qsizetype{5});
    QCOMPARE(groups.split('\n').front().count(','), groups.split('\n')[1].count(','));
    const QByteArray claims = claimCsv(lives, {});
    QCOMPARE(claims.count('\n'), static_cast<qsizetype>(1 + reportOf(lives)->claims));
    QCOMPARE(claims.split('\n').front().count(','), claims.split('\n')[1].count(','));
    QVERIFY(claims.contains("atLeast"));
    QImage picture;
    QVERIFY(picture.loadFromData(page.picture(PictureFormat::png), "PNG"));
    QCOMPARE(picture.size(), kSize * 2);
    const QByteArray svg = page.picture(PictureFormat::svg);
    QVERIFY(svg.contains("<svg"));
    QVERIFY(svg.contains("Recent claims"));
  }

  void theSecondSourceIsAskedAndMarked() {
    LatencyPage page(m_look);
    std::vector<prometheus::RangeQuestion> asked;
    std::function<void(prometheus::AnswerPtr)> reply;
    page.setAsk([&](const prometheus::RangeQuestion& question, const std::function<void(prometheus::AnswerPtr)>& done) {
      asked.push_back(question);
      reply = done;
    });
    View view = viewOf(someLives());
    page.setView(view);
    shown(page, kSize);
    QVERIFY(page.secondChip().isHidden());  // not configured is no warning
    auto metrics = std::make_shared<prometheus::Metrics>();
    metrics->state = prometheus::State::live;
    metrics->lastContact = view.snapshot->time + -14'000;
    auto instant = std::make_shared<prometheus::Answer>();
    instant->query = "histogram_quantile(0.95, x)";
    instant->series.push_back({{}, {{view.snapshot->time, 0.6}}});
    metrics->answers["prepareSeconds"] = instant;
    view.metrics = metrics;
    page.setView(view);
    QVERIFY(!page.secondChip().isHidden());
    QCOMPARE(asked.size(), std::size_t{1});
    QCOMPARE(asked.front().query, instant->query);
    QCOMPARE(asked.front().to, kSampleNow);
    page.setView(view);
    QCOMPARE(asked.size(), std::size_t{1});  // not again for the same moment
    auto range = std::make_shared<prometheus::Answer>(*instant);
    range->series.front().samples = {{kSampleNow + -120'000, 0.6}, {kSampleNow + -60'000, 0.7}, {kSampleNow, 0.7}};
    reply(range);
    const QPoint last(static_cast<int>(page.percentiles().plot().right()) - 2,
                      static_cast<int>(page.percentiles().plot().center().y()));
    QVERIFY2(page.percentiles().wordsAt(last).contains(QStringLiteral("(second source)")),
             qPrintable(page.percentiles().wordsAt(last)));
  }

 private:
  static constexpr QSize kSize{1236, 760};
  Look m_look{ThemeName::dark};
};

QTEST_MAIN(LatencyPageTest)
#include "latency_page_test.moc"
