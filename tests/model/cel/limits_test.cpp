// Hostile expressions end by upstream's limits.
#include "tests/model/cel/sample.h"

using namespace claimscope::cel;

class LimitsTest : public QObject {
  Q_OBJECT
 private slots:
  void length();
  void nesting();
  void chains();
  void macrosThatCopy();
  void growth();
};

namespace {

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) {
    out += text;
  }
  return out;
}

std::string said(const std::string& expression) {
  return kit::say(expression.c_str());
}

}  // namespace

void LimitsTest::length() {
  QVERIFY(said("true" + std::string(11'000, ' ')).starts_with("refused: expression is too long"));
  QCOMPARE(said("true" + std::string(10'000, ' ')), std::string("match"));
}

void LimitsTest::nesting() {
  QCOMPARE(said(repeated("(", 249) + "true" + repeated(")", 249)), std::string("match"));
  QCOMPARE(said(repeated("(", 250) + "true" + repeated(")", 250)),
           std::string("refused: expression recursion limit exceeded: 250"));
  QVERIFY(said(repeated("[", 5000)).starts_with("refused: expression recursion limit exceeded"));
  QVERIFY(said(repeated("!", 9000) + "true") == "match");
}

void LimitsTest::chains() {
  QVERIFY(said("1" + repeated(" + 1", 249) + " == 250") == "match");
  QVERIFY(said("1" + repeated(" + 1", 260) + " == 261").starts_with("refused: max recursion depth exceeded"));
  QCOMPARE(said("true" + repeated(" && true", 1000)), std::string("match"));
}

void LimitsTest::macrosThatCopy() {
  QVERIFY(
      said("optional.of(1)" + repeated(".optMap(x, x)", 200) + ".hasValue()").starts_with("refused: expression is too large"));
}

void LimitsTest::growth() {
  // Doubling a list is cheap for upstream, walking it is not.
  std::string expression = "[1, 2, 3, 4]";
  for (int i = 0; i < 60; ++i) {
    expression = "cel.bind(x, " + expression + ", x + x)";
  }
  QVERIFY(said(expression + ".sum() == 1").starts_with("error: operation cancelled: actual cost limit exceeded"));
  std::string text = "'aaaaaaaaaa'";
  for (int i = 0; i < 40; ++i) {
    text = "cel.bind(s, " + text + ", s.replace('a', s))";
  }
  QVERIFY(said(text + " == ''").starts_with("error: operation cancelled: actual cost limit exceeded"));
}

QTEST_APPLESS_MAIN(LimitsTest)
#include "limits_test.moc"
