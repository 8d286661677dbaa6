// Bench: everything the migration from device plugins to claims is about, at one moment: fleet, readiness, proposal, replay and
// how far each workload has come. Pure; any thread.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/migration/fleet.h"
#include "model/migration/manifests.h"
#include "model/migration/proposal.h"
#include "model/migration/readiness.h"
#include "model/migration/replay.h"
#include "model/migration/workloads.h"

namespace claimscope::migration {

/// In order; a workload stands in a phase when it and all before it are proven by what the cluster shows.
enum class Phase : std::uint8_t { inventory, ready, labelled, patched, verified };
inline constexpr std::size_t kPhases = 5;
/// "inventory", "ready", "labelled", "patched", "verified".
[[nodiscard]] std::string_view phaseWord(Phase phase);

enum class Fit : std::uint8_t {
  fits,    ///< all its pods would be placed as claims, and it can be patched
  change,  ///< something of it, or of the cluster, has to change first
  noFit    ///< it cannot move yet
};
/// "fits", "change", "noFit".
[[nodiscard]] std::string_view fitWord(Fit fit);

/// A ResourceQuota that speaks of claims or of a class, and what the workload adds to it.
struct QuotaRoom {
  std::string quota;     ///< "media/gpu-quota"
  std::string resource;  ///< "count/resourceclaims.resource.k8s.io"
  std::int64_t hard = 0;
  std::int64_t used = 0;
  std::int64_t adds = 0;
  [[nodiscard]] bool enough() const { return used + adds <= hard; }
};

struct Entry {
  Workload workload;
  WorkloadProposal proposal;
  Placement placement;   ///< on all nodes with slices
  Placement handedOver;  ///< on nodes that are handed over
  Fit fit = Fit::noFit;
  Phase phase = Phase::inventory;
  std::string why;    ///< the one reason, or where it stands: "≤1,390 free, 12 wanted", "rolling out, 2 of 6 pods"
  std::string group;  ///< node group of its pods; "3 groups"
  std::vector<QuotaRoom> quotas;
  std::int64_t claimed = 0;    ///< pods whose claims are allocated and reserved
  std::int64_t waiting = 0;    ///< pods that no device plugin has room for today
  bool servedByClass = false;  ///< a class stands for its resource: its pods have claims without a patch
  bool pinned = false;         ///< its template selects migration-phase=dra
  /// Gains: pods wait today, and the replay places all.
  [[nodiscard]] bool gains() const { return waiting > 0 && fit == Fit::fits && placement.placed >= placement.wanted; }
  [[nodiscard]] bool patchable() const { return workload.hasTemplate && proposal.problem.empty(); }
};

struct PhaseCount {
  Count proven;
  std::int64_t of = 0;
};

/// A node on which claims and the device plugin may hand out the same device, in words.
struct Doubled {
  Text node;
  std::int64_t requested = 0;  ///< by pods of the device plugin
  std::int64_t held = 0;       ///< by claims
  std::int64_t devices = 0;
};

struct Bench {
  std::vector<Entry> entries;  ///< fits first, then change, no fit; further phases first
  Fleet fleet;
  std::vector<ProposedClass> classes;
  Readiness readiness;
  std::array<PhaseCount, kPhases> phases;
  Count fits;
  Count change;
  Count noFit;
  std::int64_t gains = 0;
  std::int64_t together = 0;      ///< workloads that fit one after the other, smallest first
  std::int64_t devicesAsked = 0;  ///< by all pods wanted
  std::vector<Doubled> doubled;   ///< nodes that serve both; those in use first
  std::int64_t helmReleases = 0;
  std::int64_t argoApps = 0;
  Bound bound = Bound::exact;  ///< of the number of workloads
  std::string blind;           ///< which kinds are hidden or late, and what that does; empty: none
  bool pinNodes = false;       ///< patches keep new pods on labelled nodes, because some node serves both
};

[[nodiscard]] Bench benchOf(const cluster::Snapshot& snapshot);
/// "media/ocr" of a deployment; null when it is no subject of the bench.
[[nodiscard]] const Entry* findEntry(const Bench& bench, std::string_view kind, std::string_view namespaceName,
                                     std::string_view name);
/// "131 of 214 workloads would fit as they are. 47 need a change, 36 cannot move yet."
[[nodiscard]] std::string verdictText(const Bench& bench);
/// Workloads to patch next, at most `most`: proven labelled, nobody else writes them, and together they fit on nodes that are
/// handed over.
[[nodiscard]] std::vector<const Entry*> nextEntries(const cluster::Snapshot& snapshot, const Bench& bench, std::size_t most);
/// Nodes to hand over next, at most `most`: with slices or a driver's pod, free of the device plugin's pods first.
[[nodiscard]] std::vector<Text> nextNodes(const Bench& bench, std::size_t most);

}  // namespace claimscope::migration
