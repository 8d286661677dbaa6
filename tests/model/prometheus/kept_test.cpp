// What Prometheus had answered at earlier moments. Test thread.
#include <QtTest>

#include "model/prometheus/kept_metrics.h"

using namespace claimscope;
using namespace claimscope::prometheus;

namespace {

AnswerPtr answerOf(std::size_t series, double value, Time at) {
  auto answer = std::make_shared<Answer>();
  answer->answered = at;
  for (std::size_t i = 0; i < series; ++i) {
    answer->series.push_back({{{"gpu", std::to_string(i)}}, {{at, value}}});
  }
  return answer;
}

MetricsPtr metricsOf(Time at, std::map<std::string, AnswerPtr> answers, State state = State::live) {
  auto metrics = std::make_shared<Metrics>();
  metrics->state = state;
  metrics->address = "http://prometheus:9090";
  metrics->lastContact = at;
  metrics->answers = std::move(answers);
  return metrics;
}

double valueOf(const MetricsPtr& metrics) {
  return metrics->answer("gpuBusy")->series.front().samples.front().value;
}

constexpr std::int64_t kStart = 1'700'000'000'000;

}  // namespace

class KeptMetricsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aMomentHasWhatWasKnownThen() {
    KeptMetrics kept;
    QVERIFY(kept.at({kStart}) == nullptr);
    for (int i = 0; i < 20; ++i) {
      const Time at{kStart + i * 15'000};
      kept.add(metricsOf(at, {{"gpuBusy", answerOf(8, i, at)}}));
    }
    QCOMPARE(valueOf(kept.at({kStart})), 0.0);
    QCOMPARE(valueOf(kept.at({kStart + 14'999})), 0.0);
    QCOMPARE(valueOf(kept.at({kStart + 15'000})), 1.0);
    QCOMPARE(valueOf(kept.at({kStart + 1'000'000})), 19.0);
    // Before that nothing is made up, and it is not "none".
    const MetricsPtr before = kept.at({kStart - 1});
    QVERIFY(before->answers.empty() && before->state == State::stale && before->address == "http://prometheus:9090");
    QVERIFY(before->error && before->error->fix.find(formatTime({kStart})) != std::string::npos);
  }

  void aServerThatFallsSilentStays() {
    KeptMetrics kept;
    const Time at{kStart};
    kept.add(metricsOf(at, {{"gpuBusy", answerOf(8, 1, at)}}));
    kept.add(metricsOf(at, {{"gpuBusy", answerOf(8, 1, at)}}, State::stale));
    QVERIFY(kept.at({kStart + 60'000})->state == State::stale);
    QCOMPARE(kept.series(), 8U);
  }

  void aRoundOfAnswersIsOneMoment() {
    KeptMetrics kept;
    for (int round = 0; round < 3; ++round) {
      for (int i = 0; i < 20; ++i) {
        const Time at{kStart + round * 15'000 + i * 50};
        kept.add(metricsOf(at, {{"gpuBusy", answerOf(5, round * 100 + i, at)}}));
      }
    }
    QVERIFY2(kept.series() <= 5U * 6, qPrintable(QString::number(kept.series())));
    QCOMPARE(valueOf(kept.at({kStart + 2 * 15'000 + 10'000})), 219.0);
    QCOMPARE(valueOf(kept.at({kStart + 15'000 + 10'000})), 119.0);
  }

  void anHourIsKept() {
    KeptMetrics kept;
    for (int i = 0; i <= 300; ++i) {
      const Time at{kStart + i * 15'000};
      kept.add(metricsOf(at, {{"gpuBusy", answerOf(4, i, at)}}));
    }
    const std::int64_t newest = kStart + 300 * 15'000;
    QCOMPARE(valueOf(kept.at({newest - KeptMetrics::kForMs})), 60.0);
    QVERIFY(kept.at({newest - KeptMetrics::kForMs - 1})->answers.empty());
    QCOMPARE(kept.series(), 241U * 4);
  }

  void memoryIsBoundedAndSharedAnswersCountOnce() {
    KeptMetrics kept;
    const AnswerPtr same = answerOf(10'000, 7, {kStart});
    for (int i = 0; i < 50; ++i) {
      const Time at{kStart + i * 15'000};
      kept.add(metricsOf(at, {{"gpuBusy", answerOf(4'000, i, at)}, {"info", same}}));
      QVERIFY(kept.series() <= KeptMetrics::kMostSeries);
    }
    // 10,000 once and 4,000 a moment: 22 moments.
    QCOMPARE(kept.series(), 10'000U + 22 * 4'000);
    QCOMPARE(valueOf(kept.at({kStart + 49 * 15'000})), 49.0);
    QCOMPARE(valueOf(kept.at({kStart + 28 * 15'000})), 28.0);
    QVERIFY(kept.at({kStart + 28 * 15'000 - 1})->answers.empty());
    // One that alone is too much is kept all the same: it is the newest.
    kept.add(metricsOf({kStart + 1'000'000}, {{"gpuBusy", answerOf(2 * KeptMetrics::kMostSeries, 3, {kStart})}}));
    QCOMPARE(valueOf(kept.at({kStart + 1'000'000})), 3.0);
  }
};

QTEST_GUILESS_MAIN(KeptMetricsTest)
#include "kept_test.moc"
