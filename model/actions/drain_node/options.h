// DrainOptions: kubectl drain's options, read once. Values; any thread.
#pragma once

#include <cstdint>

#include "model/actions/action.h"
#include "model/resources/selector.h"

namespace claimscope::actions::drain {

struct DrainOptions {
  bool ignoreDaemonSets = false;
  bool deleteEmptyDirData = false;
  bool force = false;
  bool disableEviction = false;
  std::int64_t gracePeriod = -1;  ///< seconds; negative: the pod's own
  std::int64_t timeoutMs = 0;     ///< 0: forever
  std::int64_t skipWait = 0;      ///< seconds; 0: wait for every pod
  std::size_t nodesAtATime = 1;   ///< when several are drained
  NodeSelector pods;              ///< --pod-selector; no term: every pod
};

/// What the action takes; the standards are the window's: a careful person's drain. The command gives kubectl's.
[[nodiscard]] std::vector<OptionSpec> optionSpecs();
[[nodiscard]] Result<DrainOptions> readOptions(const Options& options);
/// " --ignore-daemonsets --timeout=15m": as a terminal has to be told.
[[nodiscard]] std::string kubectlFlags(const DrainOptions& options, const std::string& podSelector);

}  // namespace claimscope::actions::drain
