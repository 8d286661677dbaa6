// Drains: nodes that could be given back, as the drain rehearsal proves them, each alone and together. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/cost/cards.h"
#include "model/cost/prices.h"

namespace claimscope::cost {

/// A node that was rehearsed.
struct DrainOffer {
  std::string node;
  std::int64_t inUse = 0;  ///< accelerators that claims hold
  std::int64_t cards = 0;
  std::int64_t pods = 0;  ///< that would have to go
  Rate rate;
  bool clean = false;     ///< every pod and claim has a place elsewhere and nothing blocks
  std::string why;        ///< of what is not clean: "PDB inference-pdb: 0 of 1 left"
  std::string reason;     ///< its id: "PDB", "NoController", "nowhere", "stays"; empty when clean
  bool together = false;  ///< among those that can go at the same time
};

struct Drains {
  std::vector<DrainOffer> offers;  ///< clean ones first, fewest devices in use first, then the dearest
  std::int64_t candidates = 0;     ///< nodes with accelerators that could be looked at
  std::int64_t rehearsed = 0;      ///< of them; the others have more in use
  std::int64_t clean = 0;
  std::vector<std::string> together;  ///< nodes that fit elsewhere at once: what one takes, the next no longer finds
  double togetherPerHour = 0;
  Bound moneyBound = Bound::exact;  ///< at least, where some have no price
};

inline constexpr std::size_t kMostRehearsed = 24;
inline constexpr double kHoursAMonth = 730;

/// Candidates are Ready, schedulable nodes with accelerators, those with the fewest in use first. Each of the first `most` is
/// rehearsed as `claimscope drain NODE --ignore-daemonsets` would be; then the clean ones together, leaving out what no longer
/// fits.
[[nodiscard]] Drains drainsOf(const cluster::Snapshot& snapshot, const Accelerators& accelerators, const PriceTable& prices,
                              std::size_t most = kMostRehearsed);

}  // namespace claimscope::cost
