#include <QtTest>

#include "model/base/clock.h"

using namespace claimscope;

class ClockTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void times_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QByteArray>("printed");
    const auto row = [](const char* text, qint64 ms, const char* printed) {
      QTest::newRow(text) << QByteArray(text) << ms << QByteArray(printed);
    };
    row("1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00Z");
    row("2026-11-24T09:42:18Z", 1795513338000, "2026-11-24T09:42:18Z");
    row("2026-11-24T09:42:18.123456Z", 1795513338123, "2026-11-24T09:42:18.123Z");
    row("2026-11-24T09:42:18.5+09:00", 1795480938500, "2026-11-24T00:42:18.500Z");
    row("2026-11-24t09:42:18-00:30", 1795515138000, "2026-11-24T10:12:18Z");
    row("2024-02-29T23:59:59Z", 1709251199000, "2024-02-29T23:59:59Z");
    row("1969-12-31T23:59:59.999Z", -1, "1969-12-31T23:59:59.999Z");
    row("0001-01-01T00:00:00Z", -62135596800000, "0001-01-01T00:00:00Z");
  }
  void times() {
    QFETCH(QByteArray, text);
    QFETCH(qint64, ms);
    QFETCH(QByteArray, printed);
    const std::optional<Time> time = parseTime(text.toStdString());
    QVERIFY(time.has_value());
    QCOMPARE(time->ms, std::int64_t{ms});
    QCOMPARE(formatTime(*time), printed.toStdString());
  }

  void malformedTimesAreRefused() {
    for (const char* text : {"", "2026-11-24", "2026-11-24T09:42:18", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z",
                             "2026-11-24T24:00:00Z", "2026-11-24T09:42:18.Z", "2026-11-24T09:42:18+9:00", "2026-11-24T09:42:18Zx",
                             " 2026-11-24T09:42:18Z", "2026-11-24 09:42:18Z", "99999-01-01T00:00:00Z"}) {
      QVERIFY2(!parseTime(text).has_value(), text);
    }
    QCOMPARE(formatTime(Time{}), std::string());
    QCOMPARE(formatTime(Time{std::numeric_limits<std::int64_t>::max()}), std::string());
  }

  void ages_data() {
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QByteArray>("age");
    constexpr qint64 minute = 60;
    constexpr qint64 hour = 60 * minute;
    constexpr qint64 day = 24 * hour;
    const auto row = [](qint64 seconds, const char* age) { QTest::newRow(age) << seconds << QByteArray(age); };
    row(0, "0s");
    row(119, "119s");
    row(2 * minute, "2m");
    row(9 * minute + 59, "9m59s");
    row(14 * minute + 22, "14m");
    row(3 * hour - 1, "179m");
    row(3 * hour + 5 * minute, "3h5m");
    row(8 * hour + 59 * minute, "8h");
    row(47 * hour, "47h");
    row(2 * day + 3 * hour, "2d3h");
    row(8 * day, "8d");
    row(729 * day, "729d");
    row(3 * 365 * day + day, "3y1d");
    row(4 * 365 * day, "4y");
    row(9 * 365 * day + day, "9y");
  }
  void ages() {
    QFETCH(qint64, seconds);
    QFETCH(QByteArray, age);
    QCOMPARE(formatAge(seconds * 1000), age.toStdString());
    QCOMPARE(formatAge(seconds * 1000 + 999), age.toStdString());
  }
  void negativeAgeIsNow() { QCOMPARE(formatAge(-5000), std::string("0s")); }

  void durations() {
    QCOMPARE(parseDuration("1.5s"), std::optional<std::int64_t>(1500));
    QCOMPARE(parseDuration("300ms"), std::optional<std::int64_t>(300));
    QCOMPARE(parseDuration("1h30m"), std::optional<std::int64_t>(5'400'000));
    QCOMPARE(parseDuration("-2m"), std::optional<std::int64_t>(-120'000));
    QCOMPARE(parseDuration("1500us"), std::optional<std::int64_t>(1));
    QCOMPARE(parseDuration("0"), std::optional<std::int64_t>(0));
    QCOMPARE(parseDuration("0.1s"), std::optional<std::int64_t>(100));
    for (const char* text : {"", "5", "s", "1d", "1..5s", "-", "1 s", "9999999h9999999h", "1s5"}) {
      QVERIFY2(!parseDuration(text).has_value(), text);
    }
  }

  void manualClockMovesOnlyWhenTold() {
    ManualClock clock(Time{1000});
    QCOMPARE(clock.now().ms, std::int64_t{1000});
    QCOMPARE(clock.steadyMs(), std::int64_t{0});
    clock.advance(250);
    QCOMPARE(clock.now().ms, std::int64_t{1250});
    QCOMPARE(clock.steadyMs(), std::int64_t{250});
    QVERIFY(Time{} < clock.now());
    QVERIFY(SystemClock().now().isSet());
  }
};

QTEST_APPLESS_MAIN(ClockTest)
#include "clock_test.moc"
