// Holdings: who has held which devices from when to when, claims that are gone too. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "model/cost/cards.h"
#include "model/utilisation/utilisation.h"

namespace claimscope::cost {

/// One allocation of one claim.
struct Holding {
  cluster::ClaimIndex claim = cluster::kNone;  ///< kNone: it is gone
  std::string namespaceName;
  std::string name;
  std::string deviceClass;                    ///< of its first device that counts
  std::string owner;                          ///< "Job/train"; empty: none is known
  std::vector<cluster::DeviceIndex> devices;  ///< accelerators of it that still exist
  Time from;
  Time to;                         ///< now while it is held
  Time unusedSince;                ///< no pod has used it from here on; not set: one does, or nobody knows
  Time idleSince;                  ///< nothing was computed from here on; not set: busy, or not known
  Bound fromBound = Bound::exact;  ///< atMost: `from` is as early as it can have been, so that all of it is at most
  bool measured = false;           ///< metrics say whether its devices are busy
};

struct Holdings {
  std::vector<Holding> all;
  Time since;                  ///< claims that are gone are known from here on; not set: none are
  Bound bound = Bound::exact;  ///< of the list: at least, where claims are hidden or stale
};

/// Of every claim that has or had accelerators, those that ended before `since` left out. `use` may be null: nothing is measured.
[[nodiscard]] Holdings holdingsOf(const cluster::Snapshot& snapshot, const Accelerators& accelerators,
                                  const utilisation::Utilisation* use, Time since);

}  // namespace claimscope::cost
