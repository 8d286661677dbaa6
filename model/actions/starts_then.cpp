#include "model/actions/starts_then.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "model/allocation/node_fit.h"
#include "model/base/words.h"
#include "model/explanation/context.h"
#include "model/explanation/subject.h"

namespace claimscope::actions {
namespace {

using allocation::Outcome;
using explanation::ExplanationContext;
using explanation::Subject;

constexpr std::size_t kMostClaims = 32;
constexpr std::size_t kMostNodes = 16;
constexpr std::size_t kMostStarts = 8;

std::vector<cluster::ClaimIndex> waitingClaims(const cluster::Snapshot& snapshot) {
  const cluster::Inventory& inventory = *snapshot.inventory;
  std::vector<cluster::ClaimIndex> out;
  for (cluster::ClaimIndex i = 0; i < inventory.claims.size(); ++i) {
    if (inventory.claims[i].heldAt == "allocation") {
      out.push_back(i);
    }
  }
  const auto created = [&](cluster::ClaimIndex i) {
    return snapshot.of<ResourceClaim>().at(inventory.claims[i].slot)->meta.created;
  };
  std::stable_sort(out.begin(), out.end(), [&](cluster::ClaimIndex a, cluster::ClaimIndex b) { return created(a) < created(b); });
  return out;
}

class Attempt {
 public:
  Attempt(const cluster::Snapshot& snapshot, const allocation::WhatIf& change, const std::vector<cluster::DeviceIndex>& devices)
      : m_context(snapshot), m_placement(m_context.topology()), m_change(change) {
    bool everywhere = false;
    for (const cluster::DeviceIndex index : devices) {
      const Text& node = snapshot.inventory->devices[index].node;
      everywhere = everywhere || node.empty();
      m_nodes.insert(node);
    }
    m_everywhere = everywhere;
  }

  /// The node on which the change lets the subject start, empty when none. What it takes there is taken for those that come
  /// after.
  [[nodiscard]] std::string node(const Subject& subject) {
    std::size_t tried = 0;
    for (const ExplanationContext::NodeEntry& entry : m_context.nodes()) {
      if ((!m_everywhere && m_nodes.count(entry.node->meta.name) == 0) || !podFits(subject, entry)) {
        continue;
      }
      if (++tried > kMostNodes) {
        break;
      }
      const allocation::Allocator& now = m_later == nullptr ? m_context.allocator() : *m_later;
      const Outcome outcome = now.allocate(*entry.node, subject.toAllocate, m_change);
      if (outcome.kind == Outcome::Kind::allocated &&
          m_context.allocator().allocate(*entry.node, subject.toAllocate).kind != Outcome::Kind::allocated) {
        take(subject, outcome, entry);
        return entry.node->meta.name.str();
      }
    }
    return {};
  }

 private:
  void take(const Subject& subject, const Outcome& outcome, const ExplanationContext::NodeEntry& entry) {
    if (subject.pod != nullptr && !entry.madeUp) {
      m_placement.add(*subject.pod, *entry.node);
    }
    for (std::size_t i = 0; i < subject.toAllocate.size() && i < outcome.results.size(); ++i) {
      auto claim = std::make_unique<ResourceClaim>(*subject.toAllocate[i]);
      claim->allocation = outcome.results[i].allocation;
      m_taken.push_back(std::move(claim));
    }
    allocation::World world = m_context.allocator().world();
    for (const auto& claim : m_taken) {
      world.claims.push_back(claim.get());
    }
    m_later = std::make_unique<const allocation::Allocator>(std::move(world));
  }
  [[nodiscard]] bool podFits(const Subject& subject, const ExplanationContext::NodeEntry& entry) {
    for (const ResourceClaim* claim : subject.claims) {
      if (claim->allocation != nullptr && claim->allocation->nodeSelector &&
          !matches(*claim->allocation->nodeSelector, entry.node->meta)) {
        return false;
      }
    }
    if (subject.pod == nullptr || entry.madeUp) {
      return true;
    }
    const allocation::PodRules& rules = m_placement.rulesOf(*subject.pod);
    return allocation::nodeFit(*subject.pod, *entry.node, m_placement.podsOn(*entry.node), m_context.servedByClaims(), &rules)
        .empty();
  }

  ExplanationContext m_context;
  allocation::Placement m_placement;  ///< with the pods that started
  const allocation::WhatIf& m_change;
  std::set<Text> m_nodes;
  bool m_everywhere = false;
  std::vector<std::unique_ptr<const ResourceClaim>> m_taken;  ///< those that started, with what they would get
  std::unique_ptr<const allocation::Allocator> m_later;       ///< with them; null while there are none
};

}  // namespace

Starts startsThen(const cluster::Snapshot& snapshot, const allocation::WhatIf& change,
                  const std::vector<cluster::DeviceIndex>& devices) {
  Starts out;
  const std::vector<cluster::ClaimIndex> waiting = waitingClaims(snapshot);
  out.waiting = waiting.size();
  if (waiting.empty() || devices.empty()) {
    return out;
  }
  Attempt attempt(snapshot, change, devices);
  std::set<const Pod*> pods;
  for (const cluster::ClaimIndex index : waiting) {
    const Subject subject = explanation::subjectOfClaim(snapshot, index);
    if (!subject.missing.empty() || (subject.pod != nullptr && !pods.insert(subject.pod).second)) {
      continue;  // a pod with several waiting claims is tried once, with all of them
    }
    if (out.looked >= kMostClaims || out.starts.size() >= kMostStarts) {
      break;
    }
    ++out.looked;
    const std::string node = attempt.node(subject);
    if (!node.empty()) {
      out.starts.push_back({index, explanation::qualifiedName(subject.focus->meta),
                            subject.pod == nullptr ? std::string() : explanation::qualifiedName(subject.pod->meta), node});
    }
  }
  return out;
}

void addStarts(const cluster::Snapshot& snapshot, const Starts& starts, ActionPlan& plan) {
  for (const Start& start : starts.starts) {
    const ResourceClaim* claim = snapshot.of<ResourceClaim>().at(snapshot.inventory->claims[start.claim].slot);
    Affected row;
    row.mark = Mark::good;
    row.verdict = "starts";
    row.object = {"claim", claim->meta.namespaceName.str(), claim->meta.name.str()};
    row.uid = claim->meta.uid.str();
    row.reason = "Waiting";
    row.why = start.pod.empty() ? "waits for such a device" : "pod " + start.pod + " waits for it";
    row.claims = {start.name};
    row.landing = {true, true, start.node, 1, ""};
    plan.affected.push_back(std::move(row));
  }
  if (starts.starts.size() >= kMostStarts || starts.looked >= kMostClaims) {
    plan.warnings.push_back(
        {Mark::neutral,
         "More claims may start",
         fmt::format("The oldest {} of {} that wait were tried, one after the other.", starts.looked, starts.waiting),
         {},
         {},
         {}});
  }
}

std::string startsWords(const Starts& starts) {
  if (starts.waiting == 0) {
    return "no claim waits";
  }
  if (starts.starts.empty()) {
    return "no waiting claim starts by it";
  }
  return starts.starts.size() == 1 ? starts.starts.front().name + " can start then"
                                   : fmt::format("{} waiting claims can start then", starts.starts.size());
}

}  // namespace claimscope::actions
