#include "model/posture/manifests.h"

#include "model/base/json_tree.h"
#include "model/base/yaml.h"

namespace claimscope::posture {
namespace {

using Json = nlohmann::ordered_json;

Json header(const std::string& name, const std::string& namespaceName) {
  return {{"apiVersion", "networking.k8s.io/v1"},
          {"kind", "NetworkPolicy"},
          {"metadata", {{"name", name}, {"namespace", namespaceName}}}};
}

/// Pods of the cluster's DNS, by the labels that every API server and CoreDNS of kubeadm, EKS, GKE and AKS set.
Json dnsRule() {
  const Json peer = {{"namespaceSelector", {{"matchLabels", {{"kubernetes.io/metadata.name", "kube-system"}}}}},
                     {"podSelector", {{"matchLabels", {{"k8s-app", "kube-dns"}}}}}};
  return {{"to", Json::array({peer})},
          {"ports", Json::array({{{"protocol", "UDP"}, {"port", 53}}, {{"protocol", "TCP"}, {"port", 53}}})}};
}

std::string text(const Json& document) {
  return yaml::fromJson(document.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace

std::string isolationPolicy(const std::string& namespaceName, const std::string& labelKey,
                            const std::vector<std::string>& labelValues) {
  Json selector = Json::object();
  if (!labelKey.empty()) {
    const Json expression = {{"key", labelKey}, {"operator", "In"}, {"values", labelValues}};
    selector["matchExpressions"] = Json::array({expression});
  }
  const Json inside = {{"podSelector", Json::object()}};
  Json out = header("claim-pods-isolation", namespaceName);
  out["spec"] = {{"podSelector", selector},
                 {"policyTypes", Json::array({"Ingress", "Egress"})},
                 {"ingress", Json::array({{{"from", Json::array({inside})}}})},
                 {"egress", Json::array({{{"to", Json::array({inside})}}, dnsRule()})}};
  return text(out);
}

std::string dnsPolicy(const std::string& namespaceName, const std::string& selectorJson) {
  Json out = header("allow-dns", namespaceName);
  const Json selector = Json::parse(selectorJson, nullptr, false);
  out["spec"] = {{"podSelector", selector.is_object() ? selector : Json::object()},
                 {"policyTypes", Json::array({"Egress"})},
                 {"egress", Json::array({dnsRule()})}};
  return text(out);
}

std::string yamlText(const std::string& value) {
  std::string out = yaml::fromJson(Json(value).dump(-1, ' ', false, Json::error_handler_t::replace));
  while (!out.empty() && out.back() == '\n') {
    out.pop_back();
  }
  return out;
}

}  // namespace claimscope::posture
