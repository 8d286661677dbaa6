// Costs, each as upstream's own evaluation counts them.
#include "tests/model/cel/sample.h"

using namespace claimscope::cel;

class CostTest : public QObject {
  Q_OBJECT
 private slots:
  void costs_data();
  void costs();
  void limit();
};

void CostTest::costs_data() {
  QTest::addColumn<QString>("expression");
  QTest::addColumn<int>("cost");
  const auto row = [](const char* expression, int cost) { QTest::newRow(expression) << QString::fromUtf8(expression) << cost; };
  row("true", 0);
  row("device.driver == \"\"", 2);
  row("'no' in device.attributes", 3);
  row("device.attributes['no'].x.isGreaterThan(quantity('0'))", 6);
  row("has(device.attributes['gpu.example.com'].model)", 3);
  row("device.attributes['gpu.example.com'].model == 'H100'", 5);
  row("device.capacity['gpu.example.com'].memory.isInteger()", 5);
  row("device.attributes['gpu.example.com'].driverVersion in [semver('1.2.3')]", 16);
  row("device.attributes['gpu.example.com'].index in [3, 4]", 4);
  row("device.attributes['gpu.example.com'].?nope.hasValue()", 4);
  row("[1, 2, 3].exists(x, x > 1)", 16);
  row("'0123456789'.matches('[0-9]+') || true", 4);
}

void CostTest::costs() {
  QFETCH(QString, expression);
  QFETCH(int, cost);
  QCOMPARE(kit::costOf(expression.toUtf8().constData()), static_cast<long>(cost));
}

void CostTest::limit() {
  const kit::Gpu gpu;
  const auto selector = Selector::compile("lists.range(1000).all(x, lists.range(1000).all(y, y >= 0))");
  QVERIFY(selector.has_value());
  const Evaluation evaluation = (*selector)->evaluate(gpu.device);
  QCOMPARE(evaluation.outcome, Outcome::runtimeError);
  QCOMPARE(evaluation.error, std::string("operation cancelled: actual cost limit exceeded"));
  QVERIFY(evaluation.cost.has_value() && *evaluation.cost > 1'000'000);
}

QTEST_APPLESS_MAIN(CostTest)
#include "cost_test.moc"
