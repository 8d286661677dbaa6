// HistoryRecorder: writes down when the watch told what; the mutable side of a History. The store's strand only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <unordered_map>
#include <vector>

#include "model/cluster/history.h"

namespace claimscope::cluster {

/// How we came to know.
struct Told {
  Time at;
  bool live = true;  ///< a watch line in time; false: a list, or a line that catches up after an outage
};

/// What only came with the first list and never changed takes nothing: a record begins with the first change that matters.
class HistoryRecorder {
 public:
  HistoryRecorder(std::int64_t keepMs, std::size_t keepMost) : m_keepMs(keepMs), m_keepMost(keepMost) {
    m_history.keepMs = keepMs;
  }

  /// The first list is complete: what comes from now on is told live.
  void claimsWatched(Time since);
  void podsWatched(Time since);
  /// It was watched at this time too, before the lists.
  void remembers(Time at);

  /// `before` is null for a new object.
  void changed(const Box<ResourceClaim>& before, const ResourceClaim& after, Told told);
  void changed(const Box<Pod>& before, const Pod& after, Told told);
  /// `last` is what a table or the watch knew last.
  void gone(const Box<ResourceClaim>& last, Told told);
  void gone(const Box<Pod>& last, Told told);
  template <class T>
  void changed(const Box<T>& /*before*/, const T& /*after*/, Told /*told*/) {}
  template <class T>
  void gone(const Box<T>& /*last*/, Told /*told*/) {}

  /// The state of now to be published, without what went too long ago; the same as before when nothing happened.
  [[nodiscard]] std::shared_ptr<const History> publish(Time now);

 private:
  template <class Record>
  struct Side {
    std::unordered_map<Uid, std::uint32_t> index;
    std::vector<std::uint32_t> free;
    std::deque<std::uint32_t> gone;  ///< oldest first
  };
  template <class Record>
  Record& open(Side<Record>& side, SharedVector<Record>& records, const Metadata& meta);
  template <class Record>
  void close(Side<Record>& side, Record& record, Told told);
  template <class Record>
  void drop(Side<Record>& side, SharedVector<Record>& records);
  template <class Record>
  void prune(Side<Record>& side, SharedVector<Record>& records, Time now);
  /// Gone without a word, and so long ago that nobody asks: another cluster at the same address takes all of them away at once.
  [[nodiscard]] bool tooOld(const Metadata& meta, Told told) const {
    return !told.live && (!meta.created.isSet() || told.at - meta.created > m_keepMs);
  }

  std::int64_t m_keepMs;
  std::size_t m_keepMost;
  History m_history;
  Side<ClaimRecord> m_claims;
  Side<PodRecord> m_pods;
  bool m_dirty = true;
  std::shared_ptr<const History> m_published;
};

}  // namespace claimscope::cluster
