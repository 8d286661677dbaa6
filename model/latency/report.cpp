// report: one pass over the lives of a window, then percentiles. Any thread.
#include "model/latency/report.h"

#include <algorithm>

#include "model/latency/grouping.h"
#include "model/latency/samples.h"
#include "model/latency/timeline.h"

namespace claimscope::latency {
namespace {

struct Row {
  std::size_t life = 0;
  std::size_t group = 0;
  Span whole;
};

/// Nothing but stored times: whole seconds.
bool onlyFields(const Life& life) {
  bool any = life.begun.evidence != Evidence::watch;
  for (const Moment& moment : life.reached) {
    any = any && moment.evidence != Evidence::watch;
  }
  return any;
}

/// Allocated, but nothing says when, or not what the question accepts.
bool undated(const Life& life, const Question& question) {
  const Moment& allocated = life.at(Stage::allocated);
  return !life.begun.known() || life.allocationUndated ||
         (question.onlyWatched && allocated.known() && allocated.evidence != Evidence::watch);
}

/// An undated life is missed only where it could have been in the window.
bool couldBeIn(const Life& life, Time from) {
  Time last = life.endedAt;
  for (const Moment& moment : life.reached) {
    last = moment.known() ? std::max(last, moment.at) : last;
  }
  return !life.ended || !last.isSet() || last >= from;
}

class Builder {
 public:
  Builder(const Lives& lives, const Question& question)
      : m_lives(lives), m_question(question), m_from(lives.now + -question.windowMs), m_groups(question.by) {
    m_out.question = question;
    m_out.to = lives.now;
    m_out.from = m_from;
    m_out.bound = lives.bound;
    // What had ended before the history begins is not in it: half a window compares with nothing, nearly all of one does.
    m_hasBefore = lives.since.isSet() && lives.since <= m_from + -question.windowMs * 9 / 10;
  }

  Report build() {
    collect();
    m_out.claims = static_cast<std::int64_t>(m_rows.size());
    m_out.objectiveMissed = m_all.whole.misses(m_question.objective);
    m_out.objectiveMet = m_all.whole.meets(m_question.objective);
    m_out.all = m_all.whole.distribution();
    m_out.open = m_out.all.open;
    for (std::size_t i = 0; i < kStages; ++i) {
      m_out.stages[i] = m_all.stages[i].distribution();
    }
    if (m_hasBefore) {
      m_out.before = m_all.before.distribution();
    }
    m_out.teardown = m_teardown.distribution();
    makeGroups();
    makeTimeline();
    makeOutliers();
    findWorst();
    return std::move(m_out);
  }

 private:
  void collect() {
    const Text only(m_question.namespaceFilter);
    const Time before = m_from + -m_question.windowMs;
    for (std::size_t i = 0; i < m_lives.lives.size(); ++i) {
      const Life& life = m_lives.lives[i];
      if (!m_question.namespaceFilter.empty() && !(life.namespaceName == only)) {
        continue;
      }
      const std::size_t group = m_groups.of(life);
      const bool chosen = isChosen(group);
      if (chosen && life.released.known() && life.unreserved.known() && life.released.at > m_from) {
        m_teardown.add({life.unreserved.at, std::max(life.unreserved.at, life.released.at), Bound::exact, false});
      }
      if (undated(life, m_question)) {
        m_out.leftOut += chosen && couldBeIn(life, m_from) ? 1 : 0;
        continue;
      }
      const Span whole = wholeOf(life, m_lives.now);
      if (!whole.open && whole.to <= m_from) {
        if (m_hasBefore && whole.to > before) {
          m_groups.samples(group).before.add(whole);
          if (chosen) {
            m_all.before.add(whole);
          }
        }
        continue;
      }
      addRow(i, group, chosen, whole);
    }
  }

  void addRow(std::size_t index, std::size_t group, bool chosen, const Span& whole) {
    const Life& life = m_lives.lives[index];
    const std::array<Span, kStages> stages = stagesOf(life, m_lives.now);
    GroupSamples& of = m_groups.samples(group);
    of.whole.add(whole);
    for (std::size_t i = 0; i < kStages; ++i) {
      of.stages[i].add(stages[i]);
    }
    if (chosen) {
      m_all.whole.add(whole);
      for (std::size_t i = 0; i < kStages; ++i) {
        m_all.stages[i].add(stages[i]);
      }
      m_out.byField += onlyFields(life) ? 1 : 0;
      m_rows.push_back({index, group, whole});
    }
  }

  bool isChosen(std::size_t group) {
    if (m_question.group.empty()) {
      return true;
    }
    while (m_chosen.size() <= group) {
      m_chosen.push_back(m_groups.key(m_chosen.size()) == m_question.group);
    }
    return m_chosen[group];
  }

