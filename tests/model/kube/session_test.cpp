// The session against the fake API server while all goes well: what is shown is what the server has.
#include <QtTest>

#include "tests/kit/wait.h"
#include "tests/model/kube/session_rig.h"

using namespace claimscope;
using kit::SessionRig;

class SessionTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyKindEqualsTheServer_data() {
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<bool>("aggregated");
    QTest::newRow("modern") << "eks-hybrid" << true;
    QTest::newRow("classic") << "eks-classic" << true;
    QTest::newRow("discovery of old servers") << "eks-hybrid" << false;
  }
  void everyKindEqualsTheServer() {
    QFETCH(QString, scenario);
    QFETCH(bool, aggregated);
    SessionRig rig({.scenario = scenario.toStdString(), .aggregatedDiscovery = aggregated});
    rig.start();
    QVERIFY(rig.until([](const cluster::Snapshot& s) { return s.firstSyncDone; }));
    std::size_t compared = 0;
    for (std::size_t i = 0; i < kKindCount; ++i) {
      const auto kind = static_cast<Kind>(i);
      const SourceStatus status = rig.status(kind);
      if (status.state != SourceState::notServed) {
        QVERIFY2(rig.untilEqual(kind), status.resource.resource.c_str());
        ++compared;
      }
    }
    QCOMPARE(compared, rig.server.world().served().size());
    // The version is asked for beside the lists, and may be answered after them.
    const ServerInfo wanted = rig.server.world().server();
    QVERIFY(rig.until([&](const cluster::Snapshot& s) { return s.server.gitVersion == wanted.gitVersion; }));
    QCOMPARE(rig.latest()->server.minor, wanted.minor);
    QCOMPARE(rig.latest()->server.origin, Origin::apiServer);
  }

  void changesArriveAsTheyHappen() {
    SessionRig rig({.scenario = "eks-hybrid"});
    rig.start();
    QVERIFY(rig.untilEqual(Kind::Pod));
    const std::uint64_t before = rig.server.world().resourceVersion();
    rig.server.world().advance(120'000);
    QVERIFY(rig.server.world().resourceVersion() > before);
    for (const Kind kind : {Kind::Pod, Kind::ResourceClaim, Kind::Job, Kind::Event, Kind::Node, Kind::ResourceSlice}) {
      QVERIFY2(rig.untilEqual(kind), kindRequest(kind).resource.c_str());
    }
    QVERIFY(rig.until([](const cluster::Snapshot& s) { return s.source(Kind::Pod).status.events > 0; }));
    QCOMPARE(rig.status(Kind::Pod).relists, 0U);
    QCOMPARE(rig.status(Kind::Pod).reconnects, 0U);
  }

  void listsComeInPages() {
    SessionRig rig({.scenario = "eks-hybrid"}, {Kind::Pod});
    rig.sessionOptions.pageSize = 10;
    rig.start();
    QVERIFY(rig.untilEqual(Kind::Pod));
    const std::size_t pods = rig.latest()->of<Pod>().size();
    std::size_t continued = 0;
    std::size_t asked = 0;
    std::size_t limit = 10;
    for (const auto& seen : rig.server.seen()) {
      if (seen.verb == "list") {
        // Small pages first, for the first picture; then fewer round trips.
        QCOMPARE(seen.query.at("limit"), std::to_string(limit));
        continued += seen.query.count("continue");
        asked += limit;
        limit *= 2;
      }
    }
    QVERIFY(asked >= pods);
    QCOMPARE(continued, rig.server.count("pods", "list") - 1);
    QVERIFY(continued >= 2);
  }

  void watchesAskForBookmarksAndNeverForGzip() {
    SessionRig rig({.scenario = "quiet"});
    rig.start();
    QVERIFY(rig.until([](const cluster::Snapshot& s) { return s.firstSyncDone; }));
    QVERIFY(rig.untilWatched(rig.server.world().served().size()));
    std::size_t watches = 0;
    for (const auto& seen : rig.server.seen()) {
      if (seen.verb == "watch") {
        ++watches;
        QCOMPARE(seen.headers.at("accept-encoding"), std::string("identity"));
        QCOMPARE(seen.query.at("allowWatchBookmarks"), std::string("true"));
        QVERIFY(std::stoi(seen.query.at("timeoutSeconds")) >= 300);
        QVERIFY(std::stoull(seen.query.at("resourceVersion")) > 0);
      }
    }
    QCOMPARE(watches, rig.server.world().served().size());
  }

  void aServerThatZipsWatchesDoesNotBreakThem() {
    SessionRig rig({.scenario = "eks-hybrid"}, {Kind::Pod});
    rig.server.inject({.fault = apiserver::Fault::gzipWatch, .resource = "pods", .verb = "watch"});
    rig.start();
    QVERIFY(rig.untilEqual(Kind::Pod));
    rig.server.world().advance(60'000);
    QVERIFY(rig.untilEqual(Kind::Pod));
    QCOMPARE(rig.status(Kind::Pod).reconnects, 0U);
  }

  void bookmarksMoveTheResourceVersionOfQuietKinds() {
    SessionRig rig({.scenario = "eks-hybrid", .bookmarkMs = 50}, {Kind::Namespace});
    rig.start();
    QVERIFY(rig.untilEqual(Kind::Namespace));
    rig.server.world().advance(60'000);
    const std::string newest = std::to_string(rig.server.world().resourceVersion());
    QVERIFY(rig.until([&](const cluster::Snapshot& s) { return s.source(Kind::Namespace).status.resourceVersion == newest; }));
    QCOMPARE(rig.status(Kind::Namespace).events, 0U);
  }

  void kindsThatAreNotServedAreSaidToBe() {
    SessionRig rig({.scenario = "quiet"}, {Kind::ResourceClass, Kind::ResourceClaim});
    rig.start();
    QVERIFY(rig.untilEqual(Kind::ResourceClaim));
    QCOMPARE(rig.status(Kind::ResourceClass).state, SourceState::notServed);
    QCOMPARE(rig.server.count("resourceclasses", "list"), std::size_t(0));
  }

  void oneObjectIsFetchedInTheVersionThatDiscoveryChose() {
    SessionRig rig({.scenario = "quiet"}, {Kind::Node});
    rig.start();
    QVERIFY(rig.untilEqual(Kind::Node));
    std::string name;
    rig.latest()->of<Node>().forEach([&](cluster::Slot, const Node& node) { name = node.meta.name.str(); });
    std::mutex mutex;
    std::optional<Result<std::string>> answer;
    const auto has = [&] {
      const std::lock_guard lock(mutex);
      return answer.has_value();
    };
    const auto keep = [&](Result<std::string> result) {
      const std::lock_guard lock(mutex);
      answer = std::move(result);
    };
    rig.session().fetch(kindRequest(Kind::Node), {}, name, keep);
    QVERIFY(kit::waitUntil(has));
    QVERIFY(answer->has_value());
    QVERIFY((*answer)->find("\"name\":\"" + name + "\"") != std::string::npos);
    answer.reset();
    rig.session().fetch(kindRequest(Kind::Node), {}, "no-such-node", keep);
    QVERIFY(kit::waitUntil(has));
    QCOMPARE(answer->error().code, ErrorCode::notFound);
    answer.reset();
    rig.session().fetch(kindRequest(Kind::ResourceClass), {}, "any", keep);
    QVERIFY(kit::waitUntil(has));
    QCOMPARE(answer->error().code, ErrorCode::notServed);
  }
};

QTEST_GUILESS_MAIN(SessionTest)
#include "session_test.moc"
