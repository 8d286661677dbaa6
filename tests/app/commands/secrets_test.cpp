// Planted secrets: whatever a kubeconfig, a plugin or a server holds of them, no output, log, error or child process may show it.
#include <QDir>
#include <QtTest>
#include <filesystem>
#include <fstream>

#include "tests/apiserver/api_server.h"
#include "tests/app/commands/canned_server.h"
#include "tests/app/commands/cli.h"

using namespace claimscope;
using kit::Canned;
using kit::Cli;
using kit::CliResult;

namespace {

const std::string kToken = "planted-token-01-7f3a9c";
const std::string kFileToken = "planted-tokenfile-02-7f3a9c";
const std::string kPassword = "planted-password-03-7f3a9c";
const std::string kExecToken = "planted-exec-token-04-7f3a9c";
const std::string kProxyPassword = "planted-proxy-05-7f3a9c";
const std::string kServerPassword = "planted-server-06-7f3a9c";
const std::string kEnvironmentPassword = "planted-environment-07-7f3a9c";
const std::string kBodyToken = "planted-body-08-7f3a9c";
const std::string kLocation = "planted-location-09-7f3a9c";
const std::string kJwt = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJwbGFudGVkLTEwIn0.cGxhbnRlZC0xMA";
const std::string kRefresh = "planted-refresh-11-7f3a9c";
const std::string kClientSecret = "planted-client-secret-12-7f3a9c";
const std::string kIdToken = "planted-id-token-13-7f3a9c";

/// The lines of a PEM without its frame: the part that is secret.
std::vector<std::string> keyLines(const std::string& pem) {
  std::vector<std::string> out;
  for (const QString& line : QString::fromStdString(pem).split(QLatin1Char('\n'))) {
    if (line.size() > 20 && !line.startsWith(QLatin1String("-----"))) {
      out.push_back(line.toStdString());
    }
  }
  return out;
}

std::string base64(const std::string& bytes) {
  return QByteArray::fromStdString(bytes).toBase64().toStdString();
}

/// Single quotes for double ones, which are easier to read here.
std::string json(std::string text) {
  std::replace(text.begin(), text.end(), '\'', '"');
  return text;
}

}  // namespace

class SecretsTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    m_pair = apiserver::makeCertificate({"ann", {}, {}, {}}, nullptr);
    m_secrets = {kToken,     kFileToken, kPassword, kExecToken, kProxyPassword, kServerPassword, kEnvironmentPassword,
                 kBodyToken, kLocation,  kJwt,      kRefresh,   kClientSecret,  kIdToken,        base64("ann:" + kPassword)};
    for (const std::string& line : keyLines(m_pair.keyPem)) {
      m_secrets.push_back(line);
    }
    m_secrets.push_back(base64(m_pair.keyPem).substr(0, 60));
  }

  void everyUserOfAKubeconfig_data() {
    QTest::addColumn<QByteArray>("cluster");
    QTest::addColumn<QByteArray>("user");
    const auto row = [](const char* name, const std::string& cluster, const std::string& user) {
      QTest::newRow(name) << QByteArray::fromStdString(cluster) << QByteArray::fromStdString(user);
    };
    const std::string closed = "server: 'https://127.0.0.1:9'";
    row("token", closed, "token: " + kToken);
    row("token file", closed, "tokenFile: token");
    row("password", closed, "username: ann, password: " + kPassword);
    row("client key", closed,
        "client-certificate-data: " + base64(m_pair.certPem) + ", client-key-data: " + base64(m_pair.keyPem));
    row("client key file", closed, "client-certificate: client.crt, client-key: client.key");
    row("plugin", closed,
        "exec: {apiVersion: client.authentication.k8s.io/v1, command: ./plugin, interactiveMode: Never, provideClusterInfo: "
        "true}");
    row("plugin that tells", closed,
        "exec: {apiVersion: client.authentication.k8s.io/v1, command: ./teller, interactiveMode: Never}");
    row("proxy", closed + ", proxy-url: 'http://ann:" + kProxyPassword + "@127.0.0.1:9'", "token: " + kToken);
    row("server with a password", "server: 'https://ann:" + kServerPassword + "@127.0.0.1:9/path?x'", "");
    row("oidc", closed,
        "auth-provider: {name: oidc, config: {idp-issuer-url: 'https://127.0.0.1:9', client-id: c, id-token: " + kIdToken +
            ", refresh-token: " + kRefresh + ", client-secret: " + kClientSecret + "}}");
    row("everything wrong",
        "server: 'ann:" + kServerPassword + "@127.0.0.1:9', proxy-url: 'ftp://ann:" + kProxyPassword +
            "@127.0.0.1:9', certificate-authority: missing, certificate-authority-data: YWJj",
        "token: " + kToken + ", username: ann, password: " + kPassword +
            ", client-certificate-data: YWJj, client-key-data: " + base64(m_pair.keyPem) +
            ", auth-provider: {name: gcp, config: {a: " + kRefresh + "}}, exec: {env: [{value: " + kClientSecret + "}]}");
    row("a number as token", closed, "token: [" + kToken + "], password: {a: " + kPassword + "}");
    row("broken text", closed, "token: " + kToken + " : : {");
    row("a name twice", closed, "token: " + kToken + "}}, {name: u, user: {password: " + kPassword);
    row("a line break in a token", closed, "token: \"" + kToken + "\\n" + kBodyToken + "\"");
  }
  void everyUserOfAKubeconfig() {
    QFETCH(QByteArray, cluster);
    QFETCH(QByteArray, user);
    Cli cli;
    prepare(cli, cluster.toStdString(), user.toStdString());
    for (const char* command : {"connection -o json", "connection", "get claims -A -vvv --timeout 1s",
                                "sync -o json -vvv --timeout 1s", "report -vvv --timeout 1s"}) {
      const QStringList arguments = QString::fromLatin1(command).split(QLatin1Char(' '));
      // `connection` shows the variables of a plugin as its form says (cli.md); this set has no usable one.
      const CliResult result = cli.run(arguments);
      expectNone(result.out + result.err, command);
      QVERIFY2(result.status != 5, command);
    }
    expectNone(contentsOf(cli.home().path() / "seen"), "what the plugin was given");
    expectNone(contentsOf(cli.home().path() / ".config"), "what was written");
  }

  void proxiesOfTheEnvironment() {
    Cli cli;
    prepare(cli, "server: 'https://api.example.com'", "token: " + kToken);
    qputenv("HTTPS_PROXY", QByteArray::fromStdString("http://ann:" + kEnvironmentPassword + "@127.0.0.1:9"));
    cli.inherited = {QStringLiteral("HTTPS_PROXY")};
    for (const char* command : {"connection -o json", "connection", "get claims -A -vvv --timeout 1s"}) {
      const CliResult result = cli.run(QString::fromLatin1(command).split(QLatin1Char(' ')));
      expectNone(result.out + result.err, command);
      QVERIFY(!QByteArray(command).startsWith("connection") || result.holds("127.0.0.1:9"));
    }
    qunsetenv("HTTPS_PROXY");
  }

  void serversThatRepeatWhatTheyKnow_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("headers");
    const auto status = [](const std::string& message) {
      return QByteArray::fromStdString("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"" +
                                       message + "\"}");
    };
    QTest::newRow("refused") << 401 << status("invalid bearer token: Bearer " + kBodyToken) << QByteArray();
    QTest::newRow("forbidden") << 403 << status("User \\\"x\\\" with token " + kToken + " cannot") << QByteArray();
    QTest::newRow("broken") << 500 << status("upstream said Authorization: Bearer " + kBodyToken + " and " + kJwt)
                            << QByteArray();
    QTest::newRow("web page") << 502 << QByteArray::fromStdString("<html>" + kJwt + "</html>") << QByteArray();
    QTest::newRow("redirect") << 302 << QByteArray()
                              << QByteArray::fromStdString("Location: https://ann:" + kLocation + "@127.0.0.1:9/?access_token=" +
                                                           kLocation + "\r\nSet-Cookie: session=" + kLocation + "\r\n");
    QTest::newRow("no JSON") << 200 << QByteArray::fromStdString("token=" + kBodyToken) << QByteArray();
  }
  void serversThatRepeatWhatTheyKnow() {
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, headers);
    const kit::CannedServer server({{"/", status, body.toStdString(), headers.toStdString()}});
    Cli cli;
    prepare(cli, "server: 'http://ann:" + kServerPassword + "@" + server.address() + "'", "token: " + kToken);
    for (const char* command : {"get claims -A -vvv --timeout 1s", "report --timeout 1s"}) {
      const CliResult result = cli.run(QString::fromLatin1(command).split(QLatin1Char(' ')));
      expectNone(result.out + result.err, command);
      QVERIFY2(result.status == 3 || result.status == 4, result.err.c_str());
    }
  }

  void watchesThatEndWithASecret() {
    const std::string list =
        json("{'kind':'List','apiVersion':'resource.k8s.io/v1','metadata':{'resourceVersion':'1'},'items':[]}");
    const kit::CannedServer server(
        {{"/version", 200, json("{'major':'1','minor':'37','gitVersion':'v1.37.0'}")},
         {"/apis/resource.k8s.io/v1/resourceclaims?", 200,
          json("{'type':'ERROR','object':{'kind':'Status','code':500,'message':'session " + kJwt + " of Bearer " + kBodyToken +
               "'}}\n")},
         {"/apis/resource.k8s.io/v1", 200,
          json("{'kind':'APIResourceList','groupVersion':'resource.k8s.io/"
               "v1','resources':[{'name':'resourceclaims','kind':'ResourceClaim','namespaced':true,'verbs':['list','watch']}]}")},
         {"/apis", 200,
          json("{'kind':'APIGroupList','groups':[{'name':'resource.k8s.io','versions':[{'groupVersion':'resource.k8s.io/"
               "v1','version':'v1'}]}]}")},
         {"/api", 200, json("{'kind':'APIVersions','versions':['v1']}")},
         {"/", 200, list}});
    Cli cli;
    prepare(cli, "server: 'http://" + server.address() + "'", "");
    const CliResult result = cli.run({QStringLiteral("get"), QStringLiteral("claims"), QStringLiteral("-A"),
                                      QStringLiteral("-vvv"), QStringLiteral("--timeout"), QStringLiteral("1s")});
    expectNone(result.out + result.err, "get claims");
  }

 private:
  void prepare(const Cli& cli, const std::string& cluster, const std::string& user) const {
    const kit::TemporaryFolder& home = cli.home();
    home.write("token", kFileToken + "\n");
    home.write("client.crt", m_pair.certPem);
    home.write("client.key", m_pair.keyPem);
    const std::string see =
        "#!/bin/sh\nmkdir -p \"$HOME/seen\"\nenv >\"$HOME/seen/environment\"\n"
        "tr '\\0' ' ' </proc/$$/cmdline >\"$HOME/seen/arguments\"\n"
        "tr '\\0' ' ' </proc/$PPID/cmdline >\"$HOME/seen/parent\"\n";
    const std::string plugin =
        home.write("plugin", see +
                                 "echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\","
                                 "\"status\":{\"token\":\"" +
                                 kExecToken + "\"}}'\n");
    const std::string teller = home.write("teller", see + "echo 'cannot refresh: token=" + kExecToken +
                                                        " Authorization: Bearer " + kBodyToken + " " + kJwt + "' >&2\nexit 3\n");
    for (const std::string& program : {plugin, teller}) {
      std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    }
    // A second user, whose secrets must not reach the first one's plugin.
    home.write(".kube/config", "");
    home.write("config", "apiVersion: v1\nkind: Config\ncurrent-context: x\nclusters: [{name: c, cluster: {" + cluster +
                             "}}]\nusers: [{name: other, user: {username: ann, password: " + kPassword + "}}, {name: u, user: {" +
                             user + "}}]\ncontexts: [{name: x, context: {cluster: c, user: u}}]\n");
    const_cast<Cli&>(cli).kubeconfig = (home.path() / "config").string();
  }

  static std::string contentsOf(const std::filesystem::path& folder) {
    std::string out;
    std::error_code code;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, code)) {
      std::ifstream in(entry.path());
      out.append(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    return out;
  }

  void expectNone(const std::string& text, const char* where) const {
    for (const std::string& secret : m_secrets) {
      QVERIFY2(text.find(secret) == std::string::npos, (std::string(where) + " shows " + secret + ":\n" + text).c_str());
    }
  }

  apiserver::KeyPair m_pair;
  std::vector<std::string> m_secrets;
};

QTEST_GUILESS_MAIN(SecretsTest)
#include "secrets_test.moc"
