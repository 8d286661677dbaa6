// Truth tables: terms with their source, each on its own, and what an expression reads.
#include "tests/model/cel/sample.h"

using namespace claimscope::cel;

class TermsTest : public QObject {
  Q_OBJECT
 private slots:
  void terms();
  void oneTerm();
  void references();
  void otherReads();
};

void TermsTest::terms() {
  const kit::Gpu gpu;
  const std::string source =
      "device.driver == 'gpu.example.com' && (device.attributes['gpu.example.com'].index > 5 || false)\n  && "
      "device.attributes['x'].y";
  const auto selector = Selector::compile(source);
  QVERIFY(selector.has_value());
  const std::vector<Term>& terms = (*selector)->terms();
  QCOMPARE(terms.size(), std::size_t{3});
  QCOMPARE(terms[0].text, std::string("device.driver == 'gpu.example.com'"));
  QCOMPARE(terms[1].text, std::string("(device.attributes['gpu.example.com'].index > 5 || false)"));
  QCOMPARE(terms[2].text, std::string("device.attributes['x'].y"));
  for (const Term& term : terms) {
    QCOMPARE(source.substr(term.range.begin, term.range.end - term.range.begin), term.text);
  }
  QCOMPARE((*selector)->evaluateTerm(0, gpu.device).outcome, Outcome::match);
  QCOMPARE((*selector)->evaluateTerm(1, gpu.device).outcome, Outcome::noMatch);
  const Evaluation third = (*selector)->evaluateTerm(2, gpu.device);
  QCOMPARE(third.outcome, Outcome::runtimeError);
  QCOMPARE(third.error, std::string("no such key: y"));
  QCOMPARE((*selector)->evaluate(gpu.device).outcome, Outcome::noMatch);
}

void TermsTest::oneTerm() {
  const kit::Gpu gpu;
  const auto selector = Selector::compile("device.driver == 'x' || true");
  QVERIFY(selector.has_value());
  QCOMPARE((*selector)->terms().size(), std::size_t{1});
  QCOMPARE((*selector)->terms()[0].text, std::string("device.driver == 'x' || true"));
  QCOMPARE((*selector)->evaluateTerm(0, gpu.device).outcome, Outcome::match);
}

void TermsTest::references() {
  const auto selector = Selector::compile(
      "device.attributes['a'].x == 1 && device.attributes['a']['x'] == 2 && has(device.attributes['b'].?y) || "
      "device.capacity[?'c'].?z.hasValue()");
  QVERIFY(!selector);  // has() of an optional step is no select
  const auto good = Selector::compile(
      "device.attributes['a'].x == 1 && device.attributes['a']['x'] == 2 && has(device.attributes['b'].y) && "
      "device.capacity[?'c'].?z.hasValue() && device.driver == 'd'");
  QVERIFY(good.has_value());
  const std::vector<Reference>& found = (*good)->references();
  QCOMPARE(found.size(), std::size_t{3});
  QCOMPARE(found[0].domain.str() + "/" + found[0].id.str(), std::string("a/x"));
  QCOMPARE(found[1].id.str(), std::string("y"));
  QVERIFY(found[2].subject == Reference::Subject::capacity);
  QVERIFY((*good)->readsOnlyReferences());
}

void TermsTest::otherReads() {
  for (const char* expression :
       {"device.attributes.size() == 1", "'a' in device.attributes", "device.attributes['a'].exists(k, k == 'x')",
        "device.attributes[device.driver].x == 1", "dyn(device) == 1"}) {
    const auto selector = Selector::compile(expression);
    QVERIFY2(selector.has_value(), expression);
    QVERIFY2(!(*selector)->readsOnlyReferences(), expression);
  }
  const auto shadowed = Selector::compile("[1].all(device, device == 1)");
  QVERIFY(shadowed.has_value() && (*shadowed)->readsOnlyReferences());
}

QTEST_APPLESS_MAIN(TermsTest)
#include "terms_test.moc"
