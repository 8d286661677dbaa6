#include "model/allocation/placement.h"

#include <algorithm>

namespace claimscope::allocation {

namespace {

constexpr std::size_t kMostKept = 16;  ///< pods of so many shapes are asked about in turns

bool keepsOthersAway(const Pod& pod) {
  return pod.spec->placement && !pod.spec->placement->antiAffinity.empty();
}

}  // namespace

void Placement::changed(const Pod& pod, const Node& node, bool on) {
  for (const std::unique_ptr<PodRules>& rules : m_rules) {
    rules->count(pod, node, on);
  }
}

void Placement::add(const Pod& pod, const Node& node) {
  if (!m_gone.empty() && pod.nodeName == node.meta.name && m_gone.erase(&pod) != 0) {
    changed(pod, node, true);  // back where it was
    return;
  }
  m_added.emplace_back(&pod, &node);
  m_addedRules = m_addedRules || keepsOthersAway(pod);
  changed(pod, node, true);
}

void Placement::remove(const Pod& pod) {
  const auto added = std::find_if(m_added.begin(), m_added.end(), [&](const auto& entry) { return entry.first == &pod; });
  if (added != m_added.end()) {
    changed(pod, *added->second, false);
    m_added.erase(added);
    return;
  }
  const PlaceIndex place = pod.nodeName.empty() || pod.finished() ? kNoPlace : m_topology.placeOf(pod.nodeName);
  if (place != kNoPlace && m_gone.insert(&pod).second) {
    changed(pod, *m_topology.places()[place].node, false);
  }
}

void Placement::addNode(const Node& node) {
  m_nodes.push_back(&node);
  m_rules.clear();
}

std::vector<const Pod*> Placement::podsOn(const Node& node) const {
  std::vector<const Pod*> out;
  if (const PlaceIndex place = m_topology.placeOf(node.meta.name); place != kNoPlace) {
    const auto& pods = m_topology.places()[place].pods;
    std::copy_if(pods.begin(), pods.end(), std::back_inserter(out), [&](const Pod* pod) { return !isGone(*pod); });
  }
  for (const auto& [pod, at] : m_added) {
    if (at->meta.name == node.meta.name) {
      out.push_back(pod);
    }
  }
  return out;
}

std::unique_ptr<PodRules> Placement::made(const Pod& pod) const {
  auto out = std::make_unique<PodRules>(m_topology, pod, m_nodes);
  const auto nodeOf = [&](const PlacedPod& placed) -> const Node& { return *m_topology.places()[placed.place].node; };
  for (const AntiAffineGroup& group : m_topology.antiAffine()) {
    std::vector<PodTerm> terms;
    for (const PodAffinityTerm& term : group.pods.front().pod->spec->placement->antiAffinity) {
      PodTerm one(term, *group.pods.front().pod);
      if (one.matches(pod, m_topology, PodTerm::Side::running) != TermMatch::no) {
        terms.push_back(std::move(one));
      }
    }
    if (terms.empty()) {
      continue;
    }
    for (const PlacedPod& placed : group.pods) {
      if (!isGone(*placed.pod)) {
        out->countRunning(terms, *placed.pod, nodeOf(placed), true);
      }
    }
  }
  if (out->hasOwn()) {
    const auto countAll = [&](const std::vector<PlacedPod>& pods) {
      for (const PlacedPod& placed : pods) {
        if (!isGone(*placed.pod)) {
          out->countOwn(*placed.pod, nodeOf(placed), true);
        }
      }
    };
    bool everywhere = false;
    const std::vector<Text> namespaces = out->namespaces(everywhere);
    if (everywhere) {
      for (const auto& [name, pods] : m_topology.podsByNamespace()) {
        countAll(pods);
      }
    } else {
      for (const Text& name : namespaces) {
        countAll(m_topology.podsOf(name));
      }
    }
  }
  for (const auto& [other, node] : m_added) {
    out->count(*other, *node, true);
  }
  return out;
}

const PodRules& Placement::rulesOf(const Pod& pod) {
  if (!m_addedRules && !pod.spec->placement && m_topology.antiAffine().empty()) {
    return m_free;
  }
  for (const std::unique_ptr<PodRules>& rules : m_rules) {
    if (rules->isFor(pod)) {
      return *rules;
    }
  }
  if (m_rules.size() >= kMostKept) {
    m_rules.pop_front();
  }
  return *m_rules.emplace_back(made(pod));
}

}  // namespace claimscope::allocation
