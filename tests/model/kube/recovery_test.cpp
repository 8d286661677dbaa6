// What the session does over sockets when connections break and versions expire: back in step, with as few lists as possible.
// reflector_test.cpp has the rest, in virtual time.
#include <QtTest>

#include "tests/kit/wait.h"
#include "tests/model/kube/session_rig.h"

using namespace claimscope;
using apiserver::Fault;
using kit::SessionRig;

class RecoveryTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void aBrokenWatchIsResumedWithoutAList() {
    SessionRig rig({.scenario = "eks-hybrid"}, {Kind::Pod, Kind::ResourceClaim});
    rig.start();
    QVERIFY(rig.untilEqual(Kind::Pod));
    QVERIFY(rig.untilEqual(Kind::ResourceClaim));
    QVERIFY(rig.untilWatched(2));
    const std::string at = rig.status(Kind::Pod).resourceVersion;
    rig.server.dropConnections();
    rig.server.world().advance(120'000);
    QVERIFY(rig.until([](const cluster::Snapshot& s) { return s.source(Kind::Pod).status.reconnects >= 1; }));
    QVERIFY(rig.until([](const cluster::Snapshot& s) { return s.source(Kind::Pod).status.events > 0; }));
    QVERIFY(rig.untilEqual(Kind::Pod));
    QVERIFY(rig.untilEqual(Kind::ResourceClaim));
    QCOMPARE(rig.server.count("pods", "list"), std::size_t(1));
    QCOMPARE(rig.status(Kind::Pod).relists, 0U);
    std::string resumed;
    for (const auto& seen : rig.server.seen()) {
      resumed = seen.resource == "pods" && seen.verb == "watch" ? seen.query.at("resourceVersion") : resumed;
    }
    QVERIFY(std::stoull(resumed) >= std::stoull(at));
  }

  void aConnectionResetInTheMiddleOfALineLosesNothing() {
    SessionRig rig({.scenario = "eks-hybrid"}, {Kind::Pod});
    rig.server.inject({.fault = Fault::drop, .resource = "pods", .verb = "watch", .times = 1});
    rig.start();
    QVERIFY(kit::waitUntil([&] { return rig.server.count("pods", "watch") >= 2; }));
    rig.server.world().advance(120'000);
    QVERIFY(rig.until([](const cluster::Snapshot& s) { return s.source(Kind::Pod).status.events > 0; }));
    QVERIFY(rig.untilEqual(Kind::Pod));
    QCOMPARE(rig.server.count("pods", "list"), std::size_t(1));
    QCOMPARE(rig.latest()->source(Kind::Pod).skipped, std::uint64_t(0));
  }

  void anExpiredVersionLeadsToOneListThatRemovesWhatVanished_data() {
    QTest::addColumn<int>("fault");
    QTest::newRow("as a status") << static_cast<int>(Fault::expired);
    QTest::newRow("as an event") << static_cast<int>(Fault::expiredEvent);
  }
  void anExpiredVersionLeadsToOneListThatRemovesWhatVanished() {
    QFETCH(int, fault);
    SessionRig rig({.scenario = "eks-hybrid"}, {Kind::Pod, Kind::Job});
    rig.start();
    QVERIFY(rig.untilEqual(Kind::Pod));
    QVERIFY(rig.untilWatched(2));
    rig.server.world().advance(12'000);  // a short job has begun
    QVERIFY(rig.untilEqual(Kind::Pod));
    const std::string before = rig.server.digestLines("pods");
    rig.server.inject({.fault = static_cast<Fault>(fault), .resource = "pods", .verb = "watch", .times = 1});
    rig.server.dropConnections();
    rig.server.world().advance(20'000);  // and has gone while nobody watched
    QVERIFY(rig.server.digestLines("pods") != before);
    QVERIFY(rig.untilEqual(Kind::Pod));
    QVERIFY(rig.until([](const cluster::Snapshot& s) { return s.source(Kind::Pod).status.relists == 1; }));
    QCOMPARE(rig.server.count("pods", "list"), std::size_t(2));
    QCOMPARE(rig.server.count("jobs", "list"), std::size_t(1));
  }

  void aLargeKindIsListedAgainAsAStream() {
    SessionRig rig({.scenario = "eks-hybrid"}, {Kind::Pod});
    rig.sessionOptions.pageSize = 10;
    rig.start();
    QVERIFY(rig.untilEqual(Kind::Pod));
    QVERIFY(rig.untilWatched(1));
    const std::size_t lists = rig.server.count("pods", "list");
    rig.server.inject({.fault = Fault::expired, .resource = "pods", .verb = "watch", .times = 1});
    rig.server.dropConnections();
    rig.server.world().advance(120'000);
    QVERIFY(rig.until([](const cluster::Snapshot& s) { return s.source(Kind::Pod).status.relists == 1; }));
    QVERIFY(rig.untilEqual(Kind::Pod));
    QCOMPARE(rig.server.count("pods", "list"), lists);
    const auto seen = rig.server.seen();
    const auto isStream = [](const apiserver::SeenRequest& request) { return request.query.count("sendInitialEvents") != 0; };
    QCOMPARE(std::count_if(seen.begin(), seen.end(), isStream), 1);
    // The stream has ended with its bookmark: one watch is left.
    QVERIFY(rig.untilWatched(1));
    rig.server.world().advance(60'000);
    QVERIFY(rig.untilEqual(Kind::Pod));
  }

  void aTornLineIsSkippedAndTheWatchGoesOn() {
    SessionRig rig({.scenario = "eks-hybrid"}, {Kind::Pod});
    rig.server.inject({.fault = Fault::tornLine, .resource = "pods", .verb = "watch", .times = 1});
    rig.start();
    QVERIFY(rig.untilEqual(Kind::Pod));
    QVERIFY(rig.untilWatched(1));
    rig.server.world().advance(120'000);
    QVERIFY(rig.until([](const cluster::Snapshot& s) { return s.source(Kind::Pod).skipped == 1; }));
    QVERIFY(rig.untilEqual(Kind::Pod));
    QCOMPARE(rig.server.count("pods", "watch"), std::size_t(1));
  }

  void aRenewedTokenFileIsReadAfterA401() {
    const kit::TemporaryFolder folder;
    const std::string file = folder.write("token", "first-token-value\n");
    SessionRig rig({.scenario = "quiet", .token = "first-token-value"}, {Kind::Pod, Kind::Node});
    kube::Connection connection = kit::connectionOf(rig.server.kubeconfig());
    connection.token.clear();
    connection.tokenFile = file;
    rig.start(connection);
    QVERIFY(rig.untilEqual(Kind::Pod));
    QVERIFY(rig.untilEqual(Kind::Node));
    QVERIFY(rig.untilWatched(2));
    folder.write("token", "second-token-value\n");
    rig.server.setToken("second-token-value");
    rig.server.dropConnections();
    // One of the two is refused, and both go on with the new token.
    QVERIFY(kit::waitUntil([&] { return rig.server.count("pods", "watch") + rig.server.count("nodes", "watch") >= 5; }));
    QVERIFY(rig.untilWatched(2));
    QVERIFY(rig.untilEqual(Kind::Pod));
    QVERIFY(rig.untilEqual(Kind::Node));
    QCOMPARE(rig.server.count("pods", "list"), std::size_t(1));
  }
};

QTEST_GUILESS_MAIN(RecoveryTest)
#include "recovery_test.moc"
