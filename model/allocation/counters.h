// CounterLedger: what is left of one pool's shared counters while claims are being allocated. One thread.
#pragma once

#include <vector>

#include "model/allocation/pools.h"

namespace claimscope::allocation {

/// Made when the first device that draws on counters is tried. Upstream: checkAvailableCounters.
class CounterLedger {
 public:
  CounterLedger(const Pool& pool, const ClaimSet& released);
  /// Takes what the device draws; false, and nothing taken, when any counter of the pool would then be overdrawn. Counters that
  /// the device does not draw on count as well: one that is overdrawn already stops every drawing device of the pool.
  [[nodiscard]] bool take(std::size_t device);
  void giveBack(std::size_t device);
  /// The counter that refuses the device: "set/counter"; empty when none does.
  [[nodiscard]] std::string missing(std::size_t device);

 private:
  const Pool& m_pool;
  std::vector<Quantity::Nano> m_left;  ///< by counter; may be negative
};

}  // namespace claimscope::allocation
