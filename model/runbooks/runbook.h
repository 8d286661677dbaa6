// Runbook: what to do step by step on this cluster: commands, what is expected, the way back. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/cluster/snapshot.h"

namespace claimscope::runbooks {

struct Step {
  std::string title;
  std::string text;                   ///< why, and what to look at
  std::vector<std::string> commands;  ///< one line each, for a POSIX shell
  std::string expected;               ///< what is seen when it went well
  std::string rollback = {};          ///< how to undo this step; empty: nothing was changed
};

struct Runbook {
  std::string id;     ///< "gpu-node-failover"
  std::string title;  ///< "Failover test of a GPU node"
  std::string summary;
  std::string cluster;             ///< context and version it was written for
  Time written;                    ///< of the snapshot
  std::vector<std::string> needs;  ///< permissions and tools
  std::vector<Step> steps;
  std::vector<std::string> notes;  ///< what could not be filled in, and why
};

struct RunbookInfo {
  std::string_view id;
  std::string_view title;
  std::string_view summary;
};
/// In the order of a cluster's life.
[[nodiscard]] const std::vector<RunbookInfo>& allRunbooks();
/// Written for this cluster; `id` is one of allRunbooks(), else the steps are empty.
[[nodiscard]] Runbook runbookFor(std::string_view id, const cluster::Snapshot& snapshot);
/// For a wiki or a repository. Cluster text is never markup.
[[nodiscard]] std::string runbookMarkdown(const Runbook& runbook);
/// File name: "gpu-node-failover.md".
[[nodiscard]] std::string runbookFile(const Runbook& runbook);

struct Subjects;
void writeFailover(const Subjects& subjects, Runbook& out);
void writeDriverUpgrade(const Subjects& subjects, Runbook& out);
void writeClaimsPending(const Subjects& subjects, Runbook& out);
void writeGpuNotDetected(const Subjects& subjects, Runbook& out);
void writeAllocationFailures(const Subjects& subjects, Runbook& out);
void writeMonitoring(const Subjects& subjects, Runbook& out);
void writeMigration(const Subjects& subjects, Runbook& out);

}  // namespace claimscope::runbooks
