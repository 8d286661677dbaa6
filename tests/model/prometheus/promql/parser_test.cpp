// The parser: what is accepted, of which type, and where the errors are. The comparison with upstream is in
// tests/upstream/promql.
#include <QtTest>
#include <string>

#include "model/prometheus/promql/lexer.h"
#include "model/prometheus/promql/literals.h"
#include "model/prometheus/promql/parser.h"

using namespace claimscope::promql;

class ParserTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void accepts_data() {
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("type");
    const auto row = [](const char* query, const char* type) {
      QTest::newRow(query) << QString::fromUtf8(query) << QString::fromUtf8(type);
    };
    row("1", "scalar");
    row("5m", "scalar");
    row("0x1F + 017", "scalar");
    row("\"a\"", "string");
    row("up", "vector");
    row("up{job=\"a\",}", "vector");
    row("{\"up\", job=~\"a|b\"}", "vector");
    row("up[5m]", "matrix");
    row("up[5m:]", "matrix");
    row("up[1h:5m] offset -1d @ start()", "matrix");
    row("-up ^ 2", "vector");
    row("1 == bool 2", "scalar");
    row("sum by (le, job) (rate(x_bucket[5m]))", "vector");
    row("sum(rate(x[5m])) without (a,)", "vector");
    row("a * on (x) group_left (y) b", "vector");
    row("histogram_quantile(0.95, sum(rate(x_bucket[5m])) by (le))", "vector");
    row("topk(3, up)", "vector");
    row("sum + by", "vector");
    row("offset offset 5m", "vector");
    row("up # a note", "vector");
    row("label_replace(up, \"a\", \"$1\", \"b\", \"(.*)\")", "vector");
    row("up[step() + 5m]", "matrix");
    row("foo offset -1 ^ 2", "vector");
  }
  void accepts() {
    QFETCH(QString, query);
    QFETCH(QString, type);
    const Expression parsed = parse(query.toStdString());
    QVERIFY2(parsed.valid(), parsed.errors.empty() ? "" : parsed.errors[0].message.c_str());
    QCOMPARE(QString::fromStdString(std::string(typeWord(parsed.type()))), type);
  }

  void refuses_data() {
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("offset");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* query, int offset, const char* message) {
      QTest::newRow(query) << QString::fromUtf8(query) << offset << QString::fromUtf8(message);
    };
    row("", 0, "no expression found in input");
    row("rate(up)", 5, "expected type range vector in call to function \"rate\", got instant vector");
    row("sum(up[5m])", 4, "expected type instant vector in aggregation expression, got range vector");
    row("1 == 2", 2, "comparisons between scalars must use BOOL modifier");
    row("up and 1", 0, "set operator \"and\" not allowed in binary scalar expression");
    row("sum(up", 6, "unclosed left parenthesis");
    row("up{job=}", 7, "unexpected \"}\" in label matching, expected string");
    row("up{job=~\"[\"}", 3, "error parsing regexp: missing ]: [");
    row("foo(up)", 0, "unknown function with name \"foo\"");
    row("{job=~\".*\"}", 0, "vector selector must contain at least one non-empty matcher");
    row("up[0s]", 3, "duration must be greater than 0");
    row("up[1m1h]", 3, "not a valid duration string: \"1m1h\"");
    row("sum(up)[5m]", 7, "ranges only allowed for vector selectors");
    row("up offset 5m [5m]", 13, "no offset modifiers allowed before range");
    row("up up", 3, "unexpected identifier \"up\"");
    row("\"open", 0, "unterminated quoted string");
    row("round(up, 1, 2)", 0, "expected at most 2 argument(s) in call to \"round\", got 3");
    row("$x", 0, "unexpected character: '$'");
  }
  void refuses() {
    QFETCH(QString, query);
    QFETCH(int, offset);
    QFETCH(QString, message);
    const Expression parsed = parse(query.toStdString());
    QVERIFY(!parsed.valid());
    QCOMPARE(QString::fromStdString(parsed.errors[0].message), message);
    QCOMPARE(static_cast<int>(parsed.errors[0].where.begin), offset);
  }

  void experimentalIsASwitch() {
    QVERIFY(parse("limitk(3, up)").valid());
    QCOMPARE(parse("limitk(3, up)").experimental, std::vector<std::string>{"limitk"});
    QVERIFY(!parse("limitk(3, up)", {false, false}).valid());
    QVERIFY(!parse("mad_over_time(up[5m])", {false, false}).valid());
  }

  void hostileInputEnds() {
    QVERIFY(!parse(std::string(100'000, '(')).valid());
    QVERIFY(!parse(std::string(60'000, '-') + "1").valid());
    std::string chain = "1";
    for (int i = 0; i < 20'000; ++i) {
      chain += "+1";
    }
    QVERIFY(!parse(chain).valid());
    QVERIFY(parse(chain.substr(0, 801)).valid());
    QVERIFY(!parse(std::string(kMaxExpression + 1, ' ')).valid());
    const std::string zero("up\0", 3);
    QVERIFY(!parse(zero).valid());
  }

  void numbersAsGoReadsThem() {
    QCOMPARE(*parseNumber("017"), 15.0);
    QCOMPARE(*parseNumber("08"), 8.0);
    QCOMPARE(*parseNumber("1_000"), 1000.0);
    QCOMPARE(*parseNumber("1e-999"), 0.0);
    QVERIFY(!parseNumber("1e999"));
    QVERIFY(!parseNumber("0x"));
    QVERIFY(!parseNumber("1__0"));
    QVERIFY(!parseNumber(""));
  }

  void durations() {
    QCOMPARE(*parsePromDuration("1h30m"), 5400.0);
    QCOMPARE(*parsePromDuration("1s500ms"), 1.5);
    QVERIFY(!parsePromDuration("300y"));
    QVERIFY(!parsePromDuration("5"));
    QCOMPARE(QString::fromStdString(formatPromDuration(5'400'000)), QStringLiteral("1h30m"));
    QCOMPARE(QString::fromStdString(formatPromDuration(90LL * 86'400'000)), QStringLiteral("90d"));
    QCOMPARE(QString::fromStdString(formatPromDuration(0)), QStringLiteral("0s"));
  }
};

QTEST_APPLESS_MAIN(ParserTest)
#include "parser_test.moc"
