// What `claimscope migration` prints of a bench: rows for people, JSON for programs, manifests. Pure; any thread.
#pragma once

#include <string>

#include "app/commands/listing.h"
#include "model/migration/bench.h"

namespace claimscope::app {

[[nodiscard]] Listing migrationInventory(const migration::Bench& bench);
[[nodiscard]] Listing migrationNodes(const migration::Bench& bench);
[[nodiscard]] Listing migrationReadiness(const migration::Bench& bench);
[[nodiscard]] Listing migrationWorkloads(const migration::Bench& bench);
[[nodiscard]] Listing migrationPhases(const migration::Bench& bench);
/// Everything, in the keys of docs/migration.md.
[[nodiscard]] Json migrationJson(const cluster::Snapshot& snapshot, const migration::Bench& bench);
/// Classes and claim templates to apply, then each patch as a comment with its kubectl.
[[nodiscard]] std::string migrationManifests(const cluster::Snapshot& snapshot, const migration::Bench& bench);

}  // namespace claimscope::app
