// Text: what is written looks like what was read; hostile and huge input is refused in bounded time. One thread.
#include <QElapsedTimer>
#include <QtTest>
#include <random>

#include "model/migration/modernise/node.h"
#include "model/migration/modernise/split.h"
#include "tests/model/migration/modernise/workbench.h"

using namespace claimscope;
using namespace claimscope::modernise;
using namespace claimscope::modernise::test;

namespace {

std::string written(const std::string& text) {
  return writeTree(readTree(text).value());
}

}  // namespace

class ModerniseTextTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void looksAreKept_data() {
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, const char* text) { QTest::newRow(name) << QString::fromUtf8(text); };
    row("comments", "# head\na: 1 # one\n# above b\nb:\n  # above c\n  c: x\n\n  d: y # d\n# tail\n");
    row("lists", "a:\n- x\n- y # why\n# above\n- z: 1\n  w: 2\n");
    row("indented lists", "a:\n  - x\n  - y: 1\n    z: 2\n");
    row("deep steps", "a:\n    b:\n        c: 1\n");
    row("quotes", "a: \"12.2\"\nb: '0x10'\nc: \"#no comment\"\nd: 'it''s # none'\n");
    row("flow", "a: [x, \"y\", 1]\nb: {c: 1, d: [e]}\n");
    row("block", "a: |\n  one # no comment\n    two\n\n  three\nb: 1\n");
    row("stripped block", "a: |-\n  one\n  two\nb: 1\n");
    row("kept block", "a: |+\n  one\n\nb: 1\n");
    row("numbers as they are", "a: 0644\nb: 1e3\nc: 1.50\nd: yes\n");
    row("empty", "a: {}\nb: []\nc:\nd: \"\"\n");
    row("nested lists", "a:\n- - 1\n  - 2\n- - 3\n");
    row("unicode", "a: \"\xec\x95\x88\xeb\x85\x95\" # \xec\x84\xa4\xeb\xaa\x85\n");
    row("url", "a: http://x/#y\nb: a#b\n");
  }
  void looksAreKept() {
    QFETCH(QString, text);
    QCOMPARE(QString::fromStdString(written(text.toStdString())), text);
  }

  void guideLooksAsItWas() {
    for (const Source& source : guide()) {
      if (source.name.ends_with(".json")) {
        continue;
      }
      for (const Part& part : splitStream(source.text)) {
        const std::string text = source.text.substr(part.begin, part.end - part.begin);
        QCOMPARE(QString::fromStdString(written(text)), QString::fromStdString(text));
      }
    }
  }

  void valuesSurvive() {
    // Whatever the look, the values are those that Kubernetes would read.
    for (const char* text :
         {"a: !!str 12\nb: &x {c: 1}\nd: *x\n", "a: &b [1, 2]\nc: {<<: {d: 1}, e: 2}\n", "a: >\n  folded\n  text\n\n  more\n",
          "\"a b\": 'x\n  y'\n", "{\"a\": [1, {\"b\": null}], \"c\": \"\\u0041\\/\"}", "a: \"x\\ny\\t\\\"z\\\"\"\n",
          "- 1\n- {a: 2}\n"}) {
      const std::string once = written(text);
      SAME(Json::parse(yaml::toJson(once).value().front().json), Json::parse(yaml::toJson(text).value().front().json));
    }
  }

  void changesTouchNothingElse() {
    const std::string text =
        "# head\napiVersion: resource.k8s.io/v1beta1   # old\nkind: DeviceClass\nmetadata:\n    name: gpu # mine\n"
        "spec:\n    selectors:\n        - cel: {expression: \"device.driver == 'x'\"}\n";
    const Outcome outcome = run(text);
    QString expected = QString::fromStdString(text);
    expected.replace(QStringLiteral("v1beta1   # old"), QStringLiteral("v1   # old"));
    QCOMPARE(QString::fromStdString(outcome.manifests()), expected);
  }

  void streamsKeepTheirSeparators() {
    const std::string text =
        "---\n# nothing here\n--- # second\nkind: A\napiVersion: v1\n---\n{\"apiVersion\": \"v1\", \"kind\": \"B\"}\n---\n";
    SAME(run(text).manifests(), text);
    SAME(run("\r\n---\r\nkind: A\r\napiVersion: v1\r\n").manifests(), "\r\n---\r\nkind: A\r\napiVersion: v1\r\n");
    SAME(run("kind: A\napiVersion: v1").manifests(), "kind: A\napiVersion: v1");
    SAME(run("").manifests(), "");
  }

  void severalSourcesAreOneStream() {
    Request request;
    request.sources = {{"a", "kind: A\napiVersion: v1", false}, {"b", "---\nkind: B\napiVersion: v1\n", false}};
    const Outcome outcome = modernise::modernise(request);
    SAME(objectsIn(outcome.manifests()).size(), 2);
    SAME(outcome.sourceText(1), request.sources[1].text);
  }

  void fencesInMarkdown() {
    const std::string pod =
        "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  resourceClaims:\n  - name: c\n    source: {resourceClaimName: "
        "x}\n  containers: [{name: m}]\n";
    std::string inList;
    for (const char* line : {"apiVersion: v1", "kind: Pod", "metadata: {name: q}", "spec:", "  resourceClaims:", "  - name: c",
                             "    source: {resourceClaimName: x}", "  containers: [{name: m}]"}) {
      inList += "   " + std::string(line) + "\n";
    }
    const std::string text = "# x\n~~~~yml\n" + pod + "~~~~\n1. item\n   ```yaml title=\"a\"\n" + inList +
                             "   ```\n```\nkind: Not\n```\n```yaml\nkind: Open\napiVersion: v1\n";
    const Outcome outcome = run(text, 37, {}, true);
    SAME(outcome.documents.size(), 3);
    const std::string after = outcome.sourceText(0);
    QVERIFY2(after.find("   - name: c\n       resourceClaimName: x\n") != std::string::npos ||
                 after.find("     - name: c\n       resourceClaimName: x\n") != std::string::npos,
             after.c_str());
    QVERIFY(after.find("source:") == std::string::npos);
    QVERIFY(after.ends_with("kind: Open\napiVersion: v1\n"));
  }

  void hostileInput_data() {
    QTest::addColumn<QByteArray>("text");
    QByteArray laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 12; ++i) {
      laughs += "a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " [";
      for (int k = 0; k < 9; ++k) {
        laughs += (k == 0 ? "*a" : ", *a") + QByteArray::number(i - 1);
      }
      laughs += "]\n";
    }
    QTest::newRow("billion laughs") << laughs;
    QTest::newRow("deep") << QByteArray("a: ") + QByteArray(5000, '[');
    QTest::newRow("deep JSON") << QByteArray(5000, '[') + QByteArray(5000, ']');
    QTest::newRow("deep indentation") << [] {
      QByteArray text;
      for (int i = 0; i < 300; ++i) {
        text += QByteArray(i, ' ') + "a:\n";
      }
      return text;
    }();
    QTest::newRow("own alias") << QByteArray("a: &a [*a]\n");
    QTest::newRow("no text") << QByteArray("a: \xff\xfe\n");
    QTest::newRow("open quote") << QByteArray("a: \"never closed\nb: 1\n");
    QTest::newRow("tabs") << QByteArray("a:\n\t- b\n");
    QTest::newRow("colons") << QByteArray("a: b: c\n");
    QTest::newRow("key that is a list") << QByteArray("? [a]\n: b\n");
    QTest::newRow("17 MiB") << QByteArray("a: ") + QByteArray(17 << 20, 'x');
  }
  void hostileInput() {
    QFETCH(QByteArray, text);
    const Outcome outcome = run("apiVersion: v1\nkind: Good\n---\n" + text.toStdString());
    QVERIFY(!outcome.errors.empty());
    QVERIFY2(outcome.errors[0].message.find("in.yaml") != std::string::npos, outcome.errors[0].message.c_str());
    SAME(outcome.documents[0].fate, Fate::untouched);
    SAME(outcome.documents.back().fate, Fate::unreadable);
    QVERIFY(outcome.manifests().ends_with(text.toStdString()));  // it is not ours to drop
  }

  void junkNeverBreaksIt() {
    std::mt19937 random(3);
    std::string base;
    for (const Source& source : guide()) {
      base += source.name.ends_with(".json") ? std::string() : "---\n" + source.text;
    }
    const std::string marks = "{}[]:-#&*!|>'\"%@`\n \t,?x0";
    for (int i = 0; i < 150; ++i) {
      std::string text = base.substr(random() % base.size(), random() % 2000);
      for (int k = 0; k < 5 && !text.empty(); ++k) {
        text[random() % text.size()] = marks[random() % marks.size()];
      }
      const Outcome outcome = run(text, i % 2 == 0 ? 37 : 32);
      const std::string once = outcome.manifests();
      QVERIFY(!outcome.documents.empty() || text.empty());
      const Outcome again = run(once, i % 2 == 0 ? 37 : 32);
      if (outcome.errors.empty()) {
        QVERIFY2(again.errors.empty(), (text + "\n=====\n" + once).c_str());
        QCOMPARE(QString::fromStdString(again.manifests()), QString::fromStdString(once));
      }
    }
  }

  void oddShapesAreNoObjects() {
    for (const char* text :
         {"kind: ResourceClaim\napiVersion: resource.k8s.io/v1alpha2\nspec: 7\n",
          "kind: ResourceClass\napiVersion: resource.k8s.io/v1alpha2\nmetadata: [1]\n",
          "kind: List\nitems: {a: 1}\napiVersion: v1\n", "kind: List\nitems: [1, null, [2]]\napiVersion: v1\n",
          "kind: ConfigMap\napiVersion: v1\ndata: [a]\n", "kind: ResourceQuota\napiVersion: v1\nspec: {hard: 3}\n",
          "kind: Pod\napiVersion: v1\nspec: {containers: [1, 2], resourceClaims: [3, {source: 4}]}\n",
          "kind: ResourceSlice\napiVersion: resource.k8s.io/v1beta1\nspec: {devices: [{basic: 3}, 4]}\n",
          "kind: KubeSchedulerConfiguration\napiVersion: kubescheduler.config.k8s.io/v1beta3\nprofiles: [1, {plugins: 2, "
          "pluginConfig: 3}]\n",
          "kind: ResourceClaimTemplate\napiVersion: resource.k8s.io/v1alpha2\nspec: {spec: {resourceClassName: [x], "
          "parametersRef: 3}}\n"}) {
      const Outcome outcome = run(text);
      SAME(outcome.documents.size(), 1);
      QVERIFY(outcome.documents[0].fate != Fate::unreadable);
    }
  }

  void tenMebibytes() {
    std::string text;
    while (text.size() < (10U << 20U)) {
      text += "---\napiVersion: resource.k8s.io/v1beta1\nkind: ResourceClaim\nmetadata: {name: c" + std::to_string(text.size()) +
              ", namespace: ml}\nspec:\n  devices:\n    requests:\n    - name: gpu\n      deviceClassName: gpu\n      count: 2\n";
    }
    const Outcome outcome = run(text);
    QVERIFY(outcome.errors.empty());
    QVERIFY(outcome.documents.size() > 50'000);
    SAME(outcome.count(Weight::lost), 0);
    QVERIFY(outcome.manifests().find("v1beta1") == std::string::npos);
  }
};

QTEST_APPLESS_MAIN(ModerniseTextTest)
#include "text_test.moc"
