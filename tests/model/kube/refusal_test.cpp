// What the session says when a server refuses, is not one, or cannot be trusted; and that the rest stays live.
#include <unistd.h>

#include <QtTest>

#include "tests/kit/wait.h"
#include "tests/model/kube/session_rig.h"

using namespace claimscope;
using apiserver::Fault;
using apiserver::Tls;
using kit::SessionRig;

namespace {

bool contains(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

class RefusalTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void aForbiddenKindLeavesTheRestLive() {
    SessionRig rig({.scenario = "quiet"}, {Kind::DeviceTaintRule, Kind::ResourceClaim, Kind::Pod});
    rig.server.inject({.fault = Fault::forbidden, .resource = "devicetaintrules"});
    rig.start();
    QVERIFY(rig.untilEqual(Kind::ResourceClaim));
    QVERIFY(rig.untilEqual(Kind::Pod));
    QVERIFY(rig.untilState(Kind::DeviceTaintRule, SourceState::forbidden));
    const Error error = *rig.status(Kind::DeviceTaintRule).error;
    QCOMPARE(error.code, ErrorCode::forbidden);
    QVERIFY2(contains(error.message, "cannot list resource \"devicetaintrules\""), error.message.c_str());
    QVERIFY(!error.fix.empty());
    QCOMPARE(rig.latest()->boundOf(Kind::DeviceTaintRule), Bound::unknown);
  }

  void whereTheClusterIsForbiddenTheNamespaceIsShownAndSaidToBe() {
    SessionRig rig({.scenario = "eks-hybrid"}, {Kind::Pod});
    rig.server.inject({.fault = Fault::forbidden, .resource = "/api/v1/pods"});
    kube::Connection connection = kit::connectionOf(rig.server.kubeconfig());
    connection.namespaceName = "batch";
    rig.start(connection);
    QVERIFY(rig.untilState(Kind::Pod, SourceState::live));
    const auto pods = rig.latest();
    QVERIFY(pods->of<Pod>().size() > 0);
    pods->of<Pod>().forEach([](cluster::Slot, const Pod& pod) { QCOMPARE(pod.meta.namespaceName.str(), std::string("batch")); });
    QVERIFY(rig.status(Kind::Pod).error.has_value());
    QVERIFY(contains(rig.status(Kind::Pod).error->message, "only namespace batch is shown"));
    QCOMPARE(pods->boundOf(Kind::Pod), Bound::atLeast);
  }

  void oneKindAnsweredWronglyLeavesTheRestLive_data() {
    QTest::addColumn<int>("fault");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char* name, Fault fault, const char* words) {
      QTest::newRow(name) << static_cast<int>(fault) << QByteArray(words);
    };
    row("500", Fault::serverError, "etcdserver: request timed out");
    row("half a document", Fault::truncated, "ends in the middle");
    row("web page", Fault::html, "web page");
    row("503 with a web page", Fault::htmlError, "HTTP 503 with a web page");
    row("no list", Fault::wrongContent, "not a list");
  }
  void oneKindAnsweredWronglyLeavesTheRestLive() {
    QFETCH(int, fault);
    QFETCH(QByteArray, words);
    SessionRig rig({.scenario = "quiet"}, {Kind::ResourceClaim, Kind::Pod});
    rig.server.inject({.fault = static_cast<Fault>(fault), .resource = "resourceclaims", .verb = "list"});
    rig.start();
    QVERIFY(rig.untilState(Kind::ResourceClaim, SourceState::failed));
    QVERIFY(rig.untilEqual(Kind::Pod));
    const Error error = *rig.status(Kind::ResourceClaim).error;
    QVERIFY2(contains(error.message, words.constData()), error.message.c_str());
    QVERIFY2(contains(error.message, "resourceclaims"), error.message.c_str());
    QVERIFY(!error.fix.empty());
    rig.server.clearFaults();
    QVERIFY(rig.untilEqual(Kind::ResourceClaim));
    QVERIFY(!rig.status(Kind::ResourceClaim).error.has_value());
  }

  void aKindThatNeverAnswersDoesNotHoldUpTheOthers() {
    SessionRig rig({.scenario = "quiet"}, {Kind::ResourceClaim, Kind::ResourceSlice, Kind::Pod});
    rig.server.inject({.fault = Fault::silence, .resource = "resourceclaims"});
    rig.start();
    QVERIFY(rig.untilEqual(Kind::Pod));
    QCOMPARE(rig.status(Kind::ResourceClaim).state, SourceState::loading);
  }

