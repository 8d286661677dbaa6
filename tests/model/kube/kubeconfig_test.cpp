// kubeconfig by kubectl's rules: which files, how they merge, what is refused, and that no message holds a secret.
#include <sys/stat.h>
#include <QtTest>

#include <filesystem>
#include <fstream>
#include <thread>

#include "model/kube/base64.h"
#include "model/kube/connection.h"
#include "tests/apiserver/certificates.h"
#include "tests/kit/temporary_folder.h"

using namespace claimscope;

namespace {

// A certificate of a certificate authority, and the same as a data field.
const std::string kCa = apiserver::makeCertificate({"ca", {}, {}, {}, -3600, 86'400, true}, nullptr).certPem;
const std::string kCaBase64 = kube::encodeBase64(kCa);

std::string config(const std::string& cluster, const std::string& user, const std::string& context = "cluster: c, user: u") {
  return "apiVersion: v1\nkind: Config\ncurrent-context: x\nclusters: [{name: c, cluster: {" + cluster +
         "}}]\nusers: [{name: u, user: {" + user + "}}]\ncontexts: [{name: x, context: {" + context + "}}]\n";
}

kube::Resolved resolveText(const std::string& text) {
  const kit::TemporaryFolder folder;
  kube::KubeconfigOptions options;
  options.path = folder.write("config", text);
  return kube::resolve(options);
}

std::string allErrors(const kube::Resolved& resolved) {
  std::string out;
  for (const Error& error : resolved.errors) {
    out += error.text() + "\n";
  }
  return out;
}

}  // namespace

class KubeconfigTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void aContextIsResolved() {
    const kube::Resolved resolved = resolveText(config(
        "server: 'https://api.example.com:6443/', tls-server-name: kubernetes, certificate-authority-data: " + kCaBase64 +
            ", "
            "proxy-url: 'http://proxy:3128', disable-compression: true",
        "token: secret-token, as: ann, as-groups: [g1, g2], as-user-extra: {k: [v]}", "cluster: c, user: u, namespace: ml"));
    QCOMPARE(QString::fromStdString(allErrors(resolved)), QString());
    const kube::Connection& c = resolved.connection;
    QCOMPARE(c.server, std::string("https://api.example.com:6443"));
    QCOMPARE(c.tlsServerName, std::string("kubernetes"));
    QVERIFY(c.caPem.starts_with("-----BEGIN CERTIFICATE-----"));
    QCOMPARE(c.proxyUrl, std::string("http://proxy:3128"));
    QCOMPARE(c.token, std::string("secret-token"));
    QCOMPARE(c.namespaceName, std::string("ml"));
    QCOMPARE(c.impersonateGroups, (std::vector<std::string>{"g1", "g2"}));
    QVERIFY(c.disableCompression && !c.insecureSkipTlsVerify);
  }

  void theFirstFileWinsForEachNameAndPathsAreRelativeToTheirFile() {
    const kit::TemporaryFolder folder;
    folder.write("one/ca.pem", "ca of one\n" + kCa);
    folder.write("two/ca.pem", "ca of two\n" + kCa);
    folder.write("two/token", "token of two");
    const std::string first = folder.write(
        "one/config",
        "current-context: a\nclusters: [{name: c1, cluster: {server: 'https://one', certificate-authority: ca.pem}}]\n"
        "users: [{name: shared, user: {token: first-token-1}}]\ncontexts: [{name: a, context: {cluster: c1, user: shared}}]\n");
    const std::string second =
        folder.write("two/config",
                     "current-context: b\nclusters: [{name: c1, cluster: {server: 'https://other'}}, "
                     "{name: c2, cluster: {server: 'https://two', "
                     "certificate-authority: ./ca.pem}}]\nusers: [{name: shared, user: {username: other}}, "
                     "{name: own, user: {tokenFile: token}}]\n"
                     "contexts: [{name: b, context: {cluster: c2, user: own}}]\n");
    kube::KubeconfigOptions options;
    options.environment["KUBECONFIG"] = "/does/not/exist::" + first + ":" + second + ":" + first;
    kube::Resolved resolved = kube::resolve(options);
    QCOMPARE(QString::fromStdString(allErrors(resolved)), QString());
    QCOMPARE(resolved.connection.context, std::string("a"));
    QCOMPARE(resolved.connection.server, std::string("https://one"));
    QVERIFY(resolved.connection.caPem.starts_with("ca of one"));
    QCOMPARE(resolved.connection.token, std::string("first-token-1"));
    QVERIFY(resolved.connection.username.empty());
    options.context = "b";
    resolved = kube::resolve(options);
    QVERIFY(resolved.connection.caPem.starts_with("ca of two"));
    QCOMPARE(resolved.connection.token, std::string("token of two"));
    QCOMPARE(std::filesystem::path(resolved.connection.tokenFile).lexically_normal().string(),
             (folder.path() / "two/token").string());
    const auto summary = kube::summarise(options);
    QVERIFY(summary);
    QCOMPARE(summary->files.size(), std::size_t(2));
    QCOMPARE(summary->contexts.size(), std::size_t(2));
    QCOMPARE(summary->currentContext, std::string("a"));
  }

  void theSummarySaysHowEachContextSignsInAndNoSecret() {
    const kit::TemporaryFolder folder;
    kube::KubeconfigOptions options;
    options.path =
        folder.write("config",
                     "clusters: [{name: c, cluster: {server: 'https://a'}}]\n"
                     "users:\n"
                     "- {name: aws, user: {exec: {command: /usr/bin/aws, args: [eks, get-token, --token, hidden-1]}}}\n"
                     "- {name: cert, user: {client-certificate: a.pem, client-key: b.pem, as: someone}}\n"
                     "- {name: basic, user: {username: me, password: hidden-2}}\n"
                     "- {name: file, user: {tokenFile: /t, token: hidden-3}}\n"
                     "contexts:\n"
                     "- {name: a, context: {cluster: c, user: aws}}\n- {name: b, context: {cluster: c, user: cert}}\n"
                     "- {name: d, context: {cluster: c, user: basic}}\n- {name: e, context: {cluster: c, user: file}}\n"
                     "- {name: f, context: {cluster: c, user: nobody}}\n");
    const auto summary = kube::summarise(options);
    QVERIFY(summary);
    std::string all;
    for (const kube::ContextInfo& context : summary->contexts) {
      all += context.name + "=" + context.credential + "; ";
    }
    QCOMPARE(all,
             std::string("a=exec aws eks get-token; b=client certificate + impersonates; d=password; e=token file; f=none; "));
  }

  void theFlagIsOneFileThatMustExist() {
    const kit::TemporaryFolder folder;
    const std::string good = folder.write("config", config("server: 'https://a'", "token: some-token"));
    kube::KubeconfigOptions options;
    options.environment["KUBECONFIG"] = good;
    options.path = (folder.path() / "missing").string();
    QVERIFY(allErrors(kube::resolve(options)).find(options.path) != std::string::npos);
    options.path = good + ":" + good;
    QCOMPARE(kube::resolve(options).errors.size(), std::size_t(1));
    options.path = folder.path().string();
    QVERIFY(allErrors(kube::resolve(options)).find("directory") != std::string::npos);
  }

  void homeIsLookedAtLastAndNothingIsNotFound() {
    const kit::TemporaryFolder folder;
    kube::KubeconfigOptions options;
    options.environment["HOME"] = folder.path().string();
    QCOMPARE(kube::resolve(options).errors.front().code, ErrorCode::notFound);
    QVERIFY(!kube::summarise(options));
    folder.write(".kube/config", config("server: 'https://home'", "token: some-token"));
    QCOMPARE(kube::resolve(options).connection.server, std::string("https://home"));
    options.environment["KUBECONFIG"] = "/does/not/exist";
    QCOMPARE(kube::resolve(options).errors.front().code, ErrorCode::notFound);
  }

  void aMissingUserIsAnonymousAndAMissingContextIsRefused() {
    const kube::Resolved anonymous = resolveText(config("server: 'https://a'", "token: some-token", "cluster: c, user: nobody"));
    QCOMPARE(anonymous.errors.size(), std::size_t(0));
    QVERIFY(anonymous.connection.token.empty());
    QVERIFY(allErrors(resolveText(config("server: 'https://a'", "", "cluster: other, user: u"))).find("other") !=
            std::string::npos);
    QCOMPARE(resolveText("apiVersion: v1\nkind: Config\n").errors.size(), std::size_t(1));
  }

  void everyProblemIsNamedAtOnce() {
    const kube::Resolved resolved = resolveText(
        config("certificate-authority: /does/not/exist, certificate-authority-data: YWJj, proxy-url: 'ftp://x:planted-proxy-1@x'",
               "token: planted-token-1, username: ann, password: planted-password-1, client-certificate-data: YWJj"));
    const std::string text = allErrors(resolved);
    for (const char* part : {"has no server", "both certificate-authority and certificate-authority-data", "proxy-url",
                             "both a token and a user name", "client certificate but no key"}) {
      QVERIFY2(text.find(part) != std::string::npos, part);
    }
    QVERIFY(text.find("planted") == std::string::npos);
  }

  void refused_data() {
    QTest::addColumn<QByteArray>("cluster");
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char* name, const char* cluster, const char* user, const char* words) {
      QTest::newRow(name) << QByteArray(cluster) << QByteArray(user) << QByteArray(words);
    };
    const char* good = "server: 'https://a'";
    row("no scheme", "server: 'a:6443'", "", "has no scheme");
    row("insecure and a CA",
        ("server: 'https://a', insecure-skip-tls-verify: true, certificate-authority-data: " + kCaBase64).c_str(), "",
        "insecure-skip-tls-verify");
    row("CA file missing", "server: 'https://a', certificate-authority: /does/not/exist", "", "/does/not/exist");
    row("CA without a certificate", "server: 'https://a', certificate-authority-data: YWJj", "", "holds no certificate");
    row("a URL of another sort", "server: 'unix:///run/x'", "", "is not a URL");
    row("CA not base64", "server: 'https://a', certificate-authority-data: '*'", "", "base64");
    row("certificate twice", good, "client-certificate: a, client-certificate-data: YWJj, client-key-data: YWJj",
        "both client-certificate");
    row("token is a number", good, "token: 12345", "token is not a text");
    row("tokenFile and user name", good, "tokenFile: /etc/passwd, username: ann", "tokenFile and a user name");
    row("groups of nobody", good, "as-groups: [a]", "impersonates");
    row("exec without command", good, "exec: {apiVersion: client.authentication.k8s.io/v1beta1}", "no command");
    row("exec v1alpha1", good, "exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: x}",
        "v1alpha1 is not supported");
    row("exec v1 without mode", good, "exec: {apiVersion: client.authentication.k8s.io/v1, command: x}", "interactiveMode");
    row("exec with a strange mode", good,
        "exec: {apiVersion: client.authentication.k8s.io/v1, command: x, interactiveMode: Maybe}", "Maybe");
    row("token and gcp", good, "token: some-token, auth-provider: {name: gcp}", "removed from Kubernetes clients");
    row("unknown provider", good, "auth-provider: {name: corp}", "not known");
    row("oidc without issuer", good, "auth-provider: {name: oidc, config: {client-id: c}}", "idp-issuer-url");
    row("exec and auth-provider", good,
        "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: x}, auth-provider: {name: gcp}", "both exec");
    row("gcp", good, "auth-provider: {name: gcp}", "gke-gcloud-auth-plugin");
    row("azure", good, "auth-provider: {name: azure}", "kubelogin");
  }
  void refused() {
    QFETCH(QByteArray, cluster);
    QFETCH(QByteArray, user);
    QFETCH(QByteArray, words);
    const kube::Resolved resolved = resolveText(config(cluster.toStdString(), user.toStdString()));
    QCOMPARE(resolved.errors.size(), std::size_t(1));
    QVERIFY2(allErrors(resolved).find(words.toStdString()) != std::string::npos, allErrors(resolved).c_str());
    QCOMPARE(exitStatus(resolved.errors.front().code), 2);
  }

