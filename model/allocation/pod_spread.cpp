// Topology spread of PodRules (podtopologyspread filtering.go and common.go).
#include <fmt/format.h>

#include <algorithm>

#include "model/allocation/pod_rules.h"

namespace claimscope::allocation {

void PodRules::addSpread(const SpreadConstraint& constraint) {
  Spread out{constraint};
  if (out.constraint.selector) {
    // Unlike affinity, the scheduler adds these itself, whatever the server has written into the selector.
    for (const Text& key : constraint.matchLabelKeys) {
      if (hasLabel(m_pod.meta.labels, key.view())) {
        SelectorRequirement requirement;
        requirement.key = key;
        requirement.values.push_back(labelValue(m_pod.meta.labels, key.view()));
        out.constraint.selector->matchExpressions.push_back(std::move(requirement));
      }
    }
    out.everyPod = out.constraint.selector->matchLabels.empty() && out.constraint.selector->matchExpressions.empty();
    out.self = matches(*out.constraint.selector, m_pod.meta.labels);
  }
  m_spread.push_back(std::move(out));
}

/// Nodes without one of the topology labels do not count for any constraint.
bool PodRules::hasEveryKey(const Node& node) const {
  return std::all_of(m_spread.begin(), m_spread.end(),
                     [&](const Spread& spread) { return hasLabel(node.meta.labels, spread.constraint.topologyKey.view()); });
}

void PodRules::addDomains(const Node& node) {
  if (!hasEveryKey(node)) {
    return;
  }
  for (Spread& spread : m_spread) {
    if (counts(spread, node)) {
      spread.counts.emplace(labelValue(node.meta.labels, spread.constraint.topologyKey.view()), 0);
    }
  }
}

/// The node inclusion policies (matchNodeInclusionPolicies).
bool PodRules::counts(const Spread& spread, const Node& node) const {
  if (spread.constraint.honorsAffinity) {
    const bool selected = std::all_of(m_pod.spec->nodeSelector.begin(), m_pod.spec->nodeSelector.end(), [&](const auto& label) {
      return hasLabel(node.meta.labels, label.first.view()) && labelValue(node.meta.labels, label.first.view()) == label.second;
    });
    if (!selected || (m_pod.spec->requiredNodeAffinity && !matches(*m_pod.spec->requiredNodeAffinity, node.meta))) {
      return false;
    }
  }
  return !spread.constraint.honorsTaints || std::none_of(node.taints.begin(), node.taints.end(), [&](const Taint& taint) {
    return (taint.effect == "NoSchedule" || taint.effect == "NoExecute") &&
           std::none_of(m_pod.spec->tolerations.begin(), m_pod.spec->tolerations.end(),
                        [&](const Toleration& toleration) { return tolerates(toleration, taint); });
  });
}

void PodRules::judgeSpread(const Node& node, std::vector<NodeRefusal>& refusals, bool& hidden) const {
  for (const Spread& spread : m_spread) {
    const Text& key = spread.constraint.topologyKey;
    if (!hasLabel(node.meta.labels, key.view())) {
      refusals.push_back(
          {NodeRefusal::Kind::topologySpread, fmt::format("topology spread over {}: the node has no such label", key.view())});
      continue;
    }
    if (!m_topology.complete()) {
      hidden = true;
      continue;
    }
    if (spread.least < 0) {
      spread.least = 0;
      if (!spread.counts.empty()) {
        spread.least = std::min_element(spread.counts.begin(), spread.counts.end(), [](const auto& a, const auto& b) {
                         return a.second < b.second;
                       })->second;
      }
    }
    // With fewer domains than asked for the least is taken as none, so that new domains are waited for.
    const bool few = static_cast<std::int64_t>(spread.counts.size()) < spread.constraint.minDomains;
    const auto here = spread.counts.find(labelValue(node.meta.labels, key.view()));
    const std::int64_t skew = (here == spread.counts.end() ? 0 : here->second) + (spread.self ? 1 : 0) - (few ? 0 : spread.least);
    if (skew > spread.constraint.maxSkew) {
      refusals.push_back({NodeRefusal::Kind::topologySpread, fmt::format("topology spread over {}: skew would be {}, maximum {}",
                                                                         key.view(), skew, spread.constraint.maxSkew)});
    }
  }
}

}  // namespace claimscope::allocation
