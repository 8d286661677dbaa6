// Literals, operators, macros and the places of errors.
#include "tests/model/cel/sample.h"

using namespace claimscope::cel;

class SyntaxTest : public QObject {
  Q_OBJECT
 private slots:
  void literals();
  void precedence();
  void macros();
  void errorsHaveAPlace();
  void reservedAndEscapedNames();
};

void SyntaxTest::literals() {
  CLAIMSCOPE_SAYS("0x1f == 31 && -0x10 == -16 && 7u == 7u", "match");
  CLAIMSCOPE_SAYS("1e3 == 1000.0 && .5 == 0.5 && 1.5e-1 == 0.15", "match");
  CLAIMSCOPE_SAYS("-9223372036854775808 < 0", "match");
  CLAIMSCOPE_SAYS("-(9223372036854775808) < 0", "refused: invalid int literal");
  CLAIMSCOPE_SAYS("18446744073709551616u > 0u", "refused: invalid uint literal");
  CLAIMSCOPE_SAYS(R"('\x41\101\u0041' == "AAA")", "match");
  CLAIMSCOPE_SAYS(R"(r'\d' == "\\d")", "match");
  CLAIMSCOPE_SAYS("'''a'b''' == \"a'b\" && \"\"\"c\"d\"\"\" == 'c\"d'", "match");
  CLAIMSCOPE_SAYS(R"(b'\xff'.size() == 1 && "\xff".size() == 1)", "match");
  CLAIMSCOPE_SAYS(R"("\ud800" == "")", "refused: invalid unicode code point");
  CLAIMSCOPE_SAYS("\"open", "refused: Syntax error: token recognition error");
  CLAIMSCOPE_SAYS("true // a comment", "match");
  CLAIMSCOPE_SAYS("[1, 2,].size() == 2 && {'a': 1,}.size() == 1", "match");
  CLAIMSCOPE_SAYS("[,].size() == 0", "match");
}

void SyntaxTest::precedence() {
  CLAIMSCOPE_SAYS("1 + 2 * 3 == 7 && 10 - 3 - 2 == 5 && 7 / 2 * 2 == 6", "match");
  CLAIMSCOPE_SAYS("true || false && false", "match");
  CLAIMSCOPE_SAYS("false ? false : true ? true : false", "match");
  CLAIMSCOPE_SAYS("!!true && - -1 == 1", "match");
  CLAIMSCOPE_SAYS("!!true && --1 == 1", "match");
  CLAIMSCOPE_SAYS("1 < 2 == true", "match");
  CLAIMSCOPE_SAYS("-1.size() == 1", "refused: found no matching overload for 'size' applied to 'int.()'");
}

void SyntaxTest::macros() {
  CLAIMSCOPE_SAYS("[1, 2, 3].all(x, x > 0) && [1, 2].exists(x, x == 2) && [1, 2, 2].exists_one(x, x == 1)", "match");
  CLAIMSCOPE_SAYS("[1, 2].existsOne(x, x == 1)", "refused: undeclared reference to 'x'");
  CLAIMSCOPE_SAYS("[1, 2, 3].map(x, x > 1, x * 2) == [4, 6] && [1, 2].filter(x, x > 1) == [2]", "match");
  CLAIMSCOPE_SAYS("{'a': 1}.exists(k, v, k == 'a' && v == 1) && [5].all(i, v, i == 0 && v == 5)", "match");
  CLAIMSCOPE_SAYS("[1, 2].transformList(i, v, i + v) == [1, 3] && {'a': 1}.transformMap(k, v, v + 1) == {'a': 2}", "match");
  CLAIMSCOPE_SAYS("['x'].transformMapEntry(i, v, {v: i}) == {'x': 0}", "match");
  CLAIMSCOPE_SAYS("['x', 'x'].transformMapEntry(i, v, {v: i}) == {'x': 0}", "error: insert failed: key x already exists");
  CLAIMSCOPE_SAYS("cel.bind(m, device.attributes['gpu.example.com'], m.model == 'H100' && m.index == 3)", "match");
  CLAIMSCOPE_SAYS("[3, 1, 2].sortBy(x, -x) == [3, 2, 1]", "match");
  CLAIMSCOPE_SAYS(
      "optional.of(1).optMap(x, x + 1).value() == 2 && optional.none().optFlatMap(x, optional.of(x)) == optional.none()",
      "match");
  CLAIMSCOPE_SAYS("has(device)", "refused: invalid argument to has() macro");
  CLAIMSCOPE_SAYS("[1].all(x.y, true)", "refused: argument must be a simple name");
  CLAIMSCOPE_SAYS("[1].map(__result__, true) == []", "refused: iteration variable overwrites accumulator variable");
  CLAIMSCOPE_SAYS("[1].all(a, a, true)", "refused: duplicate variable name: a");
}

void SyntaxTest::errorsHaveAPlace() {
  const auto wrong = Selector::compile("true &&\n  device.drivers == 'x'");
  QVERIFY(!wrong);
  QCOMPARE(wrong.error().message, std::string("undefined field 'drivers'"));
  QCOMPARE(wrong.error().line, 2);
  QCOMPARE(wrong.error().column, 9);
  QCOMPARE(wrong.error().range.begin, std::size_t{10});
  QCOMPARE(wrong.error().range.end, std::size_t{24});
  const auto open = Selector::compile("'é' == (1");
  QVERIFY(!open);
  QCOMPARE(open.error().line, 1);
  QCOMPARE(open.error().column, 10);  // code points, not bytes
  QVERIFY(open.error().message.find("<EOF>") != std::string::npos);
}

void SyntaxTest::reservedAndEscapedNames() {
  CLAIMSCOPE_SAYS("device.attributes['gpu.example.com'].`model` == 'H100'", "match");
  CLAIMSCOPE_SAYS("[1].all(for, true)", "refused: reserved identifier: for");
  CLAIMSCOPE_SAYS("nosuch == 1", "refused: undeclared reference to 'nosuch' (in container '')");
  CLAIMSCOPE_SAYS("[1].all(device, .device.driver == 'gpu.example.com' && device == 1)", "match");
}

QTEST_APPLESS_MAIN(SyntaxTest)
#include "syntax_test.moc"
