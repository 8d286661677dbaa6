// The session against a fake API server that serves protobuf: what is shown is what the server has, as with JSON.
#include <QtTest>

#include "tests/model/kube/session_rig.h"

using namespace claimscope;
using kit::SessionRig;

class ProtobufSessionTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyKindEqualsTheServer_data() {
    QTest::addColumn<bool>("streamed");
    QTest::newRow("pages and watches") << false;
    QTest::newRow("streamed lists") << true;
  }
  void everyKindEqualsTheServer() {
    QFETCH(bool, streamed);
    SessionRig rig({.scenario = "eks-hybrid", .watchList = streamed, .protobuf = true});
    rig.sessionOptions.pageSize = 20;
    rig.start();
    QVERIFY(rig.until([](const cluster::Snapshot& s) { return s.firstSyncDone; }));
    const std::uint64_t before = rig.server.world().resourceVersion();
    rig.server.world().advance(120'000);
    QVERIFY(rig.server.world().resourceVersion() > before);
    std::size_t compared = 0;
    for (std::size_t i = 0; i < kKindCount; ++i) {
      const auto kind = static_cast<Kind>(i);
      if (rig.status(kind).state != SourceState::notServed) {
        QVERIFY2(rig.untilEqual(kind), kindRequest(kind).resource.c_str());
        QCOMPARE(rig.status(kind).relists, 0U);
        ++compared;
      }
    }
    QVERIFY(compared >= 10);
    QVERIFY(rig.until([](const cluster::Snapshot& s) { return s.source(Kind::Pod).status.events > 0; }));
    QVERIFY(rig.server.seen().back().headers.contains("accept"));
  }

  void alphaVersionsAreAskedForInJson() {
    SessionRig rig({.scenario = "eks-classic", .protobuf = true}, {Kind::ResourceClaim});
    rig.start();
    QVERIFY(rig.untilEqual(Kind::ResourceClaim));
    for (const auto& seen : rig.server.seen()) {
      if (seen.resource == "resourceclaims") {
        QCOMPARE(seen.headers.at("accept"), std::string("application/json"));
      }
    }
  }
};

QTEST_GUILESS_MAIN(ProtobufSessionTest)
#include "protobuf_test.moc"
