// LiveBridge: sources behind the window: newest view wins, old ones are silent, it ends at once. GUI thread.
#include <QCoreApplication>
#include <QSignalSpy>
#include <QtTest>

#include "app/bridge/live_bridge.h"
#include "app/bridge/run_window.h"
#include "app/commands/command.h"
#include "ui/charts/gantt/gantt_bars.h"

using namespace claimscope;
using namespace claimscope::app;

namespace {

SourceOptions demo(const std::string& scenario) {
  SourceOptions options;
  options.demo = true;
  options.scenario = scenario;
  return options;
}

}  // namespace

class BridgeTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aDemoArrivesAndGoesOn() {
    LiveBridge bridge;
    std::vector<ui::View> views;
    connect(&bridge, &LiveBridge::viewReady, this, [&](const ui::View& view) { views.push_back(view); });
    QSignalSpy opened(&bridge, &LiveBridge::opened);
    SourceOptions options = demo("eks-hybrid");
    options.speed = 20;
    bridge.run(options);
    QTRY_VERIFY_WITH_TIMEOUT(!views.empty() && views.back().snapshot->totalChanges > 0, 20'000);
    QCOMPARE(opened.count(), 1);
    QVERIFY(views.back().diagnosis != nullptr);
    QVERIFY(!views.back().snapshot->inventory->devices.empty());
    for (std::size_t i = 1; i < views.size(); ++i) {
      QVERIFY(views[i].snapshot->revision >= views[i - 1].snapshot->revision);  // one moment comes again with its latency
    }
  }

