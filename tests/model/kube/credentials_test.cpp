// Who we are: tokens, token files, exec plugins (a shell script), and that secrets stay out of every error.
#include <signal.h>

#include <QtTest>
#include <filesystem>

#include "model/base/log.h"
#include "model/kube/base64.h"
#include "model/kube/credentials.h"
#include "tests/kit/temporary_folder.h"

using namespace claimscope;

namespace {

kube::Connection secure() {
  kube::Connection connection;
  connection.server = "https://api.example.com";
  connection.user = "dev";
  return connection;
}

/// A plugin that runs these shell lines; every run adds a line to `runs`.
class Plugin {
 public:
  explicit Plugin(const std::string& body) {
    m_path = m_folder.write("plugin.sh", "#!/bin/sh\necho run >>\"" + (m_folder.path() / "runs").string() + "\"\n" + body);
    std::filesystem::permissions(m_path, std::filesystem::perms::owner_all);
  }
  [[nodiscard]] kube::Connection connection(const std::string& version = "v1") const {
    kube::Connection out = secure();
    kube::ExecPlugin exec;
    exec.apiVersion = "client.authentication.k8s.io/" + version;
    exec.command = m_path;
    exec.interactiveMode = "IfAvailable";
    out.exec = exec;
    return out;
  }
  [[nodiscard]] std::size_t runs() const {
    std::ifstream in(m_folder.path() / "runs");
    return static_cast<std::size_t>(std::count(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>(), '\n'));
  }
  [[nodiscard]] const kit::TemporaryFolder& folder() const { return m_folder; }

 private:
  kit::TemporaryFolder m_folder;
  std::string m_path;
};

std::string answer(const std::string& status, const std::string& version = "v1") {
  return "echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/" + version +
         "\",\"status\":" + status + "}'\n";
}

std::string headerOf(kube::Credentials& credentials) {
  const auto identity = credentials.current();
  if (!identity) {
    throw std::runtime_error(identity.error().text());
  }
  return (*identity)->headers.empty() ? std::string() : (*identity)->headers.front();
}

}  // namespace

class CredentialsTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void tokensAndPasswordsTravelOverTlsOnly() {
    const ManualClock clock(Time{0});
    kube::Connection connection = secure();
    connection.token = "abc-token";
    kube::Credentials token(connection, clock);
    QCOMPARE(headerOf(token), std::string("Authorization: Bearer abc-token"));
    connection.token.clear();
    connection.username = "ann";
    connection.password = "pass:word";
    kube::Credentials basic(connection, clock);
    QCOMPARE(headerOf(basic), std::string("Authorization: Basic YW5uOnBhc3M6d29yZA=="));
    connection.server = "http://api.example.com";
    kube::Credentials plain(connection, clock);
    QCOMPARE(headerOf(plain), std::string());
  }

  void lineBreaksAreRefused() {
    const ManualClock clock(Time{0});
    kube::Connection connection = secure();
    connection.token = "abc\r\nX-Injected: yes";
    kube::Credentials credentials(connection, clock);
    const auto identity = credentials.current();
    QVERIFY(!identity);
    QVERIFY(identity.error().message.find("line break") != std::string::npos);
    QVERIFY(identity.error().text().find("Injected") == std::string::npos);
  }

  void impersonationIsAsked() {
    const ManualClock clock(Time{0});
    kube::Connection connection = secure();
    connection.impersonateUser = "ann";
    connection.impersonateUid = "17";
    connection.impersonateGroups = {"a", "b"};
    connection.impersonateExtra = {{"scopes", {"view"}}};
    kube::Credentials credentials(connection, clock);
    const auto identity = credentials.current();
    QVERIFY(identity);
    const std::vector<std::string> expected = {"Impersonate-User: ann", "Impersonate-Uid: 17", "Impersonate-Group: a",
                                               "Impersonate-Group: b", "Impersonate-Extra-scopes: view"};
    QCOMPARE((*identity)->headers, expected);
  }

  void aTokenFileIsReadAgainEveryMinute() {
    ManualClock clock(Time{1'000'000});
    const kit::TemporaryFolder folder;
    kube::Connection connection = secure();
    connection.token = "from-the-kubeconfig";
    connection.tokenFile = folder.write("token", " first-token \n");
    kube::Credentials credentials(connection, clock);
    QCOMPARE(headerOf(credentials), std::string("Authorization: Bearer first-token"));
    folder.write("token", "second-token");
    clock.advance(49'000);
    QCOMPARE(headerOf(credentials), std::string("Authorization: Bearer first-token"));
    clock.advance(2'000);  // ten seconds before the minute is over
    QCOMPARE(headerOf(credentials), std::string("Authorization: Bearer second-token"));
  }

  void aTokenFileThatVanishesKeepsTheOldToken() {
    ManualClock clock(Time{1'000'000});
    const kit::TemporaryFolder folder;
    kube::Connection connection = secure();
    connection.tokenFile = folder.write("token", "first-token");
    kube::Credentials credentials(connection, clock);
    QCOMPARE(headerOf(credentials), std::string("Authorization: Bearer first-token"));
    std::filesystem::remove(connection.tokenFile);
    clock.advance(61'000);
    QCOMPARE(headerOf(credentials), std::string("Authorization: Bearer first-token"));
    // Refused by the server: now there is nothing left to show.
    credentials.refused(*credentials.current());
    clock.advance(61'000);
    const auto identity = credentials.current();
    QVERIFY(!identity);
    QVERIFY(identity.error().message.find(connection.tokenFile) != std::string::npos);
  }

  void aPluginIsAskedOnceUntilItsAnswerExpires() {
    const Plugin plugin(answer("{\"token\":\"exec-token-1\",\"expirationTimestamp\":\"2026-11-24T10:00:00Z\"}"));
    ManualClock clock(*parseTime("2026-11-24T09:00:00Z"));
    kube::Credentials credentials(plugin.connection(), clock);
    QCOMPARE(headerOf(credentials), std::string("Authorization: Bearer exec-token-1"));
    QCOMPARE(headerOf(credentials), std::string("Authorization: Bearer exec-token-1"));
    QCOMPARE(plugin.runs(), std::size_t(1));
    clock.set(*parseTime("2026-11-24T09:59:55Z"));  // ten seconds of leeway
    (void)headerOf(credentials);
    QCOMPARE(plugin.runs(), std::size_t(2));
  }

  void a401AsksThePluginAgainOnce() {
    const Plugin plugin(answer("{\"token\":\"exec-token-2\"}"));
    const ManualClock clock(Time{1'000'000});
    kube::Credentials credentials(plugin.connection(), clock);
    const auto first = *credentials.current();
    credentials.refused(first);
    const auto second = *credentials.current();
    credentials.refused(first);  // a late 401 of the old identity changes nothing
    QVERIFY(*credentials.current() == second);
    QCOMPARE(plugin.runs(), std::size_t(2));
  }

  void aPluginThatFailsIsNotRunOnceAKind() {
    const Plugin plugin("echo 'the token is eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl' >&2\nexit 3\n");
    ManualClock clock(Time{1'000'000});
    kube::Credentials credentials(plugin.connection(), clock);
    for (int i = 0; i < 20; ++i) {
      const auto identity = credentials.current();
      QVERIFY(!identity);
      QVERIFY(identity.error().message.find("plugin.sh failed") != std::string::npos);
      QVERIFY(identity.error().message.find("eyJhbGciOi") == std::string::npos);
    }
    QCOMPARE(plugin.runs(), std::size_t(1));
    clock.advance(5'000);
    QVERIFY(!credentials.current());
    QCOMPARE(plugin.runs(), std::size_t(2));
  }

  void aPluginIsNeverRunBesideAnotherCredential() {
    const Plugin plugin(answer("{\"token\":\"exec-token-3\"}"));
    const ManualClock clock(Time{0});
    kube::Connection connection = plugin.connection();
    connection.token = "own-token";
    kube::Credentials credentials(connection, clock);
    QCOMPARE(headerOf(credentials), std::string("Authorization: Bearer own-token"));
    QCOMPARE(plugin.runs(), std::size_t(0));
  }

  void aPluginIsToldWhatItNeeds() {
    Plugin plugin("printf '%s\\n' \"$KUBERNETES_EXEC_INFO\" \"$EXTRA\" \"$1\" >\"$(dirname \"$0\")/seen\"\n" +
                  answer("{\"token\":\"exec-token-4\"}", "v1beta1"));
    const ManualClock clock(Time{0});
    kube::Connection connection = plugin.connection("v1beta1");
    connection.exec->provideClusterInfo = true;
    connection.exec->env = {{"EXTRA", "$(touch hacked) `id`"}};
    connection.exec->args = {"two words; rm -rf /"};
    kube::Credentials credentials(connection, clock);
    QCOMPARE(headerOf(credentials), std::string("Authorization: Bearer exec-token-4"));
    std::ifstream in(plugin.folder().path() / "seen");
    std::string info;
    std::string extra;
    std::string argument;
    std::getline(in, info);
    std::getline(in, extra);
    std::getline(in, argument);
    QVERIFY2(info.find("\"interactive\":false") != std::string::npos && info.find("https://api.example.com") != std::string::npos,
             info.c_str());
    QCOMPARE(extra, std::string("$(touch hacked) `id`"));
    QCOMPARE(argument, std::string("two words; rm -rf /"));
  }

  void aRelativeCommandIsFoundBesideTheKubeconfig() {
    const Plugin plugin(answer("{\"token\":\"exec-token-5\"}"));
    const ManualClock clock(Time{0});
    kube::Connection connection = plugin.connection();
    connection.exec->command = "./plugin.sh";
    connection.kubeconfigDir = plugin.folder().path().string();
    kube::Credentials credentials(connection, clock);
    QCOMPARE(headerOf(credentials), std::string("Authorization: Bearer exec-token-5"));
  }

  void badAnswersAreNamed_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char* name, const std::string& body, const char* words) {
      QTest::newRow(name) << QByteArray::fromStdString(body) << QByteArray(words);
    };
    row("nothing", "exit 0\n", "did not print an ExecCredential");
    row("no JSON", "echo hello\n", "did not print an ExecCredential");
    row("a number as kind", "echo '{\"kind\":5}'\n", "did not print an ExecCredential");
    row("other version", answer("{\"token\":\"exec-token-6\"}", "v1beta1"), "another apiVersion");
    row("no status", answer("null"), "no status");
    row("empty status", answer("{}"), "neither a token nor a certificate");
    row("half a pair", answer("{\"clientCertificateData\":\"x\"}"), "without its key");
    row("other half", answer("{\"token\":\"exec-token-7\",\"clientKeyData\":\"x\"}"), "without its certificate");
    row("killed", "kill -9 $$\n", "signal 9");
    row("status of another type", answer("{\"token\":5}"), "not texts");
    row("no time", answer("{\"token\":\"exec-token-8\",\"expirationTimestamp\":\"soon\"}"), "is no time");
    row("no pair", answer("{\"clientCertificateData\":\"x\",\"clientKeyData\":\"y\"}"), "cannot be used");
    row("too deep", "head -c 9000 /dev/zero | tr '\\0' '['\n", "did not print an ExecCredential");
    row("too much", "exec head -c 9000000 /dev/zero\n", "more than 1 MiB");
    row("a reason", "echo 'session expired, run: corp login' >&2; exit 7\n", "exit status 7: session expired, run: corp login");
  }
  void badAnswersAreNamed() {
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, words);
    const Plugin plugin(body.toStdString());
    const auto credential = kube::runExecPlugin(plugin.connection(), 20'000);
    QVERIFY(!credential);
    QCOMPARE(credential.error().code, ErrorCode::unauthenticated);
    QVERIFY2(credential.error().message.find(words.toStdString()) != std::string::npos, credential.error().message.c_str());
    QVERIFY(credential.error().text().find("exec-token") == std::string::npos);
  }

  void pluginsThatCannotRunAreNamed() {
    kube::Connection connection = secure();
    kube::ExecPlugin exec;
    exec.apiVersion = "client.authentication.k8s.io/v1";
    exec.command = "no-such-plugin-anywhere";
    exec.installHint = "apt install \x1b[31mit";
    exec.interactiveMode = "IfAvailable";
    connection.exec = exec;
    const auto missing = kube::runExecPlugin(connection, 1000);
    QVERIFY(missing.error().message.find("cannot be started") != std::string::npos);
    QCOMPARE(missing.error().fix, std::string("apt install \\x1b[31mit"));
    connection.exec->interactiveMode = "Always";
    QVERIFY(kube::runExecPlugin(connection, 1000).error().message.find("terminal") != std::string::npos);
    const Plugin slow("exec sleep 600\n");
    QVERIFY(kube::runExecPlugin(slow.connection(), 200).error().message.find("did not answer") != std::string::npos);
  }

  void theWholeProcessGroupOfAPluginIsEnded() {
    const Plugin slow("sleep 600 & echo $! >\"$(dirname \"$0\")/helper\"\nwait\n");
    QVERIFY(kube::runExecPlugin(slow.connection(), 1500).error().message.find("did not answer") != std::string::npos);
    std::ifstream in(slow.folder().path() / "helper");
    int helper = 0;
    QVERIFY(in >> helper);
    // Killed, and then reaped by init: until then it is a zombie.
    const auto alive = [helper] {
      std::ifstream stat("/proc/" + std::to_string(helper) + "/stat");
      std::string line;
      return std::getline(stat, line) && line.find(") Z") == std::string::npos;
    };
    QTRY_VERIFY(!alive());
  }

  void aHelperThatOutlivesThePluginDoesNotHoldItUp() {
    const Plugin plugin("sleep 600 &\necho $! >\"$(dirname \"$0\")/helper\"\n" + answer("{\"token\":\"exec-token-9\"}"));
    const auto credential = kube::runExecPlugin(plugin.connection(), 60'000);
    std::ifstream in(plugin.folder().path() / "helper");
    int helper = 0;
    QVERIFY(in >> helper);
    ::kill(helper, SIGKILL);
    QVERIFY(credential.has_value());
    QCOMPARE(credential->token, std::string("exec-token-9"));
  }

  void variablesOfThePluginWinOverOurs() {
    qputenv("CLAIMSCOPE_TEST_VARIABLE", "ours");
    const Plugin plugin(
        "echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{\"token\":\"'"
        "\"$CLAIMSCOPE_TEST_VARIABLE\"'\"}}'\n");
    kube::Connection connection = plugin.connection();
    connection.exec->env = {{"CLAIMSCOPE_TEST_VARIABLE", "first"}, {"CLAIMSCOPE_TEST_VARIABLE", "last-one"}};
    const auto credential = kube::runExecPlugin(connection, 20'000);
    qunsetenv("CLAIMSCOPE_TEST_VARIABLE");
    QVERIFY(credential.has_value());
    QCOMPARE(credential->token, std::string("last-one"));
  }

  void theClusterIsHandedOver() {
    kube::Connection connection = secure();
    kube::ExecPlugin exec;
    exec.apiVersion = "client.authentication.k8s.io/v1";
    exec.provideClusterInfo = true;
    exec.clusterConfig = "{\"audience\":\"a\"}";
    connection.exec = exec;
    connection.caPem = "abc";
    connection.tlsServerName = "kubernetes";
    connection.proxyUrl = "http://p";
    connection.disableCompression = true;
    QCOMPARE(kube::execInfo(connection),
             std::string("{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\",\"spec\":{\"cluster\":{"
                         "\"certificate-authority-data\":\"YWJj\",\"config\":{\"audience\":\"a\"},\"disable-compression\":true,"
                         "\"proxy-url\":\"http://p\",\"server\":\"https://api.example.com\",\"tls-server-name\":\"kubernetes\"},"
                         "\"interactive\":false}}"));
  }

  void aServerThatRefusesEveryTokenDoesNotRunThePluginAllTheTime() {
    const Plugin plugin(answer("{\"token\":\"exec-token-10\"}"));
    ManualClock clock(Time{1'000'000});
    kube::Credentials credentials(plugin.connection(), clock);
    for (int i = 0; i < 10; ++i) {
      credentials.refused(*credentials.current());
      clock.advance(1'000);
    }
    QCOMPARE(plugin.runs(), std::size_t(2));
  }

  void anIdTokenIsUsedWhileItIsValid() {
    ManualClock clock(Time{1'000'000});
    kube::Connection connection = secure();
    connection.oidc = true;
    connection.idToken = "e30." + kube::encodeBase64("{\"exp\":2000}") + ".x";
    kube::Credentials credentials(connection, clock);
    QCOMPARE(headerOf(credentials), "Authorization: Bearer " + connection.idToken);
    clock.set(Time{1'995'000});
    QVERIFY(credentials.current().error().text().find("has expired. Run kubectl once") != std::string::npos);
    connection.idToken = "not a token";
    kube::Credentials broken(connection, clock);
    QVERIFY(broken.current().error().message.find("is no token") != std::string::npos);
  }

  void oddImpersonationIsEscapedOrRefused() {
    const ManualClock clock(Time{0});
    kube::Connection connection = secure();
    connection.impersonateUser = "ann";
    connection.impersonateExtra = {{"A/b%", {"x", ""}}};
    kube::Credentials credentials(connection, clock);
    const std::vector<std::string> expected = {"Impersonate-User: ann", "Impersonate-Extra-A%2Fb%25: x",
                                               "Impersonate-Extra-A%2Fb%25;"};
    QCOMPARE((*credentials.current())->headers, expected);
    connection.impersonateGroups = {"a\r\nX-Injected: yes"};
    kube::Credentials injected(connection, clock);
    QVERIFY(!injected.current());
  }

  void secretsOfPluginsAreRedactedFromThenOn() {
    const Plugin plugin(answer("{\"token\":\"planted-exec-secret\"}"));
    const ManualClock clock(Time{0});
    kube::Credentials credentials(plugin.connection(), clock);
    (void)headerOf(credentials);
    QCOMPARE(log::redact("x planted-exec-secret y"), std::string("x [redacted] y"));
  }
};

QTEST_APPLESS_MAIN(CredentialsTest)
#include "credentials_test.moc"
