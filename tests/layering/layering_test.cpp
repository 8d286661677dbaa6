// The laws of the house: who may include whom, no Qt in the model, no I/O in the window, no huge file. One thread.
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QtTest>
#include <map>
#include <set>

#include "tests/kit/places.h"

namespace {

const QString kRoot = QString::fromStdString(claimscope::kit::sourceFile(""));

struct Source {
  QString path;    ///< relative to the root
  QString folder;  ///< "model/kube", "ui/pages", "app"
  QStringList lines;
};

QString folderOf(const QString& path) {
  const QStringList parts = path.split(QLatin1Char('/'));
  return parts.size() > 2 ? parts[0] + QLatin1Char('/') + parts[1] : parts[0];
}

QList<Source> sources(const QStringList& roots) {
  QList<Source> out;
  for (const QString& root : roots) {
    QDirIterator it(kRoot + root, {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) {
      QFile file(it.next());
      if (!file.open(QIODevice::ReadOnly)) {
        continue;
      }
      const QString path = file.fileName().mid(kRoot.size());
      out.append({path, folderOf(path), QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'))});
    }
  }
  return out;
}

/// The include table of docs/architecture.md: folder -> folders it may include besides itself.
const std::map<QString, QStringList>& allowed() {
  static const QStringList kModelValues = {
      QStringLiteral("model/base"),        QStringLiteral("model/resources"),   QStringLiteral("model/cluster"),
      QStringLiteral("model/topology"),    QStringLiteral("model/diagnosis"),   QStringLiteral("model/allocation"),
      QStringLiteral("model/latency"),     QStringLiteral("model/explanation"), QStringLiteral("model/actions"),
      QStringLiteral("model/migration"),   QStringLiteral("model/cel"),         QStringLiteral("model/prometheus"),
      QStringLiteral("model/utilisation"), QStringLiteral("model/quota"),       QStringLiteral("model/cost"),
      QStringLiteral("model/survey"),      QStringLiteral("model/posture"),     QStringLiteral("model/control_plane"),
      QStringLiteral("model/runbooks")};
  auto with = [](QStringList list, const QStringList& more) { return list += more; };
  static const QStringList kReasons = {QStringLiteral("model/base"), QStringLiteral("model/resources"),
                                       QStringLiteral("model/cluster"), QStringLiteral("model/diagnosis")};
  static const QStringList kUi = {QStringLiteral("ui/base"), QStringLiteral("ui/tables"), QStringLiteral("ui/canvas"),
                                  QStringLiteral("ui/charts")};
  static const std::map<QString, QStringList> kTable = {
      {QStringLiteral("model/base"), {}},
      {QStringLiteral("model/kube"), {QStringLiteral("model/base")}},
      {QStringLiteral("model/simulation"), {QStringLiteral("model/base")}},
      {QStringLiteral("model/resources"), {QStringLiteral("model/base")}},
      {QStringLiteral("model/cluster"), {QStringLiteral("model/base"), QStringLiteral("model/resources")}},
      {QStringLiteral("model/prometheus"), {QStringLiteral("model/base")}},
      {QStringLiteral("model/utilisation"),
       {QStringLiteral("model/base"), QStringLiteral("model/resources"), QStringLiteral("model/cluster"),
        QStringLiteral("model/prometheus")}},
      {QStringLiteral("model/latency"),
       {QStringLiteral("model/base"), QStringLiteral("model/resources"), QStringLiteral("model/cluster")}},
      {QStringLiteral("model/topology"),
       {QStringLiteral("model/base"), QStringLiteral("model/resources"), QStringLiteral("model/cluster")}},
      {QStringLiteral("model/diagnosis"),
       {QStringLiteral("model/base"), QStringLiteral("model/resources"), QStringLiteral("model/cluster"),
        QStringLiteral("model/topology"), QStringLiteral("model/explanation"), QStringLiteral("model/utilisation"),
        QStringLiteral("model/cel"), QStringLiteral("model/allocation"), QStringLiteral("model/latency"),
        QStringLiteral("model/quota")}},
      {QStringLiteral("model/cel"), {QStringLiteral("model/base")}},
      {QStringLiteral("model/allocation"),
       {QStringLiteral("model/base"), QStringLiteral("model/resources"), QStringLiteral("model/cel")}},
      {QStringLiteral("model/explanation"),
       {QStringLiteral("model/base"), QStringLiteral("model/resources"), QStringLiteral("model/cluster"),
        QStringLiteral("model/cel"), QStringLiteral("model/allocation"), QStringLiteral("model/utilisation"),
        QStringLiteral("model/quota")}},
      {QStringLiteral("model/migration"),
       {QStringLiteral("model/base"), QStringLiteral("model/resources"), QStringLiteral("model/cluster"),
        QStringLiteral("model/cel"), QStringLiteral("model/allocation"), QStringLiteral("model/explanation"),
        QStringLiteral("model/prometheus")}},
      {QStringLiteral("model/actions"),
       {QStringLiteral("model/base"), QStringLiteral("model/resources"), QStringLiteral("model/cluster"),
        QStringLiteral("model/cel"), QStringLiteral("model/allocation"), QStringLiteral("model/explanation"),
        QStringLiteral("model/diagnosis"), QStringLiteral("model/migration")}},
      {QStringLiteral("model/survey"), kReasons},
      {QStringLiteral("model/posture"), with(kReasons, {QStringLiteral("model/survey")})},
      {QStringLiteral("model/control_plane"), with(kReasons, {QStringLiteral("model/survey")})},
      {QStringLiteral("model/runbooks"), with(kReasons, {QStringLiteral("model/survey")})},
      {QStringLiteral("model/quota"),
       {QStringLiteral("model/base"), QStringLiteral("model/resources"), QStringLiteral("model/cluster"),
        QStringLiteral("model/allocation")}},
      {QStringLiteral("model/cost"),
       {QStringLiteral("model/base"), QStringLiteral("model/resources"), QStringLiteral("model/cluster"),
        QStringLiteral("model/allocation"), QStringLiteral("model/explanation"), QStringLiteral("model/diagnosis"),
        QStringLiteral("model/actions"), QStringLiteral("model/topology"), QStringLiteral("model/utilisation"),
        QStringLiteral("model/survey")}},
      {QStringLiteral("ui/base"), kModelValues},
      {QStringLiteral("ui/tables"), with(kModelValues, {QStringLiteral("ui/base")})},
      {QStringLiteral("ui/canvas"), with(kModelValues, {QStringLiteral("ui/base")})},
      {QStringLiteral("ui/charts"), with(kModelValues, {QStringLiteral("ui/base")})},
      {QStringLiteral("ui/pages"), with(kModelValues, kUi)},
      {QStringLiteral("ui/shell"), with(kModelValues, with(kUi, {QStringLiteral("ui/pages")}))},
  };
  return kTable;
}

/// Every violation as "file:line: text".
template <class Test>
QStringList violations(const QList<Source>& files, Test test) {
  QStringList out;
  for (const Source& source : files) {
    for (qsizetype i = 0; i < source.lines.size(); ++i) {
      if (test(source, source.lines[i])) {
        out += QStringLiteral("%1:%2: %3").arg(source.path).arg(i + 1).arg(source.lines[i].trimmed());
      }
    }
  }
  return out;
}

const QRegularExpression& includePattern() {
  static const QRegularExpression kPattern(QStringLiteral("^\\s*#\\s*include\\s*[\"<]([^\">]+)[\">]"));
  return kPattern;
}

}  // namespace

class LayeringTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void topLevelIsThePlan() {
    const QStringList expected = {QStringLiteral(".ci"),       QStringLiteral("app"),   QStringLiteral("docs"),
                                  QStringLiteral("installer"), QStringLiteral("model"), QStringLiteral("resources"),
                                  QStringLiteral("tests"),     QStringLiteral("ui")};
    QStringList folders = QDir(kRoot).entryList(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    folders.removeAll(QStringLiteral(".git"));
    folders.removeAll(QStringLiteral("build"));
    folders.removeAll(QStringLiteral(".cache"));
    QCOMPARE(folders, expected);
    for (const char* file :
         {"CMakeLists.txt", "CMakePresets.json", "dev", "README.md", "CONTRIBUTING.md", "LICENSE", ".ci/run"}) {
      QVERIFY2(QFile::exists(kRoot + QLatin1String(file)), file);
    }
  }

  void modelKnowsNoQt() {
    const QList<Source> files = sources(
        {QStringLiteral("model"), QStringLiteral("app/source"), QStringLiteral("app/commands"), QStringLiteral("app/exporter")});
    QVERIFY(!files.isEmpty());
    const QStringList bad = violations(files, [](const Source&, const QString& line) {
      const auto match = includePattern().match(line);
      return match.hasMatch() &&
             (match.captured(1).startsWith(QLatin1Char('Q')) || match.captured(1).startsWith(QLatin1String("Qt")));
    });
    QVERIFY2(bad.isEmpty(), qPrintable(bad.join(QLatin1Char('\n'))));
  }

  void includesFollowTheTable() {
    const QList<Source> files = sources({QStringLiteral("model"), QStringLiteral("ui"), QStringLiteral("app")});
    const QStringList bad = violations(files, [](const Source& source, const QString& line) {
      const auto match = includePattern().match(line);
      const QString target = match.hasMatch() ? match.captured(1) : QString();
      if (target.startsWith(QLatin1String("tests/"))) {
        return true;
      }
      const bool own = target.startsWith(QLatin1String("model/")) || target.startsWith(QLatin1String("ui/")) ||
                       target.startsWith(QLatin1String("app/"));
      const auto rule = allowed().find(source.folder);
      if (!own || rule == allowed().end()) {
        return false;
      }
      const QString folder = folderOf(target);
      return folder != source.folder && !rule->second.contains(folder);
    });
    QVERIFY2(bad.isEmpty(), qPrintable(bad.join(QLatin1Char('\n'))));
  }

  void everyModelAndUiFolderHasARule() {
    for (const Source& source : sources({QStringLiteral("model"), QStringLiteral("ui")})) {
      QVERIFY2(allowed().contains(source.folder), qPrintable(source.path));
    }
  }

  void windowDoesNoIo() {
    static const QRegularExpression kForbidden(
        QStringLiteral("#\\s*include\\s*<(QFile|QDir|QProcess|QTcpSocket|QNetwork\\w*|QSettings|QDateTime|QElapsedTimer|"
                       "QSaveFile|QStandardPaths|chrono|fstream|thread)>"
                       "|currentDateTime|qgetenv|qEnvironmentVariable|std::getenv|steady_clock|system_clock"));
    // Fonts, icons and tokens are read from the resources compiled into the program.
    const QStringList bad = violations(sources({QStringLiteral("ui")}), [](const Source& source, const QString& line) {
      return !source.path.startsWith(QLatin1String("ui/base/assets")) && kForbidden.match(line).hasMatch();
    });
    QVERIFY2(bad.isEmpty(), qPrintable(bad.join(QLatin1Char('\n'))));
  }

  void bannedCallsAreAbsent() {
    static const QRegularExpression kBanned(QStringLiteral(
        "processEvents|[^\\w]sender\\(\\)|connect\\([^,()]*,\\s*SIGNAL|[^\\w]TODO[^\\w]|FIXME|std::regex|QRegExp[^u]"));
    const QStringList bad = violations(sources({QStringLiteral("model"), QStringLiteral("ui"), QStringLiteral("app")}),
                                       [](const Source&, const QString& line) { return kBanned.match(line).hasMatch(); });
    QVERIFY2(bad.isEmpty(), qPrintable(bad.join(QLatin1Char('\n'))));
  }

  void coloursComeFromTokens() {
    static const QRegularExpression kHex(QStringLiteral("\"#[0-9A-Fa-f]{6}\""));
    const QStringList bad = violations(sources({QStringLiteral("ui")}),
                                       [](const Source&, const QString& line) { return kHex.match(line).hasMatch(); });
    QVERIFY2(bad.isEmpty(), qPrintable(bad.join(QLatin1Char('\n'))));
  }

  /// Its templates are compiled once, in json_tree.cpp.
  void jsonTreesComeFromOneHeader() {
    const QStringList bad = violations(sources({QStringLiteral("model"), QStringLiteral("ui"), QStringLiteral("app")}),
                                       [](const Source& source, const QString& line) {
                                         return source.path != QLatin1String("model/base/json_tree.h") &&
                                                includePattern().match(line).captured(1) == QLatin1String("nlohmann/json.hpp");
                                       });
    QVERIFY2(bad.isEmpty(), qPrintable(bad.join(QLatin1Char('\n'))));
  }

  /// Where a file takes a namespace whole, a name of its own of another file of the same batch (CMakeLists.txt) would hide one of
  /// those without a word of the compiler: a gap of 28 pixels has become one of 8.
  void namesOfWholeNamespacesAreNotHidden() {
    static const QRegularExpression kWhole(QStringLiteral("^\\s*using namespace (?!std::)(?:\\w+::)*(\\w+);"));
    static const QRegularExpression kInside(QStringLiteral("^namespace (?:\\w+::)*(\\w+) \\{"));
    static const QRegularExpression kNamed(QStringLiteral("^[a-zA-Z\\[][^=({/]*[ *&>](\\w+)(?: = |\\(|\\{)"));
    const QList<Source> files = sources({QStringLiteral("model"), QStringLiteral("ui"), QStringLiteral("app")});
    std::set<std::pair<QString, QString>> taken;  // folder of the file that takes it, namespace
    for (const Source& source : files) {
      for (const QString& line : source.lines) {
        if (const auto match = kWhole.match(line); match.hasMatch()) {
          taken.emplace(source.folder, match.captured(1));
        }
      }
    }
    const auto namesOf = [](const Source& source) {
      QSet<QString> out;
      for (const QString& line : source.lines) {
        if (const auto match = kNamed.match(line); match.hasMatch()) {
          out += match.captured(1);
        }
      }
      return out;
    };
    const auto isInside = [](const Source& source, const QString& space) {
      return std::any_of(source.lines.begin(), source.lines.end(),
                         [&](const QString& line) { return kInside.match(line).captured(1) == space; });
    };
    QVERIFY(!taken.empty());
    QStringList bad;
    for (const auto& [folder, space] : taken) {
      QSet<QString> names;
      for (const Source& source : files) {
        if (source.path.endsWith(QLatin1String(".h")) && isInside(source, space)) {
          names += namesOf(source);
        }
      }
      QVERIFY2(!names.empty(), qPrintable(space));
      for (const Source& source : files) {
        if (source.folder == folder && source.path.endsWith(QLatin1String(".cpp")) && !isInside(source, space)) {
          QSet<QString> hiding = namesOf(source);
          hiding.intersect(names);
          for (const QString& name : std::as_const(hiding)) {
            bad += source.path + QStringLiteral(": ") + space + QStringLiteral("::") + name;
          }
        }
      }
    }
    QVERIFY2(bad.isEmpty(), qPrintable(bad.join(QLatin1Char('\n'))));
  }

  void noFileIsHuge() {
    QList<qsizetype> sizes;
    for (const Source& source : sources({QStringLiteral("model"), QStringLiteral("ui"), QStringLiteral("app")})) {
      QVERIFY2(source.lines.size() <= 800,
               qPrintable(QStringLiteral("%1 has %2 lines").arg(source.path).arg(source.lines.size())));
      sizes += source.lines.size();
    }
    std::sort(sizes.begin(), sizes.end());
    const qsizetype p90 = sizes[sizes.size() * 9 / 10];
    QVERIFY2(p90 <= 400, qPrintable(QStringLiteral("p90 of file sizes is %1 lines").arg(p90)));
  }

  void headersSayWhatTheyAre() {
    QStringList bad;
    for (const Source& source : sources({QStringLiteral("model"), QStringLiteral("ui"), QStringLiteral("app")})) {
      if (source.path.endsWith(QLatin1String(".h")) &&
          (source.lines.size() < 2 || !source.lines[0].startsWith(QLatin1String("//")) ||
           !source.lines.contains(QStringLiteral("#pragma once")))) {
        bad += source.path;
      }
    }
    QVERIFY2(bad.isEmpty(), qPrintable(bad.join(QLatin1Char('\n'))));
  }
};

QTEST_APPLESS_MAIN(LayeringTest)
#include "layering_test.moc"
