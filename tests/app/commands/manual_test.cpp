// Manual: every command and option that --help prints is on the manual page, in the reference and offered by completion.
#include "app/commands/manual.h"

#include <CLI/CLI.hpp>
#include <QRegularExpression>
#include <QtTest>

#include "tests/app/commands/cli.h"

using namespace claimscope;
using app::CommandFacts;
using kit::Cli;

namespace {

QString said(const Cli& cli, const QStringList& arguments) {
  return QString::fromStdString(cli.run(arguments).out);
}

/// Long options and those that have only a letter, as CLI11 itself prints them.
QStringList optionsIn(const QString& help) {
  QStringList out;
  static const QRegularExpression kLine(QStringLiteral("^  (?:-\\w,)?(--?[a-z][a-z0-9-]*)"), QRegularExpression::MultilineOption);
  for (auto it = kLine.globalMatch(help); it.hasNext();) {
    out += it.next().captured(1);
  }
  out.removeAll(QStringLiteral("--help"));
  return out;
}

QStringList commandsIn(const QString& help) {
  QStringList out;
  const QString list = help.section(QStringLiteral("Subcommands:\n"), 1);
  for (const QString& line : list.split(QLatin1Char('\n'))) {
    if (line.startsWith(QStringLiteral("  ")) && line.size() > 2 && line[2] != QLatin1Char(' ')) {
      out += line.trimmed().section(QLatin1Char(' '), 0, 0).remove(QLatin1Char(','));  // an alias may follow
    }
  }
  return out;
}

CommandFacts oddProgram() {
  app::OptionFacts file{
      {"-f", "--file"}, "PATH", ".begins with a dot, has a \\ and 'quotes' | a bar <b>", {}, false, true, false};
  app::OptionFacts what{{"WHAT"}, "list|show", "what to do", {"list", "show"}, true, false, false};
  return {"odd", "", {}, {file}, {{"act", "does it", {what}, {}, {}}}};
}

}  // namespace

class ManualTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyCommandAndOptionAppears() {
    const Cli cli;
    const QString page = said(
        cli, {QStringLiteral("manual"), QStringLiteral("man"), QStringLiteral("--program"), QStringLiteral("claimscope-cli")});
    const QString markdown = said(cli, {QStringLiteral("manual"), QStringLiteral("markdown")});
    const QString help = said(cli, {QStringLiteral("--help")});
    const QStringList commands = commandsIn(help);
    QVERIFY2(commands.size() >= 24, qPrintable(commands.join(QLatin1Char(' '))));
    QCOMPARE(QString::fromStdString(cli.run({QStringLiteral("__complete"), QString()}).out).count(QLatin1Char('\n')),
             commands.size() + 1);
    QStringList missing;
    const auto hasOption = [&](const QString& where, const QString& section, const QString& sectionOfPage, const QString& name) {
      if (!section.contains(QRegularExpression(QStringLiteral("[`, ]%1[` ,]").arg(QRegularExpression::escape(name))))) {
        missing += where + QStringLiteral(" in the reference: ") + name;
      }
      QString troff = name;
      troff.replace(QLatin1Char('-'), QStringLiteral("\\-"));
      if (!sectionOfPage.contains(QStringLiteral("\\fB%1\\fR").arg(troff))) {
        missing += where + QStringLiteral(" in the page: ") + name;
      }
    };
    for (const QString& option : optionsIn(help)) {
      hasOption(QStringLiteral("all"), markdown.section(QStringLiteral("\n## "), 2, 2), page, option);
    }
    for (const QString& command : commands) {
      const QString section =
          markdown.section(QStringLiteral("\n## %1\n").arg(command), 1).section(QStringLiteral("\n## "), 0, 0);
      QString title = command;
      title.replace(QLatin1Char('-'), QStringLiteral("\\-"));
      const QString own =
          page.section(QRegularExpression(
                           QStringLiteral("\n\\.S[SH] \"claimscope\\\\-cli %1[ \"]").arg(QRegularExpression::escape(title))),
                       1)
              .section(QRegularExpression(QStringLiteral("\n\\.S[SH] ")), 0, 0);
      if (section.isEmpty() || own.isEmpty()) {
        missing += command;
      }
      const QString offered = said(cli, {QStringLiteral("__complete"), command, QStringLiteral("-")});
      for (const QString& option : optionsIn(said(cli, {command, QStringLiteral("--help")}))) {
        hasOption(command, section, own, option);
        if (!offered.contains(QRegularExpression(QStringLiteral("(^|\n)%1[\t\n]").arg(QRegularExpression::escape(option))))) {
          missing += command + QStringLiteral(" by completion: ") + option;
        }
      }
    }
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1Char('\n'))));
  }

  void troffCannotBeBrokenByText() {
    app::ManualOptions options;
    options.program = "odd";
    options.version = "1";
    options.date = "2026-11-26";
    const std::string page = app::manualPage(oddProgram(), options);
    QVERIFY(page.find("\n\\&.begins with a dot, has a \\e and \\(aqquotes\\(aq | a bar <b>. Repeatable.\n") != std::string::npos);
    QVERIFY(page.find("\\fB\\-f\\fR, \\fB\\-\\-file\\fR \\fIPATH\\fR\n") != std::string::npos);
    QVERIFY(page.find(".SS \"odd act WHAT\"") != std::string::npos);
    QVERIFY(page.find("What to do. One of: list|show.\n") != std::string::npos);
    QVERIFY(page.find("\n.TH \"ODD\" \"1\" \"2026-11-26\" \"claimscope 1\"") != std::string::npos);
  }

  void aTableCannotBeBrokenByText() {
    app::ManualOptions options;
    options.program = "odd";
    const std::string markdown = app::manualMarkdown(oddProgram(), options);
    QVERIFY(markdown.find("| `-f, --file PATH` | .begins with a dot, has a \\ and 'quotes' \\| a bar &lt;b>. Repeatable. |\n") !=
            std::string::npos);
    QVERIFY(markdown.find("| `WHAT` | What to do. One of: list\\|show. |") != std::string::npos);
  }

  void whatAPositionalIsInTheSynopsis() {
    app::OptionFacts node{{"NODE"}, "TEXT", "", {}, false, true, false};
    app::OptionFacts kind{{"KIND"}, "TEXT", "", {}, true, false, false};
    QCOMPARE(app::synopsis({"drain", "", {node}, {}, {}}), std::string("drain [NODE...]"));
    QCOMPARE(app::synopsis({"get", "", {kind, node}, {}, {}}), std::string("get KIND [NODE...]"));
    QCOMPARE(app::sentence("prints it"), std::string("Prints it."));
    QCOMPARE(app::sentence(""), std::string());
    QCOMPARE(app::sentence("driver/pool/device, or pool/device"), std::string("driver/pool/device, or pool/device."));
    QCOMPARE(app::sentence("a bundle, done."), std::string("A bundle, done."));
  }

  void flagsAndValuesAsCli11HasThem() {
    CLI::App program("", "p");
    bool flag = false;
    int counted = 0;
    int number = 0;
    std::string optional;
    std::string choice;
    std::vector<std::string> many;
    program.add_flag("-f,--flag", flag, "a flag");
    program.add_flag("--counted", counted, "counted");
    program.add_flag_callback("--called", [] {});
    program.add_option("--number", number, "a number");
    program.add_option("--optional", optional, "may stand alone")->expected(0, 1)->type_name("WORD");
    program.add_option("--choice", choice, "one of two")->check(CLI::IsMember({"left", "right"}));
    program.add_option("--many", many, "several");
    program.add_option("--told", many, "several (repeatable)");
    CLI::App* hidden = program.add_subcommand("hidden", "not for people");
    hidden->group("");
    const CommandFacts facts = app::describe(program);
    QVERIFY(facts.commands.empty());
    QStringList spelled;
    for (const app::OptionFacts& option : facts.options) {
      spelled += QString::fromStdString(app::spelled(option)) + (option.repeatable ? QStringLiteral("...") : QString());
    }
    QCOMPARE(
        spelled.join(QLatin1Char('\n')),
        QStringLiteral(
            "-f, --flag\n--counted\n--called\n--number N\n--optional [WORD]\n--choice left|right\n--many TEXT...\n--told TEXT"));
    QCOMPARE(facts.options[5].choices, (std::vector<std::string>{"left", "right"}));
  }

  void theDateIsTheReleases() {
    const Cli cli;
    const QStringList ask = {QStringLiteral("manual"), QStringLiteral("man"), QStringLiteral("--date"),
                             QStringLiteral("2026-11-26")};
    QCOMPARE(said(cli, ask), said(cli, ask));
    QVERIFY(said(cli, ask).contains(QStringLiteral("2026-11-26")));
    QCOMPARE(cli.run({QStringLiteral("manual"), QStringLiteral("odt")}).status, 2);
  }
};

QTEST_APPLESS_MAIN(ManualTest)
#include "manual_test.moc"
