// PodRules: what other pods say about one pod's place: affinity, anti-affinity of both sides, spreading. One thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/allocation/pod_terms.h"
#include "model/allocation/refusal.h"

namespace claimscope::allocation {

/// The state that kube-scheduler 1.37 makes before it filters nodes (interpodaffinity and podtopologyspread PreFilter), for one
/// pod; kept true while pods come and go. Made by Placement.
class PodRules {
 public:
  /// Counts no pod yet. `more`: nodes beside those of the topology.
  PodRules(const PodTopology& topology, const Pod& pod, const std::vector<const Node*>& more = {});

  /// A pod on a node counts from now on, or no longer.
  void count(const Pod& other, const Node& node, bool on);
  /// The terms of running pods' anti-affinity alone, taken apart already.
  void countRunning(const std::vector<PodTerm>& terms, const Pod& other, const Node& node, bool on);
  /// What the pod's own terms and constraints find.
  void countOwn(const Pod& other, const Node& node, bool on);
  /// False where every node is as good as any other.
  [[nodiscard]] bool any() const { return hasOwn() || !m_running.empty(); }
  [[nodiscard]] bool hasOwn() const { return !m_affinity.empty() || !m_anti.empty() || !m_spread.empty(); }
  /// Namespaces whose pods countOwn() has to see; all of them where `everywhere` is set.
  [[nodiscard]] std::vector<Text> namespaces(bool& everywhere) const;

  /// Adds why the node is refused. Where that hangs on what is hidden, the rule is named in `unjudged` instead (may be null).
  void judge(const Node& node, std::vector<NodeRefusal>& refusals, std::vector<std::string>* unjudged) const;
  /// Whether the answers for the two pods are the same.
  [[nodiscard]] bool isFor(const Pod& pod) const;

 private:
  /// Who is where, by value of the topology label.
  struct Domains {
    std::unordered_map<Text, std::vector<const Pod*>> sure;
    std::unordered_map<Text, std::vector<const Pod*>> maybe;
    void count(TermMatch match, const Pod& pod, const Text& value, bool on);
  };
  struct Own {
    PodTerm term;
    Domains domains = {};
  };
  struct Spread {
    SpreadConstraint constraint;  ///< with its selector filled in
    bool everyPod = false;        ///< an empty selector counts none of the others (countPodsMatchSelector)
    bool self = false;            ///< the pod itself is one of those counted
    std::unordered_map<Text, std::int64_t> counts = {};
    mutable std::int64_t least = -1;  ///< of counts; -1: to be looked for
  };

  /// The pod itself, where it runs already: it does not count.
  [[nodiscard]] bool isSelf(const Pod& other) const;
  void addSpread(const SpreadConstraint& constraint);
  void addDomains(const Node& node);
  [[nodiscard]] TermMatch matchesAll(const Pod& other) const;
  [[nodiscard]] bool hasEveryKey(const Node& node) const;
  [[nodiscard]] bool counts(const Spread& spread, const Node& node) const;
  void judgeSpread(const Node& node, std::vector<NodeRefusal>& refusals, bool& hidden) const;
  /// Whether no affinity keeps the pod away; `maybe` where hidden things decide.
  [[nodiscard]] TermMatch judgeAffinity(const Node& node, std::string& detail) const;
  [[nodiscard]] TermMatch isFirst() const;

  const PodTopology& m_topology;
  Pod m_pod;
  std::vector<Own> m_affinity;
  std::int64_t m_sureFriends = 0;  ///< entries in the domains of m_affinity
  std::int64_t m_maybeFriends = 0;
  std::vector<Own> m_anti;
  std::vector<std::pair<Text, Domains>> m_running;  ///< pods whose anti-affinity means this one, by topology key
  std::vector<Spread> m_spread;
};

}  // namespace claimscope::allocation
