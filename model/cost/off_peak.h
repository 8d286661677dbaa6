// Off-peak: batch work that holds accelerators and could run at another time. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/cost/holdings.h"
#include "model/cost/money.h"

namespace claimscope::cost {

/// Jobs of one owner: a CronJob's, or one Job by itself.
struct OffPeak {
  std::string namespaceName;
  std::string owner;                 ///< "CronJob/nightly", "Job/train"
  std::int64_t runs = 0;             ///< claims of it that are known, ended ones too
  std::int64_t running = 0;          ///< that hold devices now
  double gpus = 0;                   ///< of those that run now, else of the last run
  std::int64_t medianMs = 0;         ///< how long a run took; of runs that ended, else what runs so far
  Bound medianBound = Bound::exact;  ///< at least, while none has ended
  Sum perHour;                       ///< of its accelerators
};

/// What Jobs hold or held in the window, most GPU hours first. Only kind and times are known: whether somebody waits for the
/// result is not.
[[nodiscard]] std::vector<OffPeak> offPeakOf(const cluster::Snapshot& snapshot, const Holdings& holdings,
                                             const Accelerators& accelerators, const std::vector<Sum>& ratePerCard,
                                             std::size_t most = 20);

}  // namespace claimscope::cost
