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
    const QString recent = strip.textAt({1288 - 152 - 8, 30});
    QVERIFY2(recent.startsWith(QStringLiteral("2 changes in 10 s")), qPrintable(recent));
    const QString before = strip.textAt({252, 30});
    QVERIFY2(before.startsWith(QStringLiteral("Not watched at")), qPrintable(before));
    const QString created = strip.textAt({1288 - 152 - 400, 30});
    QVERIFY2(created.startsWith(QStringLiteral("7 of today's objects created")), qPrintable(created));
    QVERIFY(strip.textAt({10, 30}).isEmpty());
    // An hour of which fifty minutes were not watched has at least so many changes; one that was watched has that many.
    QCOMPARE(strip.changesInWords(), QStringLiteral("≥540 changes"));
    auto watched = std::make_shared<cluster::Snapshot>(*snapshot);
    watched->density.start = watched->time + -3'600'000;
    watched->density.changes.assign(360, 2);
    view.snapshot = watched;
    strip.setView(view, true);
    QCOMPARE(strip.changesInWords(), QStringLiteral("720 changes"));
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
    const int middle = static_cast<int>(strip.xOf(finding.since));
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
    QVERIFY(!button->isVisible());
    QSignalSpy live(&strip, &TimelineStrip::liveRequested);
    for (Button* other : strip.findChildren<Button*>()) {
      if (other->isVisible() && other->text() == QLatin1String("Go live")) {
        QTest::mouseClick(other, Qt::LeftButton);
      }
    }
    QCOMPARE(live.count(), 1);
  }

 private:
  Look m_look{ThemeName::dark};
};

QTEST_MAIN(StripTest)
#include "strip_test.moc"