  /// Views answer what a page asks of claim latency while it asks, at once when the question changes, and not any more after it.
  void latencyIsAnsweredWhileItIsAsked() {
    LiveBridge bridge;
    std::vector<ui::View> views;
    connect(&bridge, &LiveBridge::viewReady, this, [&](const ui::View& view) { views.push_back(view); });
    latency::Question question;
    bridge.askLatency(question);
    SourceOptions options = demo("eks-hybrid");
    options.speed = 20;
    bridge.run(options);
    QTRY_VERIFY_WITH_TIMEOUT(!views.empty() && views.back().latency != nullptr && views.back().latency->claims > 0, 20'000);
    QVERIFY(views.back().lives != nullptr && views.back().gantt != nullptr);
    QCOMPARE(views.back().gantt->lives, views.back().lives);
    question.by = latency::GroupBy::node;
    bridge.askLatency(question);
    QTRY_VERIFY_WITH_TIMEOUT(views.back().latency->question.by == latency::GroupBy::node, 20'000);
    bridge.askLatency(std::nullopt);
    QTRY_VERIFY_WITH_TIMEOUT(views.back().latency == nullptr && views.back().lives == nullptr, 20'000);
  }

  void anotherSourceSilencesTheFirst() {
    LiveBridge bridge;
    std::vector<std::string> contexts;
    connect(&bridge, &LiveBridge::viewReady, this,
            [&](const ui::View& view) { contexts.push_back(view.snapshot->server.context); });
    bridge.run(demo("eks-hybrid"));
    QTRY_VERIFY_WITH_TIMEOUT(!contexts.empty(), 20'000);
    const std::string first = contexts.front();
    bridge.run(demo("fleet"));
    contexts.clear();
    QTRY_VERIFY_WITH_TIMEOUT(!contexts.empty(), 20'000);
    for (const std::string& context : contexts) {
      QVERIFY(context != first);
    }
  }

  /// A source that left the sight is watched on: going back shows its last view at once and goes on from there.
  void goingBackShowsTheSameSourceAtOnce() {
    LiveBridge bridge;
    std::vector<ui::View> views;
    connect(&bridge, &LiveBridge::viewReady, this, [&](const ui::View& view) { views.push_back(view); });
    SourceOptions first = demo("eks-hybrid");
    first.speed = 20;
    bridge.run(first, QStringLiteral("a"));
    QTRY_VERIFY_WITH_TIMEOUT(!views.empty() && views.back().snapshot->totalChanges > 0, 20'000);
    const ui::View left = views.back();
    views.clear();
    bridge.run(demo("fleet"), QStringLiteral("b"));
    QTRY_VERIFY_WITH_TIMEOUT(!views.empty(), 20'000);
    QVERIFY(views.back().snapshot->server.context != left.snapshot->server.context);
    views.clear();
    bridge.run(first, QStringLiteral("a"));
    QTRY_VERIFY_WITH_TIMEOUT(!views.empty(), 20'000);
    QCOMPARE(views.front().snapshot->server.context, left.snapshot->server.context);
    QVERIFY(views.front().snapshot->revision >= left.snapshot->revision);  // the same store, not a new one
    QTRY_VERIFY_WITH_TIMEOUT(views.back().snapshot->totalChanges > left.snapshot->totalChanges, 20'000);
  }

  void theOneLeftLongestAgoIsEnded() {
    LiveBridge bridge;
    std::vector<RunningSource> running;
    connect(&bridge, &LiveBridge::runningChanged, this, [&](const std::vector<RunningSource>& now) { running = now; });
    const auto ids = [&] {
      QStringList out;
      for (const RunningSource& source : running) {
        out += source.id;
      }
      return out;
    };
    for (const char* id : {"a", "b", "c"}) {
      bridge.run(demo("quiet"), QString::fromLatin1(id));
    }
    bridge.run(demo("quiet"), QStringLiteral("a"));
    bridge.run(demo("quiet"), QStringLiteral("d"));
    QCOMPARE(ids(), (QStringList{QStringLiteral("a"), QStringLiteral("c"), QStringLiteral("d")}));
    bridge.close(QStringLiteral("d"));  // it is in sight
    QCOMPARE(running.size(), std::size_t{3});
    bridge.close(QStringLiteral("c"));
    QCOMPARE(ids(), (QStringList{QStringLiteral("a"), QStringLiteral("d")}));
    QCOMPARE(running.back().run, ui::SourceChoice::Run::shown);
  }

  /// One that cannot be opened is none of the business of the others.
  void aFailureLeavesTheOthersAlone() {
    LiveBridge bridge;
    std::vector<ui::View> views;
    std::optional<Error> error;
    connect(&bridge, &LiveBridge::viewReady, this, [&](const ui::View& view) { views.push_back(view); });
    connect(&bridge, &LiveBridge::failed, this, [&](const Error& failure) { error = failure; });
    bridge.run(demo("quiet"), QStringLiteral("good"));
    QTRY_VERIFY_WITH_TIMEOUT(!views.empty(), 20'000);
    bridge.run(demo("no-such-scenario"), QStringLiteral("bad"));
    QTRY_VERIFY_WITH_TIMEOUT(error.has_value(), 20'000);
    views.clear();
    bridge.run(demo("quiet"), QStringLiteral("good"));
    QTRY_VERIFY_WITH_TIMEOUT(!views.empty(), 20'000);
    QVERIFY(!views.front().snapshot->inventory->nodes.empty());
  }

  void whatWeMayDoIsAskedOnceEverythingIsLoaded() {
    LiveBridge bridge;
    std::shared_ptr<const AccessReport> report;
    connect(&bridge, &LiveBridge::accessReady, this, [&](const std::shared_ptr<const AccessReport>& ready) { report = ready; });
    bridge.run(demo("quiet"), QStringLiteral("a"));
    QTRY_VERIFY_WITH_TIMEOUT(report != nullptr, 20'000);
    QVERIFY(!report->rules.empty());
    const auto first = report;
    bridge.checkAccess();
    QTRY_VERIFY_WITH_TIMEOUT(report != first, 20'000);
  }

  void whatCannotBeOpenedIsAnError() {
    LiveBridge bridge;
    std::optional<Error> error;
    connect(&bridge, &LiveBridge::failed, this, [&](const Error& failure) { error = failure; });
    bridge.run(demo("no-such-scenario"));
    QTRY_VERIFY_WITH_TIMEOUT(error.has_value(), 20'000);
    QVERIFY(error->message.find("no-such-scenario") != std::string::npos);
  }

  /// Views hold the explanation of what was asked for, and one comes although nothing has changed.
  void whatIsAskedForIsExplained() {
    LiveBridge bridge;
    std::vector<ui::View> views;
    connect(&bridge, &LiveBridge::viewReady, this, [&](const ui::View& view) { views.push_back(view); });
    SourceOptions options = demo("eks-hybrid");
    options.speed = 0;
    bridge.run(options);
    const ui::ObjectRef claim{"claim", "ml-workloads", "ml-training-gpu-0"};
    QTRY_VERIFY_WITH_TIMEOUT(!views.empty() && views.back().snapshot->firstSyncDone, 20'000);
    QVERIFY(views.back().explanation == nullptr);
    const cluster::SnapshotPtr first = views.back().snapshot;
    bridge.explain(claim);
    QTRY_VERIFY_WITH_TIMEOUT(views.back().explanation != nullptr, 20'000);
    QCOMPARE(views.back().explanation->object, std::string("ml-workloads/ml-training-gpu-0"));
    QVERIFY(views.back().explanationMs >= 0);
    QVERIFY(views.back().diagnosis != nullptr);
    // The newest question wins; a moment that is shown elsewhere is explained too.
    bridge.explain(ui::ObjectRef{"claim", "no", "such"});
    bridge.explain(ui::ObjectRef{"pod", "ml-workloads", "no-such-pod"});
    bridge.explain(claim, first);
    bool ofMoment = false;
    const auto seen = [&] {
      for (const ui::View& view : views) {
        ofMoment = ofMoment || (view.snapshot == first && view.explanation != nullptr && view.diagnosis->checksRun == 0);
      }
      return ofMoment;
    };
    QTRY_VERIFY_WITH_TIMEOUT(seen(), 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(views.back().explanation != nullptr, 20'000);
    bridge.explain(std::nullopt);
  }

  void aSelectorIsChecked() {
    LiveBridge bridge;
    bool ready = false;
    connect(&bridge, &LiveBridge::viewReady, this, [&](const ui::View& view) { ready = view.snapshot->firstSyncDone; });
    SourceOptions options = demo("eks-hybrid");
    options.speed = 0;
    bridge.run(options);
    QTRY_VERIFY_WITH_TIMEOUT(ready, 20'000);
    std::shared_ptr<const ui::SelectorAnswer> answer;
    const auto check = [&](const char* expression, const char* deviceClass = "") {
      answer.reset();
      bridge.checkSelector({expression, deviceClass, 1},
                           [&](std::shared_ptr<const ui::SelectorAnswer> got) { answer = std::move(got); });
    };
    check("true");
    QTRY_VERIFY_WITH_TIMEOUT(answer != nullptr, 20'000);
    QVERIFY(answer->error.empty());
    QVERIFY(answer->seen.value > 0);
    QCOMPARE(answer->matching.value, answer->seen.value);
    QVERIFY(!answer->names.empty());
    QCOMPARE(answer->table.terms.size(), std::size_t{1});
    check("device.driver == \"x\" && device.attributes[\"no.such\"].y");
    QTRY_VERIFY_WITH_TIMEOUT(answer != nullptr, 20'000);
    QCOMPARE(answer->matching.value, 0);
    QCOMPARE(answer->failing.value, 0);  // false decides, whatever the other side says
    QCOMPARE(answer->table.terms.size(), std::size_t{2});
    QCOMPARE(answer->table.terms[1].error.value, answer->seen.value);
    check("device.attributes[\"no.such\"].y");
    QTRY_VERIFY_WITH_TIMEOUT(answer != nullptr, 20'000);
    QCOMPARE(answer->failing.value, answer->seen.value);
    QVERIFY(!answer->failures.empty());
    check("device.nothing == 1");
    QTRY_VERIFY_WITH_TIMEOUT(answer != nullptr, 20'000);
    QVERIFY(!answer->error.empty());
    QVERIFY(answer->end > answer->begin);
    check("true", "no-such-class");
    QTRY_VERIFY_WITH_TIMEOUT(answer != nullptr, 20'000);
    QVERIFY(!answer->classFound);
  }

  void yamlComesBack() {
    LiveBridge bridge;
    bool ready = false;
    connect(&bridge, &LiveBridge::viewReady, this, [&](const ui::View&) { ready = true; });
    bridge.run(demo("eks-hybrid"));
    QTRY_VERIFY_WITH_TIMEOUT(ready, 20'000);
    QString yaml;
    bridge.fetchYaml({"claim", "ml-workloads", "ml-training-gpu-0"},
                     [&](bool ok, const QString& text) { yaml = ok ? text : QStringLiteral("failed: ") + text; });
    QTRY_VERIFY_WITH_TIMEOUT(!yaml.isEmpty(), 20'000);
    QVERIFY2(yaml.contains(QStringLiteral("kind: ResourceClaim")), qPrintable(yaml));
    QString missing;
    bridge.fetchYaml({"claim", "ml-workloads", "no-such-claim"},
                     [&](bool ok, const QString& text) { missing = ok ? QString() : text; });
    QTRY_VERIFY_WITH_TIMEOUT(missing.contains(QStringLiteral("no-such-claim")), 20'000);
  }

  /// Ends under load without waiting for the source and without a call into what is gone.
  void endsWhileBusy() {
    for (int i = 0; i < 5; ++i) {
      int views = 0;
      {
        LiveBridge bridge;
        connect(&bridge, &LiveBridge::viewReady, this, [&](const ui::View&) { ++views; });
        SourceOptions options = demo("eks-hybrid");
        options.speed = 100;
        bridge.run(options);
        if (i % 2 == 1) {
          QTRY_VERIFY_WITH_TIMEOUT(views > 0, 20'000);
        }
      }
      // What was under way when the bridge ended must not arrive afterwards.
      const int before = views;
      QCoreApplication::processEvents();
      QCOMPARE(views, before);
    }
  }

  void aDisplayIsFoundByTheEnvironment() {
    QVERIFY(!haveDisplay({}));
    QVERIFY(!haveDisplay({{"DISPLAY", ""}}));
    QVERIFY(haveDisplay({{"DISPLAY", ":0"}}));
    QVERIFY(haveDisplay({{"WAYLAND_DISPLAY", "wayland-0"}}));
  }
};

QTEST_MAIN(BridgeTest)
#include "bridge_test.moc"
