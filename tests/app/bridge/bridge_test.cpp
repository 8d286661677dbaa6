// LiveBridge: sources behind the window: newest view wins, old ones are silent, it ends at once. GUI thread.
#include <QCoreApplication>
#include <QSignalSpy>
#include <QtTest>

#include "app/bridge/live_bridge.h"
#include "app/bridge/run_window.h"
#include "app/commands/command.h"

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
      QVERIFY(views[i].snapshot->revision > views[i - 1].snapshot->revision);
    }
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

  void whatCannotBeOpenedIsAnError() {
    LiveBridge bridge;
    std::optional<Error> error;
    connect(&bridge, &LiveBridge::failed, this, [&](const Error& failure) { error = failure; });
    bridge.run(demo("no-such-scenario"));
    QTRY_VERIFY_WITH_TIMEOUT(error.has_value(), 20'000);
    QVERIFY(error->message.find("no-such-scenario") != std::string::npos);
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
