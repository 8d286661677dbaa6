#include "model/allocation/pod_rules.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/base/list_pool.h"

namespace claimscope::allocation {

using Kind = NodeRefusal::Kind;
using Side = PodTerm::Side;

namespace {

/// Null where the node has no such label.
const Text* topologyValue(const Node& node, const Text& key) {
  for (const auto& [name, value] : node.meta.labels) {
    if (name == key) {
      return &value;
    }
  }
  return nullptr;
}

/// On one node its own name says nothing new.
std::string domainText(const Text& key, const Text& value) {
  return key == "kubernetes.io/hostname" ? key.str() : key.str() + "=" + value.str();
}

std::string podsText(const std::vector<const Pod*>& pods) {
  const std::string first = pods.front()->meta.namespaceName.str() + "/" + pods.front()->meta.name.str();
  return pods.size() == 1 ? first : fmt::format("{} and {} more", first, pods.size() - 1);
}

const std::vector<const Pod*>* podsAt(const std::unordered_map<Text, std::vector<const Pod*>>& domains, const Text* value) {
  const auto found = value == nullptr ? domains.end() : domains.find(*value);
  return found == domains.end() ? nullptr : &found->second;
}

}  // namespace

void PodRules::Domains::count(TermMatch match, const Pod& pod, const Text& value, bool on) {
  auto& domains = match == TermMatch::yes ? sure : maybe;
  if (on) {
    domains[value].push_back(&pod);
    return;
  }
  const auto found = domains.find(value);
  if (found == domains.end()) {
    return;
  }
  const auto at = std::find(found->second.begin(), found->second.end(), &pod);
  if (at != found->second.end()) {
    found->second.erase(at);
  }
  if (found->second.empty()) {
    domains.erase(found);
  }
}

PodRules::PodRules(const PodTopology& topology, const Pod& pod, const std::vector<const Node*>& more)
    : m_topology(topology), m_pod(pod) {
  if (!pod.spec->placement) {
    return;
  }
  for (const PodAffinityTerm& term : pod.spec->placement->affinity) {
    m_affinity.push_back({PodTerm(term, pod)});
  }
  for (const PodAffinityTerm& term : pod.spec->placement->antiAffinity) {
    m_anti.push_back({PodTerm(term, pod)});
  }
  for (const SpreadConstraint& constraint : pod.spec->placement->spread) {
    addSpread(constraint);
  }
  if (m_spread.empty()) {
    return;
  }
  for (const PodTopology::Place& place : topology.places()) {
    addDomains(*place.node);
  }
  for (const Node* node : more) {
    addDomains(*node);
  }
}

bool PodRules::isSelf(const Pod& other) const {
  return !m_pod.nodeName.empty() && other.meta.name == m_pod.meta.name && other.meta.uid == m_pod.meta.uid &&
         other.meta.namespaceName == m_pod.meta.namespaceName;
}

bool PodRules::isFor(const Pod& pod) const {
  // One that runs already is left out of the others, so its answers are its own.
  const bool runs = !pod.nodeName.empty();
  if (runs == m_pod.nodeName.empty() || (runs && !isSelf(pod))) {
    return false;
  }
  return pod.meta.namespaceName == m_pod.meta.namespaceName && identical::same(pod.meta.labels, m_pod.meta.labels) &&
         identical::same(pod.spec->placement, m_pod.spec->placement) &&
         identical::same(pod.spec->nodeSelector, m_pod.spec->nodeSelector) &&
         identical::same(pod.spec->requiredNodeAffinity, m_pod.spec->requiredNodeAffinity) &&
         identical::same(pod.spec->tolerations, m_pod.spec->tolerations);
}

std::vector<Text> PodRules::namespaces(bool& everywhere) const {
  std::vector<Text> out;
  everywhere = false;
  const auto add = [&](const Text& name) {
    if (std::find(out.begin(), out.end(), name) == out.end()) {
      out.push_back(name);
    }
  };
  for (const auto* terms : {&m_affinity, &m_anti}) {
    for (const Own& own : *terms) {
      everywhere = everywhere || own.term.anywhere();
      std::for_each(own.term.namespaces().begin(), own.term.namespaces().end(), add);
    }
  }
  if (!m_spread.empty()) {
    add(m_pod.meta.namespaceName);
  }
  return out;
}

TermMatch PodRules::matchesAll(const Pod& other) const {
  TermMatch out = m_affinity.empty() ? TermMatch::no : TermMatch::yes;
  for (const Own& own : m_affinity) {
    out = std::min(out, own.term.matches(other, m_topology, Side::placed));
  }
  return out;
}

void PodRules::count(const Pod& other, const Node& node, bool on) {
  if (isSelf(other)) {
    return;
  }
  if (hasOwn()) {
    countOwn(other, node, on);
  }
  if (other.spec->placement && !other.spec->placement->antiAffinity.empty()) {
    std::vector<PodTerm> terms;
    for (const PodAffinityTerm& term : other.spec->placement->antiAffinity) {
      terms.emplace_back(term, other);
    }
    countRunning(terms, other, node, on);
  }
}

void PodRules::countRunning(const std::vector<PodTerm>& terms, const Pod& other, const Node& node, bool on) {
  if (isSelf(other)) {
    return;
  }
  for (const PodTerm& term : terms) {
    const Text* value = topologyValue(node, term.key());
    const TermMatch match = value == nullptr ? TermMatch::no : term.matches(m_pod, m_topology, Side::running);
    if (match == TermMatch::no) {
      continue;
    }
    auto domains = std::find_if(m_running.begin(), m_running.end(), [&](const auto& entry) { return entry.first == term.key(); });
    if (domains == m_running.end()) {
      domains = m_running.insert(m_running.end(), {term.key(), Domains{}});
    }
    domains->second.count(match, other, *value, on);
  }
}

void PodRules::countOwn(const Pod& other, const Node& node, bool on) {
  if (isSelf(other)) {
    return;
  }
  const TermMatch friends = matchesAll(other);
  for (Own& own : m_affinity) {
    const Text* value = friends == TermMatch::no ? nullptr : topologyValue(node, own.term.key());
    if (value != nullptr) {
      own.domains.count(friends, other, *value, on);
      (friends == TermMatch::yes ? m_sureFriends : m_maybeFriends) += on ? 1 : -1;
    }
  }
  for (Own& own : m_anti) {
    const Text* value = topologyValue(node, own.term.key());
    const TermMatch match = value == nullptr ? TermMatch::no : own.term.matches(other, m_topology, Side::placed);
    if (match != TermMatch::no) {
      own.domains.count(match, other, *value, on);
    }
  }
  // A pod that is being deleted counts for affinity until it is gone, but not for spreading.
  if (m_spread.empty() || other.meta.deleted().isSet() || !(other.meta.namespaceName == m_pod.meta.namespaceName) ||
      !hasEveryKey(node)) {
    return;
  }
  for (Spread& spread : m_spread) {
    if (spread.constraint.selector && !spread.everyPod && counts(spread, node) &&
        matches(*spread.constraint.selector, other.meta.labels)) {
      spread.counts[*topologyValue(node, spread.constraint.topologyKey)] += on ? 1 : -1;
      spread.least = -1;
    }
  }
}

/// A pod whose affinity no other pod answers may be the first of its kind, where it answers it itself
/// (satisfiesSelfAffinityCheck).
TermMatch PodRules::isFirst() const {
  if (m_sureFriends > 0) {
    return TermMatch::no;
  }
  const TermMatch self = matchesAll(m_pod);
  return m_maybeFriends > 0 || !m_topology.complete() ? std::min(self, TermMatch::maybe) : self;
}

TermMatch PodRules::judgeAffinity(const Node& node, std::string& detail) const {
  TermMatch out = TermMatch::yes;
  const Own* lacks = nullptr;
  for (const Own& own : m_affinity) {
    const Text* value = topologyValue(node, own.term.key());
    if (value == nullptr) {
      detail = fmt::format("pod affinity over {}: the node has no such label", own.term.key().view());
      return TermMatch::no;
    }
    if (podsAt(own.domains.sure, value) != nullptr) {
      continue;
    }
    const TermMatch here = podsAt(own.domains.maybe, value) != nullptr ? TermMatch::maybe : TermMatch::no;
    lacks = here == TermMatch::no && lacks == nullptr ? &own : lacks;
    out = std::min(out, here);
  }
  if (out == TermMatch::yes) {
    return out;
  }
  if (const TermMatch first = isFirst(); first > out) {
    return first;
  }
  if (out == TermMatch::no) {
    detail = fmt::format("pod affinity: no pod that it goes with in {}",
                         domainText(lacks->term.key(), *topologyValue(node, lacks->term.key())));
    return m_topology.complete() ? TermMatch::no : TermMatch::maybe;
  }
  return out;
}

void PodRules::judge(const Node& node, std::vector<NodeRefusal>& refusals, std::vector<std::string>* unjudged) const {
  const auto hidden = [&](const char* words) {
    if (unjudged != nullptr && std::find(unjudged->begin(), unjudged->end(), words) == unjudged->end()) {
      unjudged->emplace_back(words);
    }
  };
  bool hiddenSpread = false;
  judgeSpread(node, refusals, hiddenSpread);
  if (hiddenSpread) {
    hidden("topology spread");
  }
  std::string detail;
  const TermMatch friends = judgeAffinity(node, detail);
  if (friends == TermMatch::no) {
    refusals.push_back({Kind::podAffinity, std::move(detail)});
  } else if (friends == TermMatch::maybe) {
    hidden("pod affinity");
  }
  for (const Own& own : m_anti) {
    const Text* value = topologyValue(node, own.term.key());
    if (const auto* pods = podsAt(own.domains.sure, value)) {
      refusals.push_back({Kind::podAntiAffinity, fmt::format("pod anti-affinity: {} already has {}",
                                                             domainText(own.term.key(), *value), podsText(*pods))});
    } else if (podsAt(own.domains.maybe, value) != nullptr || (value != nullptr && !m_topology.complete())) {
      hidden("pod anti-affinity");
    }
  }
  for (const auto& [key, domains] : m_running) {
    const Text* value = topologyValue(node, key);
    if (const auto* pods = podsAt(domains.sure, value)) {
      refusals.push_back({Kind::runningAntiAffinity,
                          fmt::format("pod anti-affinity of {}: not with it in {}", podsText(*pods), domainText(key, *value))});
    } else if (podsAt(domains.maybe, value) != nullptr) {
      hidden("anti-affinity of pods that run");
    }
  }
}

}  // namespace claimscope::allocation
