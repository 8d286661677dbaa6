// TimelineStrip: changes and findings on the last hour's axis. GUI thread.
#include <QSignalSpy>
#include <QtTest>

#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/sample_views.h"
#include "ui/shell/timeline_strip.h"

using namespace claimscope;
using namespace claimscope::ui;

class StripTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { prepare(); }
  void init() { watchWarnings(); }

  void sumsEveryBucket() {
    TimelineStrip strip(m_look);
    View view = quietView(sampleSnapshot("quiet", SampleState::live));
    auto snapshot = std::make_shared<cluster::Snapshot>(*view.snapshot);
    snapshot->density.start = snapshot->time + -600'000;
    snapshot->density.bucketMs = 10'000;
    snapshot->density.changes.assign(60, 2);
    snapshot->created = {snapshot->time + -1'800'000, 10'000, std::vector<std::uint32_t>(60, 7)};
    view.snapshot = snapshot;
    strip.setView(view, true);
    QCOMPARE(strip.changesShown(), std::uint64_t{120});
    shown(strip, {1288, 56});
    const QString recent = strip.textAt({1288 - 176 - 8, 30});
    QVERIFY2(recent.startsWith(QStringLiteral("2 changes in 10 s")), qPrintable(recent));
    const QString before = strip.textAt({200, 30});
    QVERIFY2(before.startsWith(QStringLiteral("Not watched at")), qPrintable(before));
    const QString created = strip.textAt({1288 - 176 - 400, 30});
    QVERIFY2(created.startsWith(QStringLiteral("7 of today's objects created")), qPrintable(created));
    QVERIFY(strip.textAt({10, 30}).isEmpty());
  }

  void aFindingStandsWhereItBeganAndCanBeClicked() {
    TimelineStrip strip(m_look);
    View view = quietView(sampleSnapshot("quiet", SampleState::live));
    auto diagnosis = std::make_shared<diagnosis::Diagnosis>();
    diagnosis::Finding finding;
    finding.id = "PoolIncomplete:x";
    finding.severity = diagnosis::Severity::critical;
    finding.title = "Pool <b>x</b> is incomplete";
    finding.since = view.snapshot->time + -1'800'000;
    diagnosis->findings.push_back(finding);
    view.diagnosis = diagnosis;
    strip.setView(view, true);
    const QImage picture = shown(strip, {1288, 56});
    const int middle = 176 + (1288 - 352) / 2;
    QVERIFY(strip.textAt({middle, 8}).startsWith(QStringLiteral("Pool <b>x</b>")));
    QSignalSpy spy(&strip, &TimelineStrip::findingChosen);
    QTest::mouseClick(&strip, Qt::LeftButton, {}, {middle, 8});
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.front().front().toString(), QStringLiteral("PoolIncomplete:x"));
    // The bar of its length runs from there to now.
    QCOMPARE(picture.pixelColor(middle + 100, 31), m_look.theme().severity.critical);
    QVERIFY(picture.pixelColor(middle - 100, 31) != m_look.theme().severity.critical);
  }

  void pauseAsksAndShows() {
    TimelineStrip strip(m_look);
    strip.setView(quietView(sampleSnapshot("quiet", SampleState::live)), true);
    shown(strip, {1288, 56});
    QSignalSpy spy(&strip, &TimelineStrip::pauseToggled);
    auto* button = strip.findChild<Button*>();
    QVERIFY(button != nullptr);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(spy.count(), 1);
    strip.setPaused(true);
    QCOMPARE(button->toolTip(), QStringLiteral("Go live (L)"));
  }

 private:
  Look m_look{ThemeName::dark};
};

QTEST_MAIN(StripTest)
#include "strip_test.moc"
