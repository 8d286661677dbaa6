#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include "model/base/yaml.h"
#include "tests/kit/json_text.h"

using namespace claimscope;
using kit::jsonText;

namespace {

/// All documents, one a line; an error as its text.
std::string toJson(std::string_view text) {
  const Result<std::vector<yaml::Document>> documents = yaml::toJson(text);
  if (!documents) {
    return "error: " + documents.error().text();
  }
  std::string out;
  for (const yaml::Document& document : *documents) {
    out += (out.empty() ? "" : "\n") + document.json;
  }
  return out;
}

}  // namespace

class YamlTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  // Expected values are those of sigs.k8s.io/yaml 1.6.
  void scalars_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char* text, const char* json) { QTest::newRow(text) << QByteArray(text) << QByteArray(json); };
    row("yes", "true");
    row("Off", "false");
    row("y", "true");
    row("\"y\"", "\"y\"");
    row("nO", "\"nO\"");
    row("0644", "420");
    row("0o17", "15");
    row("0x1F", "31");
    row("0b101", "5");
    row("08", "8");
    row("1_000", "1000");
    row("+5", "5");
    row("-0", "0");
    row("18446744073709551615", "18446744073709551615");
    row("1e3", "1000");
    row(".5", "0.5");
    row("1.", "1");
    row("80Gi", "\"80Gi\"");
    row("1.2.3", "\"1.2.3\"");
    row("2024-01-02", "\"2024-01-02\"");
    row("2024-01-02T03:04:05Z", "\"2024-01-02T03:04:05Z\"");
    row("12:30:45", "\"12:30:45\"");
    row("!!str 5", "\"5\"");
    row("!!binary aGVsbG8=", "\"hello\"");
    row("'it''s'", "\"it's\"");
    row("\"a\\u00e9\\x41\"", "\"aéA\"");
    row("[a, 'b', {c: d}]", "[\"a\",\"b\",{\"c\":\"d\"}]");
  }
  void scalars() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, json);
    QCOMPARE(QByteArray::fromStdString(toJson("v: " + text.toStdString())), QByteArray("{\"v\":" + json + "}"));
  }

  void structure() {
    QCOMPARE(toJson("a: 1\na: 2\nb:\n- x\n-\n- {}\n"), (jsonText("{'a':2,'b':['x',null,{}]}")));
    QCOMPARE(toJson("1: a\ntrue: b\n"), (jsonText("{'1':'a','true':'b'}")));
    QCOMPARE(toJson("---\na: 1\n---\n# only a comment\n---\n- 2\n..."), std::string("{\"a\":1}\n[2]"));
    QCOMPARE(toJson(""), std::string());
    QCOMPARE(toJson("base: &b {x: 1, z: 2}\nv:\n  <<: *b\n  z: 3\nw: {<<: [{x: 5}, *b]}\n"),
             (jsonText("{'base':{'x':1,'z':2},'v':{'x':1,'z':3},'w':{'x':5,'z':2}}")));
    QCOMPARE(toJson("t: |\n  one\n  two\nf: >-\n  a\n  b\n"), (jsonText("{'t':'one\\ntwo\\n','f':'a b'}")));
    const auto documents = yaml::toJson("a: 1\n---\n\nb: 2\n");
    QVERIFY(documents.has_value());
    QCOMPARE(documents->at(1).line, std::size_t{4});
  }

  void jsonPassesUnchanged() {
    // moc cannot read some of these literals inside a macro.
    const std::string marked = "\xEF\xBB\xBF {\"a\" : 1.50}";
    QCOMPARE(toJson(marked), marked.substr(4));
    const std::string stream = "{\"a\":1}\n{\"b\":\"}\"}[2]\n---\n{}";
    const std::string split = "{\"a\":1}\n{\"b\":\"}\"}\n[2]\n{}";
    QCOMPARE(toJson(stream), split);
    const std::string trailingComma = "{\"a\":[1,],}";  // not JSON, but YAML
    const std::string clean = "{\"a\":[1]}";
    QCOMPARE(toJson(trailingComma), clean);
    const std::string flow = "{a: '}'}";
    const std::string flowJson = "{\"a\":\"}\"}";
    QCOMPARE(toJson(flow), flowJson);
  }

  void errorsNameTheLine_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("start");
    const auto row = [](const QByteArray& text, const char* start) { QTest::newRow(start) << text << QByteArray(start); };
    row("a: 1\nb: [1\nc: 2", "error: line 3, column ");
    row("a: *missing", "error: line 1, column 4: ");
    row("a: &x [*x]", "error: line 1, column ");
    row("a: .inf", "error: line 1, column 4: infinity");
    row("? [1]\n: 2", "error: line 1, column 3: a key");
    row("a: \xff", "error: is not text in UTF-8");
    row("<<: 5", "error: line 1, column 5: a merge key");
    row("v: !!binary '*'", "error: line 1, column 4: !!binary");
    row(QByteArray(100, '['), "error: line 1, column ");
  }
  void errorsNameTheLine() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, start);
    const QByteArray found = QByteArray::fromStdString(toJson(text.toStdString()));
    QVERIFY2(found.startsWith(start), found.constData());
  }

  void bombsAreRefused() {
    std::string bytes = "a0: &a0 [lol,lol,lol,lol,lol,lol,lol,lol,lol,lol]\n";
    std::string merges = "m0: &m0 {k0: v, k1: w}\n";
    for (int i = 1; i < 40; ++i) {
      const std::string before = std::to_string(i - 1);
      bytes += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" + before + ",*a" + before + ",*a" + before + ",*a" +
               before + "]\n";
      merges += "m" + std::to_string(i) + ": &m" + std::to_string(i) + " {<<: [*m" + before + ", *m" + before + "]}\n";
    }
    QVERIFY(toJson(bytes).find("anchors expand") != std::string::npos);
    QVERIFY(toJson(merges).find("anchors expand") != std::string::npos);
    QVERIFY(toJson(std::string(100'000, '{')).starts_with("error"));
  }

  void andBack() {
    const std::string json = jsonText(
                                 "{'z':{'f':1.5,'t':'yes','d':'2026-01-01T00:00:00Z','e':'','m':'one\\ntwo\\n','q':'a: "
                                 "b'},'a':[1,[2,3],{'k':'v','w':[]},'- x'],") +
                             jsonText("'o':{},'b':true,'n':null,'c':'\\u001b[0m\\u202e','big':18446744073709551615}");
    const std::string text = yaml::fromJson(json);
    QVERIFY2(text.starts_with("z:\n  f: 1.5\n  t: \"yes\"\n  d: \"2026-01-01T00:00:00Z\"\n  e: \"\"\n  m: |\n    one\n    two\n"),
             text.c_str());
    QVERIFY(text.find("\x1b") == std::string::npos && text.find("\xe2\x80\xae") == std::string::npos);
    // What is written reads back as the same JSON (which spells escapes its own way).
    QCOMPARE(yaml::fromJson(toJson(text)), text);
    QCOMPARE(yaml::fromJson("not json"), std::string("not json"));
  }

  void anyStringSurvives() {
    for (const char* text :
         {"",     " ",          "a ",   " a",   "-",   "- a", "-a",    ":",      "a:",     "a: b", "a #b",  "#a",   "~",
          "null", "0x1",        "1e3",  "y",    "[",   "{",   "*a",    "&a",     "!a",     "|",    ">",     "%a",   "@a",
          "`a",   "'",          "\"",   "a\nb", "\na", "a\n", "a\n\n", "a \n b", "  x\ny", "---",  "--- a", "...",  "=",
          "<<",   "2024-01-01", "a\tb", "\\",   "é",   "?a",  "? a",   ",",      "a\r\nb", "0o7",  "1_0",   "\x7f", "key: |"}) {
      std::string literal = "\"";
      for (const char c : std::string(text)) {
        if (c == '"' || c == '\\') {
          literal += std::string("\\") + c;
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
          literal += QString::asprintf("\\u%04x", c).toStdString();
        } else {
          literal += c;
        }
      }
      literal += "\"";
      const std::string document = jsonText("{'k':[{'s':") + literal + "}]," + literal + ":1}";
      const std::string once = yaml::fromJson(document);
      QVERIFY2(toJson(once).find("error") != 0, once.c_str());
      QCOMPARE(QString::fromStdString(yaml::fromJson(toJson(once))), QString::fromStdString(once));
      const QJsonObject back = QJsonDocument::fromJson(QByteArray::fromStdString(toJson(once))).object();
      QCOMPARE(back.value(QStringLiteral("k")).toArray().at(0).toObject().value(QStringLiteral("s")).toString(),
               QString::fromUtf8(text));
      QVERIFY2(back.contains(QString::fromUtf8(text)), text);
    }
  }
};

QTEST_APPLESS_MAIN(YamlTest)
#include "yaml_test.moc"
