// Subjects: what of this cluster a runbook speaks of. Names are shell words already; a placeholder in capitals where there is
// none. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "model/cluster/snapshot.h"

namespace claimscope::runbooks {

struct Subjects {
  std::string context = "CONTEXT";  ///< as --arm wants it
  std::string node = "NODE";        ///< a ready GPU node with the fewest pods with claims, but at least one
  std::int64_t nodePods = 0;        ///< its pods with claims
  std::int64_t nodeDevices = 0;
  std::string suspect = "NODE";   ///< a node that should have devices and has none, else `node`
  std::string driver = "DRIVER";  ///< the one with most devices
  std::string setNamespace = "NAMESPACE";
  std::string setName = "DAEMONSET";  ///< DaemonSet of the driver
  std::int64_t driverNodes = 0;
  std::string deviceClass = "CLASS";
  std::string claimNamespace = "NAMESPACE";
  std::string claim = "CLAIM";  ///< waits longest; else any
  bool claimWaits = false;
  std::int64_t waiting = 0;  ///< claims and pods without one that wait
  std::string pod = "POD";   ///< of that claim
  std::string claimTemplate = "TEMPLATE";
  std::string workNamespace = "NAMESPACE";  ///< with most pods that have claims
  std::int64_t staticNodes = 0;             ///< nodes with GPUs of a device plugin
  std::string staticNode = "NODE";
  std::vector<std::string> notes;  ///< what is a placeholder, and why
};

[[nodiscard]] Subjects subjectsOf(const cluster::Snapshot& snapshot);

}  // namespace claimscope::runbooks
