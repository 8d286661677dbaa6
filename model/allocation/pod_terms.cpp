#include "model/allocation/pod_terms.h"

#include <algorithm>

namespace claimscope::allocation {

namespace {

bool names(const LabelSelector& selector, const Text& key) {
  return hasLabel(selector.matchLabels, key.view()) ||
         std::any_of(selector.matchExpressions.begin(), selector.matchExpressions.end(),
                     [&](const SelectorRequirement& requirement) { return requirement.key == key; });
}

bool isEmpty(const LabelSelector& selector) {
  return selector.matchLabels.empty() && selector.matchExpressions.empty();
}

}  // namespace

void fillIn(const List<Text>& keys, SelectorOperator op, const Labels& labels, LabelSelector& selector) {
  for (const Text& key : keys) {
    if (hasLabel(labels, key.view()) && !names(selector, key)) {
      SelectorRequirement requirement;
      requirement.key = key;
      requirement.op = op;
      requirement.values.push_back(labelValue(labels, key.view()));
      selector.matchExpressions.push_back(std::move(requirement));
    }
  }
}

bool hasOpenKeys(const PodAffinityTerm& term) {
  const auto open = [&](const List<Text>& keys) {
    return std::any_of(keys.begin(), keys.end(), [&](const Text& key) { return !names(*term.selector, key); });
  };
  return term.selector && (open(term.matchLabelKeys) || open(term.mismatchLabelKeys));
}

PodTerm::PodTerm(const PodAffinityTerm& term, const Pod& owner) : m_selector(term.selector), m_key(term.topologyKey) {
  if (m_selector) {
    fillIn(term.matchLabelKeys, SelectorOperator::in, owner.meta.labels, *m_selector);
    fillIn(term.mismatchLabelKeys, SelectorOperator::notIn, owner.meta.labels, *m_selector);
  }
  if (term.namespaces.empty() && !term.namespaceSelector) {
    m_namespaces.push_back(owner.meta.namespaceName);
  }
  m_namespaces.insert(m_namespaces.end(), term.namespaces.begin(), term.namespaces.end());
  if (term.namespaceSelector) {
    m_everyNamespace = isEmpty(*term.namespaceSelector);
    if (!m_everyNamespace) {
      m_namespaceSelector = term.namespaceSelector;
    }
  }
}

TermMatch PodTerm::matches(const Pod& pod, const PodTopology& topology, Side side) const {
  const bool named =
      m_everyNamespace || std::find(m_namespaces.begin(), m_namespaces.end(), pod.meta.namespaceName) != m_namespaces.end();
  if (!m_selector || (!named && !m_namespaceSelector) || !claimscope::matches(*m_selector, pod.meta.labels)) {
    return TermMatch::no;
  }
  if (named) {
    return TermMatch::yes;
  }
  const Labels* labels = topology.labelsOf(pod.meta.namespaceName);
  if (labels == nullptr && !topology.namespacesComplete()) {
    return TermMatch::maybe;
  }
  if (labels == nullptr && side == Side::placed) {
    return TermMatch::no;
  }
  return claimscope::matches(*m_namespaceSelector, labels == nullptr ? Labels{} : *labels) ? TermMatch::yes : TermMatch::no;
}

}  // namespace claimscope::allocation
