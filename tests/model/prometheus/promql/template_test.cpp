// Grafana's variables: what is put in their place, and that places lead back to the original.
#include <QtTest>
#include <string>

#include "model/prometheus/promql/template.h"

using namespace claimscope::promql;

namespace {
QString filled(const char* text, const Variables& variables = {}) {
  return QString::fromStdString(fill(text, variables).text);
}
}  // namespace

class TemplateTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void builtInsHaveValues() {
    Variables variables;
    variables.intervalMs = 60'000;
    variables.scrapeMs = 30'000;
    QCOMPARE(filled("rate(x[$__rate_interval])", variables), QStringLiteral("rate(x[2m])"));
    QCOMPARE(filled("rate(x[${__interval}])", variables), QStringLiteral("rate(x[1m])"));
    QCOMPARE(filled("increase(x[$__range])", variables), QStringLiteral("increase(x[1h])"));
    QCOMPARE(filled("x / $__range_s", variables), QStringLiteral("x / 3600"));
    QVERIFY(fill("rate(x[$__interval])", variables).complete());
  }

  void valuesBecomeRegularExpressions() {
    Variables variables;
    variables.values = {{"job", {"a.b", "c"}}, {"node", {"n-1"}}};
    QCOMPARE(filled("up{job=~\"$job\"}", variables), QStringLiteral("up{job=~\"(a\\\\.b|c)\"}"));
    QCOMPARE(filled("up{node=\"$node\"}", variables), QStringLiteral("up{node=\"n-1\"}"));
    QCOMPARE(filled("up{job=~\"${job:pipe}\"}", variables), QStringLiteral("up{job=~\"a.b|c\"}"));
    QCOMPARE(filled("up{node=\"[[node]]\"}", variables), QStringLiteral("up{node=\"n-1\"}"));
  }

  void unknownOnesFitWhereTheyStand() {
    QCOMPARE(filled("rate($metric[$window])"), QStringLiteral("rate(metric[5m])"));
    QCOMPARE(filled("up{job=~\"$job\"}"), QStringLiteral("up{job=~\".+\"}"));
    QCOMPARE(filled("up offset $shift"), QStringLiteral("up offset 5m"));
    QCOMPARE(QString::fromStdString(fill("topk($n, up)", {}, true).text), QStringLiteral("topk(1, up)"));
    QVERIFY(!fill("up{job=~\"$job\"}", {}).complete());
  }

  void otherDollarsStay() {
    QCOMPARE(filled("label_replace(up, \"a\", \"$1\", \"b\", \"x$\")"),
             QStringLiteral("label_replace(up, \"a\", \"$1\", \"b\", \"x$\")"));
    QCOMPARE(filled("up[5m]"), QStringLiteral("up[5m]"));
    QCOMPARE(filled("a $ b ${ c"), QStringLiteral("a $ b ${ c"));
  }

  void placesLeadBack() {
    const std::string given = "rate(a[$__rate_interval]) + b";
    const Filled done = fill(given, {});
    const std::size_t b = done.text.find(" b") + 1;
    QCOMPARE(given.substr(done.original({b, b + 1}).begin, 1), std::string("b"));
    const std::size_t duration = done.text.find('[') + 1;
    const Range inside = done.original({duration, duration + 1});
    QCOMPARE(given.substr(inside.begin, inside.end - inside.begin), std::string("$__rate_interval"));
    QVERIFY(done.touches({duration, duration + 1}));
    QVERIFY(!done.touches({0, 4}));
  }
};

QTEST_APPLESS_MAIN(TemplateTest)
#include "template_test.moc"
