// StartsThen: which waiting claims would be allocated when devices become free, by our allocator and node fit. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "model/actions/plan.h"
#include "model/allocation/allocator.h"

namespace claimscope::actions {

struct Start {
  cluster::ClaimIndex claim = cluster::kNone;
  std::string name;  ///< "ns/name" of the claim
  std::string pod;   ///< "ns/name"; empty where no pod asks for it
  std::string node;  ///< where it would be allocated
};

struct Starts {
  std::vector<Start> starts;  ///< oldest first; each with what the ones before it have taken
  std::size_t looked = 0;     ///< waiting claims that were tried
  std::size_t waiting = 0;    ///< those there are
};

/// Tries the oldest waiting claims one after the other on the nodes of the devices (on every node where a device has none): as
/// far as it goes, since the scheduler may take them in another order.
[[nodiscard]] Starts startsThen(const cluster::Snapshot& snapshot, const allocation::WhatIf& change,
                                const std::vector<cluster::DeviceIndex>& devices);
/// Rows and, where not all could be tried, a notice.
void addStarts(const cluster::Snapshot& snapshot, const Starts& starts, ActionPlan& plan);
/// "ml/train then starts", "3 waiting claims then start", "no waiting claim starts by it".
[[nodiscard]] std::string startsWords(const Starts& starts);

}  // namespace claimscope::actions
