// Driver logs: whose log answers what a workflow leaves open, and the words to look for in it. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "model/base/pod_log.h"
#include "model/cluster/snapshot.h"
#include "model/diagnosis/workflow.h"

namespace claimscope::diagnosis {

struct DriverLog {
  std::string namespaceName;
  std::string pod;
  std::string container;  ///< the one that looks like the plugin
  std::string node;
  std::string driver;
  std::int32_t restarts = 0;       ///< above 0 there is a previous container
  std::vector<std::string> words;  ///< names of what the workflow looks at
  [[nodiscard]] PodLogRequest request(bool previous) const;
};

/// Driver pods that the steps name, those of causes first, then effects, then of what is unknown; each once, at most `most`.
[[nodiscard]] std::vector<DriverLog> driverLogs(const cluster::Snapshot& snapshot, const WorkflowResult& result,
                                                std::size_t most = 4);

}  // namespace claimscope::diagnosis
