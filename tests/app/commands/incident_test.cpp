// claimscope report as a user runs it: three forms, timeline, explanations, pictures, and names that are replaced without a
// trace. Test thread.
#include <QtTest>
#include <set>

#include "model/base/json_tree.h"
#include "tests/app/commands/cli.h"

using namespace claimscope;
using Json = nlohmann::json;

namespace {

bool isWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// The name stands in the text by itself, not as a part of a longer word.
bool holdsName(const std::string& text, const std::string& name) {
  for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
    const bool before = at == 0 || !isWord(text[at - 1]);
    const bool after = at + name.size() == text.size() || !isWord(text[at + name.size()]);
    if (before && after) {
      return true;
    }
  }
  return false;
}

}  // namespace

class IncidentTest : public QObject {
  Q_OBJECT

  kit::Cli m_cli;

  std::set<std::string> namesOf(const char* demo) {
    std::set<std::string> out;
    for (const char* noun : {"namespaces", "nodes", "pods", "claims", "classes", "templates", "quotas", "taintrules"}) {
      const kit::CliResult result = m_cli.run({"get", noun, "-A", "--demo", demo, "-o", "json"});
      const Json listed = result.status == 0 ? Json::parse(result.out) : Json{{"items", Json::array()}};
      for (const Json& item : listed["items"]) {
        out.insert(item["name"].get<std::string>());
        if (item.contains("owner") && item["owner"].is_string()) {
          const std::string owner = item["owner"].get<std::string>();
          out.insert(owner.substr(owner.find('/') == std::string::npos ? 0 : owner.find('/') + 1));
        }
      }
    }
    out.erase("");
    return out;
  }

 private Q_SLOTS:
  void markdownHasEverySection() {
    const kit::CliResult result = m_cli.run({"report", "--demo", "eks-hybrid"});
    QCOMPARE(result.status, 0);
    for (const char* part :
         {"# Claimscope report", "## Findings", "## Timeline", "## Why claims wait", "## Actions taken",
          "Pool cpu-node-6 is incomplete", "ConstraintUnsatisfiable", "None with Claimscope from this computer."}) {
      QVERIFY2(result.out.find(part) != std::string::npos, part);
    }
  }

  void jsonIsOneDocument() {
    const Json json = Json::parse(m_cli.run({"report", "--demo", "eks-hybrid", "-o", "json", "--top", "2"}).out);
    QCOMPARE(json["explanations"].size(), std::size_t{2});
    QVERIFY(json["timeline"].size() > 5 && json["findings"].size() > 5);
    std::string before;
    for (const Json& entry : json["timeline"]) {
      QVERIFY(before <= entry["time"].get<std::string>());
      before = entry["time"].get<std::string>();
    }
  }

  void htmlIsOneFileWithoutScript() {
    const kit::CliResult result = m_cli.run({"report", "--demo", "eks-hybrid", "-o", "html"});
    QCOMPARE(result.status, 0);
    QVERIFY(result.out.rfind("<!DOCTYPE html>", 0) == 0 && result.out.find("</html>") != std::string::npos);
    for (const char* part : {"<script", "http://", "src=\"http", "@import", "javascript:"}) {
      QVERIFY2(result.out.find(part) == std::string::npos, part);
    }
    QVERIFY(result.out.find("prefers-color-scheme:dark") != std::string::npos);
    QVERIFY(result.out.find("Content-Security-Policy") != std::string::npos);
    // The selectors of the guide have quotes, which may not end an attribute or a tag.
    QVERIFY(result.out.find("device.driver == &quot;gpu.nvidia.com&quot;") != std::string::npos);
  }

