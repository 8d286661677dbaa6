// What the check lets pass, and in which environment.
#include "tests/model/cel/sample.h"

using namespace claimscope::cel;

class TypesTest : public QObject {
  Q_OBJECT
 private slots:
  void overloads();
  void results();
  void literalsOfOneType();
  void constantsAreConvertedWhileCompiling();
  void environments();
};

void TypesTest::overloads() {
  CLAIMSCOPE_SAYS("1 == 1.0", "refused: found no matching overload for '_==_' applied to '(int, double)'");
  CLAIMSCOPE_SAYS("1 < 2.5 && 2u > 1 && dyn(1) == 1u", "match");
  CLAIMSCOPE_SAYS("[1] == [1.0]", "refused: found no matching overload");
  CLAIMSCOPE_SAYS("1 + 'a' == 2", "refused: found no matching overload for '_+_' applied to '(int, string)'");
  CLAIMSCOPE_SAYS("device.driver == null", "refused: found no matching overload");
  CLAIMSCOPE_SAYS("device['driver'] == 'x'", "refused: found no matching overload for '_[_]'");
  CLAIMSCOPE_SAYS("device.capacity['a'].memory > quantity('1')", "refused: found no matching overload for '_>_'");
  CLAIMSCOPE_SAYS("[1, 2].sum() == 3 && [1.5].max() == 1.5", "match");
  CLAIMSCOPE_SAYS("['a'].sum() == 'a'", "refused: found no matching overload for 'sum'");
}

void TypesTest::results() {
  CLAIMSCOPE_SAYS("1", "refused: must evaluate to bool or the unknown type, not int");
  CLAIMSCOPE_SAYS("dyn(true)", "match");
  CLAIMSCOPE_SAYS("dyn(optional.of(true))", "match");
  CLAIMSCOPE_SAYS("dyn(1)", "error: CEL result of type int could not be converted to bool");
  CLAIMSCOPE_SAYS("device.attributes['gpu.example.com'].healthy", "match");
  CLAIMSCOPE_SAYS("device.attributes['gpu.example.com'].model",
                  "error: CEL result of type string could not be converted to bool");
  CLAIMSCOPE_SAYS("google.protobuf.Duration{seconds: 1} == duration('1s')", "refused:");
}

void TypesTest::literalsOfOneType() {
  CLAIMSCOPE_SAYS("[1, dyn('a')].size() == 2", "refused: expected type 'int' but found 'dyn'");
  CLAIMSCOPE_SAYS("[1, 'a'].size() == 2", "refused: expected type 'int' but found 'string'");
  CLAIMSCOPE_SAYS("{'a': 1, 'b': 'c'}.size() == 2", "refused: expected type 'int' but found 'string'");
  CLAIMSCOPE_SAYS("'%d %s'.format([1, 'a']) == '1 a'", "match");
  CLAIMSCOPE_SAYS("[[], [1]].size() == 2", "match");
}

void TypesTest::constantsAreConvertedWhileCompiling() {
  CLAIMSCOPE_SAYS("true || int('x') == 1", "refused: program instantiation failed: type conversion error from 'string' to 'int'");
  CLAIMSCOPE_SAYS("uint(-1) == 1u", "refused: program instantiation failed: unsigned integer overflow");
  CLAIMSCOPE_SAYS("'a'.matches('(')", "refused: invalid matches argument");
  CLAIMSCOPE_SAYS("'a'.find('(') == ''", "refused: program instantiation failed: error parsing regexp");
  CLAIMSCOPE_SAYS("'a'.matches('(' + 'a')", "error: error parsing regexp");
  CLAIMSCOPE_SAYS("duration('x') > duration('1s')", "refused: invalid duration argument");
  CLAIMSCOPE_SAYS("'%d'.format(['a']) == ''", "refused: error during formatting");
  CLAIMSCOPE_SAYS("1 / 0 == 1", "error: division by zero");
  CLAIMSCOPE_SAYS("cel.bind(t, type(1), t == int)", "refused: program instantiation failed: reference to undefined type: t");
}

void TypesTest::environments() {
  const kit::Gpu gpu;
  QVERIFY(kit::say("device.allowMultipleAllocations", gpu.device, {33, true, true, false}).starts_with("refused"));
  QCOMPARE(kit::say("device.allowMultipleAllocations", gpu.device, {34, true, true, false}), std::string("noMatch"));
  QVERIFY(kit::say("device.allowMultipleAllocations", gpu.device, {37, false, false, false}).starts_with("refused"));
  QVERIFY(kit::say("device.attributes['gpu.example.com'].names.includes('a')", gpu.device, {36, false, true, false})
              .starts_with("refused"));
  QCOMPARE(kit::say("device.attributes['gpu.example.com'].names.includes('a')", gpu.device), std::string("match"));
  // Without lists an attribute is Any: no range of a loop.
  QVERIFY(kit::say("device.attributes['gpu.example.com'].names.exists(n, n == 'a')", gpu.device, {35, true, true, false})
              .starts_with("refused: expression of type 'any' cannot be range of a comprehension"));
}

QTEST_APPLESS_MAIN(TypesTest)
#include "types_test.moc"
