// Metrics of the sources themselves: what is read, how fresh it is, what it costs the API server. Pure; any thread.
#pragma once

#include <vector>

#include "app/exporter/series.h"
#include "model/cluster/snapshot.h"

namespace claimscope::exporter {

/// claimscope_up, claimscope_source_state, …_source_age_seconds, claimscope_objects, claimscope_api_…_total,
/// claimscope_cluster_info.
void addSources(const cluster::Snapshot& snapshot, const std::vector<Kind>& kinds, Page& page);

/// claimscope_build_info and what the process itself uses (process_… as client libraries name it).
void addProcess(Page& page);

}  // namespace claimscope::exporter
