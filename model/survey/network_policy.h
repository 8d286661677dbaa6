// NetworkPolicy (networking.k8s.io/v1): whom it selects, and what it lets through. Values; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/survey/document.h"

namespace claimscope::survey {

struct PolicyPeer {
  std::optional<LabelSelector> pods;        ///< none: all pods
  std::optional<LabelSelector> namespaces;  ///< none: the policy's own
  std::string cidr;                         ///< an ipBlock; then neither selector
};

struct PolicyPort {
  std::string protocol = "TCP";
  std::int64_t port = 0;     ///< 0: every port, or one by name
  std::int64_t endPort = 0;  ///< 0: no range
  std::string name;
};

struct PolicyRule {
  std::vector<PolicyPeer> peers;  ///< empty: everybody
  std::vector<PolicyPort> ports;  ///< empty: every port
};

struct NetworkPolicy {
  std::string namespaceName;
  std::string name;
  LabelSelector pods;
  bool ingress = false;  ///< it isolates pods in this direction
  bool egress = false;
  std::vector<PolicyRule> ingressRules;
  std::vector<PolicyRule> egressRules;
};

[[nodiscard]] NetworkPolicy readNetworkPolicy(const Json& object);

/// What a peer or port means to another pod of the cluster.
struct PolicyTarget {
  std::string namespaceName;
  Labels namespaceLabels;
  Labels labels;
};
/// The peer takes in this pod; an ipBlock may, so it is taken for a yes.
[[nodiscard]] bool admits(const PolicyPeer& peer, const std::string& policyNamespace, const PolicyTarget& target);
/// The rule lets one of UDP or TCP port 53 through to the cluster's DNS.
[[nodiscard]] bool admitsDns(const PolicyRule& rule, const std::string& policyNamespace, const PolicyTarget& dns);
/// "workload=ml, tier in (a, b)"; "every pod" for an empty selector.
[[nodiscard]] std::string selectorText(const LabelSelector& selector);
/// Labels with the one that every API server sets: kubernetes.io/metadata.name.
[[nodiscard]] Labels namespaceLabels(const std::string& name, const Labels& labels);

}  // namespace claimscope::survey
