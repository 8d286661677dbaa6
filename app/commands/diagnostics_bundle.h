// Diagnostics bundle: what somebody who mends Claimscope needs to know, and nothing that a cluster would not want to be told. Any
// thread.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "app/commands/tar_gz.h"
#include "model/cluster/snapshot.h"
#include "model/diagnosis/finding.h"

namespace claimscope::app {

struct DiagnosticsInput {
  cluster::SnapshotPtr snapshot;                              ///< null: nothing could be read
  const diagnosis::Diagnosis* diagnosis = nullptr;            ///< null: not computed
  std::vector<std::pair<std::string, std::string>> program;   ///< what the caller knows of itself: "qt", "6.4.2"
  std::vector<std::pair<std::string, std::string>> settings;  ///< by key; keys that hold names of objects do not belong here
  std::vector<std::pair<std::string, double>> timings;        ///< in milliseconds
  std::vector<std::string> problems;                          ///< errors in words
  std::vector<std::string> log;                               ///< oldest first
  bool names = false;                                         ///< with the names of objects, contexts and servers
};

/// Every text goes through the redacting sink; without `names` also through a map of the cluster's names, and whatever else looks
/// like a name (has a digit, dot, dash, slash or sign in it) is blanked in free text.
[[nodiscard]] std::vector<ArchiveFile> diagnosticsFiles(const DiagnosticsInput& input);

/// "claimscope-diagnostics-20261124-094218.tar.gz".
[[nodiscard]] std::string diagnosticsName(Time now);

/// What the operating system says of this process and machine: version, kernel, processors, memory, processor time.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> programFacts();

/// "a pod ml/x-1 at 10.0.0.1" becomes "a pod … at …": words stay, names do not. For tests.
[[nodiscard]] std::string withoutNames(std::string_view text);

}  // namespace claimscope::app
