// livesOf: the lives of a snapshot's claims and of those that went since. Pure; any thread, but not the GUI's.
#pragma once

#include <cstdint>
#include <string>

#include "model/cluster/snapshot.h"
#include "model/latency/life.h"

namespace claimscope::latency {

struct LivesOptions {
  std::int64_t backMs = 0;    ///< lives that were complete before now minus this are left out; 0: none are
  std::string namespaceName;  ///< empty: all
};

/// dra.md 2.4. A claim that no pod asks for does not wait and has no life; a pod that waits for its claim to be created has one
/// without a name. A stale source is answered as of its last contact.
[[nodiscard]] Lives livesOf(const cluster::Snapshot& snapshot, const LivesOptions& options = {});

}  // namespace claimscope::latency
