#include "ui/charts/gantt/gantt_bars.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "model/latency/grouping.h"

namespace claimscope::ui {
namespace {

constexpr std::int64_t kFurthest = std::numeric_limits<std::int32_t>::min() / 2;

std::int32_t offset(Time at, Time origin) {
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(at - origin, kFurthest, -kFurthest));
}

/// Which lives a question is about: its namespace and its group.
class Membership {
 public:
  explicit Membership(const latency::Question& question) : m_question(question), m_grouping(question.by) {}

  [[nodiscard]] bool has(const latency::Life& life) {
    if (!m_question.namespaceFilter.empty() && !(life.namespaceName == m_question.namespaceFilter)) {
      return false;
    }
    if (m_question.group.empty()) {
      return true;
    }
    const std::size_t group = m_grouping.of(life);
    if (group == m_wanted.size()) {
      m_wanted.push_back(m_grouping.key(group) == m_question.group);  // once a group, not once a claim
    }
    return m_wanted[group];
  }

 private:
  const latency::Question& m_question;
  latency::Grouping m_grouping;
  std::vector<bool> m_wanted;
};

GanttBar barOf(const latency::Life& life, std::uint32_t index, Time now) {
  GanttBar bar;
  bar.life = index;
  bar.begun = offset(life.begun.at, now);
  const auto spans = latency::stagesOf(life, now);
  std::int32_t at = bar.begun;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const latency::Span& span = spans[i];
    if (span.open && !span.known()) {
      // It waits, but nothing says since when in this stage: hatched from the last moment that is known.
      bar.known = static_cast<std::uint8_t>(bar.known | (1U << i));
      bar.open = static_cast<std::uint8_t>(i);
      at = std::max(at, 0);
    } else if (span.known()) {
      at = std::max(at, offset(span.to, now));
      bar.known = static_cast<std::uint8_t>(bar.known | (1U << i));
      if (span.open) {
        bar.open = static_cast<std::uint8_t>(i);
      } else if (span.bound == Bound::atMost) {
        bar.atMost = static_cast<std::uint8_t>(bar.atMost | (1U << i));
      }
    }
    bar.end[i] = at;
  }
  return bar;
}

}  // namespace

GanttBarsPtr ganttBars(const latency::LivesPtr& lives, const latency::Question& question) {
  auto out = std::make_shared<GanttBars>();
  out->lives = lives;
  out->origin = lives->now;
  out->least = offset(lives->now + -question.windowMs, lives->now);
  Membership membership(question);
  std::vector<GanttBar> ended;
  ended.reserve(lives->lives.size());
  for (std::size_t i = 0; i < lives->lives.size(); ++i) {
    const latency::Life& life = lives->lives[i];
    if (!life.begun.known() || !membership.has(life)) {
      continue;
    }
    const latency::Moment& allocated = life.at(latency::Stage::allocated);
    out->allocatedBy[static_cast<std::size_t>(allocated.evidence)] += allocated.known() ? 1 : 0;
    out->undated += life.allocationUndated ? 1 : 0;
    const GanttBar bar = barOf(life, static_cast<std::uint32_t>(i), lives->now);
    if (bar.open != GanttBar::kNone) {
      out->bars.push_back(bar);
    } else if (bar.last() >= out->least && bar.known != 0) {
      ended.push_back(bar);
    }
  }
  // Lives are in the order of their beginning already.
  out->open = out->bars.size();
  out->bars.insert(out->bars.end(), ended.rbegin(), ended.rend());
  return out;
}

std::vector<std::uint32_t> barsIn(const GanttBars& bars, const ChosenRange& range) {
  std::vector<std::uint32_t> out;
  if (!range) {
    out.resize(bars.bars.size());
    std::iota(out.begin(), out.end(), 0U);
    return out;
  }
  const std::int32_t from = offset(range->from, bars.origin);
  const std::int32_t to = offset(range->to, bars.origin);
  for (std::size_t i = 0; i < bars.bars.size(); ++i) {
    if (bars.bars[i].begun <= to && bars.bars[i].last() >= from) {
      out.push_back(static_cast<std::uint32_t>(i));
    }
  }
  return out;
}

}  // namespace claimscope::ui
