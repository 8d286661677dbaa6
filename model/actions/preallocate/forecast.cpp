// Where a placeholder, or the claim alone, would be placed now.
#include <algorithm>

#include "model/actions/preallocate/asked.h"
#include "model/allocation/node_fit.h"
#include "model/base/words.h"
#include "model/explanation/context.h"

namespace claimscope::actions {
namespace {

using allocation::Outcome;
using explanation::ExplanationContext;

void noteDevices(const cluster::Snapshot& snapshot, const Outcome& outcome, Forecast& out) {
  for (const allocation::ClaimResult& result : outcome.results) {
    for (const DeviceAllocation& device : result.allocation.results) {
      out.devices.push_back(device.driver.str() + "/" + device.pool.str() + "/" + device.device.str());
      out.indexes.push_back(snapshot.inventory->findDevice(device.driver, device.pool, device.device));
    }
  }
  std::erase(out.indexes, cluster::kNone);
}

/// The nodes an allocated claim can be used on, all for others.
bool reaches(const ResourceClaim& claim, const Node& node) {
  return claim.allocation == nullptr || !claim.allocation->nodeSelector || matches(*claim.allocation->nodeSelector, node.meta);
}

}  // namespace

Forecast forecastPlacement(const cluster::Snapshot& snapshot, const Pod* pod, const ResourceClaim& claim,
                           const std::string& only) {
  Forecast out;
  const ExplanationContext context(
      snapshot, claim.allocation == nullptr ? explanation::driversOf(snapshot, {&claim}) : std::vector<Text>{});
  const std::vector<const ResourceClaim*> claims = {&claim};
  std::string firstError;
  allocation::Placement placement(context.topology());
  for (const ExplanationContext::NodeEntry& entry : context.nodes()) {
    if ((!only.empty() && entry.node->meta.name.view() != only) || !reaches(claim, *entry.node)) {
      continue;
    }
    if (pod != nullptr && !entry.madeUp) {
      const allocation::PodRules& rules = placement.rulesOf(*pod);
      const auto refusals = allocation::nodeFit(*pod, *entry.node, context.podsOn(entry.index), context.servedByClaims(), &rules);
      if (!refusals.empty()) {
        firstError = firstError.empty() ? refusals.front().detail : firstError;
        continue;
      }
    }
    if (claim.allocation == nullptr) {
      const Outcome outcome = context.allocator().allocate(*entry.node, claims);
      if (outcome.kind != Outcome::Kind::allocated) {
        firstError = outcome.kind == Outcome::Kind::error ? outcome.error : firstError;
        continue;
      }
      if (out.node.empty()) {
        noteDevices(snapshot, outcome, out);
      }
    }
    out.node = out.node.empty() ? entry.node->meta.name.str() : out.node;
    if (++out.nodes >= kMostForecastNodes) {
      break;
    }
  }
  if (!out.node.empty()) {
    return out;
  }
  const explanation::Explanation why = pod != nullptr ? explanation::explainHypotheticalPod(snapshot, *pod, claims)
                                                      : explanation::explainHypothetical(snapshot, claim);
  out.reason = !why.summary.empty() ? why.summary : words::oneLine(firstError);
  return out;
}

}  // namespace claimscope::actions
