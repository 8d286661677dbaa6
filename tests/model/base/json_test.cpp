#include <QtTest>
#include <functional>

#include "model/base/json.h"
#include "tests/kit/json_text.h"

using namespace claimscope;
using kit::jsonText;

namespace {

/// Gives the value of {"v": …} to fn; the error as "path cause", or what fn returned.
std::string read(const std::string& value, const std::function<std::string(json::Value)>& fn) {
  std::string text = jsonText("{'v':") + value + "}";
  simdjson::ondemand::parser parser;
  std::string out = "nothing";
  try {
    simdjson::ondemand::document document = parser.iterate(json::padded(text));
    json::forEachField(json::Object(document.get_object()), [&](std::string_view, json::Value v) { out = fn(v); });
  } catch (const json::FieldError& error) {
    return error.path + " " + error.cause;
  } catch (const simdjson::simdjson_error&) {
    return "broken";
  }
  return out;
}

}  // namespace

class JsonTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void scalars() {
    const auto text = [](json::Value v) { return json::text(v).str(); };
    QCOMPARE(read(jsonText("'a\\u00e9\\n'"), text), std::string("a\xc3\xa9\n"));
    QCOMPARE(read("null", text), std::string());
    QCOMPARE(read("5", text), std::string("v is not a string"));
    QCOMPARE(read("[]", text), std::string("v is not a string"));
    QCOMPARE(read(jsonText("'\\ud800'"), text), std::string("broken"));

    const auto integer = [](json::Value v) { return std::to_string(json::integer(v)); };
    QCOMPARE(read("-7", integer), std::string("-7"));
    QCOMPARE(read("null", integer), std::string("0"));
    QCOMPARE(read("\"7\"", integer), std::string("v is not a number"));
    QCOMPARE(read("1.5", integer), std::string("v is not a whole number of 64 bits"));
    QCOMPARE(read("9223372036854775808", integer), std::string("v is not a whole number of 64 bits"));

    const auto boolean = [](json::Value v) { return std::string(json::boolean(v) ? "yes" : "no"); };
    QCOMPARE(read("true", boolean), std::string("yes"));
    QCOMPARE(read("null", boolean), std::string("no"));
    QCOMPARE(read("1", boolean), std::string("v is not true or false"));

    const auto time = [](json::Value v) { return formatTime(json::time(v)); };
    QCOMPARE(read(jsonText("'2026-11-24T09:42:18Z'"), time), std::string("2026-11-24T09:42:18Z"));
    QCOMPARE(read("null", time), std::string());
    QCOMPARE(read(jsonText("''"), time), std::string());
    QCOMPARE(read(jsonText("'yesterday'"), time), std::string("v is not a time (RFC 3339)"));
  }

  void quantitiesMayBeNumbers() {
    const auto quantity = [](json::Value v) { return std::string(json::quantity(v).text()); };
    QCOMPARE(read(jsonText("'80Gi'"), quantity), std::string("80Gi"));
    QCOMPARE(read("4 ", quantity), std::string("4"));
    QCOMPARE(read("1.5", quantity), std::string("1.5"));
    QCOMPARE(read("null", quantity), std::string());
    QCOMPARE(read("true", quantity), std::string("v is not a quantity"));
    QCOMPARE(read(jsonText("'80 GB'"), quantity), std::string("v is not a quantity"));
  }

  void errorsNameThePath() {
    const auto deep = [](json::Value v) {
      json::forEachItem(v, [](json::Value item) {
        json::forEachField(item, [](std::string_view, json::Value field) { (void)json::texts(field); });
      });
      return std::string("fine");
    };
    QCOMPARE(read(jsonText("[{'names':['a']},{'names':['a',5]}]"), deep), std::string("v.[1].names.[1] is not a string"));
    QCOMPARE(read(jsonText("[{'names':{}}]"), deep), std::string("v.[0].names is not an array"));
    QCOMPARE(read(jsonText("[[]]"), deep), std::string("v.[0] is not an object"));
    QCOMPARE(read(jsonText("[null,{'names':null}]"), deep), std::string("fine"));
  }

  void rawKeepsTheBytes() {
    const auto raw = [](json::Value v) { return json::raw(v); };
    const std::string object = jsonText("{'a': [1, {'b': '}'}]}");
    QCOMPARE(read(object, raw), object);
    QCOMPARE(read("[1,2]", raw), std::string("[1,2]"));
    QCOMPARE(read("\"x\" ", raw), std::string("\"x\""));
    QCOMPARE(read(std::string(70, '[') + std::string(70, ']'), raw), std::string("v is nested more than 64 deep"));
  }

  void depthIgnoresStrings() {
    const std::string brackets = jsonText("{'a':'[[[[[[\\'[[[['}");
    QVERIFY(!json::deeperThan(brackets, 1));
    QVERIFY(json::deeperThan("[[", 1));
    QVERIFY(!json::deeperThan("[][][][]", 1));
  }
};

QTEST_APPLESS_MAIN(JsonTest)
#include "json_test.moc"
