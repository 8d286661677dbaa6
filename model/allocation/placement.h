// Placement: the pods of a topology as a question moves them, and what they say about the place of the next one. One thread.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "model/allocation/pod_rules.h"

namespace claimscope::allocation {

/// Cheap to make. Where neither the pod nor any other has such rules, rulesOf() looks at nothing.
class Placement {
 public:
  /// The topology must outlive it.
  explicit Placement(const PodTopology& topology) : m_topology(topology), m_free(topology, Pod{}) {}
  Placement(const Placement&) = delete;
  Placement& operator=(const Placement&) = delete;

  /// A pod runs on that node from now on, or again; both must outlive this.
  void add(const Pod& pod, const Node& node);
  /// A pod of the topology, or one that was added, is gone. Nothing happens when it is neither.
  void remove(const Pod& pod);
  /// A node that the topology does not have; it must outlive this.
  void addNode(const Node& node);

  /// Those of the topology and of the changes.
  [[nodiscard]] std::vector<const Pod*> podsOn(const Node& node) const;
  /// Good until the next call that is not const.
  [[nodiscard]] const PodRules& rulesOf(const Pod& pod);

 private:
  [[nodiscard]] std::unique_ptr<PodRules> made(const Pod& pod) const;
  [[nodiscard]] bool isGone(const Pod& pod) const { return !m_gone.empty() && m_gone.count(&pod) != 0; }
  void changed(const Pod& pod, const Node& node, bool on);

  const PodTopology& m_topology;
  PodRules m_free;  ///< of every pod where there is no rule
  std::vector<const Node*> m_nodes;
  std::unordered_set<const Pod*> m_gone;
  std::vector<std::pair<const Pod*, const Node*>> m_added;
  bool m_addedRules = false;                      ///< an added pod has anti-affinity
  std::deque<std::unique_ptr<PodRules>> m_rules;  ///< the last ones asked for
};

}  // namespace claimscope::allocation
