// PastOutline: how far back moments exist and how dense, and what happened when: what timelines draw. Values; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "model/base/clock.h"
#include "model/cluster/past/changes.h"

namespace claimscope::cluster {

/// A moment one can go to.
struct PastMoment {
  Time from;
  Time until;                ///< nothing but the time was another up to here
  std::uint32_t events = 0;  ///< watch events since the moment before
  std::uint32_t told = 0;    ///< changes since then that are more than routine
};

/// What happened in some seconds.
struct LaneBucket {
  std::array<std::uint32_t, kChangeLanes> ordinary = {};
  std::array<std::uint32_t, kChangeLanes> notable = {};
  std::array<std::uint32_t, kChangeLanes> trouble = {};
  std::int32_t waiting = -1;  ///< claims that wait at its end; below 0: not looked at
  std::int32_t free = -1;     ///< devices
};

struct Lanes {
  Time start;  ///< of the first bucket
  std::int64_t bucketMs = 5'000;
  std::vector<LaneBucket> buckets;
};

struct PastOutline {
  std::vector<PastMoment> moments;  ///< oldest first
  Lanes lanes;
  std::size_t bytes = 0;  ///< estimate
  std::size_t budget = 0;
  std::int64_t coarser = 1;  ///< above 1: the budget was passed, so that moments lie so many times further apart

  [[nodiscard]] bool empty() const { return moments.empty(); }
  /// The moment at a time, or the last before it, or the oldest; `moments.size()` when there is none.
  [[nodiscard]] std::size_t indexAt(Time time) const;
  /// The next moment before or after one where more than routine things changed; none at the end.
  [[nodiscard]] std::optional<Time> stepFrom(Time time, int direction) const;
};
using PastOutlinePtr = std::shared_ptr<const PastOutline>;

}  // namespace claimscope::cluster
