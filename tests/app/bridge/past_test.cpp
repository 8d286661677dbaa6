// LiveBridge and the past: moments are kept while a source runs, one can go to them, and what changed is told. GUI thread.
#include <QSignalSpy>
#include <QtTest>

#include "app/bridge/demo_past.h"
#include "app/bridge/live_bridge.h"
#include "app/bridge/past_views.h"

using namespace claimscope;
using namespace claimscope::app;

class PastTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void momentsAreKeptAndCanBeSeen() {
    LiveBridge bridge;
    std::vector<ui::View> live;
    std::vector<ui::View> replays;
    connect(&bridge, &LiveBridge::viewReady, this, [&](const ui::View& view) { (view.replay ? replays : live).push_back(view); });
    SourceOptions options;
    options.demo = true;
    options.scenario = "eks-hybrid";
    options.speed = 100;
    bridge.run(options);
    QTRY_VERIFY_WITH_TIMEOUT(!live.empty() && live.back().past != nullptr && live.back().past->outline->moments.size() >= 5,
                             20'000);
    const cluster::PastOutlinePtr outline = live.back().past->outline;
    const Time oldest = outline->moments.front().from;
    const Time middle = outline->moments[outline->moments.size() / 2].from;
    bridge.travel(middle);
    bridge.travel(oldest);  // the newest wish counts
    QTRY_VERIFY_WITH_TIMEOUT(!replays.empty() && replays.back().snapshot->time <= outline->moments[1].from, 20'000);
    QVERIFY(replays.back().diagnosis != nullptr);
    QVERIFY(!replays.back().snapshot->inventory->devices.empty());
    // Live views go on meanwhile.
    const std::size_t before = live.size();
    QTRY_VERIFY_WITH_TIMEOUT(live.size() > before, 20'000);

    ui::ComparisonPtr comparison;
    bridge.compare(oldest, live.back().snapshot->time, [&](const ui::ComparisonPtr& answer) { comparison = answer; });
    QTRY_VERIFY_WITH_TIMEOUT(comparison != nullptr, 20'000);
    QVERIFY(comparison->changes.events > 0);
    QCOMPARE(comparison->tags.size(), comparison->changes.told.size());
    bridge.travel(std::nullopt);
  }

  /// A moment with what a page asks of latency then.
  void aMomentAnswersWhatIsAsked() {
    LiveBridge bridge;
    std::vector<ui::View> replays;
    ui::View newest;
    connect(&bridge, &LiveBridge::viewReady, this, [&](const ui::View& view) {
      if (view.replay) {
        replays.push_back(view);
      } else {
        newest = view;
      }
    });
    bridge.askLatency(latency::Question{});
    SourceOptions options;
    options.demo = true;
    options.speed = 100;
    bridge.run(options);
    QTRY_VERIFY_WITH_TIMEOUT(newest.past != nullptr && newest.past->outline->moments.size() >= 3, 20'000);
    bridge.travel(newest.past->outline->moments[1].from);
    QTRY_VERIFY_WITH_TIMEOUT(!replays.empty(), 20'000);
    QVERIFY(replays.back().latency != nullptr);
  }

  /// What Prometheus had answered then, and not what it says now.
  void aMomentHasItsMetrics() {
    LiveBridge bridge;
    std::vector<ui::View> replays;
    ui::View newest;
    connect(&bridge, &LiveBridge::viewReady, this, [&](const ui::View& view) {
      if (view.replay) {
        replays.push_back(view);
      } else {
        newest = view;
      }
    });
    SourceOptions options;
    options.demo = true;
    options.speed = 100;
    bridge.run(options);
    QTRY_VERIFY_WITH_TIMEOUT(newest.metrics != nullptr && newest.metrics->state == prometheus::State::live, 20'000);
    const Time then = newest.snapshot->time;
    QTRY_VERIFY_WITH_TIMEOUT(newest.metrics->lastContact > then, 20'000);
    bridge.travel(then);
    QTRY_VERIFY_WITH_TIMEOUT(!replays.empty(), 20'000);
    const ui::View& replay = replays.back();
    QVERIFY(replay.metrics != nullptr && replay.metrics->lastContact <= then && !replay.metrics->answers.empty());
    QVERIFY(replay.use != nullptr);
  }

  void aSourceWithoutPastSaysSo() {
    LiveBridge bridge;
    bool answered = false;
    ui::ComparisonPtr comparison;
    bridge.compare(Time{0}, Time{1}, [&](const ui::ComparisonPtr& answer) {
      answered = true;
      comparison = answer;
    });
    QTRY_VERIFY_WITH_TIMEOUT(answered, 20'000);
    QVERIFY(comparison == nullptr);
  }

  /// What pictures are taken of: the incident has begun, and something before it is its likely cause.
  void aWatchedDemoHasItsIncident() {
    SourceOptions options;
    options.demo = true;
    const Result<std::unique_ptr<DemoPast>> demo = watchDemo(options);
    QVERIFY(demo.has_value());
    DemoPast& watched = **demo;
    QVERIFY(watched.past.outline()->moments.size() > 10);
    QVERIFY(!watched.findings.spans(Time{0})->empty());
    const ui::ComparisonPtr all =
        compareMoments(watched.past, watched.past.outline()->moments.front().from, watched.newest->time);
    QVERIFY(all != nullptr);
    QVERIFY(!all->changes.told.empty());
    QVERIFY(!watchDemo(SourceOptions{}).has_value());
  }
};

QTEST_GUILESS_MAIN(PastTest)
#include "past_test.moc"
