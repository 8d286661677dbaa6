// report: what a window of lives adds up to. One thread.
#include <QtTest>
#include <algorithm>

#include "model/latency/report.h"
#include "tests/model/latency/life_parts.h"

using namespace claimscope;
using namespace claimscope::latency;
using namespace claimscope::latency::parts;

namespace {

constexpr std::int64_t kHour = 3'600'000;

Lives livesFrom(std::vector<Life> lives, std::int64_t now = kHour) {
  Lives out;
  out.now = kStart + now;
  out.since = kStart + -10 * kHour;
  out.lives = std::move(lives);
  return out;
}

std::string text(const Quantile& quantile) {
  return std::string(boundWord(quantile.bound)) + ":" + std::to_string(quantile.ms);
}

}  // namespace

class ReportTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void nothing() {
    const Report empty = report(Lives(), Question());
    QCOMPARE(empty.claims, std::int64_t{0});
    QVERIFY(empty.all.at[0].bound == Bound::unknown && empty.groups.empty() && !empty.objectiveMissed);
    const Report quiet = report(livesFrom({}), Question());
    QCOMPARE(quiet.series.size(), std::size_t{12});
    QVERIFY(quiet.series.front().at[1].bound == Bound::unknown);
    QVERIFY(!quiet.passedObjective && !quiet.worstStage);
  }

  void countsAndPercentiles() {
    std::vector<Life> lives;
    for (int i = 1; i <= 100; ++i) {
      lives.push_back(life(i * 1000, {100, i * 10, 0, 0, 0}, "c" + std::to_string(i)));
    }
    Life open = life(kHour - 5000, {100}, "open");
    lives.push_back(open);
    Life undated = life(1000, {100, 0, 10, 10, 10}, "undated");
    undated.reached[1] = {};
    undated.allocationUndated = true;
    undated.firstSeenAllocated = true;
    lives.push_back(undated);
    Life old = life(-5 * kHour, {100, 100, 100, 100, 100}, "old");
    lives.push_back(old);
    const Report out = report(livesFrom(lives), Question());
    QCOMPARE(out.claims, std::int64_t{101});
    QCOMPARE(out.open, std::int64_t{1});
    QCOMPARE(out.leftOut, std::int64_t{1});
    QCOMPARE(out.byField, std::int64_t{0});
    QCOMPARE(text(out.all.at[0]), std::string("exact:610"));  // the open one is among the slowest already
    QCOMPARE(text(out.all.at[2]), std::string("exact:1100"));
    QCOMPARE(text(out.stages[0].at[2]), std::string("exact:100"));
    QCOMPARE(out.stages[1].samples, std::int64_t{101});
    QVERIFY(out.worstStage == Stage::allocated && out.worstShare > 80);
    QCOMPARE(out.abovePercentile, std::int64_t{1});
    QCOMPARE(out.outliers.front().life, std::size_t{100});
    QVERIFY(out.outliers.front().stage == Stage::allocated && out.outliers.front().bound == Bound::atLeast);
  }

  void groups() {
    std::vector<Life> lives;
    for (int i = 0; i < 40; ++i) {
      Life one = life(1000, {0, i % 4 == 0 ? 50'000 : 1000, 0, 0, 0}, "c" + std::to_string(i));
      one.deviceClass = Text(i % 4 == 0 ? "slow" : "fast");
      one.namespaceName = Text(i % 2 == 0 ? "a" : "b");
      one.node = Text(i < 20 ? "n1" : "n2");
      one.ownerKind = Text("Job");
      one.ownerName = Text("j");
      lives.push_back(std::move(one));
    }
    Question question;
    Report out = report(livesFrom(lives), question);
    QCOMPARE(out.groups.size(), std::size_t{2});
    QCOMPARE(out.groups[0].key, std::string("slow/gpu.example.com"));
    QCOMPARE(out.groups[0].name + " " + out.groups[0].detail, std::string("slow gpu.example.com"));
    QCOMPARE(out.groups[0].claims, std::int64_t{10});
    QVERIFY(out.groups[0].overObjective && !out.groups[1].overObjective);
    QCOMPARE(out.worstGroup, std::string("slow"));
    QVERIFY(out.objectiveMissed);
    question.group = out.groups[1].key;
    const Report fast = report(livesFrom(lives), question);
    QCOMPARE(fast.claims, std::int64_t{30});
    QCOMPARE(fast.groups.size(), std::size_t{2});
    QVERIFY(!fast.objectiveMissed);
    question.group.clear();
    for (const auto& [by, count, key] :
         {std::tuple(GroupBy::deviceClass, 2, "slow"), std::tuple(GroupBy::driver, 1, "gpu.example.com"),
          std::tuple(GroupBy::node, 2, "n1"), std::tuple(GroupBy::nodePool, 1, "-"), std::tuple(GroupBy::namespaceName, 2, "a"),
          std::tuple(GroupBy::owner, 2, "a/Job/j")}) {
      question.by = by;
      out = report(livesFrom(lives), question);
      QCOMPARE(out.groups.size(), static_cast<std::size_t>(count));
      QVERIFY2(std::any_of(out.groups.begin(), out.groups.end(), [&, k = key](const Group& group) { return group.key == k; }),
               key);
    }
    question.namespaceFilter = "a";
    QCOMPARE(report(livesFrom(lives), question).claims, std::int64_t{20});
  }

  /// The hour before counts only when the history goes back that far.
  void before() {
    std::vector<Life> lives = {life(-kHour + 1000, {0, 9000, 0, 0, 0}), life(1000, {0, 1000, 0, 0, 0})};
    Lives all = livesFrom(lives);
    Report out = report(all, Question());
    QVERIFY(out.before && out.groups.front().before);
    QCOMPARE(text(out.before->at[1]), std::string("exact:9000"));
    QCOMPARE(text(out.all.at[1]), std::string("exact:1000"));
    all.since = kStart + -kHour / 2;
    out = report(all, Question());
    QVERIFY(!out.before && !out.groups.front().before);
    all.since = {};
    QVERIFY(!report(all, Question()).before);
  }

  void onlyWhatTheWatchTold() {
    std::vector<Life> lives = {life(1000, {0, 500, 0, 0, 0}, "watched"), life(1000, {0, 500, 0, 0, 0}, "fields"),
                               life(kHour - 1000, {0}, "open")};
    lives[1].begun.evidence = Evidence::field;
    for (Moment& moment : lives[1].reached) {
      moment.evidence = Evidence::field;
    }
    Question question;
    QCOMPARE(report(livesFrom(lives), question).byField, std::int64_t{1});
    question.onlyWatched = true;
    const Report out = report(livesFrom(lives), question);
    QCOMPARE(out.claims, std::int64_t{2});
    QCOMPARE(out.leftOut, std::int64_t{1});
  }

  /// Gaps are gaps, and the objective counts as missed from when it was without a break until now.
  void series() {
    std::vector<Life> lives;
    for (int minute = 0; minute < 60; ++minute) {
      if (minute >= 20 && minute < 30) {
        continue;
      }
      const bool slow = minute == 5 || minute >= 45;
      lives.push_back(life(minute * 60'000, {0, slow ? 40'000 : 2000, 0, 0, 0}, "c" + std::to_string(minute)));
    }
    Question question;
    question.seriesPoints = 12;
    Report out = report(livesFrom(lives), question);
    QCOMPARE(out.series.size(), std::size_t{12});
    QCOMPARE(out.series[0].claims, std::int64_t{5});
    QVERIFY(out.series[4].at[0].bound == Bound::unknown && out.series[4].claims == 0);
    QCOMPARE(text(out.series[11].at[0]), std::string("exact:40000"));
    QVERIFY(out.passedObjective.has_value());
    QCOMPARE(*out.passedObjective, kStart + 45 * 60'000);
    question.objective = {50, 60'000};
    out = report(livesFrom(lives), question);
    QVERIFY(!out.passedObjective && !out.objectiveMissed);
    std::uint32_t counted = 0;
    for (const std::uint32_t count : out.heat.counts) {
      counted += count;
    }
    QCOMPARE(counted, 50U);
    QCOMPARE(out.heat.columns.size(), std::size_t{13});
    QCOMPARE(out.heat.counts.size(), 12 * (out.heat.rows.size() - 1));
    QVERIFY(std::is_sorted(out.heat.rows.begin(), out.heat.rows.end()) && out.heat.rows.back() > 40'000);
  }

  /// A claim that has waited longer than the objective misses it, although no wait has ended.
  void waitingMissesTheObjective() {
    Question question;
    question.seriesPoints = 60;
    const Report out = report(livesFrom({life(kHour - 600'000, {0})}), question);
    QVERIFY(out.objectiveMissed && out.passedObjective.has_value());
    QVERIFY(std::abs(*out.passedObjective - (kStart + (kHour - 570'000))) <= 60'000);
    QCOMPARE(out.series.back().open, std::int64_t{1});
    QCOMPARE(out.series.front().open, std::int64_t{0});
    QVERIFY(out.series.back().at[1].bound == Bound::unknown);
  }

  void teardown() {
    std::vector<Life> lives;
    for (int i = 0; i < 20; ++i) {
      lives.push_back(life(1000, {0, 100, 0, 0, 0}, "c" + std::to_string(i)));
      if (i % 2 == 0) {
        lives.back().unreserved = watched(100'000);
        lives.back().released = watched(100'000 + i * 100);
      }
    }
    const Report out = report(livesFrom(lives), Question());
    QCOMPARE(out.teardown.samples, std::int64_t{10});
    QCOMPARE(text(out.teardown.at[2]), std::string("exact:1800"));
  }

  void manyOutliersAreCut() {
    std::vector<Life> lives;
    for (int i = 0; i < 30'000; ++i) {
      lives.push_back(life(1000 + i, {0, i < 29'600 ? 1000 : 60'000 + i, 0, 0, 0}, "c" + std::to_string(i)));
    }
    Question question;
    question.outliers = 50;
    const Report out = report(livesFrom(lives), question);
    QCOMPARE(out.outliers.size(), std::size_t{50});
    QCOMPARE(out.abovePercentile, std::int64_t{300});
    QCOMPARE(out.outliers.front().whole.ms(), std::int64_t{60'000 + 29'999});
    QVERIFY(std::is_sorted(out.outliers.begin(), out.outliers.end(),
                           [](const Outlier& a, const Outlier& b) { return a.whole.ms() > b.whole.ms(); }));
  }
};

QTEST_APPLESS_MAIN(ReportTest)
#include "report_test.moc"
