// Files that are broken, huge, hostile or empty, as a user of the command line meets them: one clear message, the right status.
#include <QtTest>
#include <filesystem>

#include "tests/app/commands/cli.h"

using namespace claimscope;
using kit::Cli;
using kit::CliResult;

namespace {

const std::string kNode = "apiVersion: v1\nkind: Node\nmetadata: {name: n1, uid: u-1, resourceVersion: '5'}\n";

QStringList nodesOf(const std::string& path) {
  return {QStringLiteral("get"), QStringLiteral("nodes"), QStringLiteral("--file"), QString::fromStdString(path)};
}

}  // namespace

class BadInputTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void aGoodFileIsPrinted() {
    Cli cli;
    const CliResult result = cli.run(nodesOf(cli.home().write("node.yaml", kNode)));
    QCOMPARE(result.status, 0);
    QVERIFY(result.out.find("n1") != std::string::npos);
    QCOMPARE(QString::fromStdString(result.err), QString());
  }

  void unreadable_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("empty") << QByteArray() << QByteArray("empty");
    QTest::newRow("only comments") << QByteArray("# nothing\n---\n# here\n") << QByteArray("no");
    QTest::newRow("binary") << QByteArray(
                                   "\x7f"
                                   "ELF\0\0\0\1\2\3",
                                   10)
                            << QByteArray("binary");
    QTest::newRow("truncated JSON") << QByteArray("{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"n1\"")
                                    << QByteArray("line");
    QTest::newRow("truncated YAML") << QByteArray("apiVersion: v1\nkind: Node\nmetadata: {name: n1\n") << QByteArray("line");
    QTest::newRow("deep nesting") << QByteArray(100'000, '[') << QByteArray("deep");
    QTest::newRow("no object") << QByteArray("hello\n") << QByteArray("apiVersion");
    QTest::newRow("a list of words") << QByteArray("[1,2,3]\n") << QByteArray("apiVersion");
    QTest::newRow("wrong field") << QByteArray("apiVersion: v1\nkind: Node\nmetadata: 5\n") << QByteArray("metadata");
    QByteArray bomb("a: &a [x,x,x,x,x,x,x,x,x,x]\n");
    for (char c = 'b'; c <= 'k'; ++c) {
      bomb += QByteArray(1, c) + ": &" + QByteArray(1, c) + " [" +
              (QByteArray("*") + static_cast<char>(c - 1) + ",").repeated(10) + "]\n";
    }
    QTest::newRow("alias bomb") << bomb << QByteArray("anchors");
    QTest::newRow("web page") << QByteArray("<html><body>Sign in</body></html>\n") << QByteArray("apiVersion");
  }
  void unreadable() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, words);
    Cli cli;
    const std::string path = cli.home().write("broken.yaml", text.toStdString());
    const CliResult result = cli.run(nodesOf(path));
    QVERIFY2(result.status == 2, (std::to_string(result.status) + " " + result.err + result.out).c_str());
    QCOMPARE(result.messages(), std::size_t(1));
    QVERIFY2(result.says(path) && result.says(words.toStdString()), result.err.c_str());
    QVERIFY(result.err.size() < 2000);
    QVERIFY(result.out.empty());
    // The same beside a good file: that one is shown.
    const std::string good = cli.home().write("good.yaml", kNode);
    const CliResult both = cli.run(nodesOf(path) + QStringList{QStringLiteral("--file"), QString::fromStdString(good)});
    QVERIFY2(both.status == 2, (std::to_string(both.status) + " " + both.err).c_str());
    QVERIFY2(both.out.find("n1") != std::string::npos, both.err.c_str());
    QVERIFY2(both.says(path), both.err.c_str());
  }

  void anObjectOf100MbIsNamedAndTheRestIsShown() {
    Cli cli;
    const std::string path = cli.home().write(
        "huge.json",
        "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":"
        "\"huge\",\"annotations\":{\"a\":\"" +
            std::string(100U << 20U, 'x') +
            "\"}}},{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"n2\",\"uid\":\"u-2\"}}]}");
    const CliResult result = cli.run(nodesOf(path));
    QVERIFY2(result.status == 2, (std::to_string(result.status) + " " + result.err).c_str());
    QCOMPARE(result.messages(), std::size_t(1));
    QVERIFY2(result.says(path) && result.says("16 MiB"), result.err.c_str());
    QVERIFY(result.out.find("n2") != std::string::npos);
  }

  void pathsThatAreNotThere() {
    Cli cli;
    const CliResult missing = cli.run(nodesOf("/no/such/file.yaml"));
    QCOMPARE(missing.status, 2);
    QVERIFY(missing.says("/no/such/file.yaml"));
    std::filesystem::create_directory(cli.home().path() / "empty");
    const CliResult empty = cli.run(nodesOf((cli.home().path() / "empty").string()));
    QCOMPARE(empty.status, 2);
    QVERIFY(empty.says("empty"));
  }

  void kindsNobodyKnows() {
    Cli cli;
    const CliResult noun =
        cli.run({QStringLiteral("get"), QStringLiteral("unicorns"), QStringLiteral("--demo"), QStringLiteral("quiet")});
    QCOMPARE(noun.status, 2);
    QVERIFY(noun.says("unicorns") && noun.says("claims"));
    const std::string path =
        cli.home().write("other.yaml", "apiVersion: example.com/v1\nkind: Unicorn\nmetadata: {name: u}\n---\n" + kNode);
    const CliResult other = cli.run(nodesOf(path));
    QCOMPARE(other.status, 0);
    QVERIFY(other.out.find("n1") != std::string::npos);
    const CliResult only =
        cli.run(nodesOf(cli.home().write("only.yaml", "apiVersion: example.com/v1\nkind: Unicorn\nmetadata: {name: u}\n")));
    QCOMPARE(only.status, 2);
    QVERIFY2(only.says("Unicorn"), only.err.c_str());
  }

  void standardInputIsRead() {
    Cli cli;
    QCOMPARE(cli.run(nodesOf("-"), kNode).status, 0);
    const CliResult broken = cli.run(nodesOf("-"), "{{{");
    QCOMPARE(broken.status, 2);
    QVERIFY(broken.says("standard input"));
  }

  void wrongUsage_data() {
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const char* text) { QTest::newRow(text) << QString::fromLatin1(text).split(QLatin1Char(' ')); };
    row("get");
    row("get claims --output picture");
    row("get claims --demo nowhere");
    row("get claims --demo quiet --timeout soon");
    row("get claims --demo quiet --no-such-flag");
    row("sync --demo quiet --for ever");
    row("no-such-command");
    row("get claims --kubeconfig /no/such/kubeconfig");
    row("get claims --context nowhere");
  }
  void wrongUsage() {
    QFETCH(QStringList, arguments);
    Cli cli;
    const CliResult result = cli.run(arguments);
    QVERIFY2(result.status == 2, (std::to_string(result.status) + " " + result.err).c_str());
    QVERIFY(!result.err.empty());
    QVERIFY(result.out.empty());
  }

  void secretsNeverComeOut() {
    Cli cli;
    const std::string plugin = cli.home().write(
        "plugin.sh", "#!/bin/sh\necho 'planted-exec-stdout'\necho 'planted-exec-stderr token: planted-exec-token' >&2\nexit 1\n");
    std::filesystem::permissions(plugin, std::filesystem::perms::owner_all);
    const std::string contexts =
        "clusters: [{name: c, cluster: {server: 'https://ann:planted-url-password@127.0.0.1:1', proxy-url: "
        "'http://p:planted-proxy-password@127.0.0.1:1'}}]\n"
        "users:\n- {name: t, user: {token: planted-token-value}}\n- {name: p, user: {username: ann, password: "
        "planted-password}}\n"
        "- {name: k, user: {client-certificate-data: YWJj, client-key-data: cGxhbnRlZC1jbGllbnQta2V5}}\n"
        "- {name: b, user: {token: planted-token-value, username: ann, password: planted-password}}\n"
        "- {name: e, user: {exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: ./plugin.sh}}}\n"
        "contexts:\n";
    std::string text = contexts;
    for (const char* user : {"t", "p", "k", "b", "e"}) {
      text += std::string("- {name: ") + user + ", context: {cluster: c, user: " + user + "}}\n";
    }
    cli.kubeconfig = cli.home().write("config", text);
    for (const char* user : {"t", "p", "k", "b", "e"}) {
      for (const QStringList& command : {QStringList{QStringLiteral("connection")},
                                         QStringList{QStringLiteral("connection"), QStringLiteral("-o"), QStringLiteral("json")},
                                         QStringList{QStringLiteral("get"), QStringLiteral("claims"), QStringLiteral("-v")},
                                         QStringList{QStringLiteral("sync")}}) {
        const CliResult result = cli.run(command + QStringList{QStringLiteral("--context"), QString::fromLatin1(user),
                                                               QStringLiteral("--timeout"), QStringLiteral("3s")});
        for (const char* secret : {"planted-token", "planted-password", "planted-client-key", "planted-exec-stdout",
                                   "planted-exec-token", "planted-url", "planted-proxy", "cGxhbnRlZC1jbGllbnQta2V5"}) {
          QVERIFY2(!result.holds(secret),
                   (command.join(QLatin1Char(' ')).toStdString() + " as " + user + ": " + result.err + result.out).c_str());
        }
      }
    }
  }
};

QTEST_GUILESS_MAIN(BadInputTest)
#include "bad_input_test.moc"
