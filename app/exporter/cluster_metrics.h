// Metrics of what a snapshot holds: claims, devices, pools, room for gangs. Pure; any thread.
#pragma once

#include <initializer_list>

#include "app/exporter/series.h"
#include "model/cluster/snapshot.h"

namespace claimscope::exporter {

/// Every one of the kinds has been read in full and is fresh: numbers made of them may be shown. Objects that could not be
/// decoded do not hide the rest; claimscope_skipped_objects counts them.
[[nodiscard]] bool readable(const cluster::Snapshot& snapshot, std::initializer_list<Kind> kinds);

/// claimscope_claims, dra_pending_claims_total, claimscope_missing_claims, claimscope_oldest_pending_claim_seconds.
void addClaims(const cluster::Snapshot& snapshot, std::size_t cap, Page& page);
/// dra_resource_utilization_ratio, claimscope_pool_devices, claimscope_largest_free_on_node, …_in_pool, claimscope_pools,
/// claimscope_slices.
void addDevices(const cluster::Snapshot& snapshot, std::size_t cap, Page& page);

}  // namespace claimscope::exporter
