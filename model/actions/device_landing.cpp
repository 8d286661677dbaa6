#include "model/actions/device_landing.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "model/allocation/allocator.h"
#include "model/allocation/node_fit.h"
#include "model/base/words.h"
#include "model/explanation/context.h"

namespace claimscope::actions {
namespace {

using allocation::Allocator;
using allocation::Outcome;
using explanation::ExplanationContext;

constexpr std::size_t kMostPods = 24;
constexpr std::int64_t kMostSteps = 2'000'000;

class Placer {
 public:
  Placer(const cluster::Snapshot& snapshot, const std::vector<RuleScope>& scopes, const RuleTaint& taint,
         DeviceForecast& forecast)
      : m_snapshot(snapshot), m_forecast(forecast), m_context(snapshot), m_placement(m_context.topology()) {
    for (const RuleScope& scope : scopes) {
      auto rule = std::make_unique<DeviceTaintRule>();
      rule->hasSelector = true;
      rule->driver = Text(scope.driver);
      rule->pool = Text(scope.pool);
      rule->device = Text(scope.device);
      rule->taint = {Text(taint.key), Text(taint.value), Text("NoExecute"), {}};
      m_rules.push_back(std::move(rule));
    }
    for (const ForecastPod& pod : forecast.pods) {
      if (!pod.stays) {
        m_leaving.insert(pod.pod);
        m_placement.remove(*pod.pod);
      }
    }
  }

  void place() {
    std::size_t tried = 0;
    for (ForecastPod& pod : m_forecast.pods) {
      if (pod.stays || pod.ending) {
        continue;
      }
      if (pod.pod->meta.controller() == nullptr) {
        pod.landing.reason = "nothing makes it again";
      } else if (++tried > kMostPods) {
        pod.landing.reason = "not looked into";
      } else {
        pod.landing = placed(*pod.pod);
      }
    }
  }

 private:
  /// The claims of the pod as its successor asks for them.
  struct Wanted {
    std::vector<const ResourceClaim*> toAllocate;
    std::vector<std::unique_ptr<ResourceClaim>> made;  ///< owns those of toAllocate
    std::vector<const ResourceClaim*> bound;           ///< allocated and kept: they say where it has to go
    std::vector<const ResourceClaim*> origin;          ///< of toAllocate, in order
  };

  [[nodiscard]] Wanted wantedBy(const Pod& pod) const {
    Wanted out;
    const cluster::Slot slot = m_snapshot.of<Pod>().slotOf(pod.meta.namespaceName, pod.meta.name);
    for (const cluster::ClaimIndex index : m_snapshot.inventory->claimsOfPod(slot)) {
      const ClaimUse use = useOf(m_snapshot, index);
      const auto again = m_again.find(use.claim);
      if (again != m_again.end()) {
        out.bound.push_back(again->second.get());  // a pod before this one has had it allocated anew
      } else if (!released(use)) {
        out.bound.push_back(use.claim);
      } else {
        auto next = std::make_unique<ResourceClaim>(*use.claim);
        next->allocation = nullptr;
        next->reservedFor.clear();
        out.toAllocate.push_back(next.get());
        out.origin.push_back(use.claim);
        out.made.push_back(std::move(next));
      }
    }
    return out;
  }

  /// Its devices become free: everybody who uses it leaves, or it goes with its pod.
  [[nodiscard]] bool released(const ClaimUse& use) const {
    if (use.claim->allocation == nullptr) {
      return true;
    }
    return !use.consumers.empty() && std::all_of(use.consumers.begin(), use.consumers.end(), [&](const Consumer& consumer) {
      return isDead(consumer.state) || consumer.state == ConsumerState::ending ||
             (consumer.pod != nullptr && m_leaving.count(consumer.pod) != 0);
    });
  }

  [[nodiscard]] const Allocator& allocator() {
    if (m_allocator == nullptr) {
      allocation::World world = m_context.allocator().world();
      for (const auto& rule : m_rules) {
        world.taintRules.push_back(rule.get());
      }
      std::set<const ResourceClaim*> gone;
      for (const Pod* pod : m_leaving) {
        const cluster::Slot slot = m_snapshot.of<Pod>().slotOf(pod->meta.namespaceName, pod->meta.name);
        for (const cluster::ClaimIndex index : m_snapshot.inventory->claimsOfPod(slot)) {
          if (const ClaimUse use = useOf(m_snapshot, index); released(use)) {
            gone.insert(use.claim);
          }
        }
      }
      std::erase_if(world.claims, [&](const ResourceClaim* claim) { return gone.count(claim) != 0; });
      for (const auto& [origin, claim] : m_again) {
        world.claims.push_back(claim.get());
      }
      m_allocator = std::make_unique<const Allocator>(std::move(world));
    }
    return *m_allocator;
  }

