// UidIndex: finds the records of a history by uid. Built for one pass; one thread.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "model/base/identity.h"
#include "model/cluster/shared_vector.h"

namespace claimscope::latency {

/// Open addressing: for 100,000 records a few milliseconds, where a std::unordered_map takes tens.
template <class Record>
class UidIndex {
 public:
  explicit UidIndex(const cluster::SharedVector<Record>& records)
      : m_places(std::bit_ceil(records.size() * 2 + 1)), m_mask(m_places.size() - 1) {
    for (const Record& record : records) {
      if (!record.uid.empty()) {
        const std::size_t hash = record.uid.hash();
        std::size_t at = hash >> kSpread & m_mask;
        while (m_places[at].record != nullptr) {
          at = (at + 1) & m_mask;
        }
        m_places[at] = {hash, &record};
      }
    }
  }
  /// Null when there is none. Of two lives of one uid (a server restored from a backup) the one that goes on.
  [[nodiscard]] const Record* find(const Uid& uid) const {
    const Record* found = nullptr;
    if (!uid.empty()) {
      const std::size_t hash = uid.hash();
      for (std::size_t at = hash >> kSpread & m_mask; m_places[at].record != nullptr; at = (at + 1) & m_mask) {
        const Place& place = m_places[at];
        if (place.hash == hash && place.record->uid == uid && (found == nullptr || found->gone.isSet())) {
          found = place.record;
        }
      }
    }
    return found;
  }
  /// Asks the memory for what find() will look at first.
  void prefetch(const Uid& uid) const { __builtin_prefetch(&m_places[uid.hash() >> kSpread & m_mask]); }

 private:
  /// The hash beside the record, so that most of those that only collide are not touched.
  struct Place {
    std::size_t hash = 0;
    const Record* record = nullptr;
  };
  static constexpr unsigned kSpread = 20;  ///< the low bits of the hash are the weakest
  std::vector<Place> m_places;
  std::size_t m_mask;
};

}  // namespace claimscope::latency
