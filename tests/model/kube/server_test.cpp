// A session in virtual time: servers that are upgraded, downgraded, restored, replaced or put to sleep while they are watched.
#include <QtTest>

#include "model/kube/session.h"
#include "tests/model/kube/scripted_server.h"

using namespace claimscope;
using kit::ScriptedServer;
using CallPtr = ScriptedServer::CallPtr;

namespace {

const ApiResource kPods{"", "v1", "pods", "Pod", true};

ApiResource claims(const char* version) {
  return {"resource.k8s.io", version, "resourceclaims", "ResourceClaim", true};
}

struct Rig {
  Rig() {
    server->served = {kPods, claims("v1beta1"), claims("v1")};
    server->add("pods", "p");
    server->add("resourceclaims", "c");
    server->add("resourceclaims", "d");
    kube::Connection connection;
    connection.server = "https://cluster.example";
    connection.namespaceName = "default";
    session = std::make_unique<kube::Session>(connection, kube::SessionOptions{}, time.clock, executor, picture,
                                              kube::Transports{server, server});
  }
  void start() {
    session->start({{"", "pods", "Pod", {"v1"}, true, 3},
                    {"resource.k8s.io", "resourceclaims", "ResourceClaim", {"v1", "v1beta2", "v1beta1"}, true, 1},
                    {"resource.k8s.io", "devicetaintrules", "DeviceTaintRule", {"v1beta1", "v1alpha3"}, false, 1}});
  }
  void live() {
    start();
    time.run(200);
    QCOMPARE(state("pods"), SourceState::live);
    QCOMPARE(state("resourceclaims"), SourceState::live);
    QVERIFY(inStep());
  }
  [[nodiscard]] bool inStep() const {
    return picture.text("pods") == server->picture("pods") && picture.text("resourceclaims") == server->picture("resourceclaims");
  }
  [[nodiscard]] SourceState state(const char* resource) { return picture.status(resource).state; }
  [[nodiscard]] std::string watchedVersion() {
    const std::vector<CallPtr> watches = server->calls("watch", "resourceclaims");
    std::string version;
    for (const CallPtr& watch : watches) {
      if (watch->isOpen) {
        version += watch->path;
      }
    }
    return version;
  }
  [[nodiscard]] bool noticed(const char* words) const {
    for (const ServerNotice& notice : picture.server().notices) {
      if (notice.what.message.find(words) != std::string::npos) {
        return !notice.what.fix.empty() && notice.at.isSet();
      }
    }
    return false;
  }

  kit::VirtualTime time;
  InlineExecutor executor;
  std::shared_ptr<ScriptedServer> server = std::make_shared<ScriptedServer>(time);
  kit::Picture picture;
  std::unique_ptr<kube::Session> session;
};

}  // namespace

class ServerTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void kindsAreLoadedInTheirOrder() {
    Rig rig;
    rig.live();
    QCOMPARE(rig.state("devicetaintrules"), SourceState::notServed);
    QCOMPARE(rig.server->calls("list", "resourceclaims").front()->path, std::string("/apis/resource.k8s.io/v1/resourceclaims"));
    QVERIFY(rig.server->calls("list", "resourceclaims").front()->atMs < rig.server->calls("list", "pods").front()->atMs);
    QCOMPARE(rig.picture.server().gitVersion, std::string("v1.36.0"));
    QVERIFY(rig.picture.server().notices.empty());
  }

  void anUpgradeMovesToTheBetterVersion() {
    Rig rig;
    rig.server->served = {kPods, claims("v1beta1")};
    rig.server->gitVersion = "v1.33.4";
    rig.server->minor = 33;
    rig.live();
    QCOMPARE(rig.watchedVersion(), std::string("/apis/resource.k8s.io/v1beta1/resourceclaims"));
    rig.server->served = {kPods, claims("v1beta1"), claims("v1")};
    rig.server->gitVersion = "v1.34.1";
    rig.server->minor = 34;
    rig.time.run(60'000);
    QCOMPARE(rig.watchedVersion(), std::string("/apis/resource.k8s.io/v1/resourceclaims"));
    QCOMPARE(rig.state("resourceclaims"), SourceState::live);
    QCOMPARE(rig.picture.status("resourceclaims").resource.version, std::string("v1"));
    QVERIFY(rig.noticed("was v1.33.4 and is v1.34.1"));
    QCOMPARE(rig.picture.server().minor, 34);
    rig.server->modify("resourceclaims", "c");
    QVERIFY(rig.inStep());
    QCOMPARE(rig.server->count("list", "pods"), std::size_t(1));
  }

  void aVersionThatGoesIsLeftAtOnce() {
    Rig rig;
    rig.live();
    rig.server->served = {kPods, claims("v1beta1")};
    rig.server->remove("resourceclaims", "d");
    rig.server->breakWatches();
    rig.time.run(20'000);
    QCOMPARE(rig.watchedVersion(), std::string("/apis/resource.k8s.io/v1beta1/resourceclaims"));
    QCOMPARE(rig.state("resourceclaims"), SourceState::live);
    QVERIFY(rig.inStep());
  }

  void serversOfTwoVersionsDoNotMakeItFlap() {
    Rig rig;
    rig.live();
    const std::size_t lists = rig.server->count("list", "resourceclaims");
    for (int i = 0; i < 8; ++i) {
      // Discovery lands on the old one of two servers now and then; the watches are on the new one.
      rig.server->next("get", "apis", [&](const CallPtr& call) {
        const std::vector<ApiResource> all = rig.server->served;
        rig.server->served = {kPods, claims("v1beta1")};
        rig.server->answer(call);
        rig.server->served = all;
      });
      rig.time.run(400'000);
    }
    QCOMPARE(rig.server->count("list", "resourceclaims"), lists);
  }

  void aKindThatAppearsIsWatchedAndOneThatGoesIsEmptied() {
    Rig rig;
    rig.live();
    const ApiResource rules{"resource.k8s.io", "v1beta1", "devicetaintrules", "DeviceTaintRule", false};
    rig.server->served.push_back(rules);
    rig.server->add("devicetaintrules", "r");
    rig.time.run(400'000);
    QCOMPARE(rig.state("devicetaintrules"), SourceState::live);
    QCOMPARE(rig.picture.text("devicetaintrules"), rig.server->picture("devicetaintrules"));
    rig.server->served.pop_back();
    rig.server->breakWatches();
    rig.time.run(60'000);
    QCOMPARE(rig.state("devicetaintrules"), SourceState::notServed);
    QCOMPARE(rig.picture.text("devicetaintrules"), std::string());
    QCOMPARE(rig.state("pods"), SourceState::live);
    QVERIFY(rig.inStep());
  }

  /// etcd restored: a resumed watch from a version that has not come yet stays silent for ever.
  void aRestoredServerIsReadAgain() {
    Rig rig;
    rig.live();
    for (int i = 0; i < 20; ++i) {
      rig.server->modify("pods", "p");
    }
    QVERIFY(rig.inStep());
    rig.time.run(5'000);
    rig.server->down = true;
    rig.server->breakWatches();
    rig.time.run(20'000);
    QCOMPARE(rig.state("pods"), SourceState::stale);
    rig.server->version = 103;  // the backup
    rig.server->add("pods", "of-the-backup");
    rig.server->down = false;
    rig.time.run(12'000);
    QCOMPARE(rig.state("pods"), SourceState::live);
    QCOMPARE(rig.state("resourceclaims"), SourceState::live);
    QVERIFY2(rig.inStep(), rig.picture.text("pods").c_str());
    QVERIFY(rig.noticed("history went back"));
    rig.server->add("pods", "after");
    QVERIFY(rig.inStep());
  }

  void aRestoreWithoutADisconnectIsNoticedToo() {
    Rig rig;
    rig.live();
    for (int i = 0; i < 20; ++i) {
      rig.server->modify("resourceclaims", "c");
    }
    rig.server->bookmarkMs = 0;
    rig.server->deaf = true;
    rig.server->version = 103;
    rig.server->add("pods", "of-the-backup");
    rig.server->deaf = false;
    rig.time.run(130'000);
    QVERIFY(rig.noticed("history went back"));
    QVERIFY(rig.inStep());
  }

  void anotherClusterAtTheSameAddressIsReadAgain() {
    Rig rig;
    rig.live();
    rig.server->down = true;
    rig.server->breakWatches();
    rig.time.run(10'000);
    rig.server->systemUid = "uid-of-another";
    rig.server->version = 5'000;
    rig.server->deaf = true;
    rig.server->remove("pods", "p");
    rig.server->add("pods", "q");
    rig.server->deaf = false;
    rig.server->down = false;
    rig.time.run(20'000);
    QVERIFY(rig.noticed("another cluster answers at https://cluster.example"));
    QVERIFY(rig.inStep());
    QVERIFY(rig.server->count("list", "pods") >= 2);
    QCOMPARE(rig.state("pods"), SourceState::live);
  }

  void aLaptopThatSleptChecksEverythingAtOnce() {
    Rig rig;
    rig.live();
    rig.time.run(90'000);
    const std::size_t watches = rig.server->count("watch", "pods");
    rig.server->deaf = true;  // the old connections are dead
    rig.server->add("pods", "while-asleep");
    rig.time.sleep(3 * 3'600'000);
    rig.server->deaf = false;
    rig.time.run(6'000);
    QVERIFY(rig.server->reconnects >= 1);
    QVERIFY(rig.server->count("watch", "pods") > watches);
    QVERIFY(rig.inStep());
    QCOMPARE(rig.state("pods"), SourceState::live);
    QCOMPARE(rig.server->count("list", "pods"), std::size_t(1));
    QVERIFY(rig.time.clock.now() - rig.picture.status("pods").lastContact < 10'000);
  }

  /// The network was away and is another one now: old connections are dead and do not know it.
  void aBlackHoleThatEndsLeavesNoDeadWatch() {
    Rig rig;
    rig.live();
    rig.time.run(30'000);
    rig.server->hole = true;
    rig.server->add("pods", "in-the-hole");
    rig.time.run(20'000);
    QCOMPARE(rig.state("pods"), SourceState::stale);
    rig.server->hole = false;
    rig.time.run(12'000);
    QVERIFY(rig.server->reconnects >= 1);
    QVERIFY(rig.inStep());
    QCOMPARE(rig.state("pods"), SourceState::live);
    QCOMPARE(rig.server->count("list", "pods"), std::size_t(1));
  }

  /// A busy server lets heartbeats wait while its watches go on: they are left alone.
  void slowHeartbeatsDoNotCostWatches() {
    Rig rig;
    rig.live();
    rig.server->next("get", "version", [&](const CallPtr& call) { rig.time.after(10'000, [call] { call->breakOff(); }); });
    for (int i = 0; i < 20; ++i) {
      rig.time.run(1'000);
      rig.server->modify("pods", "p");
    }
    QCOMPARE(rig.server->count("watch", "pods"), std::size_t(1));
    QCOMPARE(rig.server->reconnects, 0);
    QCOMPARE(rig.state("pods"), SourceState::live);
  }

  void aServerThatComesBackIsUsedWithinSeconds() {
    Rig rig;
    rig.live();
    rig.server->down = true;
    rig.server->breakWatches();
    rig.time.run(1'200'000);  // back-off has reached its end
    QCOMPARE(rig.state("pods"), SourceState::stale);
    rig.server->add("pods", "meanwhile");
    rig.server->down = false;
    rig.time.run(5'000);
    QVERIFY(rig.inStep());
    QCOMPARE(rig.state("pods"), SourceState::live);
    QCOMPARE(rig.state("resourceclaims"), SourceState::live);
    QCOMPARE(rig.server->count("list", "pods"), std::size_t(1));
  }

  void aDeadServerIsAskedRarely() {
    Rig rig;
    rig.live();
    rig.server->down = true;
    rig.server->breakWatches();
    rig.time.run(60'000);
    const std::size_t before = rig.server->calls().size();
    rig.time.run(600'000);
    // Three kinds, and the probe that wakes them: less than a quarter of a request a second and kind.
    const std::size_t asked = rig.server->calls().size() - before;
    QVERIFY2(asked <= 600 * 3 / 4, qPrintable(QString::number(asked)));
  }

  void discoveryIsTriedUntilTheServerAnswers() {
    Rig rig;
    rig.server->down = true;
    rig.start();
    rig.time.run(60'000);
    QCOMPARE(rig.state("pods"), SourceState::failed);
    const std::size_t asked = rig.server->calls().size();
    QVERIFY2(asked >= 8 && asked <= 20, qPrintable(QString::number(asked)));
    rig.server->down = false;
    rig.time.run(8'000);
    QVERIFY(rig.inStep());
  }

  void aProxyThatForbidsWatchesIsNamedOnce() {
    Rig rig;
    rig.server->always("watch", "", [](const CallPtr& call) { call->refuse(405, "method not allowed"); });
    rig.start();
    rig.time.run(1'000);
    QCOMPARE(rig.state("pods"), SourceState::polling);
    QCOMPARE(rig.state("resourceclaims"), SourceState::polling);
    QCOMPARE(rig.picture.server().notices.size(), std::size_t(1));
    QVERIFY(rig.noticed("watches do not get through"));
    rig.server->add("pods", "x");
    rig.time.run(35'000);
    QVERIFY(rig.inStep());
    QVERIFY(rig.time.clock.now() - rig.picture.status("pods").lastContact < 10'000);
  }

  void nothingGrowsInADay() {
    Rig rig;
    rig.live();
    rig.time.run(3'600'000);
    const std::size_t before = rig.time.pending();
    for (int hour = 0; hour < 23; ++hour) {
      rig.server->breakWatches();
      rig.time.run(3'600'000);
    }
    QVERIFY(rig.time.pending() <= before + 8);
    QCOMPARE(rig.server->count("list", "pods"), std::size_t(1));
    QVERIFY(rig.picture.server().notices.empty());
    QVERIFY(rig.inStep());
  }

  void nothingIsSaidAfterTheEnd() {
    Rig rig;
    rig.live();
    rig.session.reset();
    const std::size_t said = rig.picture.log().size();
    rig.server->add("pods", "x");
    rig.time.run(600'000);
    QCOMPARE(rig.picture.log().size(), said);
  }
};

QTEST_APPLESS_MAIN(ServerTest)
#include "server_test.moc"
