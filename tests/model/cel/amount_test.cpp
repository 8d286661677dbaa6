// Quantities as CEL computes with them.
#include <QtTest>

#include "model/cel/amount.h"

using claimscope::cel::Amount;

class AmountTest : public QObject {
  Q_OBJECT
 private slots:
  void parses();
  void compares();
  void computes();
  void formsDiffer();
};

namespace {

Amount amount(const char* text) {
  return *Amount::parse(text);
}
int order(const char* a, const char* b) {
  Amount x = amount(a);
  Amount y = amount(b);
  return x.compare(y);
}

}  // namespace

void AmountTest::parses() {
  for (const char* good : {"0", "+", "-0", "1Ki", "1.5Gi", "1e3", "1E-2", "1.", ".5", "00", "100000000000000000000000000000n"}) {
    QVERIFY2(Amount::parse(good).has_value(), good);
  }
  for (const char* bad : {"", "1x", "1e", "1ki", "1 Gi", "1KiB", "--1", "1e1.5", "0x1"}) {
    QVERIFY2(!Amount::parse(bad).has_value(), bad);
  }
}

void AmountTest::compares() {
  QCOMPARE(order("1Ki", "1024"), 0);
  QCOMPARE(order("16Ei", "9223372036854775807"), 0);
  QCOMPARE(order("10000P", "16Ei"), 1);
  QCOMPARE(order("0.1n", "1n"), 0);
  QCOMPARE(order("-0.1n", "-1n"), 0);
  QCOMPARE(order("1e40", "1e41"), -1);
  QCOMPARE(order("123456789012345678901234567890", "123456789012345678901234567891"), -1);
  QCOMPARE(order("-1", "1n"), -1);
}

void AmountTest::computes() {
  Amount b = amount("500m");
  Amount sum = amount("1.5").plus(b);
  Amount two = amount("2");
  QCOMPARE(sum.compare(two), 0);
  Amount large = amount("9223372036854775807");
  Amount one = amount("1");
  Amount more = large.plus(one);
  Amount expected = amount("9223372036854775808");
  QCOMPARE(more.compare(expected), 0);
  QCOMPARE(amount("1").minus(two).sign(), -1);
  QCOMPARE(amount("1Gi").approximate(), 1073741824.0);
}

void AmountTest::formsDiffer() {
  QCOMPARE(amount("1e3").asInteger().value(), std::int64_t{1000});
  QVERIFY(!amount("1.5").asInteger().has_value());
  QVERIFY(!amount("1.5Gi").asInteger().has_value());  // a whole number, but in the unbounded form
  Amount plain = amount("3");
  Amount wide = amount("1.5Gi");
  QCOMPARE(plain.compare(wide), -1);
  QVERIFY(!plain.asInteger().has_value());  // comparing took it along
}

QTEST_APPLESS_MAIN(AmountTest)
#include "amount_test.moc"
