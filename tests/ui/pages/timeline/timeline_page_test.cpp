// TimelinePage: lanes, cursors, what changed, and what it says where there is no past. GUI thread.
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/sample_past.h"
#include "ui/pages/timeline/change_words.h"
#include "ui/pages/timeline/timeline_markdown.h"
#include "ui/pages/timeline/timeline_page.h"

using namespace claimscope;
using namespace claimscope::ui;

class TimelineTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    prepare();
    m_past = std::make_unique<SamplePast>();
  }
  void init() {
    watchWarnings();
    m_page = std::make_unique<TimelinePage>(m_look);
    m_page->setAsk([this](Time a, Time b, const std::function<void(ComparisonPtr)>& done) {
      ++m_asked;
      done(m_past->compare(a, b));
    });
    m_asked = 0;
  }
  void cleanup() { m_page.reset(); }

  void whatChangedIsListedAndCounted() {
    QAbstractItemModelTester tester(&m_page->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    open();
    fromTheOldest();
    const ComparisonPtr& comparison = m_page->comparison();
    QVERIFY(!comparison->changes.told.empty());
    QCOMPARE(static_cast<std::size_t>(m_page->model().rowCount()), comparison->changes.told.size());
    QVERIFY(m_page->table().noteTitle().isEmpty());
    QVERIFY2(
        m_page->scope().contains(
            QStringLiteral("%1 of %2 changed objects").arg(comparison->changes.told.size()).arg(comparison->changes.total())),
        qPrintable(m_page->scope()));
    QCOMPARE(m_page->foldedText(), QStringLiteral("%1 routine folded").arg(comparison->changes.routineTotal()));
    QVERIFY(m_page->subtitle().startsWith(QStringLiteral("recorded since ")));
  }

  /// Words for every fact of a demo: none is empty, and every line says something.
  void everyChangeHasWords() {
    const ComparisonPtr all = m_past->compare(m_past->oldest(), m_past->newest()->time);
    for (const cluster::ObjectChange& change : all->changes.told) {
      QVERIFY2(!whatWords(change).isEmpty(), std::string(change.noun).c_str());
      for (const cluster::Fact& fact : change.facts) {
        QVERIFY2(!factWords(fact).isEmpty(), qPrintable(QString::number(static_cast<int>(fact.kind))));
      }
      QVERIFY(!kindWord(change.noun).isEmpty());
    }
    for (int kind = 0; kind <= static_cast<int>(cluster::FactKind::resumed); ++kind) {
      QVERIFY2(!factWords({static_cast<cluster::FactKind>(kind), Text("a"), Text("b"), 1, 2}).isEmpty(),
               qPrintable(QString::number(kind)));
    }
  }

  void findNarrowsAndSaysHowMany() {
    open();
    fromTheOldest();
    const int all = m_page->model().rowCount();
    m_page->setFilter(QStringLiteral("resourceclaim"));
    const int claims = m_page->model().rowCount();
    QVERIFY(claims > 0 && claims < all);
    m_page->setFilter(QStringLiteral("no-such-thing-anywhere"));
    QCOMPARE(m_page->model().rowCount(), 0);
    QCOMPARE(m_page->table().noteTitle(), QStringLiteral("No change matches"));
    m_page->setFilter({});
    QCOMPARE(m_page->model().rowCount(), all);
  }

  /// A click moves B, with Shift A; a drag to the end is now again.
  void clicksMoveTheCursors() {
    open();
    LaneChart& chart = m_page->chart();
    QSignalSpy travelled(m_page.get(), &TimelinePage::travelRequested);
    QSignalSpy live(m_page.get(), &TimelinePage::liveRequested);
    chart.setSpan(900'000);
    const Time wanted = m_past->newest()->time + -200'000;
    const QPoint point(static_cast<int>(chart.xOf(wanted)), chart.height() / 2);
    QTest::mouseClick(&chart, Qt::LeftButton, {}, point);
    QVERIFY(travelled.count() >= 1);
    QVERIFY(std::abs(travelled.back().front().value<Time>() - wanted) < 3'000);
    const Time earlier = m_past->newest()->time + -300'000;
    QTest::mouseClick(&chart, Qt::LeftButton, Qt::ShiftModifier, {static_cast<int>(chart.xOf(earlier)), chart.height() / 2});
    QVERIFY(std::abs(m_page->a() - earlier) < 3'000);
    QTest::mousePress(&chart, Qt::LeftButton, {}, point);
    QTest::mouseMove(&chart, {chart.width() - 5, chart.height() / 2});
    QTest::mouseRelease(&chart, Qt::LeftButton, {}, {chart.width() - 5, chart.height() / 2});
    QVERIFY(live.count() >= 1);
  }

  void replayMovesBAndAsksAgain() {
    open();
    const int before = m_asked;
    const Time moment = m_past->newest()->time + -100'000;
    m_page->setReplay(moment);
    QCOMPARE(m_page->b(), moment);
    QTRY_COMPARE(m_asked, before + 1);
    m_page->setReplay(moment);
    QCOMPARE(m_asked, before + 1);
    m_page->setReplay(std::nullopt);
    QCOMPARE(m_page->b(), m_past->newest()->time);
  }

  void enterGoesToTheMomentOfTheChange() {
    open();
    fromTheOldest();
    QSignalSpy travelled(m_page.get(), &TimelinePage::travelRequested);
    TableView& view = m_page->table().view();
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_Down);
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(travelled.count(), 1);
    QVERIFY(view.currentObject().has_value());
  }

  void keysChangeTheSpan() {
    open();
    LaneChart& chart = m_page->chart();
    QSignalSpy steps(m_page.get(), &TimelinePage::stepRequested);
    QCOMPARE(chart.span(), std::int64_t{900'000});  // seven minutes are there
    QTest::keyClick(&chart, Qt::Key_Minus);
    QCOMPARE(chart.span(), std::int64_t{1'800'000});
    QTest::keyClick(&chart, Qt::Key_Plus);
    QTest::keyClick(&chart, Qt::Key_Plus);
    QCOMPARE(chart.span(), std::int64_t{300'000});
    QTest::keyClick(&chart, Qt::Key_0);
    QCOMPARE(chart.span(), std::int64_t{3'600'000});
    QTest::keyClick(&chart, Qt::Key_Left);
    QCOMPARE(steps.count(), 1);
    QCOMPARE(steps.front().front().toInt(), -1);
  }

  void hoverSaysWhatAndWhen() {
    open();
    LaneChart& chart = m_page->chart();
    QVERIFY(chart.textAt({10, 10}).isEmpty());
    const int outside = static_cast<int>(chart.xOf(m_past->oldest() + -200'000));
    QVERIFY(chart.textAt({outside, chart.height() - 40}).endsWith(QStringLiteral("no record")));
    QVERIFY(!chart.sideText(LaneChart::kClaims).isEmpty());
  }

  void nothingRecordedYet() {
    View view = quietView(m_past->newest());
    m_page->setView(view);
    shown(*m_page, {1240, 740});
    QCOMPARE(m_page->table().noteTitle(), QStringLiteral("Nothing recorded yet"));
    QCOMPARE(m_asked, 0);
    QCOMPARE(m_page->subtitle(), QStringLiteral("nothing recorded yet"));
  }

  void filesHaveOneMoment() {
    auto snapshot = std::make_shared<cluster::Snapshot>(*m_past->newest());
    snapshot->server.origin = Origin::files;
    View view = m_past->newestView();
    view.snapshot = snapshot;
    m_page->setView(view);
    shown(*m_page, {1240, 740});
    QCOMPARE(m_page->table().noteTitle(), QStringLiteral("Files have one moment"));
    QCOMPARE(m_page->subtitle(), QStringLiteral("files have one moment"));
    QCOMPARE(m_asked, 0);
  }

  void markdownIsPlainText() {
    Comparison comparison = *m_past->compare(m_past->oldest(), m_past->newest()->time);
    comparison.changes.told.resize(1);
    comparison.tags.resize(1);
    comparison.changes.told[0].name = Text("a|b<script>");
    const QString text = timelineMarkdown(comparison, QStringLiteral("x|y"));
    QVERIFY(text.contains(QStringLiteral("a\\|b\\<script\\>")));
    QVERIFY(text.contains(QStringLiteral("x\\|y")));
    open();
    QSignalSpy copied(m_page.get(), &TimelinePage::copyRequested);
    Q_EMIT m_page->copyRequested(m_page->markdown());
    QVERIFY(copied.front().front().toString().startsWith(QStringLiteral("## What changed in ")));
  }

 private:
  void fromTheOldest() {
    m_page->setA(m_past->oldest());
    QTRY_VERIFY(m_page->comparison() != nullptr && m_page->comparison()->a.time == m_past->oldest());
  }
  void open() {
    m_page->setView(m_past->newestView());
    shown(*m_page, {1240, 740});
    m_page->setView(m_past->newestView());
  }

  Look m_look{ThemeName::dark};
  std::unique_ptr<SamplePast> m_past;
  std::unique_ptr<TimelinePage> m_page;
  int m_asked = 0;
};

QTEST_MAIN(TimelineTest)
#include "timeline_page_test.moc"
