// Rehearsal: everything a drain is judged by, worked out once: pods, budgets, drivers, claims, landings. Values; one thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "model/actions/drain_node/budgets.h"
#include "model/actions/drain_node/displaced.h"
#include "model/actions/drain_node/drivers.h"
#include "model/actions/drain_node/options.h"
#include "model/actions/plan.h"

namespace claimscope::actions::drain {

struct RehearsedPod {
  NodePod base;
  BudgetForecast budget;
  Landing landing;
  bool lacksDevices = false;  ///< they are why it has nowhere to go
  bool driver = false;        ///< runs a DRA driver and would be evicted: after all others of its node
  bool terminatingNamespace = false;
  std::vector<cluster::ClaimIndex> claims = {};
  [[nodiscard]] const Pod& pod() const { return *base.pod; }
  [[nodiscard]] Choice choice() const { return base.filtered.choice; }
};

struct Rehearsal {
  const cluster::Snapshot& snapshot;
  DrainOptions options;
  std::string podSelector;         ///< as it was written
  std::vector<const Node*> nodes;  ///< in the order in which they are drained
  std::vector<RehearsedPod> pods;  ///< by node, then namespace and name as kubectl lists them
  std::vector<LostDriver> lost;
  std::unique_ptr<Fates> fates;
  std::vector<std::int64_t> misfits;  ///< by node: pods that come back and have nowhere to go
  bool reordered = false;             ///< the nodes were put in another order than they were named
  bool fitsOneByOne = false;          ///< not together, but each alone with the others in service

  [[nodiscard]] std::vector<Text> nodeNames() const;
};

[[nodiscard]] Rehearsal rehearse(const cluster::Snapshot& snapshot, DrainOptions options, std::vector<const Node*> nodes);

// What a plan says, part by part.
void addSteps(const Rehearsal& rehearsal, ActionPlan& plan);
void addNeeds(const Rehearsal& rehearsal, ActionPlan& plan);
void addChecks(const Rehearsal& rehearsal, ActionPlan& plan);
void addPods(const Rehearsal& rehearsal, ActionPlan& plan);
void addClaims(const Rehearsal& rehearsal, ActionPlan& plan);
void addBlockers(const Rehearsal& rehearsal, ActionPlan& plan);
void addWarnings(const Rehearsal& rehearsal, ActionPlan& plan);
void addHeadline(const Rehearsal& rehearsal, ActionPlan& plan);

/// "ns/name", safe to print.
[[nodiscard]] std::string nameOf(const Metadata& meta);
[[nodiscard]] std::string claimName(const cluster::Snapshot& snapshot, cluster::ClaimIndex claim);
[[nodiscard]] const ResourceClaim& claimAt(const cluster::Snapshot& snapshot, cluster::ClaimIndex claim);
/// Id of the step that acts on a pod.
[[nodiscard]] std::string stepOf(const Rehearsal& rehearsal, const RehearsedPod& pod);

}  // namespace claimscope::actions::drain
