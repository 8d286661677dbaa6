// The report: what stands in it, and that no cluster text acts as Markdown. One thread.
#include <QtTest>

#include "app/commands/report.h"
#include "tests/model/diagnosis/scene.h"

using namespace claimscope;
using diagnosis::Scene;

namespace {

Scene incident() {
  Scene scene;
  scene.node("n1")
      .slice("n1", 2)
      .deviceClass()
      .claim("hold", Scene::allocated("n1", {"gpu-0", "gpu-1"}))
      .claim("w")
      .pod("p", "w");
  return scene;
}

std::string markdown(Scene scene) {
  const cluster::SnapshotPtr snapshot = scene.snapshot();
  return app::reportMarkdown(*snapshot, diagnosis::diagnose(*snapshot));
}

/// Column separators of a table row: pipes without a backslash before them.
int columns(const QString& row) {
  int out = 0;
  for (qsizetype i = 0; i < row.size(); ++i) {
    out += row[i] == QLatin1Char('|') && (i == 0 || row[i - 1] != QLatin1Char('\\')) ? 1 : 0;
  }
  return out;
}

}  // namespace

class ReportTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void holdsTheOverview() {
    const std::string text = markdown(incident());
    for (const char* part :
         {"# Claimscope report: test", "- Time: 2026-11-24T10:00:00Z", "Kubernetes v1.36.2",
          "**1 claim waits for an X100, and none of the 2 is free.**",
          "| 1 | critical | No free X100: 2 of 2 devices taken, 1 claim waits |", "## Pools",
          "| gpu | 1 | EXAMPLE X100 | 2 | 0 | 0 | 2 |", "## Pending claims", "| w | ml | gpu | 1 | 20 m | allocation |",
          "    kubectl describe pod -n ml p", "Every check could run.", "| resourceclaims | live | 2 | 0 s | - |"}) {
      QVERIFY2(text.find(part) != std::string::npos, part);
    }
  }

  void saysWhatIsHidden() {
    const std::string text = markdown(incident().state(Kind::DeviceTaintRule, SourceState::forbidden));
    QVERIFY(text.find("- taints by rule: DeviceTaintRules are forbidden") != std::string::npos);
    QVERIFY(text.find("≤0") != std::string::npos);
  }

  void clusterTextIsNoMarkdown() {
    Scene scene = incident();
    scene.claim("x|y\\n# head <script>`a`[l](http://e.example)", "", Scene::request("c|d"))
        .pod("q|r\\n\\n***", "x|y\\n# head <script>`a`[l](http://e.example)");
    const QStringList lines = QString::fromStdString(markdown(scene)).split(QLatin1Char('\n'));
    int expected = 0;
    for (const QString& line : lines) {
      if (!line.startsWith(QLatin1Char('|'))) {
        expected = 0;
        QVERIFY2(!line.startsWith(QLatin1String("# head")), qPrintable(line));
        continue;
      }
      expected = expected == 0 ? columns(line) : expected;
      QVERIFY2(columns(line) == expected, qPrintable(line));
      QVERIFY2(!line.contains(QLatin1String("<script>")) && !line.contains(QLatin1String("://")), qPrintable(line));
    }
  }

  void codeCannotBeClosedFromInside() {
    QCOMPARE(app::markdownCode("a`b", false), std::string("`` a`b ``"));
    QCOMPARE(app::markdownCode("a|b", true), std::string("`a\\|b`"));
    QCOMPARE(app::markdownCode("", false), std::string("-"));
    QCOMPARE(app::markdownText("a*b_<c>"), std::string("a\\*b\\_&lt;c&gt;"));
  }

  void jsonSaysTheSame() {
    Scene scene = incident();
    const cluster::SnapshotPtr snapshot = scene.snapshot();
    const app::Json json = app::reportJson(*snapshot, diagnosis::diagnose(*snapshot));
    QCOMPARE(json.at("worst").get<std::string>(), std::string("critical"));
    QCOMPARE(json.at("findings").at(0).at("severity").get<std::string>(), std::string("critical"));
    QCOMPARE(json.at("pendingClaims").at(0).at("claim").get<std::string>(), std::string("w"));
    QCOMPARE(json.at("pools").at(0).at("free").at("bound").get<std::string>(), std::string("exact"));
    QCOMPARE(json.at("sources").size(), kKindCount);
    for (const char* key : {"context", "serverVersion", "time", "verdict", "verdictDetail", "checks", "totals", "notChecked"}) {
      QVERIFY2(json.contains(key), key);
    }
  }
};

QTEST_APPLESS_MAIN(ReportTest)
#include "report_test.moc"
