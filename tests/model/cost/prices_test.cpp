// Prices: markets by label, spot without a price, own prices over the list, and what is refused. Test thread.
#include <QtTest>

#include "model/cost/prices.h"
#include "tests/kit/decoded.h"
#include "tests/kit/json_text.h"

using namespace claimscope;
using namespace claimscope::cost;

namespace {

Box<Node> nodeOf(const std::string& labels) {
  return kit::decoded<Node>("v1", kit::jsonText("{'metadata':{'name':'n','labels':{" + labels + "}}}"));
}

Market marketBy(const std::string& labels) {
  return marketOf(nodeOf(labels)->meta);
}

}  // namespace

class PricesTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void markets() {
    QVERIFY(marketBy("") == Market::onDemand);
    QVERIFY(marketBy("'eks.amazonaws.com/capacityType':'SPOT'") == Market::spot);
    QVERIFY(marketBy("'eks.amazonaws.com/capacityType':'ON_DEMAND'") == Market::onDemand);
    QVERIFY(marketBy("'karpenter.sh/capacity-type':'spot'") == Market::spot);
    QVERIFY(marketBy("'karpenter.sh/capacity-type':'reserved'") == Market::reserved);
    QVERIFY(marketBy("'cloud.google.com/gke-spot':'true'") == Market::spot);
    QVERIFY(marketBy("'cloud.google.com/gke-spot':'false'") == Market::onDemand);
    QVERIFY(marketBy("'kubernetes.azure.com/scalesetpriority':'spot'") == Market::spot);
  }

  void theList() {
    const PriceTable& list = listPrices();
    QVERIFY(list.prices.size() > 60 && !list.taken.empty() && !list.source.empty());
    QVERIFY(std::is_sorted(list.prices.begin(), list.prices.end(),
                           [](const Price& a, const Price& b) { return a.instanceType < b.instanceType; }));
    QCOMPARE(rateOf(list, "p5.48xlarge", Market::onDemand).perHour, 55.04);
    QVERIFY(rateOf(list, "g5.48xlarge", Market::onDemand).bound == Bound::exact);
    for (const Price& price : list.prices) {
      QVERIFY2(price.onDemand && *price.onDemand > 0 && *price.onDemand < 200, price.instanceType.c_str());
    }
  }

  /// What nobody has told is unknown, never zero.
  void unknownTypes() {
    QVERIFY(rateOf(listPrices(), "x9.huge", Market::onDemand).bound == Bound::unknown);
    QVERIFY(rateOf(listPrices(), nodeOf("")->meta).bound == Bound::unknown);
    const Rate spot = rateOf(listPrices(), nodeOf("'node.kubernetes.io/instance-type':'g5.xlarge',"
                                                  "'karpenter.sh/capacity-type':'spot'")
                                               ->meta);
    QVERIFY(spot.bound == Bound::atMost && spot.market == Market::spot);
    QCOMPARE(spot.perHour, 1.006);
    QCOMPARE(rateOf(listPrices(), nodeOf("'beta.kubernetes.io/instance-type':'g5.xlarge'")->meta).perHour, 1.006);
  }

  void ownPrices() {
    const Result<PriceTable> table = readPrices(
        "source: contract\ntaken: '2026-10-01'\nprices:\n  p5.48xlarge: {onDemand: 40, spot: 21.5}\n  rack.h100: 12\n");
    QVERIFY(table);
    QCOMPARE(rateOf(*table, "p5.48xlarge", Market::onDemand).perHour, 40.0);
    QVERIFY(rateOf(*table, "p5.48xlarge", Market::spot).bound == Bound::exact);
    QCOMPARE(rateOf(*table, "rack.h100", Market::onDemand).perHour, 12.0);
    QCOMPARE(rateOf(*table, "g5.xlarge", Market::onDemand).perHour, 1.006);
    QCOMPARE(table->own, std::size_t{2});
    QCOMPARE(table->source, std::string("contract"));
    const Result<PriceTable> again = readPrices(writePrices(*table));
    QVERIFY(again && again->prices == table->prices);
  }

  void otherMoneyAndReplaced() {
    const Result<PriceTable> euros = readPrices("currency: EUR\nprices: {g5.xlarge: 0.93}");
    QVERIFY(euros && euros->prices.size() == 1);
    QVERIFY(rateOf(*euros, "p5.48xlarge", Market::onDemand).bound == Bound::unknown);
    const Result<PriceTable> alone = readPrices("replace: true\nprices: {g5.xlarge: 0}");
    QVERIFY(alone && alone->prices.size() == 1);
    QVERIFY(rateOf(*alone, "g5.xlarge", Market::onDemand).bound == Bound::exact);
  }

  void refused_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("nothing") << ""
                             << "no list";
    QTest::newRow("a list") << "prices: [1, 2]"
                            << "no list";
    QTest::newRow("negative") << "prices: {g5.xlarge: -1}"
                              << "g5.xlarge";
    QTest::newRow("text") << "prices: {g5.xlarge: cheap}"
                          << "not a price";
    QTest::newRow("field") << "prices: {g5.xlarge: {monthly: 3}}"
                           << "monthly";
    QTest::newRow("huge") << "prices: {g5.xlarge: 1e300}"
                          << "not a price";
    QTest::newRow("infinite") << "prices: {g5.xlarge: .inf}"
                              << "price";
    QTest::newRow("no name") << "prices: {'': 3}"
                             << "name";
    QTest::newRow("broken") << "prices: {"
                            << "prices";
  }
  void refused() {
    QFETCH(QString, text);
    QFETCH(QString, says);
    const Result<PriceTable> table = readPrices(text.toStdString());
    QVERIFY(!table);
    QVERIFY2(QString::fromStdString(table.error().text()).contains(says), table.error().text().c_str());
  }
};

QTEST_APPLESS_MAIN(PricesTest)
#include "prices_test.moc"