  void hostileTextIsEscaped() {
    const std::string path = m_cli.home().write(
        "h.yaml",
        "apiVersion: v1\nkind: Node\nmetadata: {name: n1, creationTimestamp: '2026-11-24T09:00:00Z'}\nstatus: {conditions: "
        "[{type: Ready, status: 'False', reason: "
        "\"<script>alert(1)</script>\", lastTransitionTime: '2026-11-24T09:30:00Z'}]}\n---\napiVersion: "
        "resource.k8s.io/v1\nkind: ResourceSlice\nmetadata: {name: s}\nspec: {driver: "
        "'<img>', nodeName: n1, pool: {name: '\"><svg>', generation: 1, resourceSliceCount: 2}, devices: [{name: d}]}\n");
    const kit::CliResult result =
        m_cli.run({"report", "--file", QString::fromStdString(path), "-o", "html", "--at", "2026-11-24T10:00:00Z"});
    QVERIFY(result.out.find("&lt;script&gt;") != std::string::npos);
    for (const char* part : {"<script", "<img>", "<svg>"}) {
      QVERIFY2(result.out.find(part) == std::string::npos, part);
    }
  }

  void namesAreReplacedWithoutATrace_data() {
    QTest::addColumn<QString>("demo");
    QTest::addColumn<QString>("form");
    for (const char* demo : {"eks-hybrid", "eks-classic"}) {
      for (const char* form : {"md", "html", "json"}) {
        QTest::newRow((std::string(demo) + " " + form).c_str()) << QString::fromLatin1(demo) << QString::fromLatin1(form);
      }
    }
  }
  void namesAreReplacedWithoutATrace() {
    QFETCH(QString, demo);
    QFETCH(QString, form);
    const kit::CliResult result = m_cli.run({"report", "--demo", demo, "--redact", "-o", form});
    QCOMPARE(result.status, 0);
    QVERIFY(result.out.find("pod-") != std::string::npos && result.out.find("ns-") != std::string::npos);
    for (const std::string& name : namesOf(demo.toLatin1().constData())) {
      // A name that is an English word may stand in a sentence of ours; in the place of a name it may not.
      const bool telling = name.find_first_of("-.0123456789") != std::string::npos;
      const bool found =
          telling ? holdsName(result.out, name)
                  : result.out.find(name + "/") != std::string::npos || result.out.find("-n " + name + " ") != std::string::npos;
      QVERIFY2(!found, name.c_str());
    }
    QVERIFY(result.out.find("usw2-hybrid") == std::string::npos);
  }

  void redactedReportsSayTheSame() {
    const Json plain = Json::parse(m_cli.run({"report", "--demo", "eks-hybrid", "-o", "json"}).out);
    const Json hidden = Json::parse(m_cli.run({"report", "--demo", "eks-hybrid", "-o", "json", "--redact"}).out);
    QCOMPARE(hidden["findings"].size(), plain["findings"].size());
    QCOMPARE(hidden["totals"].dump(), plain["totals"].dump());
    QCOMPARE(hidden["explanations"].size(), plain["explanations"].size());
    std::multiset<std::string> a;
    std::multiset<std::string> b;
    for (std::size_t i = 0; i < plain["explanations"].size(); ++i) {
      a.insert(plain["explanations"][i]["reason"].get<std::string>());
      b.insert(hidden["explanations"][i]["reason"].get<std::string>());
    }
    QVERIFY(a == b);
    QVERIFY(hidden["redacted"].get<bool>());
  }

  void picturesArePutIn() {
    const std::string png = std::string("\x89PNG\r\n\x1a\n", 8) + "rest";
    const QString path = QString::fromStdString(m_cli.home().write("shot one.png", png));
    const kit::CliResult html = m_cli.run({"report", "--demo", "quiet", "-o", "html", "--picture", path});
    QVERIFY(html.out.find("src=\"data:image/png;base64,iVBORw0KGgpyZXN0\"") != std::string::npos);
    const kit::CliResult markdown = m_cli.run({"report", "--demo", "quiet", "--picture", path});
    QVERIFY(markdown.out.find("shot%20one.png)") != std::string::npos);
    QCOMPARE(m_cli.run({"report", "--demo", "quiet", "--picture", path, "--redact"}).status, 2);
    QCOMPARE(m_cli.run({"report", "--demo", "quiet", "--picture", QString::fromStdString(m_cli.home().write("no.png", "text"))})
                 .status,
             2);
    QCOMPARE(m_cli.run({"report", "--demo", "quiet", "--since", "soon"}).status, 2);
  }
};

QTEST_GUILESS_MAIN(IncidentTest)
#include "incident_test.moc"