  [[nodiscard]] static bool reaches(const std::vector<const ResourceClaim*>& bound, const Node& node) {
    return std::all_of(bound.begin(), bound.end(), [&](const ResourceClaim* claim) {
      return claim->allocation == nullptr || !claim->allocation->nodeSelector ||
             matches(*claim->allocation->nodeSelector, node.meta);
    });
  }

  [[nodiscard]] Landing placed(const Pod& pod) {
    Wanted wanted = wantedBy(pod);
    auto successor = std::make_unique<Pod>(pod);
    Pod& next = *successor;
    next.meta.rare.edit().deleted = {};
    const bool daemon = pod.meta.controller()->kind == "DaemonSet";
    if (!daemon) {
      next.nodeName = Text();
    }
    const allocation::PodRules& rules = m_placement.rulesOf(next);
    allocation::WhatIf change;
    change.maxSteps = kMostSteps;
    std::size_t fitting = 0;
    std::size_t reached = 0;
    std::string others;  ///< how other pods keep it away from the first node where they do
    for (const ExplanationContext::NodeEntry& entry : m_context.nodes()) {
      if (daemon && !(entry.node->meta.name == pod.nodeName)) {
        continue;
      }
      if (!entry.madeUp) {
        const std::vector<allocation::NodeRefusal> refused =
            allocation::nodeFit(next, *entry.node, m_placement.podsOn(*entry.node), m_context.servedByClaims(), &rules);
        if (!refused.empty()) {
          others = others.empty() && refused.front().byOtherPods() ? refused.front().detail : others;
          continue;
        }
      }
      ++fitting;
      if (!reaches(wanted.bound, *entry.node)) {
        continue;
      }
      ++reached;
      const Outcome outcome = allocator().allocate(*entry.node, wanted.toAllocate, change);
      if (outcome.kind == Outcome::Kind::allocated) {
        const std::string unjudged = words::listed(allocation::unjudgedRules(next, *entry.node, &rules), 5);
        take(wanted, outcome);
        m_placement.add(next, *entry.node);
        m_next.push_back(std::move(successor));
        return {true, true, entry.node->meta.name.str(), 0, unjudged};
      }
    }
    return {true,
            false,
            {},
            0,
            fitting == 0   ? (others.empty() ? "no node takes it" : words::oneLine(others))
            : reached == 0 ? "its other claims are bound to another node"
                           : "no other device is free"};
  }

  void take(Wanted& wanted, const Outcome& outcome) {
    for (std::size_t i = 0; i < wanted.made.size() && i < outcome.results.size(); ++i) {
      wanted.made[i]->allocation = outcome.results[i].allocation;
      m_again[wanted.origin[i]] = std::move(wanted.made[i]);
    }
    if (!wanted.origin.empty()) {
      m_allocator = nullptr;  // the next pod finds these devices taken
    }
  }

  const cluster::Snapshot& m_snapshot;
  DeviceForecast& m_forecast;
  ExplanationContext m_context;
  std::vector<std::unique_ptr<const Pod>> m_next;  ///< that have been placed
  allocation::Placement m_placement;               ///< without those that leave, with those that have been placed
  std::vector<std::unique_ptr<DeviceTaintRule>> m_rules;
  std::set<const Pod*> m_leaving;
  std::map<const ResourceClaim*, std::unique_ptr<ResourceClaim>> m_again;  ///< claims that were placed, by what they are now
  std::unique_ptr<const Allocator> m_allocator;
};

}  // namespace

void placeLeaving(const cluster::Snapshot& snapshot, const std::vector<RuleScope>& scopes, const RuleTaint& taint,
                  DeviceForecast& forecast) {
  if (forecast.leaving() > 0) {
    Placer(snapshot, scopes, taint, forecast).place();
  }
}

}  // namespace claimscope::actions
