// Stages and their bounds, which time dates a moment, clocks that differ, and percentiles between bounds. One thread.
#include <QtTest>
#include <algorithm>
#include <limits>
#include <random>

#include "model/latency/clocks.h"
#include "model/latency/samples.h"
#include "tests/model/latency/life_parts.h"

using namespace claimscope;
using namespace claimscope::latency;
using namespace claimscope::latency::parts;

namespace {

std::string words(const std::array<Span, kStages>& spans) {
  std::string out;
  for (const Span& span : spans) {
    out += out.empty() ? "" : " ";
    out += span.known() ? std::string(boundWord(span.bound)) + ":" + std::to_string(span.ms()) : std::string("-");
    out += span.open ? "…" : "";
  }
  return out;
}

std::string stagesWords(const Life& life, std::int64_t now) {
  return words(stagesOf(life, kStart + now));
}
std::string wholeWords(const Life& life, std::int64_t now) {
  const Span whole = wholeOf(life, kStart + now);
  return (whole.known() ? std::string(boundWord(whole.bound)) + ":" + std::to_string(whole.ms()) : std::string("-")) +
         (whole.open ? "…" : "");
}

}  // namespace

class StagesTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void wordsOfStages() {
    QCOMPARE(std::string(stageWord(Stage::created)), std::string("created"));
    QCOMPARE(std::string(stageWord(Stage::started)), std::string("started"));
    QCOMPARE(std::string(evidenceWord(Evidence::managedField)), std::string("managedField"));
  }

  void complete() {
    const Life full = life(0, {100, 200, 300, 400, 500});
    QCOMPARE(stagesWords(full, 9000), std::string("exact:100 exact:200 exact:300 atMost:400 exact:500"));
    QCOMPARE(wholeWords(full, 9000), std::string("exact:1500"));
  }

  void openStageCountsToNow() {
    const Life waiting = life(0, {100});
    QCOMPARE(stagesWords(waiting, 9000), std::string("exact:100 atLeast:8900… - - -"));
    QCOMPARE(wholeWords(waiting, 9000), std::string("atLeast:9000…"));
    const Life preparing = life(0, {100, 200, 300});
    QCOMPARE(stagesWords(preparing, 9000), std::string("exact:100 exact:200 exact:300 atLeast:8400… -"));
  }

  /// A claim of its own name has no first stage, and an allocation that nothing dates leaves two stages unknown.
  void unknownStaysUnknown() {
    Life named = life(0, {0, 200, 300});
    named.reached[0] = {};
    QCOMPARE(stagesWords(named, 900), std::string("- exact:200 exact:300 atLeast:400… -"));
    Life undated = life(0, {100, 200, 300, 400, 500});
    undated.reached[1] = {};
    undated.allocationUndated = true;
    QCOMPARE(stagesWords(undated, 9000), std::string("exact:100 - - atMost:400 exact:500"));
    Life none = life(0, {0});
    none.reached[0] = {};
    QCOMPARE(stagesWords(none, 500), std::string("- atLeast:500… - - -"));
    none.begun = {};
    QCOMPARE(stagesWords(none, 500), std::string("- -… - - -"));
    QCOMPARE(wholeWords(none, 500), std::string("-"));
  }

  /// Before 1.29 no condition says that the pod is ready to start: the next stage includes it.
  void stageWithoutItsCondition() {
    Life old = life(0, {100, 200, 300, 400, 500});
    old.reached[3] = {};
    QCOMPARE(stagesWords(old, 9000), std::string("exact:100 exact:200 exact:300 - atMost:900"));
    QCOMPARE(wholeWords(old, 9000), std::string("exact:1500"));
  }

  /// What was deleted while it waited is over, not open, and waited at least so long.
  void endedIsNotOpen() {
    Life deleted = life(0, {100});
    deleted.ended = true;
    QCOMPARE(stagesWords(deleted, 9000), std::string("exact:100 - - - -"));
    QCOMPARE(wholeWords(deleted, 9000), std::string("atLeast:100"));
    deleted.endedAt = kStart + 7000;
    QCOMPARE(wholeWords(deleted, 9000), std::string("atLeast:7000"));
  }

  void restartedIsAtMost() {
    Life restarted = life(0, {100, 200, 300, 400, 86'400'000});
    restarted.restarted = true;
    QCOMPARE(stagesWords(restarted, 0), std::string("exact:100 exact:200 exact:300 atMost:400 atMost:86400000"));
    QCOMPARE(wholeWords(restarted, 0), std::string("atMost:86401000"));
  }

  /// A pod whose template has not become a claim waits for that.
  void withoutAClaim() {
    Life missing;
    missing.begun = field(0);
    QCOMPARE(stagesWords(missing, 5000), std::string("atLeast:5000… - - - -"));
  }

  void whichTimeDates() {
    const Time at = kStart + 10'000;
    QVERIFY(!choose({}, {}).known());
    QVERIFY(choose(at, {}).evidence == Evidence::field);
    QVERIFY(choose({}, at).evidence == Evidence::watch);
    // Within its second the watch is finer.
    QCOMPARE(choose(at, at + 700).at, at + 700);
    QVERIFY(choose(at, at + 700).evidence == Evidence::watch);
    QCOMPARE(choose(at, at + 1400).at, at + 1400);
    // A line that came later than that was held up.
    QCOMPARE(choose(at, at + 2600).at, at);
    QVERIFY(choose(at, at + 2600, Evidence::managedField).evidence == Evidence::managedField);
    // Clocks are not that good: nothing is told before it happened.
    QCOMPARE(choose(at, at + -300).at, at);
    QVERIFY(choose(at, at + -300).evidence == Evidence::watch);
    // The clock of whoever wrote the field is fast.
    QCOMPARE(choose(at, at + -30'000).at, at + -30'000);
    QVERIFY(choose(at, at + -30'000).evidence == Evidence::watch);
  }

  void clocksThatDiffer() {
    std::mt19937 random(7);
    for (const std::int64_t offset :
         {std::int64_t{0}, std::int64_t{-86'400'000}, std::int64_t{-1700}, std::int64_t{900}, std::int64_t{5000}}) {
      std::vector<std::int64_t> samples;
      for (int i = 0; i < 500; ++i) {
        // Rounded down by up to a second, then 2 to 60 ms on the way; one in fifty is held up.
        samples.push_back(offset + static_cast<std::int64_t>(random() % 1000) + 2 + static_cast<std::int64_t>(random() % 58) +
                          (i % 50 == 0 ? 4000 : 0));
      }
      std::vector<std::int64_t> few(samples.begin() + 1, samples.begin() + 4);
      const std::int64_t proven = offset == 900 ? 0 : offset;  // that may be lines which were held up
      QVERIFY2(std::abs(clockAhead(samples) - proven) <= 120, std::to_string(clockAhead(samples)).c_str());
      const std::int64_t guess = clockAhead(few);
      QVERIFY2(std::abs(offset) < 3000 ? std::abs(guess) < 3000 : std::abs(guess - offset) <= 1000,
               std::to_string(guess).c_str());
    }
    std::vector<std::int64_t> none;
    QCOMPARE(clockAhead(none), std::int64_t{0});
    std::vector<std::int64_t> one = {940};
    QCOMPARE(clockAhead(one), std::int64_t{0});
  }

  void momentsAreInOrder() {
    Life rounded = life(0, {900, 200, 300, 400, 500});
    rounded.reached[2] = field(1000);  // told that it was allocated at 1100, scheduled "in second 1"
    putInOrder(rounded);
    QCOMPARE(rounded.reached[2].at, kStart + 1100);
    Life absurd = life(10'000, {100, 200, 300, 400, 500});
    absurd.reached[1] = field(0);
    absurd.reached[3] = field(2000);
    putInOrder(absurd);
    QVERIFY(!absurd.reached[1].known() && absurd.allocationUndated);
    QVERIFY(!absurd.reached[3].known());
    for (const Span& span : stagesOf(absurd, kStart)) {
      QVERIFY(span.ms() >= 0);
    }
  }

  void nearestRanks() {
    QCOMPARE(nearestRank(50, 1), std::size_t{1});
    QCOMPARE(nearestRank(99, 99), std::size_t{99});
    QCOMPARE(nearestRank(99, 100), std::size_t{99});
    QCOMPARE(nearestRank(95, 20), std::size_t{19});
    QCOMPARE(nearestRank(50, 2), std::size_t{1});
  }

  /// Exact only when no bound can move it.
  void percentilesOfManyAreThoseOfASort_data() {
    QTest::addColumn<int>("count");
    QTest::addColumn<std::int64_t>("longest");
    for (const int count : {1, 3, 99, 16'383, 16'384, 40'000}) {
      for (const std::int64_t longest : {std::int64_t{0}, std::int64_t{900}, std::int64_t{1'100}, std::int64_t{90'000},
                                         std::int64_t{5'000'000'000}, std::int64_t{1} << 61}) {
        QTest::addRow("%d of at most %lld", count, static_cast<long long>(longest)) << count << longest;
      }
    }
  }
  void percentilesOfManyAreThoseOfASort() {
    QFETCH(int, count);
    QFETCH(std::int64_t, longest);
    std::mt19937_64 random(static_cast<std::uint64_t>(count) + static_cast<std::uint64_t>(longest));
    Samples exact;
    Samples bounded;
    std::vector<std::int64_t> all;
    std::vector<std::int64_t> lower;
    std::vector<std::int64_t> upper;
    for (int i = 0; i < count; ++i) {
      // As many short ones as long ones, and some that are equal.
      const int shift = static_cast<int>(random() % 40);
      const auto ms = static_cast<std::int64_t>(random() % (static_cast<std::uint64_t>(longest >> shift) + 1));
      const Span span{Time(0), Time(0) + ms, Bound::exact, false};
      exact.add(span);
      all.push_back(ms);
      const Bound bound = random() % 50 == 0 ? Bound::atLeast : random() % 50 == 0 ? Bound::atMost : Bound::exact;
      bounded.add({span.from, span.to, bound, false});
      lower.push_back(bound == Bound::atMost ? 0 : ms);
      upper.push_back(bound == Bound::atLeast ? std::numeric_limits<std::int64_t>::max() : ms);
    }
    const Distribution plain = exact.distribution();
    const Distribution between = bounded.distribution();
    std::sort(all.begin(), all.end());
    std::sort(lower.begin(), lower.end());
    std::sort(upper.begin(), upper.end());
    for (std::size_t i = 0; i < kPercentiles.size(); ++i) {
      const std::size_t at = nearestRank(kPercentiles[i], all.size()) - 1;
      QCOMPARE(plain.at[i].ms, all[at]);
      QVERIFY(plain.at[i].bound == Bound::exact);
      switch (between.at[i].bound) {
        case Bound::exact:
          QVERIFY(lower[at] == upper[at]);
          QCOMPARE(between.at[i].ms, lower[at]);
          break;
        case Bound::atLeast:
          QCOMPARE(between.at[i].ms, lower[at]);
          break;
        case Bound::atMost:
          QCOMPARE(between.at[i].ms, upper[at]);
          break;
        case Bound::unknown:
          QFAIL("there are samples");
      }
    }
  }

  void percentilesOfBounds() {
    const auto span = [](std::int64_t ms, Bound bound, bool open = false) { return Span{kStart, kStart + ms, bound, open}; };
    Samples samples;
    for (int i = 1; i <= 98; ++i) {
      samples.add(span(i, Bound::exact));
    }
    samples.add(span(500, Bound::atLeast, true));
    samples.add(span(600, Bound::atLeast, true));
    samples.add({});
    Distribution distribution = samples.distribution();
    QCOMPARE(distribution.samples, std::int64_t{100});
    QCOMPARE(distribution.open, std::int64_t{2});
    QVERIFY(distribution.at[0].bound == Bound::exact && distribution.at[0].ms == 50);
    QVERIFY(distribution.at[1].bound == Bound::exact && distribution.at[1].ms == 95);
    QVERIFY(distribution.at[2].bound == Bound::atLeast && distribution.at[2].ms == 500);
    // A short open wait may become the longest of all: it can move every percentile above it.
    Samples early;
    for (int i = 0; i < 10; ++i) {
      early.add(span(1000, Bound::exact));
    }
    for (int i = 0; i < 10; ++i) {
      early.add(span(10, Bound::atLeast, true));
    }
    distribution = early.distribution();
    QVERIFY(distribution.at[0].bound == Bound::atLeast && distribution.at[0].ms == 10);
    QVERIFY(distribution.at[1].bound == Bound::atLeast && distribution.at[1].ms == 1000);
    Samples upper;
    upper.add(span(400, Bound::atMost));
    upper.add(span(100, Bound::atMost));
    QVERIFY(upper.distribution().at[1].bound == Bound::atMost && upper.distribution().at[1].ms == 400);
    QVERIFY(Samples().distribution().at[0].bound == Bound::unknown);
  }

  /// Whatever the truth behind the bounds, the percentile of the truth is where the answer says.
  void percentilesHoldTheTruth() {
    std::mt19937 random(20'261'124);
    const auto below = [&](std::int64_t limit) { return static_cast<std::int64_t>(random()) % limit; };
    for (int round = 0; round < 400; ++round) {
      const std::int64_t count = 1 + below(150);
      const std::int64_t share = below(4);  // of bounds: none, a third …
      Samples samples;
      std::vector<std::int64_t> truth;
      for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t ms = below(3) == 0 ? below(100'000) : below(900);
        truth.push_back(ms);
        const std::int64_t kind = below(9);
        if (kind < share) {
          samples.add({kStart, kStart + below(ms + 1), Bound::atLeast, true});
        } else if (kind < 2 * share) {
          samples.add({kStart, kStart + ms + below(5000), Bound::atMost, false});
        } else {
          samples.add({kStart, kStart + ms, Bound::exact, false});
        }
      }
      std::sort(truth.begin(), truth.end());
      const Objective objective{kPercentiles[static_cast<std::size_t>(below(3))], below(20'000)};
      const std::int64_t judged = truth[nearestRank(objective.percentile, truth.size()) - 1];
      if (samples.misses(objective)) {
        QVERIFY(judged > objective.ms);
      }
      if (samples.meets(objective)) {
        QVERIFY(judged <= objective.ms);
      }
      const Distribution distribution = samples.distribution();
      for (std::size_t i = 0; i < kPercentiles.size(); ++i) {
        const std::int64_t real = truth[nearestRank(kPercentiles[i], truth.size()) - 1];
        const Quantile said = distribution.at[i];
        const std::string what = std::to_string(round) + ": " + std::to_string(real) + " is not " +
                                 std::string(boundWord(said.bound)) + " " + std::to_string(said.ms);
        QVERIFY2(said.bound == Bound::exact     ? said.ms == real
                 : said.bound == Bound::atLeast ? said.ms <= real
                 : said.bound == Bound::atMost  ? said.ms >= real
                                                : false,
                 what.c_str());
        QVERIFY(share > 0 || said.bound == Bound::exact);
      }
    }
  }
};

QTEST_APPLESS_MAIN(StagesTest)
#include "stages_test.moc"
