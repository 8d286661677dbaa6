// What a drain costs, and what can not be told: pods, budgets, options, order, hidden kinds.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "model/actions/cordon_node/cordon_step.h"
#include "model/actions/drain_node/notice_parts.h"
#include "model/actions/kept_ready.h"
#include "model/base/words.h"

namespace claimscope::actions::drain {

namespace {

using State = BudgetForecast::State;

void addPodWarnings(const Rehearsal& rehearsal, ActionPlan& plan) {
  const auto some = [&](auto&& test) {
    std::vector<const RehearsedPod*> out;
    for (const RehearsedPod& pod : rehearsal.pods) {
      if (pod.choice() == Choice::evict && test(pod)) {
        out.push_back(&pod);
      }
    }
    return out;
  };
  const auto warn = [&](const std::vector<const RehearsedPod*>& pods, std::string_view one, std::string_view many,
                        std::string_view detail) {
    if (!pods.empty()) {
      const bool single = pods.size() == 1;
      plan.warnings.push_back({Mark::warning,
                               single ? fmt::format("{} {}", nameOf(pods.front()->pod().meta), one)
                                      : fmt::format("{} {}", words::counted(static_cast<std::int64_t>(pods.size()), "pod"), many),
                               std::string(detail) + (single ? "" : " " + namesOf(pods) + "."),
                               podRef(*pods.front()),
                               std::nullopt,
                               {}});
    }
  };
  warn(some([](const RehearsedPod& pod) {
         return pod.base.filtered.reason == reason::kNoController || pod.base.filtered.reason == reason::kDaemonSetGone;
       }),
       "does not come back", "do not come back", "Nothing makes them again.");
  warn(some([](const RehearsedPod& pod) { return pod.pod().spec->usesEmptyDir && !pod.pod().finished(); }),
       "loses its emptyDir data", "lose their emptyDir data", "It goes with the pod.");
  warn(some([](const RehearsedPod& pod) { return pod.landing.fits && !pod.landing.reason.empty(); }),
       "lands where other rules of its own allow it", "land where other rules of their own allow it",
       "Volumes are not judged, nor rules that hang on pods or namespaces that can not be seen: the node named is the first that "
       "everything else allows.");
  warn(some([](const RehearsedPod& pod) { return pod.terminatingNamespace; }), "is in a namespace that is being deleted",
       "are in namespaces that are being deleted",
       "The server refuses evictions there: the drain waits until they go with their namespace.");
  warn(some([](const RehearsedPod& pod) { return pod.driver; }), "runs a DRA driver and belongs to no DaemonSet",
       "run DRA drivers and belong to no DaemonSet", "It leaves last, since the other pods can not end without it.");
  warn(some([&](const RehearsedPod& pod) {
         return pod.pod().meta.deleted().isSet() && rehearsal.snapshot.time - pod.pod().meta.deleted() > 60'000;
       }),
       "should have ended already", "should have ended already", "They may never go: look why before you drain.");
}

void addBudgetWarnings(const Rehearsal& rehearsal, ActionPlan& plan) {
  std::map<std::string, std::vector<const RehearsedPod*>> waiting;
  std::int64_t unknown = 0;
  for (const RehearsedPod& pod : rehearsal.pods) {
    if (pod.choice() != Choice::evict) {
      continue;
    }
    if (pod.budget.state == State::waits) {
      waiting[pod.pod().meta.namespaceName.str() + "/" + pod.budget.budget].push_back(&pod);
    }
    unknown += pod.budget.state == State::unknown ? 1 : 0;
  }
  for (const auto& entry : waiting) {
    const std::vector<const RehearsedPod*>& pods = entry.second;
    const BudgetForecast& budget = pods.front()->budget;
    const bool stuck = std::any_of(rehearsal.pods.begin(), rehearsal.pods.end(), [&](const RehearsedPod& pod) {
      return pod.budget.budget == budget.budget && pod.pod().meta.namespaceName == pods.front()->pod().meta.namespaceName &&
             pod.landing.known && !pod.landing.fits;
    });
    plan.warnings.push_back(
        {Mark::warning,
         fmt::format("PDB {} makes {} wait", budget.budget, words::counted(static_cast<std::int64_t>(pods.size()), "pod")),
         (budget.advice.empty() ? budget.why : budget.advice) + "." +
             (stuck ? " A pod under it has nowhere to go, so the wait may not end." : "") + " " + namesOf(pods) + ".",
         podRef(*pods.front()),
         std::nullopt,
         {}});
  }
  if (unknown > 0 && !rehearsal.options.disableEviction) {
    plan.warnings.push_back({Mark::warning,
                             fmt::format("Whether {} may go now can not be told", words::counted(unknown, "pod")),
                             "PodDisruptionBudgets are not seen. The server asks them all the same.",
                             std::nullopt,
                             std::nullopt,
                             {}});
  }
}

/// Deployments and StatefulSets whose Ready pods all leave in one turn, and that no budget speaks for: kubectl says nothing of
/// them.
void addOutageWarnings(const Rehearsal& rehearsal, ActionPlan& plan) {
  std::set<Text> namespaces;
  std::set<std::size_t> busy;  // nodes that lose pods, in the order of the drain
  for (const RehearsedPod& pod : rehearsal.pods) {
    if (pod.choice() == Choice::evict) {
      namespaces.insert(pod.pod().meta.namespaceName);
      busy.insert(pod.base.node);
    }
  }
  const ReadyPods ready(rehearsal.snapshot, namespaces);
  struct Leaving {
    ObjectRef workload;
    std::map<std::size_t, std::int64_t> byTurn;
  };
  std::map<std::string, Leaving> byController;
  bool unknown = false;
  for (const RehearsedPod& pod : rehearsal.pods) {
    const bool asked = pod.budget.state != State::none && pod.budget.state != State::unknown;
    const auto keeps =
        pod.choice() != Choice::evict || (asked && !rehearsal.options.disableEviction) ? std::nullopt : ready.keeps(pod.pod());
    if (keeps) {
      unknown = unknown || pod.budget.state == State::unknown;
      Leaving& leaving = byController[keeps->uid];
      leaving.workload = keeps->workload;
      ++leaving.byTurn[static_cast<std::size_t>(std::distance(busy.begin(), busy.find(pod.base.node)))];
    }
  }
  std::vector<std::string> names;
  std::optional<ObjectRef> first;
  for (const auto& [uid, leaving] : byController) {
    const std::int64_t all = ready.count(uid);
    std::int64_t most = 0;
    for (const auto& [turn, unused] : leaving.byTurn) {
      std::int64_t together = 0;  // of so many nodes at a time, beginning with this one
      for (const auto& [other, pods] : leaving.byTurn) {
        together += other >= turn && other < turn + rehearsal.options.nodesAtATime ? pods : 0;
      }
      most = std::max(most, together);
    }
    if (most == all) {
      first = first ? first : leaving.workload;
      names.push_back(fmt::format("{}/{} {} of {}", words::oneLine(leaving.workload.namespaceName),
                                  words::oneLine(leaving.workload.name), most, all));
    }
  }
  if (names.empty()) {
    return;
  }
  std::sort(names.begin(), names.end());
  const std::string_view budgets = rehearsal.options.disableEviction ? ""
                                   : unknown                         ? ", and no budget is seen that asks for one to stay"
                                                                     : ", and no budget asks for one to stay";
  plan.warnings.push_back(
      {Mark::warning,
       names.size() == 1
           ? fmt::format("{}/{} has no Ready pod meanwhile", words::oneLine(first->namespaceName), words::oneLine(first->name))
           : fmt::format("{} have no Ready pod meanwhile", words::counted(static_cast<std::int64_t>(names.size()), "workload")),
       fmt::format("All that are Ready leave together{}: {}.", budgets, words::listed(names)),
       first,
       std::nullopt,
       {}});
}

void addOptionWarnings(const Rehearsal& rehearsal, ActionPlan& plan) {
  const bool claims = std::any_of(rehearsal.pods.begin(), rehearsal.pods.end(),
                                  [](const RehearsedPod& pod) { return pod.choice() == Choice::evict && !pod.claims.empty(); });
  if (rehearsal.options.gracePeriod == 0 && claims) {
    plan.warnings.push_back(
        {Mark::warning, "Grace period 0 takes devices away while they are in use",
         "A pod that is deleted at once is gone for the server before its claims are unprepared: the devices may be "
         "given to another pod too early.",
         std::nullopt, std::nullopt, "grace-period"});
  }
  if (rehearsal.options.disableEviction) {
    plan.warnings.push_back({Mark::warning, "No PodDisruptionBudget is asked", "Pods are deleted, not evicted.", std::nullopt,
                             std::nullopt, "disable-eviction"});
  }
}

void addOrder(const Rehearsal& rehearsal, ActionPlan& plan) {
  if (rehearsal.nodes.size() < 2) {
    return;
  }
  std::vector<std::string> names;
  std::vector<std::string> bad;
  for (std::size_t n = 0; n < rehearsal.nodes.size(); ++n) {
    names.push_back(words::oneLine(rehearsal.nodes[n]->meta.name.view()));
    if (rehearsal.misfits[n] > 0) {
      bad.push_back(fmt::format("{} ({})", names.back(), words::counted(rehearsal.misfits[n], "pod")));
    }
  }
  if (bad.empty()) {
    return;
  }
  plan.warnings.push_back(
      {Mark::warning,
       "Not everything fits while all of them are out of service",
       fmt::format("Nowhere to go from {}. {}{}", words::listed(bad),
                   rehearsal.reordered ? "Order: " + words::listed(names, 8) + ", least displaced first. " : "",
                   rehearsal.fitsOneByOne ? "Drained alone and put back before the next one, each of them fits."
                                          : "Not even one by one."),
       std::nullopt,
       std::nullopt,
       {}});
}

void addUnseen(const Rehearsal& rehearsal, ActionPlan& plan) {
  std::vector<std::pair<Kind, std::string>> kinds = {
      {Kind::Pod, "There may be pods on the node that this plan does not know."},
      {Kind::DaemonSet, "Whether pods belong to a DaemonSet that exists can not be told."},
      {Kind::ResourceClaim, "Claims that would move may be missing here."},
      {Kind::ResourceSlice, "Where claims would go can not be told well: devices are missing."},
      {Kind::DeviceClass, "Where claims would go can not be told: their classes are missing."},
      {Kind::DeviceTaintRule, "Devices that look free may be tainted: landings are at best."},
      {Kind::Node, "Other nodes may be missing: landings are at best."},
  };
  if (!rehearsal.options.disableEviction) {
    kinds.insert(kinds.begin() + 1,
                 {Kind::PodDisruptionBudget, "What budgets allow can not be told; the server asks them all the same."});
  }
  const bool claims = std::any_of(rehearsal.pods.begin(), rehearsal.pods.end(),
                                  [](const RehearsedPod& pod) { return !pod.pod().spec->claims.empty(); });
  std::erase_if(kinds, [&](const auto& kind) {
    const bool ofClaims = kind.first == Kind::ResourceClaim || kind.first == Kind::ResourceSlice ||
                          kind.first == Kind::DeviceClass || kind.first == Kind::DeviceTaintRule;
    // A server without rules has none that could taint anything.
    const bool absentRules =
        kind.first == Kind::DeviceTaintRule && rehearsal.snapshot.source(kind.first).status.state == SourceState::notServed;
    return (ofClaims && !claims) || absentRules;
  });
  const std::vector<Notice> notices = unseen(rehearsal.snapshot, kinds);
  plan.warnings.insert(plan.warnings.end(), notices.begin(), notices.end());
}

}  // namespace

void addWarnings(const Rehearsal& rehearsal, ActionPlan& plan) {
  addClaimWarnings(rehearsal, plan);
  addBudgetWarnings(rehearsal, plan);
  addOutageWarnings(rehearsal, plan);
  addPodWarnings(rehearsal, plan);
  addOptionWarnings(rehearsal, plan);
  addOrder(rehearsal, plan);
  addSpareCapacity(rehearsal, plan);
  addUnseen(rehearsal, plan);
}

}  // namespace claimscope::actions::drain
