#include "app/exporter/life_tally.h"

#include <algorithm>
#include <cstdlib>

#include "app/exporter/label.h"

namespace claimscope::exporter {
namespace {

using latency::Life;
using latency::Lives;
using latency::Span;
using latency::Stage;

/// A tenth of a second to an hour: allocation takes fractions of a second when devices are free, and as long as a job when not.
const ::prometheus::Histogram::BucketBoundaries& buckets() {
  static const ::prometheus::Histogram::BucketBoundaries kBuckets = {0.1, 0.25, 0.5, 1,   2.5, 5,    10,
                                                                     30,  60,   120, 300, 600, 1800, 3600};
  return kBuckets;
}

constexpr std::int64_t kSameMomentMs = 3000;

/// Label sets that are known to be folded, as a multiple of the cap: beyond that they are no longer counted.
constexpr std::size_t kRemembered = 10;

/// A claim that came and was allocated while the watch was broken: the object itself says that it was after we began.
bool allocatedSince(const Life& life, Time began) {
  const latency::Moment& allocated = life.at(Stage::allocated);
  return allocated.evidence == latency::Evidence::field && allocated.at > began;
}

constexpr std::uint8_t bitOf(std::size_t stage) {
  return static_cast<std::uint8_t>(1U << stage);
}

}  // namespace

LifeTally::LifeTally(std::size_t cap) : m_cap(cap) {
  auto& allocation =
      ::prometheus::BuildHistogram()
          .Name("dra_allocation_duration_seconds")
          .Help(
              "From the creation of a ResourceClaim, or of the pod that asks for it when that is later, to its allocation. "
              "Claims that were allocated when they were first seen do not count.")
          .Register(m_registry);
  auto& stages =
      ::prometheus::BuildHistogram()
          .Name("claimscope_stage_duration_seconds")
          .Help(
              "Stages of a claim's life, named after what ends them: created, allocated, scheduled, prepared (at most: volumes, "
              "sandbox and network are in it), started (image pulls are in it).")
          .Register(m_registry);
  m_allocation.family = &allocation;
  for (std::size_t i = 0; i < latency::kStages; ++i) {
    m_stages[i].family = &stages;
    m_stages[i].constant["stage"] = std::string(latency::stageWord(static_cast<Stage>(i)));
  }
}

::prometheus::Histogram& LifeTally::histogram(Capped& of, const Life& life) {
  std::pair<std::string, std::string> key(labelValue(life.driver.view()), labelValue(life.deviceClass.view()));
  auto found = of.byLabels.find(key);
  if (found != of.byLabels.end()) {
    return *found->second;
  }
  const bool over = of.byLabels.size() >= m_cap;
  std::map<std::string, std::string> labels = of.constant;
  labels["driver"] = over ? std::string(kOther) : key.first;
  labels["device_class"] = over ? std::string(kOther) : key.second;
  ::prometheus::Histogram& made = of.family->Add(labels, buckets());  // the one that is there when it is
  if (of.byLabels.size() < m_cap * kRemembered) {
    of.byLabels.emplace(std::move(key), &made);
    of.folded += over ? 1 : 0;
  }
  return made;
}

void LifeTally::countLife(const Life& life, Time now, Counted& counted) {
  const Time allocated = life.at(Stage::allocated).at;
  // A moment may be dated anew, by the object instead of the watch, within the second that stored times are rounded to.
  if (allocated.isSet() && counted.allocated.isSet() && std::abs(allocated - counted.allocated) > kSameMomentMs) {
    counted.stages = 0;
  }
  if (allocated.isSet()) {
    counted.allocated = allocated;
  }
  const std::array<Span, latency::kStages> spans = latency::stagesOf(life, now);
  for (std::size_t i = 0; i < latency::kStages; ++i) {
    const Span& span = spans[i];
    if ((counted.stages & bitOf(i)) != 0 || !span.known() || span.open || !life.reached[i].known()) {
      continue;
    }
    counted.stages |= bitOf(i);
    const double seconds = static_cast<double>(std::max<std::int64_t>(0, span.ms())) / 1000;
    histogram(m_stages[i], life).Observe(seconds);
    if (static_cast<Stage>(i) == Stage::allocated) {
      histogram(m_allocation, life).Observe(seconds);
    }
  }
}

void LifeTally::note(const Lives& lives) {
  if (lives.bound == Bound::unknown) {
    return;  // claims may not be read
  }
  if (!m_started) {
    m_began = lives.now;
    m_started = true;
  }
  m_missed = lives.overflowed;
  std::unordered_map<Uid, Counted> next;
  next.reserve(lives.lives.size());
  for (const Life& life : lives.lives) {
    // Without a claim there is nothing to count yet: it comes when there is one.
    if (life.uid.empty() || (life.firstSeenAllocated && !allocatedSince(life, m_began))) {
      continue;
    }
    const auto before = m_counted.find(life.uid);
    Counted counted = before == m_counted.end() ? Counted{} : before->second;
    countLife(life, lives.now, counted);
    next.emplace(life.uid, counted);
  }
  m_counted = std::move(next);
}

void LifeTally::collect(Page& page) const {
  if (!m_started) {
    return;
  }
  for (::prometheus::MetricFamily& family : m_registry.Collect()) {
    page.families.push_back(std::move(family));
  }
  page.dropped["dra_allocation_duration_seconds"] = m_allocation.folded;
  std::size_t& folded = page.dropped["claimscope_stage_duration_seconds"];
  for (const Capped& stage : m_stages) {
    folded += stage.folded;
  }
  page.families.push_back(single("claimscope_lives_missed_total",
                                 "Claims that ended and were forgotten before they could be counted because there were too many.",
                                 ::prometheus::MetricType::Counter, static_cast<double>(m_missed.load())));
}

}  // namespace claimscope::exporter
