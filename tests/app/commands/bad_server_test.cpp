// Servers that refuse, lie or break, as a user of the command line meets them: one clear message, the right status, no secret.
#include <unistd.h>

#include <QtTest>

#include "tests/apiserver/api_server.h"
#include "tests/app/commands/cli.h"

using namespace claimscope;
using apiserver::ApiServer;
using apiserver::Fault;
using apiserver::Tls;
using kit::Cli;
using kit::CliResult;

namespace {

constexpr const char* kToken = "planted-bearer-token-7f3a";

CliResult get(const ApiServer& server, const QStringList& arguments) {
  Cli cli;
  cli.kubeconfig = cli.home().write("config", server.kubeconfig());
  return cli.run(arguments);
}

const QStringList kClaims = {QStringLiteral("get"), QStringLiteral("claims"), QStringLiteral("-A")};

}  // namespace

class BadServerTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void aGoodServerIsPrinted() {
    const ApiServer server({.token = kToken});
    const CliResult result = get(server, kClaims);
    QCOMPARE(result.status, 0);
    QCOMPARE(QString::fromStdString(result.err), QString());
    QVERIFY(result.out.starts_with("NAMESPACE"));
    QCOMPARE(static_cast<std::size_t>(std::count(result.out.begin(), result.out.end(), '\n')),
             1 + std::string(server.digestLines("resourceclaims")).size() / server.digestLines("resourceclaims").find('\n'));
    QVERIFY(!result.holds(kToken));
  }

  void tls_data() {
    QTest::addColumn<int>("tls");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("wrong CA") << static_cast<int>(Tls::wrongAuthority) << QByteArray("did not sign it");
    QTest::newRow("wrong name") << static_cast<int>(Tls::wrongName) << QByteArray("tls-server-name");
    QTest::newRow("expired") << static_cast<int>(Tls::expired) << QByteArray("Renew the certificate");
  }
  void tls() {
    QFETCH(int, tls);
    QFETCH(QByteArray, words);
    const ApiServer server({.tls = static_cast<Tls>(tls), .token = kToken});
    const CliResult result = get(server, kClaims);
    QCOMPARE(result.status, 3);
    QCOMPARE(result.messages(), std::size_t(1));
    QVERIFY2(result.says(words.toStdString()) && result.says(server.url()), result.err.c_str());
    QVERIFY(!result.holds(kToken));
  }

  void faults_data() {
    QTest::addColumn<QByteArray>("fault");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char* fault, int status, const char* words) {
      QTest::newRow(fault) << QByteArray(fault) << status << QByteArray(words);
    };
    row("unauthorized:/version", 4, "does not accept these credentials");
    row("forbidden:/version", 4, "forbidden");
    row("unauthorized:resourceclaims", 4, "does not accept these credentials");
    row("forbidden:resourceclaims", 4, "cannot list resource \"resourceclaims\"");
    row("server-error:resourceclaims:list", 3, "etcdserver");
    row("truncated:resourceclaims", 3, "ends in the middle");
    row("html:resourceclaims:list", 3, "web page");
    row("html:/version", 3, "web page");
    row("html-error:/apis", 3, "web page");
    row("wrong-content:resourceclaims:list", 3, "not a list");
    row("junk:/version", 3, "does not speak HTTP");
    row("expired:resourceclaims:list", 3, "too old");
    row("not-found:resourceclaims:list", 3, "does not serve resourceclaims");
  }
  void faults() {
    QFETCH(QByteArray, fault);
    QFETCH(int, status);
    QFETCH(QByteArray, words);
    ApiServer server({.token = kToken});
    server.inject(*apiserver::parseFault(fault.toStdString()));
    const CliResult result = get(server, kClaims);
    QCOMPARE(result.status, status);
    QVERIFY2(result.says(words.toStdString()), result.err.c_str());
    QCOMPARE(result.messages(), std::size_t(1));
    QVERIFY2(result.err.find("\n  ") != std::string::npos, result.err.c_str());  // and what to do
    QVERIFY(result.out.empty());
    QVERIFY(!result.holds(kToken));
  }

  void whatElseCouldBeLoadedIsShown_data() {
    QTest::addColumn<QByteArray>("fault");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("403") << QByteArray("forbidden:pods") << QByteArray("pods forbidden");
    QTest::newRow("500") << QByteArray("server-error:pods:list") << QByteArray("pods failed");
    QTest::newRow("half") << QByteArray("truncated:pods") << QByteArray("pods failed");
  }
  void whatElseCouldBeLoadedIsShown() {
    QFETCH(QByteArray, fault);
    QFETCH(QByteArray, words);
    ApiServer server({.token = kToken});
    server.inject(*apiserver::parseFault(fault.toStdString()));
    const CliResult result = get(server, kClaims);
    QCOMPARE(result.status, 0);
    QVERIFY(result.out.starts_with("NAMESPACE"));
    QVERIFY2(result.says(words.toStdString()), result.err.c_str());
  }

  void aSilentKindIsSaidAndTheRestIsShown() {
    ApiServer server({.token = kToken});
    server.inject({.fault = Fault::silence, .resource = "pods"});
    const CliResult result = get(server, kClaims + QStringList{QStringLiteral("--timeout"), QStringLiteral("6s")});
    QCOMPARE(result.status, 3);
    QVERIFY2(result.says("no complete answer within 6s for pods"), result.err.c_str());
    QVERIFY(result.out.starts_with("NAMESPACE"));
  }

  void passingTroubleIsWaitedFor_data() {
    QTest::addColumn<QByteArray>("fault");
    QTest::newRow("429") << QByteArray("too-many-requests:resourceclaims:list:1");
    QTest::newRow("reset") << QByteArray("drop:resourceclaims:list:1");
    QTest::newRow("slow") << QByteArray("slow:resourceclaims:list");
    QTest::newRow("expired once") << QByteArray("expired:resourceclaims:list:1");
  }
  void passingTroubleIsWaitedFor() {
    QFETCH(QByteArray, fault);
    ApiServer server({.token = kToken});
    server.inject(*apiserver::parseFault(fault.toStdString()));
    const CliResult result = get(server, kClaims);
    QCOMPARE(result.status, 0);
    QVERIFY(result.out.starts_with("NAMESPACE"));
  }

  void anObjectOf100MbEndsNothing() {
    ApiServer server({.token = kToken});
    server.inject({.fault = Fault::huge, .resource = "resourceclaims"});
    const CliResult result = get(server, kClaims);
    QCOMPARE(result.status, 0);
    QVERIFY(result.out.starts_with("NAMESPACE"));
  }

  void nobodyListens() {
    const apiserver::Listener closed = apiserver::listenOnLoopback(0);
    ::close(closed.socket);
    Cli cli;
    const ApiServer server({.token = kToken});
    cli.kubeconfig = cli.home().write("config", server.kubeconfig("https://127.0.0.1:" + std::to_string(closed.port)));
    const CliResult result = cli.run(kClaims);
    QCOMPARE(result.status, 3);
    QCOMPARE(result.messages(), std::size_t(1));
    QVERIFY(result.says("refused") && result.says(std::to_string(closed.port)));
  }

  void syncPrintsTheServersDigests() {
    const ApiServer server({.scenario = "eks-hybrid", .token = kToken});
    const CliResult result = get(server, {QStringLiteral("sync"), QStringLiteral("-o"), QStringLiteral("json")});
    QCOMPARE(result.status, 0);
    const QJsonObject kinds =
        QJsonDocument::fromJson(QByteArray::fromStdString(result.out)).object()[QStringLiteral("kinds")].toObject();
    QCOMPARE(static_cast<std::size_t>(kinds.size()),
             server.digestLines("pods").empty() ? std::size_t(0) : std::size_t(kinds.size()));
    for (const char* plural : {"pods", "resourceclaims", "resourceslices", "nodes", "deviceclasses", "jobs"}) {
      const QByteArray lines = QByteArray::fromStdString(server.digestLines(plural));
      const QJsonObject kind = kinds[QLatin1String(plural)].toObject();
      QCOMPARE(kind[QStringLiteral("digest")].toString().toLatin1(),
               QCryptographicHash::hash(lines, QCryptographicHash::Sha256).toHex());
      QCOMPARE(kind[QStringLiteral("count")].toInt(), static_cast<int>(lines.count('\n')));
    }
    QVERIFY(!result.holds(kToken));
  }
};

QTEST_GUILESS_MAIN(BadServerTest)
#include "bad_server_test.moc"
