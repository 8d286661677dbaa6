#include "app/exporter/waiting_reasons.h"

#include <algorithm>
#include <memory>

#include "app/exporter/cluster_metrics.h"
#include "model/base/list_pool.h"
#include "model/explanation/context.h"

namespace claimscope::exporter {
namespace {

using cluster::ClaimIndex;
using cluster::ClaimView;
using cluster::Snapshot;
using explanation::ExplanationContext;

constexpr std::int64_t kStaysMs = 5 * 60'000;  ///< an answer may be this old before the claim counts as not explained
constexpr std::size_t kMostContexts = 4;       ///< each knows the devices of its drivers

/// What a pod asks of the cluster. Containers are there with their requests; their images only tell workloads apart.
std::size_t hashOf(const Pod& pod) {
  using identical::mix;
  std::size_t out = identical::hash(pod.spec->schedulerName);
  out = mix(out, identical::hash(pod.nodeName));
  out = mix(out, identical::hash(pod.spec->nodeSelector));
  out = mix(out, identical::hash(pod.spec->requiredNodeAffinity));
  out = mix(out, identical::hash(pod.spec->tolerations));
  out = mix(out, identical::hash(pod.spec->containers));
  out = mix(out, identical::hash(pod.spec->claims));
  out = mix(out, identical::hash(pod.spec->schedulingGates));
  return mix(out, identical::hash(pod.spec->overhead));
}

std::size_t hashOf(const Snapshot& snapshot, const ClaimView& view, const ResourceClaim& claim) {
  using identical::mix;
  std::size_t out = identical::hash(static_cast<const Text&>(view.heldAt));
  if (view.heldAt == "consumer") {
    return out;  // no pod asks for it, whatever it is
  }
  out = mix(out, identical::hash(claim.meta.namespaceName));
  out = mix(out, identical::hash(claim.spec.requests));
  out = mix(out, identical::hash(claim.spec.constraints));
  if (claim.classic != nullptr) {
    out = mix(out, identical::hash(claim.classic->resourceClassName));
    out = mix(out, identical::hash(claim.classic->parametersName));
  }
  const Pod* pod = view.pods.empty() ? nullptr : snapshot.of<Pod>().at(view.pods[0]);
  return pod == nullptr ? out : mix(out, hashOf(*pod));
}

/// Contexts by the drivers that they know; the last few are kept.
class Contexts {
 public:
  explicit Contexts(const Snapshot& snapshot) : m_snapshot(snapshot) {}

  const ExplanationContext& of(const ResourceClaim& claim) {
    std::vector<Text> drivers = explanation::driversOf(m_snapshot, {&claim});
    for (const Known& known : m_known) {
      if (known.drivers == drivers) {
        return *known.context;
      }
    }
    if (m_known.size() >= kMostContexts) {
      m_known.erase(m_known.begin());
    }
    m_known.push_back({drivers, std::make_unique<ExplanationContext>(m_snapshot, drivers)});
    return *m_known.back().context;
  }

 private:
  struct Known {
    std::vector<Text> drivers;
    std::unique_ptr<ExplanationContext> context;
  };
  const Snapshot& m_snapshot;
  std::vector<Known> m_known;
};

}  // namespace

WaitingReasons::WaitingReasons(std::int64_t budgetMs, std::function<std::int64_t()> steadyMs)
    : m_budgetMs(budgetMs), m_steadyMs(std::move(steadyMs)) {}

std::vector<WaitingReasons::Group> WaitingReasons::groupsOf(const Snapshot& snapshot) const {
  std::unordered_map<std::size_t, Group> byKey;
  const auto& claims = snapshot.inventory->claims;
  for (ClaimIndex i = 0; i < claims.size(); ++i) {
    const ClaimView& view = claims[i];
    if (view.state.view() != "pending") {
      continue;
    }
    const ResourceClaim& claim = *snapshot.of<ResourceClaim>().at(view.slot);
    const std::size_t key = hashOf(snapshot, view, claim);
    Group& group = byKey[key];
    if (group.oldest == cluster::kNone || claim.meta.created < group.created) {
      group.oldest = i;
      group.created = claim.meta.created;
    }
    group.key = key;
    ++group.claims;
  }
  std::vector<Group> out;
  out.reserve(byKey.size());
  for (const auto& [key, group] : byKey) {
    out.push_back(group);
  }
  return out;
}

void WaitingReasons::explain(const Snapshot& snapshot, std::vector<Group> groups) {
  const auto askedAt = [this](const Group& group) {
    const auto found = m_answers.find(group.key);
    return found == m_answers.end() ? std::int64_t{-1} : found->second.atMs;
  };
  // Those without an answer first, then the oldest answers; among equals the oldest claims.
  std::sort(groups.begin(), groups.end(),
            [&](const Group& a, const Group& b) { return std::pair(askedAt(a), a.created) < std::pair(askedAt(b), b.created); });
  Contexts contexts(snapshot);
  const std::int64_t start = m_steadyMs();
  for (const Group& group : groups) {
    if (m_steadyMs() - start >= m_budgetMs) {
      return;
    }
    const ClaimView& view = snapshot.inventory->claims[group.oldest];
    const ResourceClaim& claim = *snapshot.of<ResourceClaim>().at(view.slot);
    const explanation::Explanation answer = explanation::explainClaim(contexts.of(claim), group.oldest);
    m_answers[group.key] = {answer.reason, m_steadyMs(), true};
  }
}

WaitingCounts WaitingReasons::count(const Snapshot& snapshot) {
  WaitingCounts out;
  out.known = readable(snapshot, {Kind::ResourceClaim, Kind::Pod});
  if (!out.known) {
    return out;
  }
  const std::int64_t start = m_steadyMs();
  const std::vector<Group> groups = groupsOf(snapshot);
  explain(snapshot, groups);
  const std::int64_t now = m_steadyMs();
  for (auto& [key, answer] : m_answers) {
    answer.asked = false;
  }
  for (const Group& group : groups) {
    const auto found = m_answers.find(group.key);
    if (found != m_answers.end()) {
      found->second.asked = true;
    }
    if (found != m_answers.end() && now - found->second.atMs <= kStaysMs) {
      out.reasons[found->second.reason] += group.claims;
    } else {
      out.unexplained += group.claims;
    }
  }
  std::erase_if(m_answers, [](const auto& entry) { return !entry.second.asked; });
  out.seconds = static_cast<double>(now - start) / 1000;
  return out;
}

}  // namespace claimscope::exporter
