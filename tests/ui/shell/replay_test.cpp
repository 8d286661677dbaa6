// The window at an earlier moment: going there by strip and keys, what stays, and the way back. GUI thread.
#include <QSignalSpy>
#include <QtTest>

#include "tests/ui/pages/gui_test.h"
#include "tests/ui/pages/sample_past.h"
#include "ui/pages/timeline/timeline_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/replay_banner.h"

using namespace claimscope;
using namespace claimscope::ui;

class ReplayTest : public GuiTest {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    prepare();
    dress(m_look);
    m_past = std::make_unique<SamplePast>();
  }
  void init() {
    watchWarnings();
    m_window = std::make_unique<MainWindow>(
        m_look, [](const ObjectRef&, const std::function<void(bool, QString)>& done) { done(true, QString()); });
    m_window->setAnimated(false);
    m_asked.clear();
    connect(m_window.get(), &MainWindow::travelRequested, this, [this](const std::optional<Time>& moment) {
      m_asked.push_back(moment);
      if (moment && m_answers) {
        m_window->setView(m_past->replay(*moment));
      }
    });
    m_window->setAskChanges(
        [this](Time a, Time b, const std::function<void(ComparisonPtr)>& done) { done(m_past->compare(a, b)); });
    m_answers = true;
    m_window->setView(m_past->newestView());
    m_window->resize(1440, 900);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
  }
  void cleanup() { m_window.reset(); }

  /// Every page shows the moment, and what arrives does not replace it.
  void anEarlierMomentStays() {
    const Time moment = m_past->newest()->time + -120'000;
    QSignalSpy paused(m_window.get(), &MainWindow::pausedChanged);
    m_window->travel(moment);
    QVERIFY(m_window->paused());
    QCOMPARE(paused.count(), 1);
    QVERIFY(m_window->view().snapshot->time <= moment);
    QVERIFY(m_window->view().replay);
    QVERIFY(m_window->replayBanner().isVisible());
    QVERIFY2(m_window->replayBanner().text().contains(QStringLiteral("2 m 0 s ago")) ||
                 m_window->replayBanner().text().contains(QStringLiteral("2 m")),
             qPrintable(m_window->replayBanner().text()));
    const cluster::Snapshot* shownThen = m_window->view().snapshot.get();
    m_window->setView(m_past->newestView());
    QCOMPARE(m_window->view().snapshot.get(), shownThen);
    for (const QString& id : m_window->pageIds()) {
      m_window->openPage(id);
      QCOMPARE(m_window->view().snapshot.get(), shownThen);
    }
    QTest::keyClick(m_window.get(), Qt::Key_L);
    QVERIFY(!m_window->paused());
    QVERIFY(!m_window->replayBanner().isVisible());
    QCOMPARE(m_window->view().snapshot.get(), m_past->newest().get());
    QVERIFY(!m_asked.back().has_value());
  }

  /// A moment that comes when the person has gone on is dropped.
  void aLateMomentIsDropped() {
    m_answers = false;
    m_window->travel(m_past->newest()->time + -120'000);
    m_window->setPaused(false);
    m_window->setView(m_past->replay(m_past->newest()->time + -120'000));
    QVERIFY(!m_window->paused());
    QCOMPARE(m_window->view().snapshot.get(), m_past->newest().get());
  }

  void pausedIsAlsoSaid() {
    m_window->setView(quietView(sampleSnapshot("quiet", SampleState::live)));  // contact is fresh there
    m_window->setPaused(true);
    QVERIFY(m_window->replayBanner().isVisible());
    QVERIFY(m_window->replayBanner().text().contains(QStringLiteral("Actions are off")));
  }

  void clicksAndDragsOnTheStripTravel() {
    TimelineStrip& strip = m_window->strip();
    const Time wanted = m_past->newest()->time + -200'000;
    const QPoint point(static_cast<int>(strip.xOf(wanted)), 40);
    QTest::mouseClick(&strip, Qt::LeftButton, {}, point);
    QVERIFY(m_window->paused());
    QVERIFY(!m_asked.empty() && m_asked.back().has_value());
    QVERIFY(std::abs(*m_asked.back() - wanted) < 10'000);
    QVERIFY(strip.cursor().has_value());
    // Before the first moment there is none: the first is shown.
    QTest::mouseClick(&strip, Qt::LeftButton, {}, {static_cast<int>(strip.xOf(m_past->oldest() + -600'000)), 40});
    QCOMPARE(m_window->view().snapshot->time, m_past->oldest());
    // To the end of the axis: live again.
    QTest::mousePress(&strip, Qt::LeftButton, {}, point);
    QTest::mouseMove(&strip, {static_cast<int>(strip.xOf(m_past->newest()->time)), 40});
    QTest::mouseRelease(&strip, Qt::LeftButton, {}, {static_cast<int>(strip.xOf(m_past->newest()->time)), 40});
    QVERIFY(!m_window->paused());
    QVERIFY(!strip.cursor().has_value());
  }

  /// A wild drag asks now and then, and for the last place in the end.
  void aDragAsksForTheLastPlace() {
    TimelineStrip& strip = m_window->strip();
    const int from = static_cast<int>(strip.xOf(m_past->newest()->time + -300'000));
    QTest::mousePress(&strip, Qt::LeftButton, {}, {from, 40});
    for (int i = 1; i <= 20; ++i) {
      QTest::mouseMove(&strip, {from - i, 40});
    }
    QTest::mouseRelease(&strip, Qt::LeftButton, {}, {from - 20, 40});
    QVERIFY(m_asked.size() < 20);
    QVERIFY(std::abs(strip.xOf(*m_asked.back()) - (from - 20)) <= 1.5);
  }

  void keysStepOverChanges() {
    QTest::keyClick(m_window.get(), Qt::Key_Comma);
    QVERIFY(m_window->paused());
    const Time first = m_window->view().snapshot->time;
    QVERIFY(first < m_past->newest()->time);
    QTest::keyClick(m_window.get(), Qt::Key_Comma);
    const Time second = m_window->view().snapshot->time;
    QVERIFY(second < first);
    QTest::keyClick(m_window.get(), Qt::Key_Period);
    QVERIFY(m_window->view().snapshot->time > second);
    for (int i = 0; i < 40 && m_window->paused(); ++i) {
      QTest::keyClick(m_window.get(), Qt::Key_Period);
    }
    QVERIFY(!m_window->paused());  // after the last change it is live
  }

  void anotherSourceEndsTheReplay() {
    m_window->travel(m_past->oldest());
    m_window->setConnecting(QStringLiteral("other"), QStringLiteral("other"));
    QVERIFY(!m_window->paused());
    QVERIFY(!m_window->replayBanner().isVisible());
    QVERIFY(!m_window->strip().cursor().has_value());
    m_window->travel(m_past->oldest());  // it has no past yet
    QVERIFY(!m_window->paused());
  }

  void thePageOfThePastFollows() {
    m_window->openPage(QStringLiteral("timeline"));
    const Time moment = m_past->newest()->time + -100'000;
    m_window->travel(moment);
    QCOMPARE(m_window->timelinePage().b(), m_window->view().snapshot->time);
    QVERIFY(m_window->timelinePage().comparison() != nullptr);
    m_window->setPaused(false);
    QCOMPARE(m_window->timelinePage().b(), m_past->newest()->time);
  }

 private:
  Look m_look{ThemeName::dark};
  std::unique_ptr<SamplePast> m_past;
  std::unique_ptr<MainWindow> m_window;
  std::vector<std::optional<Time>> m_asked;
  bool m_answers = true;
};

QTEST_MAIN(ReplayTest)
#include "replay_test.moc"
