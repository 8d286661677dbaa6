// Percentiles between bounds. One thread.
#include "model/latency/samples.h"

#include <algorithm>
#include <optional>

namespace claimscope::latency {
namespace {

/// Values at ascending ranks (1 to n) of one vector; each look leaves the smaller values before it.
class Ranks {
 public:
  explicit Ranks(std::vector<std::int64_t>& values) : m_values(values) {}
  std::int64_t at(std::size_t rank) {
    const auto place = m_values.begin() + static_cast<std::ptrdiff_t>(rank - 1);
    if (rank > m_sorted) {
      std::nth_element(m_values.begin() + static_cast<std::ptrdiff_t>(m_sorted), place, m_values.end());
      m_sorted = rank;
    }
    return *place;
  }

 private:
  std::vector<std::int64_t>& m_values;
  std::size_t m_sorted = 0;
};

std::vector<std::int64_t> joined(const std::vector<std::int64_t>& a, const std::vector<std::int64_t>& b) {
  std::vector<std::int64_t> out;
  out.reserve(a.size() + b.size());
  out.insert(out.end(), a.begin(), a.end());
  out.insert(out.end(), b.begin(), b.end());
  return out;
}

/// It lies between the two; without an upper one it may be any time from `low` on. Waits that go on are what moves it mostly, so
/// "at least" is said where there are such.
Quantile between(std::int64_t low, std::optional<std::int64_t> high, bool waits) {
  if (high && low == *high) {
    return {low, Bound::exact};
  }
  return !high || (waits && low > 0) ? Quantile{low, Bound::atLeast} : Quantile{*high, Bound::atMost};
}

std::size_t above(const std::vector<std::int64_t>& values, std::int64_t ms) {
  return static_cast<std::size_t>(std::count_if(values.begin(), values.end(), [ms](std::int64_t value) { return value > ms; }));
}

}  // namespace

std::size_t Samples::surelyAbove(std::int64_t ms) const {
  return above(m_exact, ms) + above(m_atLeast, ms);
}

bool Samples::misses(const Objective& objective) const {
  const std::size_t n = size();
  return n > 0 && surelyAbove(objective.ms) > n - nearestRank(objective.percentile, n);
}

bool Samples::meets(const Objective& objective) const {
  const std::size_t n = size();
  return n > 0 && above(m_exact, objective.ms) + above(m_atMost, objective.ms) + m_atLeast.size() <=
                      n - nearestRank(objective.percentile, n);
}

Distribution Samples::distribution() {
  Distribution out;
  const std::size_t n = size();
  out.samples = static_cast<std::int64_t>(n);
  out.open = m_open;
  if (n == 0) {
    return out;
  }
  if (m_atLeast.empty() && m_atMost.empty()) {
    Ranks ranks(m_exact);
    for (std::size_t i = 0; i < kPercentiles.size(); ++i) {
      out.at[i] = {ranks.at(nearestRank(kPercentiles[i], n)), Bound::exact};
    }
    return out;
  }
  // A wait of at most x may have been none; one of at least x may never end.
  std::vector<std::int64_t> lower = joined(m_exact, m_atLeast);
  std::vector<std::int64_t> upper = joined(m_exact, m_atMost);
  Ranks low(lower);
  Ranks high(upper);
  for (std::size_t i = 0; i < kPercentiles.size(); ++i) {
    const std::size_t rank = nearestRank(kPercentiles[i], n);
    const std::int64_t least = rank <= m_atMost.size() ? 0 : low.at(rank - m_atMost.size());
    out.at[i] = between(least, rank <= upper.size() ? std::optional(high.at(rank)) : std::nullopt, !m_atLeast.empty());
  }
  return out;
}

}  // namespace claimscope::latency