  void discoveryThatFailsIsSaidOfEveryKindAndTriedAgain_data() {
    QTest::addColumn<int>("fault");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char* name, Fault fault, const char* path, const char* words) {
      QTest::newRow(name) << static_cast<int>(fault) << path << QByteArray(words);
    };
    row("web page", Fault::html, "/version", "web page");
    row("web page later", Fault::html, "/apis", "web page");
    row("500", Fault::serverError, "/api", "etcdserver");
    row("no HTTP", Fault::junk, "/version", "does not speak HTTP");
    row("nothing", Fault::drop, "/version", "broke in the middle");
  }
  void discoveryThatFailsIsSaidOfEveryKindAndTriedAgain() {
    QFETCH(int, fault);
    QFETCH(QString, path);
    QFETCH(QByteArray, words);
    SessionRig rig({.scenario = "quiet"}, {Kind::ResourceClaim, Kind::Pod});
    rig.server.inject({.fault = static_cast<Fault>(fault), .resource = path.toStdString(), .times = 1});
    rig.start();
    QVERIFY(rig.untilState(Kind::Pod, SourceState::failed));
    QVERIFY(rig.untilState(Kind::ResourceClaim, SourceState::failed));
    const Error error = *rig.status(Kind::Pod).error;
    QVERIFY2(contains(error.message, words.constData()), error.message.c_str());
    QVERIFY(rig.untilEqual(Kind::Pod));
  }

  void whoIsNotKnownIsToldSo() {
    SessionRig rig({.scenario = "quiet"}, {Kind::Pod});
    kube::Connection connection = kit::connectionOf(rig.server.kubeconfig());
    connection.token = "not-the-token-that-is-wanted";
    rig.start(connection);
    QVERIFY(rig.untilState(Kind::Pod, SourceState::forbidden));
    const Error error = *rig.status(Kind::Pod).error;
    QCOMPARE(error.code, ErrorCode::unauthenticated);
    QVERIFY(!contains(error.text(), "not-the-token"));
  }

  void aClientCertificateIsAnIdentity() {
    SessionRig rig({.scenario = "quiet"}, {Kind::Pod});
    kube::Connection connection = kit::connectionOf(rig.server.kubeconfig());
    const apiserver::KeyPair client = rig.server.clientCertificate();
    connection.token.clear();
    connection.clientCertPem = client.certPem;
    connection.clientKeyPem = client.keyPem;
    rig.start(connection);
    QVERIFY(rig.untilEqual(Kind::Pod));
  }

  void tlsFailuresNameTheCause_data() {
    QTest::addColumn<int>("tls");
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<QByteArray>("fix");
    QTest::newRow("another CA") << static_cast<int>(Tls::wrongAuthority) << QByteArray("unable to get local issuer")
                                << QByteArray("CA");
    QTest::newRow("another name") << static_cast<int>(Tls::wrongName) << QByteArray("subject name")
                                  << QByteArray("tls-server-name");
    QTest::newRow("ended") << static_cast<int>(Tls::expired) << QByteArray("expired") << QByteArray("clock");
  }
  void tlsFailuresNameTheCause() {
    QFETCH(int, tls);
    QFETCH(QByteArray, words);
    QFETCH(QByteArray, fix);
    SessionRig rig({.scenario = "quiet", .tls = static_cast<Tls>(tls)}, {Kind::Pod});
    rig.start();
    QVERIFY(rig.untilState(Kind::Pod, SourceState::failed));
    const Error error = *rig.status(Kind::Pod).error;
    QCOMPARE(error.code, ErrorCode::unreachable);
    QVERIFY2(contains(error.message, words.constData()) && contains(error.message, rig.server.url().c_str()),
             error.message.c_str());
    QVERIFY2(contains(error.fix, fix.constData()), error.fix.c_str());
    QCOMPARE(rig.server.seen().size(), std::size_t(0));
  }

  void anotherNameIsReachedByTlsServerName() {
    SessionRig rig({.scenario = "quiet", .tls = Tls::wrongName}, {Kind::Pod});
    kube::Connection connection = kit::connectionOf(rig.server.kubeconfig());
    connection.tlsServerName = "other.example.com";
    rig.start(connection);
    QVERIFY(rig.untilEqual(Kind::Pod));
  }

  void secretsDoNotTravelWithoutTls() {
    SessionRig rig({.scenario = "quiet", .tls = Tls::off}, {Kind::Pod});
    rig.start();
    QVERIFY(rig.untilState(Kind::Pod, SourceState::forbidden));
    for (const auto& seen : rig.server.seen()) {
      QVERIFY(seen.headers.count("authorization") == 0);
    }
  }

  void nobodyListens() {
    SessionRig rig({.scenario = "quiet"}, {Kind::Pod});
    kube::Connection connection = kit::connectionOf(rig.server.kubeconfig());
    const apiserver::Listener closed = apiserver::listenOnLoopback(0);
    ::close(closed.socket);
    connection.server = "https://127.0.0.1:" + std::to_string(closed.port);
    rig.start(connection);
    QVERIFY(rig.untilState(Kind::Pod, SourceState::failed));
    QVERIFY(contains(rig.status(Kind::Pod).error->message, "refused"));
  }
};

QTEST_GUILESS_MAIN(RefusalTest)
#include "refusal_test.moc"
