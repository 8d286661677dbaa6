// Numbers, ages, times and hostile text as people see them. One thread.
#include <QTextDocument>
#include <QtTest>
#include <limits>

#include "ui/base/format.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;

QString utf8(const char* text) {
  return QString::fromUtf8(text);
}

}  // namespace

class FormatTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void numbers_data() {
    QTest::addColumn<qint64>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << qint64(0) << utf8("0");
    QTest::newRow("three digits") << qint64(999) << utf8("999");
    QTest::newRow("four digits") << qint64(1204) << utf8("1,204");
    QTest::newRow("seven digits") << qint64(1234567) << utf8("1,234,567");
    QTest::newRow("negative") << qint64(-1234) << utf8("−1,234");
    QTest::newRow("negative three") << qint64(-123) << utf8("−123");
    QTest::newRow("most") << std::numeric_limits<qint64>::max() << utf8("9,223,372,036,854,775,807");
    QTest::newRow("least") << std::numeric_limits<qint64>::min() << utf8("−9,223,372,036,854,775,808");
  }
  void numbers() {
    QFETCH(qint64, value);
    QFETCH(QString, text);
    QCOMPARE(number(static_cast<std::int64_t>(value)), text);
  }

  void countsSayHowSureTheyAre() {
    QCOMPARE(number(Count{1204, Bound::exact}), utf8("1,204"));
    QCOMPARE(number(Count{1204, Bound::atLeast}), utf8("≥1,204"));
    QCOMPARE(number(Count{41, Bound::atMost}), utf8("≤41"));
    // Unknown is never a number, least of all zero.
    QCOMPARE(number(Count{0, Bound::unknown}), utf8("?"));
    QCOMPARE(counted(1, utf8("node"), utf8("nodes")), utf8("1 node"));
    QCOMPARE(counted(0, utf8("node"), utf8("nodes")), utf8("0 nodes"));
    QCOMPARE(counted(1204, utf8("node"), utf8("nodes")), utf8("1,204 nodes"));
  }

  void ages_data() {
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("two");
    QTest::addColumn<QString>("one");
    const auto row = [](qint64 ms, const char* two, const char* one) { QTest::newRow(two) << ms << utf8(two) << utf8(one); };
    row(0, "0 s", "0 s");
    row(58 * kSecond, "58 s", "58 s");
    row(kMinute, "1 m", "1 m");
    row(6 * kMinute + 2 * kSecond, "6 m 02 s", "6 m");
    row(14 * kMinute + 22 * kSecond + 900, "14 m 22 s", "14 m");
    row(kHour - 1, "59 m 59 s", "59 m");
    row(2 * kHour + 14 * kMinute, "2 h 14 m", "2 h");
    row(7 * kHour + 2 * kMinute, "7 h 02 m", "7 h");
    row(26 * kHour, "1 d 2 h", "26 h");
    row(3 * kDay + 4 * kHour, "3 d 4 h", "3 d");
    row(12 * kDay + 4 * kHour, "12 d", "12 d");
    row(1204 * kDay, "1,204 d", "1,204 d");
  }
  void ages() {
    QFETCH(qint64, ms);
    QFETCH(QString, two);
    QFETCH(QString, one);
    QCOMPARE(age(ms), two);
    QCOMPARE(shortAge(ms), one);
  }

  void tenthsOnlyBelowTenSeconds() {
    QCOMPARE(age(240, true), utf8("0.2 s"));
    QCOMPARE(age(9999, true), utf8("9.9 s"));
    QCOMPARE(age(10'000, true), utf8("10 s"));
    QCOMPARE(age(-5000), utf8("0 s"));  // a server's clock may run ahead of ours
    QCOMPARE(shortAge(-5000), utf8("0 s"));
  }

  void times() {
    const Time moment = *parseTime("2026-11-24T09:42:18.7Z");
    QCOMPARE(clockTime(moment), utf8("09:42:18"));
    QCOMPARE(clockMinute(moment), utf8("09:42"));
    QCOMPARE(fullTime(moment), utf8("2026-11-24 09:42:18 UTC"));
    QCOMPARE(fullTime(*parseTime("1969-12-31T23:59:59Z")), utf8("1969-12-31 23:59:59 UTC"));
    QCOMPARE(fullTime(*parseTime("2024-02-29T00:00:00Z")), utf8("2024-02-29 00:00:00 UTC"));
    QCOMPARE(fullTime(*parseTime("2000-03-01T12:00:00Z")), utf8("2000-03-01 12:00:00 UTC"));
    QCOMPARE(clockTime(Time{}), utf8("?"));
    QCOMPARE(fullTime(Time{}), utf8("?"));
  }

  void fullTimeAgreesWithQt() {
    for (std::int64_t day = -200'000; day < 200'000; day += 97) {
      const QDateTime expected = QDateTime::fromMSecsSinceEpoch(day * kDay, Qt::UTC);
      QCOMPARE(fullTime(Time{day * kDay}), expected.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) + utf8(" UTC"));
    }
  }

  void hostileText_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("line");
    QTest::newRow("ordinary") << QByteArray("gpu-a10g-0417") << utf8("gpu-a10g-0417");
    QTest::newRow("korean") << QByteArray("클레임") << utf8("클레임");
    QTest::newRow("markup stays text") << QByteArray("<b>x</b>&amp;") << utf8("<b>x</b>&amp;");
    QTest::newRow("terminal") << QByteArray("\x1b[31mred") << utf8("␛[31mred");
    QTest::newRow("lines") << QByteArray("a\r\nb\tc") << utf8("a␍␊b␉c");
    QTest::newRow("nul") << QByteArray("a\0b", 3) << utf8("a␀b");
    QTest::newRow("delete") << QByteArray("a\x7f") << utf8("a␡");
    QTest::newRow("right to left override") << QByteArray("a\u202Egpj.exe") << utf8("a\uFFFDgpj.exe");
    QTest::newRow("isolates") << QByteArray("\u2066a\u2069") << utf8("\uFFFDa\uFFFD");
    QTest::newRow("zero width") << QByteArray("pay\u200Bload\uFEFF") << utf8("pay\uFFFDload\uFFFD");
    QTest::newRow("line separator") << QByteArray("a\u2028b") << utf8("a\uFFFDb");
    QTest::newRow("tag characters") << QByteArray("a\U000E0041") << utf8("a\uFFFD");
    QTest::newRow("invalid utf-8") << QByteArray("a\xff\xfe") << utf8("a\uFFFD\uFFFD");
    QTest::newRow("hangul filler") << QByteArray("\u3164") << utf8("\uFFFD");
    QTest::newRow("accents pile up") << QByteArray("e\u0301\u0301\u0301\u0301\u0301\u0301")
                                     << utf8("e\u0301\u0301\u0301\u0301\uFFFD\uFFFD");
  }
  void hostileText() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, line);
    const std::string_view text(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    QCOMPARE(plain(text), line);
    QCOMPARE(plain(plain(text)), line);  // twice does no harm
  }

  void hugeTextIsCut() {
    const std::string huge(10'000'000, 'x');
    QCOMPARE(plain(huge).size(), 1001);
    QVERIFY(plain(huge).endsWith(QChar(0x2026)));
    QCOMPARE(plain(std::string(1000, 'x')).size(), 1000);
    // Not in the middle of a character of two code units.
    const QString emoji = plain(QString(999, QLatin1Char('x')) + utf8("😀😀"));
    QVERIFY(emoji.isValidUtf16());
    QVERIFY(plainLines(huge).size() <= 2'000'001);
  }

  void linesKeepTheirEnds() {
    QCOMPARE(plainLines("a\r\n\tb\n\x1b[0m\rc"), utf8("a\n\tb\n␛[0m␍c"));
    QCOMPARE(plainLines("a\u202Eb"), utf8("a\uFFFDb"));
  }

  void toolTipsAreNoMarkup() {
    const QString tip = toolTipText(utf8("<img src=x>\nb & c"));
    QCOMPARE(tip, utf8("<qt>&lt;img src=x&gt;<br/>b &amp; c</qt>"));
    QTextDocument document;
    document.setHtml(tip);
    QCOMPARE(document.toPlainText(), utf8("<img src=x>\nb & c"));
  }

  void everyStateHasItsOwnWord() {
    QSet<QString> words;
    QSet<QString> shortWords;
    for (std::size_t i = 0; i < cluster::kDeviceStates; ++i) {
      words.insert(stateName(static_cast<cluster::DeviceState>(i)));
      shortWords.insert(stateShortName(static_cast<cluster::DeviceState>(i)));
    }
    QCOMPARE(words.size(), static_cast<qsizetype>(cluster::kDeviceStates));
    QCOMPARE(shortWords.size(), static_cast<qsizetype>(cluster::kDeviceStates));
    QCOMPARE(stateName(cluster::DeviceState::reservedNotUsed), utf8("Reserved, not used"));
    QCOMPARE(stateShortName(cluster::DeviceState::reservedNotUsed), utf8("Reserved"));
    QCOMPARE(severityName(diagnosis::Severity::critical), utf8("Critical"));
    QSet<QString> ways;
    for (int i = 0; i <= static_cast<int>(SourceState::complete); ++i) {
      ways.insert(sourceWay(static_cast<SourceState>(i)));
    }
    QCOMPARE(ways.size(), 9);
    QCOMPARE(sourceWay(SourceState::forbidden), utf8("403 forbidden"));
  }
};

QTEST_MAIN(FormatTest)
#include "format_test.moc"
