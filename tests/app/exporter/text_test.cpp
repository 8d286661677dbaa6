// The page of metrics: both formats read by a strict parser, the choice between them, harmless labels, and the cap.
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <QtTest>
#include <cmath>

#include "app/exporter/accept.h"
#include "app/exporter/label.h"
#include "app/exporter/series.h"
#include "app/exporter/text_format.h"
#include "tests/app/exporter/parsed_page.h"

using namespace claimscope::exporter;
using ::prometheus::MetricType;

namespace {

std::vector<::prometheus::MetricFamily> everySort() {
  ::prometheus::Registry registry;
  auto& family = ::prometheus::BuildHistogram().Name("a_seconds").Help("Durations with a \"quote\".").Register(registry);
  auto& histogram =
      family.Add({{"driver", "gpu.example.com"}}, ::prometheus::Histogram::BucketBoundaries{0.1, 0.25, 1, 2.5, 3600});
  for (const double seconds : {0.05, 0.25, 0.9, 7.0, 1e9}) {
    histogram.Observe(seconds);
  }
  std::vector<::prometheus::MetricFamily> out = registry.Collect();
  Series counter("c_total", "A counter.", MetricType::Counter, {{"reason"}}, 10);
  counter.add({"a\"b\\c\nd"}, 3);
  counter.add({""}, 0);
  out.push_back(counter.family());
  out.push_back(single("dra_pending_claims_total", "A gauge all the same.", MetricType::Gauge, 12));
  out.push_back(single("b_ratio", "A ratio.", MetricType::Gauge, 1.0 / 3));
  return out;
}

}  // namespace

class TextTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void bothFormatsAreValid() {
    const ParsedPage text(write(everySort(), Format::text), false);
    const ParsedPage open(write(everySort(), Format::openMetrics), true);
    for (const ParsedPage* page : {&text, &open}) {
      QCOMPARE(page->value("a_seconds_count"), 5.0);
      QCOMPARE(page->value("a_seconds_bucket", {{"le", "1.0"}}), 3.0);
      QCOMPARE(page->value("a_seconds_bucket", {{"le", "0.25"}}), 2.0);
      QCOMPARE(page->value("a_seconds_bucket", {{"le", "+Inf"}}), 5.0);
      QCOMPARE(page->value("c_total", {{"reason", "a\"b\\c d"}}), 3.0);
      QCOMPARE(page->value("dra_pending_claims_total"), 12.0);
      QCOMPARE(page->value("b_ratio"), 1.0 / 3);
    }
    QCOMPARE(QString::fromStdString(text.family("c_total")->type), QStringLiteral("counter"));
    QCOMPARE(QString::fromStdString(open.family("c")->type), QStringLiteral("counter"));
    QCOMPARE(QString::fromStdString(open.family("dra_pending_claims_total")->type), QStringLiteral("gauge"));
    QCOMPARE(QString::fromStdString(open.family("a_seconds")->unit), QStringLiteral("seconds"));
    QCOMPARE(QString::fromStdString(open.family("b_ratio")->unit), QStringLiteral("ratio"));
  }

  void theParserIsStrict() {
    // A parser that takes everything would prove nothing.
    const std::vector<std::string> wrong = {
        "a 1\n",                                                                             // no HELP and TYPE
        "# HELP a b\n# TYPE a gauge\na 1",                                                   // no end of line
        "# HELP a b\n# TYPE a gauge\na 1\na 1\n",                                            // twice
        "# HELP a b\n# TYPE a gauge\na{x=\"1\",x=\"2\"} 1\n",                                // a label twice
        "# HELP a b\n# TYPE a gauge\na{x=\"\\t\"} 1\n",                                      // a bad escape
        "# HELP a b\n# TYPE a counter\na 1\n",                                               // no _total
        "# HELP a b\n# TYPE a histogram\na_bucket{le=\"1\"} 1\na_count 1\n",                 // no float, no +Inf
        "# HELP a b\n# TYPE a gauge\na{x=\"\xff\"} 1\n",                                     // no UTF-8
        "# HELP a b\n# TYPE a gauge\n",                                                      // no samples
        "# HELP a b\n# TYPE a gauge\na 1\n# EOF\n",                                          // the other format
        "# HELP a b\n# TYPE a gauge\na 1\n# HELP c d\n# TYPE c gauge\nc 1\na{x=\"1\"} 1\n",  // not contiguous
    };
    for (const std::string& page : wrong) {
      QVERIFY_THROWS_EXCEPTION(std::runtime_error, ParsedPage(page, false));
    }
  }

  void numbers() {
    QCOMPARE(numberText(0), std::string("0"));
    QCOMPARE(numberText(-0.0), std::string("0"));
    QCOMPARE(numberText(17), std::string("17"));
    QCOMPARE(numberText(0.25), std::string("0.25"));
    QCOMPARE(numberText(1.5e300), std::string("1.5e+300"));
    QCOMPARE(numberText(123456789012345.0), std::string("123456789012345"));
    QCOMPARE(numberText(std::nan("")), std::string("NaN"));
    QCOMPARE(numberText(-HUGE_VAL), std::string("-Inf"));
  }

  void equalStatesGiveEqualPages() {
    std::vector<::prometheus::MetricFamily> backwards = everySort();
    std::reverse(backwards.begin(), backwards.end());
    QCOMPARE(write(backwards, Format::text), write(everySort(), Format::text));
  }

  void theFormatIsWhatTheClientPrefers_data() {
    QTest::addColumn<QString>("accept");
    QTest::addColumn<bool>("open");
    const auto row = [](const char* accept, bool open) { QTest::newRow(accept) << QString::fromLatin1(accept) << open; };
    row("", false);
    row("*/*", false);
    row("text/plain", false);
    row("text/html,application/xhtml+xml,*/*;q=0.8", false);
    row("application/openmetrics-text", true);
    row("application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
        "text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
        true);  // Prometheus 2.42
    row("application/openmetrics-text; version=\"1.0.0\"", true);
    row("application/openmetrics-text;version=2.0.0, text/plain;q=0.5", false);
    row("application/openmetrics-text;q=0.2, text/plain;q=0.9", false);
    row("application/openmetrics-text;q=0", false);
    row("Application/OpenMetrics-Text ; Version=0.0.1 ; Q=1.0", true);
    row("application/openmetrics-text;q=oops,,;;=", false);
  }
  void theFormatIsWhatTheClientPrefers() {
    QFETCH(QString, accept);
    QFETCH(bool, open);
    QCOMPARE(formatFor(accept.toStdString()) == Format::openMetrics, open);
  }

  void labelsAreHarmless() {
    QCOMPARE(labelValue("gpu.example.com"), std::string("gpu.example.com"));
    QCOMPARE(labelValue("two\nlines"), std::string("two lines"));
    QVERIFY(labelValue(std::string("a\0b\xff\x1b[31m", 9)).find('\0') == std::string::npos);
    const std::string longName = labelValue(std::string(4096, 'x'));
    QVERIFY2(longName.size() < 140, longName.c_str());
    std::string wide;
    for (int i = 0; i < 2000; ++i) {
      wide += "\xf0\x9f\xa6\x80";
    }
    Series series("a", "b", MetricType::Gauge, {{"x"}}, 10);
    series.add({wide}, 1);
    series.add({std::string_view("\xe2\x80\xae evil \xc3", 10)}, 1);
    const ParsedPage page(write({series.family()}, Format::openMetrics), true);  // throws what is no UTF-8
    QCOMPARE(page.family("a")->samples.size(), std::size_t{2});
  }

  void theCapFoldsWhatIsOver() {
    Series series("a", "b", MetricType::Gauge, {{"driver"}, {"state", true}}, 4);
    for (int i = 0; i < 100; ++i) {
      for (const char* state : {"free", "inUse"}) {
        series.add({"driver-" + std::to_string(i), state}, 1);
        series.add({"driver-" + std::to_string(i), state}, 1);
      }
    }
    const ParsedPage page(write({series.family()}, Format::text), false);
    QCOMPARE(page.family("a")->samples.size(), std::size_t{6});
    QCOMPARE(page.value("a", {{"driver", "other"}, {"state", "free"}}), 196.0);
    QCOMPARE(page.sum("a"), 400.0);  // nothing is lost
    QCOMPARE(series.dropped(), std::size_t{196});
  }

  void theLargestCounts() {
    Series series("a", "b", MetricType::Gauge, {{"driver"}}, 1);
    series.raise({"x"}, 2);
    series.raise({"x"}, 1);
    series.raise({"y"}, 7);
    series.raise({"z"}, 5);
    const ParsedPage page(write({series.family()}, Format::text), false);
    QCOMPARE(page.value("a", {{"driver", "x"}}), 2.0);
    QCOMPARE(page.value("a", {{"driver", "other"}}), 7.0);
  }
};

QTEST_APPLESS_MAIN(TextTest)
#include "text_test.moc"
