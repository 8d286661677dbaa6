// LifeTally: durations of claims as histograms, each life counted once. One thread; collect(): any thread.
#pragma once

#include <prometheus/family.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include "app/exporter/series.h"
#include "model/latency/life.h"

namespace claimscope::exporter {

/// Lives come from the history, which holds a claim for a while after it has gone: what happens between two looks is not missed,
/// and a list that is repeated tells nothing new. Claims that were allocated when they were first seen are left out, as
/// upstream's own measurement does: nobody knows when that was, and after a restart they would all count at once; but for those
/// whose allocationTimestamp is later than our first look.
class LifeTally {
 public:
  explicit LifeTally(std::size_t cap);

  void note(const latency::Lives& lives);
  /// dra_allocation_duration_seconds and claimscope_stage_duration_seconds; nothing before the first look.
  void collect(Page& page) const;
  /// Lives that are remembered, for tests.
  [[nodiscard]] std::size_t remembered() const { return m_counted.size(); }

 private:
  using Histograms = ::prometheus::Family<::prometheus::Histogram>;
  /// Histograms of one family by label set, with the cap.
  struct Capped {
    Histograms* family = nullptr;
    std::map<std::pair<std::string, std::string>, ::prometheus::Histogram*> byLabels;  ///< by driver and class
    std::map<std::string, std::string> constant;                                       ///< labels that all of them have
    std::atomic<std::size_t> folded{0};                                                ///< label sets that the cap took
  };
  ::prometheus::Histogram& histogram(Capped& of, const latency::Life& life);
  /// What of a life has been counted.
  struct Counted {
    std::uint8_t stages = 0;  ///< a bit a stage
    Time allocated;
  };
  void countLife(const latency::Life& life, Time now, Counted& counted);

  std::size_t m_cap;
  ::prometheus::Registry m_registry;
  Capped m_allocation;
  std::array<Capped, latency::kStages> m_stages;
  std::unordered_map<Uid, Counted> m_counted;
  Time m_began;                           ///< the first look
  std::atomic<std::int64_t> m_missed{0};  ///< lives that the history had to drop
  std::atomic<bool> m_started{false};
};

}  // namespace claimscope::exporter
