// PodTerm: which pods a term of affinity means, namespaces and filled-in label keys included. Values; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/allocation/pod_topology.h"

namespace claimscope::allocation {

/// `maybe`: the labels of a namespace are hidden.
enum class TermMatch : std::uint8_t { no, maybe, yes };

/// framework.AffinityTerm of one pod.
class PodTerm {
 public:
  /// `owner` has the term in its spec.
  PodTerm(const PodAffinityTerm& term, const Pod& owner);

  [[nodiscard]] const Text& key() const { return m_key; }
  /// Whose turn it is: the scheduler unrolls the namespace selectors of the pod that it places, so that only namespaces that
  /// exist match; the terms of pods that run are asked with the labels of the new pod's namespace, none where it is missing.
  enum class Side : std::uint8_t { placed, running };
  [[nodiscard]] TermMatch matches(const Pod& pod, const PodTopology& topology, Side side) const;
  /// Pods of namespaces other than namespaces() can match.
  [[nodiscard]] bool anywhere() const { return m_everyNamespace || m_namespaceSelector; }
  [[nodiscard]] const std::vector<Text>& namespaces() const { return m_namespaces; }

 private:
  std::optional<LabelSelector> m_selector;
  std::vector<Text> m_namespaces;
  std::optional<LabelSelector> m_namespaceSelector;
  bool m_everyNamespace = false;
  Text m_key;
};

/// `keys` of the pod's own labels as further requirements; a key that the pod has not, or that `selector` names already (the
/// server has written it there), adds none (registry/core/pod/strategy.go applyLabelKeysToLabelSelector).
void fillIn(const List<Text>& keys, SelectorOperator op, const Labels& labels, LabelSelector& selector);
/// Whether fillIn() would add something for some pod.
[[nodiscard]] bool hasOpenKeys(const PodAffinityTerm& term);

}  // namespace claimscope::allocation
