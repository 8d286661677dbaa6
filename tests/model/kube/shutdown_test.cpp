// Ending a session at any moment, under load: no call into freed things (ThreadSanitizer and AddressSanitizer watch), no
// connection left.
#include <QtTest>

#include "tests/kit/wait.h"
#include "tests/model/kube/session_rig.h"

using namespace claimscope;
using kit::SessionRig;

class ShutdownTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void anyMomentWillDo() {
    // A whole load takes more than forty requests: discovery, lists in pages, watches.
    for (std::size_t requests = 0; requests <= 40; requests += 4) {
      SessionRig rig({.scenario = "eks-hybrid", .speed = 300, .bookmarkMs = 5});
      rig.sessionOptions.pageSize = 5;
      rig.start();
      QVERIFY(kit::waitUntil([&] { return rig.server.seen().size() >= requests; }));
      rig.stop();
      QVERIFY(kit::waitUntil([&] { return rig.server.openWatches() == 0; }));
    }
  }

  void whileEventsPourIn() {
    SessionRig rig({.scenario = "eks-hybrid", .speed = 2000, .bookmarkMs = 1});
    rig.start();
    QVERIFY(rig.until([](const cluster::Snapshot& s) { return s.source(Kind::Pod).status.events > 50; }));
    rig.stop();
    QVERIFY(kit::waitUntil([&] { return rig.server.openWatches() == 0; }));
  }

  void whileTheServerIsSilent() {
    SessionRig rig({.scenario = "quiet"});
    rig.server.inject({.fault = apiserver::Fault::silence});
    rig.start();
    QVERIFY(kit::waitUntil([&] { return rig.server.count("resourceslices", "list") > 0; }));
    QElapsedTimer timer;
    timer.start();
    rig.stop();
    QVERIFY(timer.elapsed() < 5000);
  }

  void whileItWaitsToTryAgain() {
    SessionRig rig({.scenario = "quiet"});
    rig.server.inject({.fault = apiserver::Fault::serverError, .resource = "/version"});
    rig.start();
    QVERIFY(rig.untilState(Kind::Pod, SourceState::failed));
    rig.stop();
    QCOMPARE(rig.server.openWatches(), std::size_t(0));
  }
};

QTEST_GUILESS_MAIN(ShutdownTest)
#include "shutdown_test.moc"
