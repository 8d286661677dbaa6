// Past: moments of one source, kept for an hour and more: dense at first, thinned with age, within a budget of bytes. Any thread.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "model/cluster/past/changes.h"
#include "model/cluster/past/outline.h"
#include "model/cluster/snapshot.h"

namespace claimscope::cluster {

struct PastOptions {
  /// Of moments up to an age, one is kept every so often.
  struct Density {
    std::int64_t ageMs = 0;
    std::int64_t stepMs = 0;
  };
  std::vector<Density> densities = {{60'000, 1'000}, {660'000, 5'000}, {3'900'000, 30'000}};  ///< older ones are dropped
  std::size_t budgetBytes = std::size_t{256} << 20U;
  std::size_t mostNotes = 500'000;  ///< changes that are dated; the oldest go first
};

/// What is kept of a moment are its tables, which share their chunks with the moments beside it; pools, devices and claims are
/// derived anew for whoever goes there, and when the watch told what comes from the newest history.
class Past {
 public:
  explicit Past(PastOptions options = {});
  ~Past();
  Past(const Past&) = delete;
  Past& operator=(const Past&) = delete;

  /// The next moment, in order; one before everything has been listed is not kept. Costs what changed since the last one.
  void add(const SnapshotPtr& snapshot);
  /// The moment at that time or the last one before it; the oldest for times before that; null before the first. Its time is
  /// that of the moment: at most the one asked for, where there is one. Derives: up to 100 ms in a large cluster.
  [[nodiscard]] SnapshotPtr at(Time time);
  /// How far back it goes, how dense, and what happened when. Shared while nothing is added.
  [[nodiscard]] PastOutlinePtr outline() const;
  /// What changed from a moment of this past to a later one, each change with the time at which it was told.
  [[nodiscard]] Changes changes(const Snapshot& a, const Snapshot& b) const;
  /// Nobody is there any more: what was derived for them goes.
  void leave();
  /// Thins at once what is too much.
  void setBudget(std::size_t bytes);
  /// Estimate of what only the past holds, objects and chunks that the newest moment no longer has.
  [[nodiscard]] std::size_t bytes() const;

 private:
  struct Tables;
  struct Moment;
  struct Note {
    Time at;
    ChangeKey key;
  };
  void note(const Snapshot& before, const Snapshot& now);
  void append(const SnapshotPtr& snapshot);
  [[nodiscard]] bool sameAsNewest(const Snapshot& snapshot) const;
  void forgetAfter(Time time);
  void thin(Time now);
  void thinOnce(Time now);
  void drop(std::size_t index);
  void dropOldest();
  [[nodiscard]] std::int64_t stepAt(std::int64_t ageMs) const;
  [[nodiscard]] std::size_t sum() const;
  LaneBucket& bucketAt(Time time);
  [[nodiscard]] SnapshotPtr rebuild(const Moment& moment, Time time, const SnapshotPtr& newest, const SnapshotPtr& base) const;

  PastOptions m_options;
  mutable std::mutex m_mutex;
  std::vector<Moment> m_moments;  ///< oldest first; the last one is the newest
  SnapshotPtr m_newest;
  SnapshotPtr m_derived;       ///< the last moment somebody went to: the next one is often derived from it faster
  std::int64_t m_coarser = 1;  ///< steps are so many times wider, since the budget was passed
  std::deque<Note> m_notes;
  Lanes m_lanes;
  mutable PastOutlinePtr m_outline;
};

}  // namespace claimscope::cluster
