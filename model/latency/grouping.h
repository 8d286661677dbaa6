// Grouping: which group a life belongs to, and the samples of each. One thread.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "model/latency/report.h"
#include "model/latency/samples.h"

namespace claimscope::latency {

/// What the lives of one group add up to.
struct GroupSamples {
  Samples whole;
  std::array<Samples, kStages> stages;
  Samples before;
};

class Grouping {
 public:
  explicit Grouping(GroupBy by) : m_by(by) {}

  /// The number of its group, a new one when it is the first.
  [[nodiscard]] std::size_t of(const Life& life);
  [[nodiscard]] std::size_t size() const { return m_groups.size(); }
  [[nodiscard]] GroupSamples& samples(std::size_t group) { return m_groups[group].samples; }
  /// Key, name and detail; the numbers are the caller's.
  [[nodiscard]] Group named(std::size_t group) const;
  [[nodiscard]] std::string key(std::size_t group) const;

 private:
  struct Parts {
    Text first;
    Text second;
    Text third;
  };
  /// The parts where a life has them: to look one up, no text is held.
  struct PartsOfLife {
    const Text& first;
    const Text& second;
    const Text& third;
  };
  struct PartsHash {
    using is_transparent = void;
    std::size_t operator()(const auto& parts) const noexcept {
      return parts.first.hash() * 31U ^ parts.second.hash() * 0x9e3779b97f4a7c15ULL ^ parts.third.hash() * 17U;
    }
  };
  struct PartsEqual {
    using is_transparent = void;
    bool operator()(const auto& a, const auto& b) const noexcept {
      return a.first == b.first && a.second == b.second && a.third == b.third;
    }
  };
  struct Entry {
    Parts parts;
    GroupSamples samples;
  };
  [[nodiscard]] PartsOfLife partsOf(const Life& life) const;

  static constexpr std::size_t kFew = 8;  ///< that are looked through before the index is: mostly there are no more

  GroupBy m_by;
  std::unordered_map<Parts, std::size_t, PartsHash, PartsEqual> m_index;
  std::vector<Entry> m_groups;
};

}  // namespace claimscope::latency
