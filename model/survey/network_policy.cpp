#include "model/survey/network_policy.h"

#include <algorithm>

namespace claimscope::survey {
namespace {

constexpr const char* kNameLabel = "kubernetes.io/metadata.name";
constexpr std::int64_t kDnsPort = 53;

std::int64_t integerOf(const Json& value) {
  return value.is_number_integer() ? value.get<std::int64_t>() : 0;
}

std::vector<PolicyRule> rulesOf(const Json& list, const char* peersKey) {
  std::vector<PolicyRule> out;
  if (!list.is_array()) {
    return out;
  }
  for (const Json& one : list) {
    PolicyRule rule;
    const Json& peers = child(one, peersKey);
    for (const Json& each : peers.is_array() ? peers : Json::array()) {
      PolicyPeer peer;
      if (const Json& pods = child(each, "podSelector"); pods.is_object()) {
        peer.pods = selectorOf(pods);
      }
      if (const Json& namespaces = child(each, "namespaceSelector"); namespaces.is_object()) {
        peer.namespaces = selectorOf(namespaces);
      }
      peer.cidr = fieldText(child(each, "ipBlock"), "cidr");
      rule.peers.push_back(std::move(peer));
    }
    const Json& ports = child(one, "ports");
    for (const Json& each : ports.is_array() ? ports : Json::array()) {
      PolicyPort port;
      if (const std::string protocol = fieldText(each, "protocol"); !protocol.empty()) {
        port.protocol = protocol;
      }
      port.port = integerOf(child(each, "port"));
      port.endPort = integerOf(child(each, "endPort"));
      port.name = fieldText(each, "port");
      rule.ports.push_back(std::move(port));
    }
    out.push_back(std::move(rule));
  }
  return out;
}

}  // namespace

NetworkPolicy readNetworkPolicy(const Json& object) {
  NetworkPolicy out;
  const Json& metadata = child(object, "metadata");
  out.namespaceName = fieldText(metadata, "namespace");
  out.name = fieldText(metadata, "name");
  const Json& spec = child(object, "spec");
  out.pods = selectorOf(child(spec, "podSelector"));
  out.ingressRules = rulesOf(child(spec, "ingress"), "from");
  out.egressRules = rulesOf(child(spec, "egress"), "to");
  const std::vector<std::string> types = texts(child(spec, "policyTypes"));
  const auto has = [&](const char* type) { return std::find(types.begin(), types.end(), type) != types.end(); };
  // The server's default (networking/v1 defaults.go): Ingress always, Egress where there are egress rules.
  out.ingress = types.empty() || has("Ingress");
  out.egress = types.empty() ? !out.egressRules.empty() : has("Egress");
  return out;
}

Labels namespaceLabels(const std::string& name, const Labels& labels) {
  if (hasLabel(labels, kNameLabel)) {
    return labels;
  }
  std::vector<std::pair<Text, Text>> all(labels.begin(), labels.end());
  all.emplace_back(Text(kNameLabel), Text(name));
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return {all.begin(), all.end()};
}

bool admits(const PolicyPeer& peer, const std::string& policyNamespace, const PolicyTarget& target) {
  if (!peer.cidr.empty()) {
    return true;
  }
  if (peer.namespaces ? !matches(*peer.namespaces, namespaceLabels(target.namespaceName, target.namespaceLabels))
                      : policyNamespace != target.namespaceName) {
    return false;
  }
  return !peer.pods || matches(*peer.pods, target.labels);
}

bool admitsDns(const PolicyRule& rule, const std::string& policyNamespace, const PolicyTarget& dns) {
  const bool port = rule.ports.empty() || std::any_of(rule.ports.begin(), rule.ports.end(), [](const PolicyPort& p) {
                      const bool every = p.port == 0 && p.name.empty();
                      const bool range = p.port <= kDnsPort && kDnsPort <= std::max(p.port, p.endPort);
                      return every || (p.port != 0 && range) || p.name.starts_with("dns");
                    });
  return port && (rule.peers.empty() || std::any_of(rule.peers.begin(), rule.peers.end(),
                                                    [&](const PolicyPeer& peer) { return admits(peer, policyNamespace, dns); }));
}

std::string selectorText(const LabelSelector& selector) {
  std::string out;
  const auto add = [&out](const std::string& part) { out += (out.empty() ? "" : ", ") + part; };
  for (const auto& [key, value] : selector.matchLabels) {
    add(key.str() + "=" + value.str());
  }
  for (const SelectorRequirement& one : selector.matchExpressions) {
    std::string values;
    for (const Text& value : one.values) {
      values += (values.empty() ? "" : ", ") + value.str();
    }
    switch (one.op) {
      case SelectorOperator::in:
        add(one.key.str() + " in (" + values + ")");
        break;
      case SelectorOperator::notIn:
        add(one.key.str() + " notin (" + values + ")");
        break;
      case SelectorOperator::exists:
        add(one.key.str());
        break;
      case SelectorOperator::doesNotExist:
        add("!" + one.key.str());
        break;
      default:
        add(one.key.str() + " (unknown operator)");
    }
  }
  return out.empty() ? "every pod" : out;
}

}  // namespace claimscope::survey