  void unreadableFilesAreNamed_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("broken YAML") << QByteArray("clusters: [\n  name: {") << QByteArray("line");
    QTest::newRow("a list") << QByteArray("[1,2]") << QByteArray("not a mapping");
    QTest::newRow("a word") << QByteArray("hello") << QByteArray("not a mapping");
    QTest::newRow("clusters is a word") << QByteArray("clusters: hello\ncurrent-context: x")
                                        << QByteArray("clusters is not a list");
    QTest::newRow("a name twice") << QByteArray(
                                         "users: [{name: u, user: {token: planted-token-2}}, {name: u}]\ncurrent-context: x")
                                  << QByteArray("twice");
    QByteArray bomb("a: &a [x,x,x,x,x,x,x,x,x,x]\n");
    for (char c = 'b'; c <= 'k'; ++c) {
      bomb += QByteArray(1, c) + ": &" + QByteArray(1, c) + " [" +
              (QByteArray("*") + static_cast<char>(c - 1) + ",").repeated(10) + "]\n";
    }
    QTest::newRow("alias bomb") << bomb << QByteArray("config");
    QTest::newRow("deep") << QByteArray(5000, '[') << QByteArray("deep");
    QTest::newRow("binary") << QByteArray(
                                   "\x7f"
                                   "ELF\x02\x01\x00\x00\xff\xfe",
                                   10)
                            << QByteArray("config");
  }
  void unreadableFilesAreNamed() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, words);
    const kube::Resolved resolved = resolveText(text.toStdString());
    QVERIFY(!resolved.errors.empty());
    const std::string errors = allErrors(resolved);
    QVERIFY2(errors.find(words.toStdString()) != std::string::npos, errors.c_str());
    QVERIFY(errors.find("planted") == std::string::npos);
    QVERIFY(errors.size() < 2000);
  }

  void oneUnreadableFileRefusesAllOfThem() {
    const kit::TemporaryFolder folder;
    kube::KubeconfigOptions options;
    options.environment["KUBECONFIG"] =
        folder.write("good", config("server: 'https://a'", "token: some-token")) + ":" + folder.write("bad", "{{{");
    const kube::Resolved resolved = kube::resolve(options);
    QVERIFY(!resolved.errors.empty());
    QVERIFY(allErrors(resolved).find("/bad") != std::string::npos);
  }

  void aServiceAccountIsUsedOnlyWithoutAKubeconfig() {
    const kit::TemporaryFolder folder;
    kube::KubeconfigOptions options;
    options.environment = {
        {"HOME", folder.path().string()}, {"KUBERNETES_SERVICE_HOST", "10.0.0.1"}, {"KUBERNETES_SERVICE_PORT", "443"}};
    options.serviceAccount = (folder.path() / "account").string();
    // Without a token it is no pod.
    QCOMPARE(kube::resolve(options).errors.front().code, ErrorCode::notFound);
    folder.write("account/token", "pod-token-1\n");
    folder.write("account/namespace", "of-the-pod\n");
    kube::Resolved resolved = kube::resolve(options);
    QCOMPARE(resolved.errors.size(), std::size_t(0));
    QCOMPARE(resolved.connection.server, std::string("https://10.0.0.1:443"));
    QCOMPARE(resolved.connection.token, std::string("pod-token-1"));
    QCOMPARE(resolved.connection.namespaceName, std::string("of-the-pod"));
    QCOMPARE(kube::summarise(options)->contexts.front().name, std::string("in-cluster"));
    options.environment["KUBERNETES_SERVICE_HOST"] = "fd00::1";
    options.environment["POD_NAMESPACE"] = "by-variable";
    resolved = kube::resolve(options);
    QCOMPARE(resolved.connection.server, std::string("https://[fd00::1]:443"));
    QCOMPARE(resolved.connection.namespaceName, std::string("by-variable"));
    // A context that is asked for by name is not there.
    options.context = "prod";
    QVERIFY(!kube::resolve(options).errors.empty());
    options.context.clear();
    folder.write(".kube/config", config("server: 'https://home'", "token: some-token"));
    resolved = kube::resolve(options);
    QCOMPARE(resolved.connection.server, std::string("https://home"));
    QCOMPARE(resolved.connection.namespaceName, std::string("by-variable"));
  }

  void secretsStayAtHomeWithoutTls() {
    const kube::Connection c = resolveText(config("server: 'http://a:8080', certificate-authority-data: YWJj",
                                                  "token: some-token, as: ann, tokenFile: /does/not/exist"))
                                   .connection;
    QCOMPARE(c.server, std::string("http://a:8080"));
    QVERIFY(c.token.empty() && c.tokenFile.empty() && c.caPem.empty());
    QCOMPARE(c.impersonateUser, std::string("ann"));
  }

  void aPipeAndADeviceAreFiles() {
    kube::KubeconfigOptions options;
    options.path = "/dev/null";
    QVERIFY(allErrors(kube::resolve(options)).find("no current context") != std::string::npos);
    const kit::TemporaryFolder folder;
    const std::string pipe = (folder.path() / "pipe").string();
    QCOMPARE(mkfifo(pipe.c_str(), 0600), 0);
    options.path = pipe;
    std::jthread writer([&pipe] { std::ofstream(pipe) << config("server: 'https://piped'", ""); });
    QCOMPARE(kube::resolve(options).connection.server, std::string("https://piped"));
  }

  void theFileOf2014IsReadWhereItIs() {
    const kit::TemporaryFolder folder;
    folder.write(".kube/.kubeconfig", config("server: 'https://old'", ""));
    kube::KubeconfigOptions options;
    options.environment["HOME"] = folder.path().string();
    QCOMPARE(kube::resolve(options).connection.server, std::string("https://old"));
    QVERIFY(!std::filesystem::exists(folder.path() / ".kube/config"));
  }
};

QTEST_APPLESS_MAIN(KubeconfigTest)
#include "kubeconfig_test.moc"
