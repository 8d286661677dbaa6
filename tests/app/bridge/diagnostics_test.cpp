// The diagnostics bundle: everything that helps, no name, never a secret. One thread.
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <fstream>

#include "app/commands/diagnostics_bundle.h"
#include "model/base/log.h"
#include "model/base/log_tail.h"
#include "tests/kit/places.h"
#include "tests/ui/pages/sample_views.h"

using namespace claimscope;
using namespace claimscope::app;

namespace {

const std::string kToken = "planted-token-7f3a9c";
const std::string kBearer = "Bearer abcdefplantedzz";
const std::string kPassword = "password: planted-pass-99";

DiagnosticsInput input(bool names) {
  DiagnosticsInput out;
  out.snapshot = ui::sampleSnapshot("eks-hybrid", ui::SampleState::live);
  out.program = programFacts();
  out.settings = {{"theme", "dark"}, {"odd", kToken}};
  out.timings = {{"checks", 1.5}};
  out.problems = {"prod: " + kBearer + " was refused for ml-workloads/ml-training-gpu-0 at 10.1.2.3",
                  "the pod of somebody-else is unknown"};
  out.log = {"2026-11-24T09:42:18.000+0000 warn user maria@example.com said " + kPassword + " and " + kToken};
  out.names = names;
  return out;
}

std::string whole(const std::vector<ArchiveFile>& files) {
  std::string out;
  for (const ArchiveFile& file : files) {
    out += file.name + "\n" + file.text;
  }
  return out;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

class DiagnosticsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { log::addSecret(kToken); }

  void noSecretIsInEither() {
    for (const bool names : {false, true}) {
      const std::string text = whole(diagnosticsFiles(input(names)));
      for (const char* secret : {"planted", "abcdef"}) {
        QVERIFY2(!has(text, secret), secret);
      }
      QVERIFY(has(text, "redacted"));
    }
  }

  void namesAreThereOnlyWhenWished() {
    const DiagnosticsInput without = input(false);
    const std::string text = whole(diagnosticsFiles(without));
    std::size_t looked = 0;
    without.snapshot->of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
      ++looked;
      QVERIFY2(!has(text, pod.meta.name.view()), pod.meta.name.str().c_str());
    });
    QVERIFY(looked > 10);
    for (const cluster::NodeView& node : without.snapshot->inventory->nodes) {
      QVERIFY2(!has(text, node.name.view()), node.name.str().c_str());
    }
    for (const char* name : {"ml-workloads", "maria", "10.1.2.3", "somebody-else"}) {
      QVERIFY2(!has(text, name), name);
    }
    QVERIFY(has(text, "was refused for"));  // words stay
    const std::string with = whole(diagnosticsFiles(input(true)));
    QVERIFY(has(with, "ml-workloads/ml-training-gpu-0"));
    QVERIFY(has(with, without.snapshot->server.context));
  }

  void itSaysWhatHelps() {
    const std::string text = whole(diagnosticsFiles(input(false)));
    for (const char* fact : {"claimscope: ", "kernel: ", "processors: ", "resourceslices", "\"state\": \"live\"", "\"devices\"",
                             "checks: 1.5 ms", "theme: dark"}) {
      QVERIFY2(has(text, fact), fact);
    }
    DiagnosticsInput nothing;
    QVERIFY(!diagnosticsFiles(nothing).empty());
  }

  void wordsStayAndNamesGo() {
    QCOMPARE(withoutNames("a pod ml/x-1 at 10.0.0.1: refused"), std::string("a pod … at …: refused"));
    QCOMPARE(withoutNames("status 403 after 2.5 s"), std::string("status 403 after 2.5 s"));
    QCOMPARE(withoutNames("https://api.example.com/x?y=z said \"no\""), std::string("…=z said \"no\""));
    QCOMPARE(withoutNames(""), std::string());
  }

  void theTailOfTheLogIsBounded() {
    for (std::size_t i = 0; i < log::kTailLines + 20; ++i) {
      log::logger().info("not at this level {}", i);
    }
    const std::size_t before = log::tail().size();
    log::logger().warn("one line with {}", kToken);
    QCOMPARE(log::tail().size(), before + 1);
    QVERIFY(!has(log::tail().back(), kToken));
    QVERIFY(has(log::tail().back(), "one line with"));
  }

  /// What every desktop unpacks.
  void theArchiveIsOne() {
    const std::vector<ArchiveFile> files = {{"a.txt", "hello\n"}, {"b/c.txt", std::string(2000, 'x')}, {"empty", {}}};
    const Result<std::string> bytes = tarGz(files, Time{1'700'000'000'000});
    QVERIFY(bytes.has_value());
    QCOMPARE(*tarGz(files, Time{1'700'000'000'000}), *bytes);
    const QTemporaryDir folder;
    const QString path = folder.path() + QStringLiteral("/x.tar.gz");
    std::ofstream(path.toStdString(), std::ios::binary) << *bytes;
    QProcess tar;
    tar.start(QStringLiteral("tar"), {QStringLiteral("xzf"), path, QStringLiteral("-C"), folder.path()});
    QVERIFY(tar.waitForFinished());
    QCOMPARE(tar.exitCode(), 0);
    QCOMPARE(tar.readAllStandardError(), QByteArray());
    for (const ArchiveFile& file : files) {
      QFile read(folder.path() + QLatin1Char('/') + QString::fromStdString(file.name));
      QVERIFY(read.open(QIODevice::ReadOnly));
      QCOMPARE(read.readAll(), QByteArray::fromStdString(file.text));
    }
    QVERIFY(!tarGz({{std::string(200, 'n'), {}}}, Time{}).has_value());
    QCOMPARE(diagnosticsName(Time{1'795'513'338'000}), std::string("claimscope-diagnostics-20261124-094218.tar.gz"));
  }

  void theCommandWritesOne() {
    const QTemporaryDir folder;
    const QString path = folder.path() + QStringLiteral("/d.tar.gz");
    QProcess program;
    program.start(QString::fromStdString(kit::commandLineProgram()),
                  {QStringLiteral("diagnostics"), QStringLiteral("--demo"), QStringLiteral("--out"), path});
    QVERIFY(program.waitForFinished());
    QCOMPARE(program.exitCode(), 0);
    QCOMPARE(program.readAllStandardOutput().trimmed(), path.toUtf8());
    QVERIFY(QFile::exists(path));
    QCOMPARE(QFile::permissions(path) & (QFile::ReadOther | QFile::ReadGroup), QFile::Permissions());
    program.start(
        QString::fromStdString(kit::commandLineProgram()),
        {QStringLiteral("diagnostics"), QStringLiteral("--demo"), QStringLiteral("--out"), QStringLiteral("/nowhere/d.tar.gz")});
    QVERIFY(program.waitForFinished());
    QCOMPARE(program.exitCode(), 2);
  }
};

QTEST_GUILESS_MAIN(DiagnosticsTest)
#include "diagnostics_test.moc"
