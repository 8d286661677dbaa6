// OverviewPage: what it says in each state, where clicks lead, what survives an update. GUI thread.
#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/base/format.h"
#include "ui/pages/overview/overview_page.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

struct Opened {
  QString page;
  std::optional<ObjectRef> object;
  QString filter;
};

/// Collects what a page asks for.
std::vector<Opened>& record(Page& page, std::vector<Opened>& into) {
  QObject::connect(&page, &Page::open, &page,
                   [&into](const QString& name, const std::optional<ObjectRef>& object, const QString& filter) {
                     into.push_back({name, object, filter});
                   });
  return into;
}

Button* buttonWith(QWidget& page, const QString& text) {
  for (Button* button : page.findChildren<Button*>()) {
    if (button->text().startsWith(text)) {
      return button;
    }
  }
  return nullptr;
}

}  // namespace

class OverviewTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { prepare(); }
  void init() { watchWarnings(); }

  void aClusterWithTrouble() {
    OverviewPage page(m_look);
    QAbstractItemModelTester pendingTester(&page.pendingModel(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QAbstractItemModelTester findingsTester(&page.findings().findings(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    const View view = sampleView(sampleSnapshot("eks-hybrid", SampleState::live));
    page.setView(view);
    shown(page, {1236, 748});
    QCOMPARE(page.verdict().sentence(), plain(view.diagnosis->verdict));
    QCOMPARE(page.findings().findings().rowCount(), static_cast<int>(view.diagnosis->findings.size()));
    QCOMPARE(page.pools().rows(),
             static_cast<int>(std::count_if(view.snapshot->inventory->groups.begin(), view.snapshot->inventory->groups.end(),
                                            [](const auto& group) { return group.counts.total() > 0; })));
    QVERIFY(page.pendingModel().rowCount() > 0);
    QVERIFY(page.pendingModel().rowCount() <= static_cast<int>(PendingChoice::kMost));
    QVERIFY(page.poolsStory().showsContent());
    QVERIFY(page.subtitle().contains(QStringLiteral("devices")));
  }

  void theWorstWaitFirst() {
    const View view = sampleView(sampleSnapshot("fleet", SampleState::live));
    const auto facts = claimFacts(*view.snapshot, ClaimGrouping::none, {});
    const PendingChoice choice = choosePending(view, *facts);
    QVERIFY(!choice.worst.empty());
    const SeverityByObject severity = severities(*view.diagnosis);
    const ClaimRows rows(view, facts, std::make_shared<const SeverityByObject>(severity),
                         std::make_shared<const std::vector<Column>>(claimColumns(ClaimGrouping::none)), false);
    int lastRank = -1;
    Time lastCreated;
    for (const Row row : choice.worst) {
      QCOMPARE(facts->facts[row].band, 0);
      const auto found = severity.find(rows.object(row).str());
      const int rank = found == severity.end() ? 9 : static_cast<int>(found->second);
      QVERIFY(rank > lastRank || (rank == lastRank && facts->facts[row].created >= lastCreated));
      lastRank = rank;
      lastCreated = facts->facts[row].created;
    }
    QCOMPARE(static_cast<std::int64_t>(choice.waitingSince.size()), facts->waiting);
  }

  void clicksLeadOn() {
    OverviewPage page(m_look);
    const View view = sampleView(sampleSnapshot("eks-hybrid", SampleState::live));
    page.setView(view);
    shown(page, {1236, 748});
    std::vector<Opened> opened;
    record(page, opened);
    QSignalSpy report(&page, &OverviewPage::reportWanted);

    Button* copy = buttonWith(page, QStringLiteral("Report…"));
    QVERIFY(copy != nullptr);
    QTest::mouseClick(copy, Qt::LeftButton);
    QCOMPARE(report.size(), 1);

    Button* explain = buttonWith(page, QStringLiteral("Explain oldest"));
    QVERIFY(explain != nullptr && explain->isVisible());
    QTest::mouseClick(explain, Qt::LeftButton);
    QCOMPARE(opened.size(), std::size_t{1});
    QCOMPARE(opened.back().page, QStringLiteral("explanation"));
    QVERIFY(opened.back().object.has_value());

    // A row of the pending claims too.
    Q_EMIT page.pending().view().objectActivated(*opened.back().object);
    QCOMPARE(opened.back().page, QStringLiteral("explanation"));

    Button* all = buttonWith(page, QStringLiteral("All "));
    QVERIFY(all != nullptr);
    QTest::mouseClick(all, Qt::LeftButton);
    QCOMPARE(opened.back().page, QStringLiteral("claims"));
    QCOMPARE(opened.back().filter, QStringLiteral("waits"));

    // The first segment of the first bar: devices of that group in that state.
    const QString filter = page.pools().filterAt({130, 18});
    QVERIFY(filter.contains(QStringLiteral("pool=")) && filter.contains(QStringLiteral("state=")));
    QTest::mouseClick(&page.pools(), Qt::LeftButton, {}, {130, 18});
    QCOMPARE(opened.back().page, QStringLiteral("devices"));
    QCOMPARE(opened.back().filter, filter);
    QTest::mouseClick(&page.pools(), Qt::LeftButton, {}, {20, 18});
    QVERIFY(!opened.back().filter.contains(QStringLiteral("state=")));
  }

  void aFindingIsSelectedAndOpened() {
    OverviewPage page(m_look);
    const View view = sampleView(sampleSnapshot("eks-hybrid", SampleState::live));
    page.setView(view);
    shown(page, {1236, 748});
    std::vector<Opened> opened;
    record(page, opened);
    std::vector<std::optional<ObjectRef>> chosen;
    connect(&page, &Page::selected, &page, [&](const std::optional<ObjectRef>& object) { chosen.push_back(object); });
    page.stepFinding(1);
    QCOMPARE(chosen.size(), std::size_t{1});
    QCOMPARE(chosen.back()->kind, std::string("finding"));
    QCOMPARE(chosen.back()->name, view.diagnosis->findings.front().id);
    QTest::keyClick(&page.findings(), Qt::Key_Return);
    QCOMPARE(opened.size(), std::size_t{1});
    // A claim of the pending list takes the selection away from the findings.
    QTest::mouseClick(page.pending().view().viewport(), Qt::LeftButton, {}, {40, 13});
    QVERIFY(chosen.back()->kind == "claim" || chosen.back()->kind == "pod");
    QVERIFY(page.findings().selectionModel()->selectedIndexes().isEmpty());
  }

  void selectionSurvivesAnUpdate() {
    OverviewPage page(m_look);
    const std::vector<cluster::SnapshotPtr> moments = sampleSequence("fleet", 3, 2'000);
    page.setView(sampleView(moments[0]));
    shown(page, {1236, 748});
    page.stepFinding(1);
    const std::string id = page.findings().findings().at(page.findings().currentIndex().row()).id;
    for (const cluster::SnapshotPtr& moment : moments) {
      page.setView(sampleView(moment));
      QVERIFY(page.findings().currentIndex().isValid());
      QCOMPARE(page.findings().findings().at(page.findings().currentIndex().row()).id, id);
    }
  }

  void emptyCluster() {
    OverviewPage page(m_look);
    page.setView(quietView(sampleSnapshot({}, SampleState::empty)));
    shown(page, {1236, 748});
    QCOMPARE(page.verdict().sentence(), QStringLiteral("Nothing is wrong."));
    QCOMPARE(page.findingsStory().noteTitle(), QStringLiteral("No finding is open"));
    QCOMPARE(page.poolsStory().noteTitle(), QStringLiteral("No driver publishes devices"));
    QCOMPARE(page.pending().noteTitle(), QStringLiteral("No claim exists"));
    QCOMPARE(page.latencyStory().noteTitle(), QStringLiteral("No claim asked for devices in the last hour"));
    QVERIFY(!buttonWith(page, QStringLiteral("Explain oldest"))->isVisible());
    QCOMPARE(page.subtitle(), QStringLiteral("0 nodes · 0 devices · 0 claims · 0 pods with claims"));
  }

  void notServed() {
    OverviewPage page(m_look);
    page.setView(withLatency(View{sampleSnapshot({}, SampleState::notServed), std::make_shared<diagnosis::Diagnosis>(), {}}));
    shown(page, {1236, 748});
    QCOMPARE(page.verdict().sentence(), QStringLiteral("This API server has no resource.k8s.io"));
    QCOMPARE(page.poolsStory().noteTitle(), QStringLiteral("This API server has no ResourceSlices."));
    QCOMPARE(page.pending().noteTitle(), QStringLiteral("This API server has no ResourceClaims."));
  }

  void loading() {
    OverviewPage page(m_look);
    SampleStore store(Time{1'795'513'338'000});
    store.serverFound();
    store.firstPage(
        "resource.k8s.io", "v1", "resourceclaims",
        R"({"metadata":{"name":"a","namespace":"n","uid":"1","resourceVersion":"1","creationTimestamp":"2026-11-24T09:40:00Z"},"spec":{}})",
        7'306);
    page.setView(withLatency(View{store.snapshot(), std::make_shared<diagnosis::Diagnosis>(), {}}));
    shown(page, {1236, 748});
    QCOMPARE(page.verdict().sentence(), QStringLiteral("Loading the cluster"));
    QVERIFY(!page.findingsStory().showsContent());
    QVERIFY(page.findingsStory().progressWords().contains(QStringLiteral("kinds read")));
    QVERIFY(page.poolsStory().progressWords().contains(QStringLiteral("waiting for the first page")));
    QVERIFY(page.pending().story().progressWords().contains(QStringLiteral("1 of ≥7,306")));
    QVERIFY(page.subtitle().contains(QStringLiteral("≥1 claim")));
  }

  void forbiddenClaims() {
    OverviewPage page(m_look);
    SampleStore store(Time{1'795'513'338'000});
    store.serverFound();
    store.setState("resource.k8s.io", "resourceclaims", SourceState::forbidden,
                   Error{ErrorCode::forbidden, "refused", "ask", std::nullopt, 403});
    store.finishOthers();
    page.setView(withLatency(View{store.snapshot(), std::make_shared<diagnosis::Diagnosis>(), {}}));
    shown(page, {1236, 748});
    QCOMPARE(page.pending().noteTitle(), QStringLiteral("You may not list resourceclaims."));
    QCOMPARE(page.latencyStory().noteTitle(), QStringLiteral("You may not list resourceclaims."));
    QVERIFY(page.subtitle().contains(QStringLiteral("? claims")));
  }

  void staleWatch() {
    OverviewPage page(m_look);
    page.setView(sampleView(sampleSnapshot("eks-hybrid", SampleState::stale)));
    shown(page, {1236, 748});
    QVERIFY(page.poolsStory().showsContent());
    QVERIFY2(page.poolsStory().bannerTitle().contains(QStringLiteral("lost 3 m 04 s ago")),
             qPrintable(page.poolsStory().bannerTitle()));
    QVERIFY(page.pending().story().bannerTitle().contains(QStringLiteral("resourceclaims")));
  }

  void everythingIsFine() {
    OverviewPage page(m_look);
    page.setView(quietView(sampleSnapshot("quiet", SampleState::live)));
    shown(page, {1236, 748});
    QCOMPARE(page.findingsStory().noteTitle(), QStringLiteral("No finding is open"));
    QVERIFY(page.poolsStory().showsContent());
  }

  /// Numbers, notes and the chart are those of the report; before it comes there are none, and never zeros.
  void latencyIsThatOfTheReport() {
    OverviewPage page(m_look);
    View view = sampleView(sampleSnapshot("eks-hybrid", SampleState::live));
    QCOMPARE(page.latencyQuestion()->windowMs, std::int64_t{3'600'000});
    auto report = std::make_shared<latency::Report>();
    report->from = view.snapshot->time + -3'600'000;
    report->to = view.snapshot->time;
    report->claims = 100;
    report->all.samples = 100;
    report->all.at = {{{840, Bound::exact}, {6'200, Bound::exact}, {31'000, Bound::atLeast}}};
    report->before = latency::Distribution{};
    report->before->at = {{{830, Bound::exact}, {2'950, Bound::exact}, {31'000, Bound::exact}}};
    report->worstStage = latency::Stage::allocated;
    report->worstShare = 71;
    view.latency = report;
    page.setView(view);
    shown(page, {1236, 748});
    QVERIFY(page.latencyStory().showsContent());
    QCOMPARE(page.latency().noteOf(0), QStringLiteral("same as before"));
    QCOMPARE(page.latency().noteOf(1), QStringLiteral("2.1× the hour before"));
    QCOMPARE(page.latency().noteOf(2), QStringLiteral("over 30 s objective"));
    QVERIFY2(page.latency().accessibleDescription().contains(QStringLiteral("p99 ≥31 s, 71 % waiting for allocation")),
             qPrintable(page.latency().accessibleDescription()));
    QSignalSpy asked(&page, &Page::latencyQuestionChanged);
    page.setObjective({95, 5'000});
    QCOMPARE(asked.count(), 1);
    QCOMPARE(page.latencyQuestion()->objective.ms, std::int64_t{5'000});
    view.latency = nullptr;
    page.setView(view);
    QVERIFY(!page.latencyStory().showsContent());
  }

  void latencyWordsAreShort() {
    QCOMPARE(latencyWords(0).number, QStringLiteral("<1"));
    QCOMPARE(latencyWords(840).number, QStringLiteral("0.84"));
    QCOMPARE(latencyWords(6'200).number, QStringLiteral("6.2"));
    QCOMPARE(latencyWords(31'000).number, QStringLiteral("31"));
    QCOMPARE(latencyWords(862'000).number + latencyWords(862'000).unit, QStringLiteral("14min"));
    QCOMPARE(latencyWords(3 * 86'400'000LL).unit, QStringLiteral("d"));
  }

 private:
  Look m_look{ThemeName::dark};
};

QTEST_MAIN(OverviewTest)
#include "overview_test.moc"
