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
      : m_records(records), m_places(std::bit_ceil(records.size() * 2 + 1)), m_mask(m_places.size() - 1) {
    std::uint32_t number = 0;
    for (const Record& record : records) {
      ++number;
      if (!record.uid.empty()) {
        const std::size_t hash = record.uid.hash();
        std::size_t at = hash >> kSpread & m_mask;
        while (m_places[at].number != 0) {
          at = (at + 1) & m_mask;
        }
        m_places[at] = {static_cast<std::uint32_t>(hash), number};
      }
    }
  }
  /// Null when there is none. Of two lives of one uid (a server restored from a backup) the one that goes on.
  [[nodiscard]] const Record* find(const Uid& uid) const {
    const Record* found = nullptr;
    if (!uid.empty()) {
      const std::size_t hash = uid.hash();
      for (std::size_t at = hash >> kSpread & m_mask; m_places[at].number != 0; at = (at + 1) & m_mask) {
        const Record* record = maybe(m_places[at], hash);
        if (record != nullptr && record->uid == uid && (found == nullptr || found->gone.isSet())) {
          found = record;
        }
      }
    }
    return found;
  }
  /// Asks the memory for what find() will look at first.
  void prefetch(const Uid& uid) const { __builtin_prefetch(&m_places[uid.hash() >> kSpread & m_mask]); }
  /// Later: for the record that it will find there, mostly.
  void prefetchRecord(const Uid& uid) const {
    const std::size_t hash = uid.hash();
    if (const Record* record = maybe(m_places[hash >> kSpread & m_mask], hash)) {
      for (std::size_t at = 0; at < sizeof(Record); at += kLine) {
        __builtin_prefetch(reinterpret_cast<const char*>(record) + at);
      }
    }
  }

 private:
  /// Half of the hash beside the record, so that most of those that only collide are not touched; small, to stay near.
  struct Place {
    std::uint32_t hash = 0;
    std::uint32_t number = 0;  ///< of the record, from 1; 0: empty
  };
  [[nodiscard]] const Record* maybe(const Place& place, std::size_t hash) const {
    return place.number != 0 && place.hash == static_cast<std::uint32_t>(hash) ? &m_records[place.number - 1] : nullptr;
  }
  static constexpr std::size_t kLine = 64;
  static constexpr unsigned kSpread = 20;  ///< the low bits of the hash are the weakest
  const cluster::SharedVector<Record>& m_records;
  std::vector<Place> m_places;
  std::size_t m_mask;
};

}  // namespace claimscope::latency
