// Completion: what is offered after a line begun, of a program written here and of the real one.
#include "app/commands/completion.h"

#include <QtTest>
#include <algorithm>

#include "tests/app/commands/cli.h"

using namespace claimscope;
using app::CommandFacts;
using app::Completion;
using app::OptionFacts;
using kit::Cli;

namespace {

OptionFacts option(std::vector<std::string> names, std::string value = {}, std::vector<std::string> choices = {}) {
  OptionFacts out;
  out.names = std::move(names);
  out.value = std::move(value);
  out.choices = std::move(choices);
  return out;
}

CommandFacts program() {
  OptionFacts demo = option({"--demo"}, "SCENARIO");
  demo.valueOptional = true;
  OptionFacts many = option({"NODE"}, "TEXT");
  many.repeatable = true;
  CommandFacts get{"get", "Prints things", {option({"KIND"}, "TEXT"), option({"NAME"}, "TEXT")}, {option({"-A", "--all"})}, {}};
  CommandFacts lint{"lint", "Judges", {}, {option({"-f", "--filename"}, "FILE"), option({"--fail-on"}, "", {"low", "high"})}, {}};
  lint.options.back().value = "low|high";
  CommandFacts drain{"drain", "Drains", {many}, {}, {}};
  CommandFacts list{"list", "Lists", {}, {option({"--wide"})}, {}};
  CommandFacts plans{"plans", "Of plans", {}, {}, {list}};
  return {"p",
          "A program",
          {},
          {option({"-o", "--output"}, "json|yaml", {"json", "yaml"}), demo, option({"-v"})},
          {get, lint, drain, plans}};
}

std::vector<std::string> known(const std::string& command, const std::string& name) {
  if (name == "KIND") {
    return {"claims", "classes", "nodes"};
  }
  if (name == "NODE") {
    return {command + "-node"};
  }
  if (name == "--demo") {
    return {"fleet", "quiet"};
  }
  return {};
}

QStringList texts(const Completion& completion) {
  QStringList out;
  for (const app::Candidate& candidate : completion.candidates) {
    out += QString::fromStdString(candidate.text);
  }
  return out;
}

/// Words with spaces between; a last space begins an empty word.
Completion after(const QString& line) {
  std::vector<std::string> words;
  for (const QString& word : line.split(QLatin1Char(' '))) {
    words.push_back(word.toStdString());
  }
  return app::complete(program(), words, known);
}

}  // namespace

class CompletionTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void offered_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("candidates");
    QTest::newRow("commands") << ""
                              << "get lint drain plans";
    QTest::newRow("a command begun") << "l"
                                     << "lint";
    QTest::newRow("nothing like it") << "zz"
                                     << "";
    QTest::newRow("kinds") << "get "
                           << "claims classes nodes";
    QTest::newRow("kinds begun") << "get cl"
                                 << "claims classes";
    QTest::newRow("a second positional of which nothing is known") << "get claims "
                                                                   << "";
    QTest::newRow("too many") << "get claims a b "
                              << "";
    QTest::newRow("the last one is repeatable") << "drain a b "
                                                << "drain-node";
    QTest::newRow("options, of the command before those of all") << "get --"
                                                                 << "--all --output --demo --help";
    QTest::newRow("one option") << "lint --fail"
                                << "--fail-on";
    QTest::newRow("an option without a long name") << "-"
                                                   << "--output --demo -v --help";
    QTest::newRow("values") << "lint --fail-on "
                            << "low high";
    QTest::newRow("values begun") << "lint --fail-on h"
                                  << "high";
    QTest::newRow("values of an option of all") << "get claims -o "
                                                << "json yaml";
    QTest::newRow("after a value comes the rest") << "get -o json "
                                                  << "claims classes nodes";
    QTest::newRow("in one word") << "get --output=j"
                                 << "--output=json";
    QTest::newRow("in one word, done") << "get --output=json "
                                       << "claims classes nodes";
    QTest::newRow("as bash splits it") << "get --output = j"
                                       << "json";
    QTest::newRow("as bash splits it, nothing typed") << "get --output ="
                                                      << "json yaml";
    QTest::newRow("a flag takes nothing") << "get -A "
                                          << "claims classes nodes";
    QTest::newRow("an optional value, or what comes next") << "--demo "
                                                           << "fleet quiet get lint drain plans";
    QTest::newRow("an optional value left out") << "--demo --out"
                                                << "--output";
    QTest::newRow("an option after an optional value left out") << "--demo -o "
                                                                << "json yaml";
    QTest::newRow("after two dashes no option is meant") << "get -- -"
                                                         << "";
    QTest::newRow("an unknown option") << "get --odd "
                                       << "claims classes nodes";
    QTest::newRow("an unknown option in one word") << "get --odd=x"
                                                   << "";
    QTest::newRow("a command of a command") << "plans "
                                            << "list";
    QTest::newRow("its options") << "plans list --w"
                                 << "--wide";
    QTest::newRow("a dash alone is a file") << "get - "
                                            << "";
  }
  void offered() {
    QFETCH(QString, line);
    QFETCH(QString, candidates);
    QCOMPARE(texts(after(line)).join(QLatin1Char(' ')), candidates);
  }

  void filesAreLeftToTheShell() {
    QVERIFY(after(QStringLiteral("lint -f ")).files);
    QVERIFY(after(QStringLiteral("lint --filename=da")).files);
    QVERIFY(!after(QStringLiteral("lint --fail-on ")).files);
    QVERIFY(!after(QStringLiteral("get ")).files);
  }

  void noWordsAtAll() { QCOMPARE(texts(app::complete(program(), {}, known)).size(), 4); }

  void hugeAndHostileLines() {
    std::vector<std::string> words(20'000, "-o");
    words.push_back("\x1b[31m\n\t");
    QVERIFY(texts(app::complete(program(), words, known)).isEmpty());
    CommandFacts odd = program();
    odd.commands.front().help = "first\nsecond";
    odd.commands[1].help = "a\tb\x1b[31m";
    const std::string text = app::completionText(app::complete(odd, {""}, known));
    QCOMPARE(text, std::string("get\tfirst\nlint\ta b [31m\ndrain\tDrains\nplans\tOf plans\n:4\n"));
  }

  void aScriptAShell() {
    for (const char* shell : {"bash", "zsh", "fish"}) {
      const std::string script = app::completionScript(shell, "claimscope-cli");
      QVERIFY2(script.find("claimscope-cli __complete") != std::string::npos, shell);
      QVERIFY2(script.find('@' + std::string("PROGRAM")) == std::string::npos, shell);
      QVERIFY2(script.find("_claimscope_cli") != std::string::npos, shell);
    }
    QCOMPARE(app::completionScript("tcsh", "claimscope"), std::string());
  }

  void theRealProgram() {
    Cli cli;
    QVERIFY(cli.run({QStringLiteral("__complete"), QStringLiteral("get"), QStringLiteral("cla")}).out == "claims\nclasses\n:4\n");
    QVERIFY(cli.run({QStringLiteral("__complete"), QStringLiteral("--demo"), QStringLiteral("fl")}).out == "fleet\n:4\n");
    QVERIFY(cli.run({QStringLiteral("__complete"), QStringLiteral("explain"), QString()}).out == "claim\npod\n:4\n");
    QVERIFY(cli.run({QStringLiteral("__complete"), QStringLiteral("lint"), QStringLiteral("-f"), QString()}).out == ":0\n");
    // `manual` and `__complete` are for packages and shells.
    QCOMPARE(cli.run({QStringLiteral("__complete"), QStringLiteral("manu")}).out, std::string(":4\n"));
    QVERIFY(!cli.run({QStringLiteral("--help")}).holds("manual"));
  }

  void contextsOfTheKubeconfig() {
    Cli cli;
    cli.kubeconfig = cli.home().write(
        "config",
        "apiVersion: v1\nkind: Config\nclusters: [{name: c, cluster: {server: 'https://127.0.0.1:1'}}]\nusers: [{name: u, user: "
        "{}}]\n"
        "contexts:\n- {name: prod, context: {cluster: c, user: u}}\n- {name: 'odd $(reboot)', context: {cluster: c, user: u}}\n");
    const QStringList ask = {QStringLiteral("__complete"), QStringLiteral("get"), QStringLiteral("--context"), QString()};
    QCOMPARE(cli.run(ask).out, std::string("prod\n:4\n"));
    cli.kubeconfig = cli.home().write("broken", "{{{");
    const kit::CliResult broken = cli.run(ask);
    QCOMPARE(broken.status, 0);
    QCOMPARE(broken.out + broken.err, std::string(":4\n"));
  }
};

QTEST_APPLESS_MAIN(CompletionTest)
#include "completion_test.moc"