  void makeGroups() {
    for (std::size_t i = 0; i < m_groups.size(); ++i) {
      GroupSamples& of = m_groups.samples(i);
      if (of.whole.size() == 0) {
        continue;
      }
      Group group = m_groups.named(i);
      group.claims = static_cast<std::int64_t>(of.whole.size());
      group.overObjective = of.whole.misses(m_question.objective);
      group.whole = of.whole.distribution();
      for (std::size_t s = 0; s < kStages; ++s) {
        group.stages[s] = of.stages[s].distribution();
      }
      if (m_hasBefore) {
        group.before = of.before.distribution();
      }
      m_out.groups.push_back(std::move(group));
    }
    std::sort(m_out.groups.begin(), m_out.groups.end(), [](const Group& a, const Group& b) {
      const std::int64_t left = a.whole.at[1].ms;
      const std::int64_t right = b.whole.at[1].ms;
      return left != right ? left > right : a.claims != b.claims ? a.claims > b.claims : a.key < b.key;
    });
  }

  void makeTimeline() {
    if (!m_lives.now.isSet()) {
      return;
    }
    const std::size_t points = m_question.seriesPoints > 0 ? m_question.seriesPoints : pointsFor(m_rows.size());
    Timeline timeline(m_from, m_lives.now, points, m_question.objective);
    for (const Row& row : m_rows) {
      timeline.add(row.whole);
    }
    timeline.finish(m_out);
  }

  void makeOutliers() {
    if (m_rows.empty()) {
      return;
    }
    // Of fewer than a hundred the p99 is the slowest itself.
    const std::int64_t p99 = m_out.all.at[2].ms - (m_rows.size() < 100 ? 1 : 0);
    std::vector<const Row*> above;
    for (const Row& row : m_rows) {
      if (row.whole.ms() > p99) {
        above.push_back(&row);
      }
    }
    m_out.abovePercentile = static_cast<std::int64_t>(above.size());
    const std::size_t shown = std::min(above.size(), m_question.outliers);
    std::partial_sort(above.begin(), above.begin() + static_cast<std::ptrdiff_t>(shown), above.end(),
                      [](const Row* a, const Row* b) {
                        return a->whole.ms() != b->whole.ms() ? a->whole.ms() > b->whole.ms() : a->life < b->life;
                      });
    for (std::size_t i = 0; i < shown; ++i) {
      m_out.outliers.push_back({above[i]->life, above[i]->whole, longestStage(*above[i]), above[i]->whole.bound});
    }
  }

  [[nodiscard]] Stage longestStage(const Row& row) const {
    const std::array<Span, kStages> stages = stagesOf(m_lives.lives[row.life], m_lives.now);
    const auto longest =
        std::max_element(stages.begin(), stages.end(), [](const Span& a, const Span& b) { return a.ms() < b.ms(); });
    return static_cast<Stage>(longest - stages.begin());
  }

  void findWorst() {
    std::int64_t sum = 0;
    std::int64_t most = 0;
    for (std::size_t i = 0; i < kStages; ++i) {
      const std::int64_t ms = m_out.stages[i].at[1].ms;
      sum += ms;
      if (ms > most) {
        most = ms;
        m_out.worstStage = static_cast<Stage>(i);
      }
    }
    if (sum == 0) {
      return;
    }
    m_out.worstShare = static_cast<int>((most * 100 + sum / 2) / sum);
    // One group is behind it when most of the slow ones are its.
    std::vector<std::size_t> slow(m_groups.size(), 0);
    std::size_t all = 0;
    for (const Row& row : m_rows) {
      if (row.whole.ms() >= m_out.all.at[1].ms) {
        ++slow[row.group];
        ++all;
      }
    }
    const auto worst = std::max_element(slow.begin(), slow.end());
    if (all > 0 && *worst * 10 >= all * 6) {
      m_out.worstGroup = m_groups.named(static_cast<std::size_t>(worst - slow.begin())).name;
    }
  }

  const Lives& m_lives;
  const Question& m_question;
  Time m_from;
  bool m_hasBefore = false;
  Grouping m_groups;
  std::vector<bool> m_chosen;
  GroupSamples m_all;
  Samples m_teardown;
  std::vector<Row> m_rows;
  Report m_out;
};

}  // namespace

Report report(const Lives& lives, const Question& question) {
  if (!lives.now.isSet()) {
    Report nothing;
    nothing.question = question;
    nothing.bound = lives.bound;
    return nothing;
  }
  return Builder(lives, question).build();
}

}  // namespace claimscope::latency
