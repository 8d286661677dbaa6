// How values compare, fail and are absorbed (dra.md 9.1).
#include "tests/model/cel/sample.h"

using namespace claimscope::cel;

class ValuesTest : public QObject {
  Q_OBJECT
 private slots:
  void domainsAndIds();
  void errorsAreAbsorbed();
  void equalityIsAsymmetric();
  void membershipOfConstants();
  void optionals();
  void overflow();
  void wholeDeviceFails();
};

void ValuesTest::domainsAndIds() {
  CLAIMSCOPE_SAYS("device.attributes['gpu.example.com'].model == 'H100'", "match");
  CLAIMSCOPE_SAYS("device.attributes['other.example.com'].zone == 'b'", "match");
  CLAIMSCOPE_SAYS("device.attributes['gpu.example.com'].nope == 'x'", "error: no such key: nope");
  CLAIMSCOPE_SAYS("device.attributes['nope'].x == 'x'", "error: no such key: x");
  CLAIMSCOPE_SAYS("has(device.attributes['nope'].x)", "noMatch");
  CLAIMSCOPE_SAYS("device.attributes['nope'] == {}", "match");
  CLAIMSCOPE_SAYS("'nope' in device.attributes", "noMatch");
  CLAIMSCOPE_SAYS("device.attributes[?'nope'].hasValue()", "match");
  CLAIMSCOPE_SAYS("device.attributes.size() == 2 && device.attributes.all(d, d.endsWith('.example.com'))", "match");
  CLAIMSCOPE_SAYS("device.attributes['gpu.example.com'].names.exists(n, n == 'b')", "match");
  CLAIMSCOPE_SAYS("device.capacity['gpu.example.com'].memory == quantity('80Gi')", "match");
}

void ValuesTest::errorsAreAbsorbed() {
  CLAIMSCOPE_SAYS("device.attributes['x'].y == 1 || true", "match");
  CLAIMSCOPE_SAYS("device.attributes['x'].y == 1 && false", "noMatch");
  CLAIMSCOPE_SAYS("false || device.attributes['x'].y == 1", "error: no such key: y");
  CLAIMSCOPE_SAYS("true ? true : device.attributes['x'].y == 1", "match");
  CLAIMSCOPE_SAYS("device.attributes['gpu.example.com'].index || true", "match");
  CLAIMSCOPE_SAYS("device.attributes['gpu.example.com'].index && true", "error: no such overload");
  CLAIMSCOPE_SAYS("[1, 0].exists(x, 1 / x == 1)", "match");
  CLAIMSCOPE_SAYS("[0].all(x, 1 / x == 1)", "error: division by zero");
}

void ValuesTest::equalityIsAsymmetric() {
  CLAIMSCOPE_SAYS("device.attributes['gpu.example.com'].driverVersion == '1.2.3'", "error: no such overload");
  CLAIMSCOPE_SAYS("'1.2.3' == device.attributes['gpu.example.com'].driverVersion", "noMatch");
  CLAIMSCOPE_SAYS("device.attributes['gpu.example.com'].driverVersion != '1.2.3'", "match");
  CLAIMSCOPE_SAYS("device.capacity['gpu.example.com'].memory == dyn(1)", "error: no such overload");
  CLAIMSCOPE_SAYS("dyn(1) == device.capacity['gpu.example.com'].memory", "noMatch");
  CLAIMSCOPE_SAYS("device.attributes['gpu.example.com'].model == null", "noMatch");
  CLAIMSCOPE_SAYS("quantity('1').add(1) == quantity('2')", "match");
  CLAIMSCOPE_SAYS("quantity('2') == quantity('1').add(1)", "error: no such overload");
  CLAIMSCOPE_SAYS("[dyn(semver('1.0.0'))] == [dyn('x')]", "match");  // a list that is not a sum ignores errors of its elements
  CLAIMSCOPE_SAYS("cel.bind(x, [], x + [1] == x)", "match");         // an empty list that is bound changes when it is added to
}

void ValuesTest::membershipOfConstants() {
  CLAIMSCOPE_SAYS("device.attributes['gpu.example.com'].index in [3.0, 4.0]", "match");
  CLAIMSCOPE_SAYS("device.attributes['gpu.example.com'].driverVersion in ['1.2.3'] || true", "error: internal error");
  CLAIMSCOPE_SAYS("device.attributes['gpu.example.com'].driverVersion in [semver('1.2.3')]", "match");
  CLAIMSCOPE_SAYS("1 / 0 in []", "noMatch");
}

void ValuesTest::optionals() {
  CLAIMSCOPE_SAYS("device.attributes['gpu.example.com'].?model.orValue('x') == 'H100'", "match");
  CLAIMSCOPE_SAYS("device.attributes['gpu.example.com'].?nope.orValue('x') == 'x'", "match");
  CLAIMSCOPE_SAYS("device.attributes['gpu.example.com'].?nope.value() == 'x'", "error: optional.none() dereference");
  CLAIMSCOPE_SAYS("[?optional.none(), optional.of(1).value()] == [1] && {?'a': optional.none()}.size() == 0", "match");
  CLAIMSCOPE_SAYS("{?'a': optional.of(1), ?'b': optional.none()} == {'a': 1}", "match");
  CLAIMSCOPE_SAYS("[1, 2][?5].or(optional.of(7)).value() == 7", "match");
}

void ValuesTest::overflow() {
  CLAIMSCOPE_SAYS("9223372036854775807 + 1 == 0", "error: integer overflow");
  CLAIMSCOPE_SAYS("0u - 1u == 0u", "error: unsigned integer overflow");
  CLAIMSCOPE_SAYS("-9223372036854775808 / -1 == 0", "error: integer overflow");
  CLAIMSCOPE_SAYS("1.0 / 0.0 > 1e308", "match");
  CLAIMSCOPE_SAYS("timestamp('9999-12-31T23:59:59Z') + duration('1s') > timestamp(0)", "error: timestamp overflow");
  CLAIMSCOPE_SAYS("double('NaN') < 1.0", "error: NaN values cannot be ordered");
}

void ValuesTest::wholeDeviceFails() {
  kit::Gpu gpu;
  gpu.with("firmware", claimscope::Version{claimscope::Text("1.2")});
  const auto selector = Selector::compile("true");
  QVERIFY(selector.has_value());
  const Evaluation evaluation = (*selector)->evaluate(gpu.device);
  QCOMPARE(evaluation.outcome, Outcome::runtimeError);
  QCOMPARE(evaluation.error, std::string("attribute firmware: parse semantic version: No Major.Minor.Patch elements found"));
  QVERIFY(!evaluation.cost.has_value());
  QCOMPARE((*selector)->test(gpu.device), Outcome::runtimeError);
}

QTEST_APPLESS_MAIN(ValuesTest)
#include "values_test.moc"
