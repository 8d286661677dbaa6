#include <QtTest>
#include <random>

#include "model/base/quantity.h"

using namespace claimscope;

namespace {

Quantity quantity(std::string_view text) {
  const std::optional<Quantity> parsed = Quantity::parse(text);
  return parsed ? *parsed : Quantity();
}

}  // namespace

class QuantityTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  // Behaviours of apimachinery api/resource/quantity_test.go.
  void values_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("value");
    QTest::addColumn<QByteArray>("equal");  // the same amount, written in another way
    const auto row = [](const char* text, qint64 value, const char* equal) {
      QTest::newRow(text) << QByteArray(text) << value << QByteArray(equal);
    };
    row("0", 0, "0Ki");
    row("0n", 0, "-0");
    row("1", 1, "1000m");
    row("+10", 10, "10");
    row("-5", -5, "-5000m");
    row("80Gi", 85899345920, "81920Mi");
    row("250m", 1, "0.25");
    row("-250m", -1, "-0.25");
    row("1e3", 1000, "1k");
    row("1E3", 1000, "1e+3");
    row("1E", 1'000'000'000'000'000'000, "1000P");
    row("1e-3", 1, "1m");
    row("12.3e2", 1230, "1230");
    row("1.", 1, "1");
    row(".5", 1, "500m");
    row(".5Ki", 512, "512");
    row("0.0001", 1, "100u");
    row("1u", 1, "1000n");
    row("0.1n", 1, "1n");
    row("0.000000000001", 1, "1n");
    row("-0.1n", -1, "-1n");
    row("1.1n", 1, "2n");
    row("1.0000000001", 2, "1000000001n");
    row("1Ki", 1024, "1024");
    row("1Mi", 1048576, "1024Ki");
    row("1Ti", 1099511627776, "1024Gi");
    row("1Pi", 1125899906842624, "1024Ti");
    row("1Ei", 1152921504606846976, "1024Pi");
    row("8Ei", INT64_MAX, "9223372036854775807");  // binary amounts are capped at 2^63-1
    row("10000Ei", INT64_MAX, "9223372036854775807");
    row("9223372036854775807", INT64_MAX, "9223372036854775807");
    row("0.0000000001Ki", 1, "103n");
    row("100000000000000000000", INT64_MAX, "100E");  // decimal ones are not
    row("000000000000000000000000000000000000000000001", 1, "1");
    row("1e-400", 1, "1n");
    row("0e400", 0, "0");
  }
  void values() {
    QFETCH(QByteArray, text);
    QFETCH(qint64, value);
    QFETCH(QByteArray, equal);
    const std::optional<Quantity> parsed = Quantity::parse(text.toStdString());
    QVERIFY(parsed.has_value());
    QCOMPARE(parsed->value(), std::int64_t{value});
    QCOMPARE(std::string(parsed->text()), text.toStdString());
    QVERIFY(parsed->isSet());
    QVERIFY(*parsed == quantity(equal.toStdString()));
  }

  void malformed_data() {
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"",     " ",      "1 ",      " 1",  "1.1.M", "1+1.0M", "0.1mi", "0.1am", "aoeu",    ".5i",
                             "1i",   "-3.01i", "-3.01e-", "1K",  "1ki",   "1kB",    "1MiB",  "1e",    "1e1.5",   "1e3Ki",
                             "0x10", "--1",    "+-1",     "1,5", "1_000", "NaN",    "Inf",   "1\n",   "\xd9\xa1"}) {
      QTest::newRow(text) << QByteArray(text);
    }
  }
  void malformed() {
    QFETCH(QByteArray, text);
    QVERIFY(!Quantity::parse(text.toStdString()).has_value());
  }

  void orderIsExact() {
    QVERIFY(quantity("1.000000001") > quantity("1"));
    QVERIFY(quantity("9007199254740993") > quantity("9007199254740992"));  // beyond the doubles
    QVERIFY(quantity("-1") < quantity("-1m"));
    QVERIFY(quantity("1Gi") > quantity("1G"));
    QVERIFY(quantity("8000P") < quantity("10E"));
    QVERIFY(quantity("1e28") < quantity("1e29"));
    QVERIFY(!Quantity().isSet());
    QVERIFY(Quantity() == quantity("0"));
  }

  void absurdNumbersSaturate() {
    const Quantity huge = quantity("1e1000");
    QCOMPARE(huge.value(), std::numeric_limits<std::int64_t>::max());
    QCOMPARE(quantity("-1e1000").value(), std::numeric_limits<std::int64_t>::min());
    QVERIFY(huge > quantity("1e28"));
    QVERIFY(!Quantity::parse("1e99999999999999999999").has_value());  // an exponent beyond int64 is refused upstream
    QVERIFY(Quantity::parse(std::string(100'000, '9')).has_value());
    QCOMPARE(quantity("0." + std::string(100'000, '0') + "1").value(), std::int64_t{1});
  }

  void wholeNumbersSurvive() {
    std::mt19937_64 random(1);
    for (int i = 0; i < 2000; ++i) {
      const auto number = static_cast<std::int64_t>(random() >> (1 + random() % 60));
      QCOMPARE(quantity(std::to_string(number)).value(), number);
      QCOMPARE(quantity("-" + std::to_string(number) + "000m").value(), -number);
    }
  }

  void forPeople() {
    QCOMPARE(formatQuantity(quantity("80Gi")), std::string("80 Gi"));
    QCOMPARE(formatQuantity(quantity("22016Mi")), std::string("21.5 Gi"));
    QCOMPARE(formatQuantity(quantity("85899345920")), std::string("80 Gi"));
    QCOMPARE(formatQuantity(quantity("250m")), std::string("250 m"));
    QCOMPARE(formatQuantity(quantity("4")), std::string("4"));
    QCOMPARE(formatQuantity(quantity("1500")), std::string("1.5 k"));
    QCOMPARE(formatQuantity(quantity("1023.99Mi")), std::string("1 Gi"));
    QCOMPARE(formatQuantity(quantity("-2Ki")), std::string("-2 Ki"));
    QCOMPARE(formatQuantity(quantity("0")), std::string("0"));
  }
};

QTEST_APPLESS_MAIN(QuantityTest)
#include "quantity_test.moc"
