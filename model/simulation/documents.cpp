#include "model/simulation/documents.h"

namespace claimscope::simulation::documents {

namespace {

Document document(std::string_view namespaceName, std::string_view name, Time created) {
  auto out = std::make_shared<PlainObject>();
  out->namespaceName = Text(namespaceName);
  out->name = Text(name);
  out->created = created;
  return out;
}

void writeCondition(JsonWriter& json, std::string_view type, std::string_view status, Time since, std::string_view reason,
                    std::string_view message) {
  json.open();
  json.text("type", type);
  json.text("status", status);
  json.time("lastTransitionTime", since);
  json.text("reason", reason);
  json.text("message", message);
  json.close();
}

void writeAmounts(JsonWriter& json, std::string_view key, const Amounts& amounts) {
  json.open(key);
  for (const auto& [name, value] : amounts) {
    json.text(name, value);
  }
  json.close();
}

}  // namespace

Document namespaceNamed(std::string_view name, Time created) {
  Document out = document({}, name, created);
  std::string labels = jsonObject({{"kubernetes.io/metadata.name", name}});
  if (name == "monitoring") {
    labels = jsonObject({{"kubernetes.io/metadata.name", name}, {"resource.kubernetes.io/admin-access", "true"}});
  }
  out->labels = Text(labels);
  out->body = R"("spec":{"finalizers":["kubernetes"]},"status":{"phase":"Active"})";
  return out;
}

Document disruptionBudget(std::string_view namespaceName, std::string_view name, std::string_view labels, std::int32_t healthy,
                          std::int32_t expected, Time created) {
  Document out = document(namespaceName, name, created);
  out->generation = 1;
  JsonWriter json(out->body);
  json.open("spec");
  json.number("maxUnavailable", 1);
  json.open("selector");
  json.raw("matchLabels", labels);
  json.close();
  json.close();
  json.open("status");
  json.number("observedGeneration", 1);
  const std::int32_t desired = expected > 0 ? expected - 1 : 0;
  json.number("disruptionsAllowed", healthy > desired ? healthy - desired : 0);
  json.number("currentHealthy", healthy);
  json.number("desiredHealthy", desired);
  json.number("expectedPods", expected);
  json.close();
  return out;
}

Document quota(std::string_view namespaceName, std::string_view name, const Amounts& hard, const Amounts& used, Time created) {
  Document out = document(namespaceName, name, created);
  JsonWriter json(out->body);
  json.open("spec");
  writeAmounts(json, "hard", hard);
  json.close();
  json.open("status");
  writeAmounts(json, "hard", hard);
  writeAmounts(json, "used", used);
  json.close();
  return out;
}

Document deviceClass(std::string_view name, const std::vector<std::string>& selectors, Time created) {
  Document out = document({}, name, created);
  out->generation = 1;
  JsonWriter json(out->body);
  json.open("spec");
  json.openList("selectors");
  for (const std::string& expression : selectors) {
    json.open();
    json.open("cel");
    json.text("expression", expression);
    json.close();
    json.close();
  }
  json.closeList();
  json.close();
  return out;
}

Document claimTemplate(std::string_view namespaceName, std::string_view name, const ClaimShape& shape,
                       const WriteContext& context, Time created) {
  Document out = document(namespaceName, name, created);
  JsonWriter json(out->body);
  json.open("spec");
  json.open("metadata");
  json.close();
  json.open("spec");
  shape.write(json, context);
  json.close();
  json.close();
  return out;
}

std::string taintList(std::string_view key, std::string_view value, std::string_view effect, Time added) {
  std::string out = "[";
  JsonWriter json(out);
  json.open();
  json.text("key", key);
  json.optional("value", value);
  json.text("effect", effect);
  json.time("timeAdded", added);
  json.close();
  return out + "]";
}

Document taintRule(const TaintRule& rule) {
  Document out = document({}, rule.name, rule.added);
  out->generation = 1;
  JsonWriter json(out->body);
  json.open("spec");
  json.open("deviceSelector");
  json.optional("driver", rule.driver);
  json.optional("pool", rule.pool);
  json.optional("device", rule.device);
  json.close();
  json.open("taint");
  json.text("key", rule.key);
  json.optional("value", rule.value);
  json.text("effect", rule.effect);
  json.time("timeAdded", rule.added);
  json.close();
  json.close();
  if (!rule.conditionReason.empty()) {
    json.open("status");
    json.openList("conditions");
    writeCondition(json, "EvictionInProgress", "False", rule.added + 1000, rule.conditionReason, rule.conditionMessage);
    json.closeList();
    json.close();
  }
  return out;
}

Document resourceClass(std::string_view name, std::string_view driver, std::string_view parameters, std::string_view nodeType,
                       Time created) {
  Document out = document({}, name, created);
  JsonWriter json(out->body);
  json.text("driverName", driver);
  json.open("parametersRef");
  json.text("apiGroup", "resource.k8s.io");
  json.text("kind", "ResourceClassParameters");
  json.text("name", parameters);
  json.text("namespace", "kube-system");
  json.close();
  json.raw("suitableNodes", R"({"nodeSelectorTerms":[{"matchExpressions":[{"key":"node-type","operator":"In","values":[")" +
                                std::string(nodeType) + R"("]}]}]})");
  json.flag("structuredParameters", true);
  return out;
}

Document claimParameters(std::string_view namespaceName, std::string_view name, std::string_view driver,
                         std::string_view selector, std::uint32_t count, Time created) {
  Document out = document(namespaceName, name, created);
  JsonWriter json(out->body);
  json.open("generatedFrom");
  json.text("kind", "ConfigMap");
  json.text("name", name);
  json.close();
  json.flag("shareable", true);
  json.openList("driverRequests");
  json.open();
  json.text("driverName", driver);
  json.openList("requests");
  for (std::uint32_t i = 0; i < count; ++i) {
    json.open();
    json.open("namedResources");
    json.text("selector", selector);
    json.close();
    json.close();
  }
  json.closeList();
  json.close();
  json.closeList();
  return out;
}

Document classParameters(std::string_view namespaceName, std::string_view name, std::string_view driver,
                         std::string_view selector, Time created) {
  Document out = document(namespaceName, name, created);
  JsonWriter json(out->body);
  json.open("generatedFrom");
  json.text("kind", "ConfigMap");
  json.text("name", name);
  json.close();
  json.openList("filters");
  json.open();
  json.text("driverName", driver);
  json.open("namedResources");
  json.text("selector", selector);
  json.close();
  json.close();
  json.closeList();
  return out;
}

Document schedulingContext(const PodObject& pod, const std::vector<std::string>& potentialNodes,
                           const std::vector<std::string>& unsuitableNodes, Time created) {
  Document out = document(pod.namespaceName.view(), pod.name.view(), created);
  out->owner = pod.asOwner("Pod");
  JsonWriter json(out->body);
  const auto writeNodes = [&json](std::string_view key, const std::vector<std::string>& nodes) {
    json.openList(key);
    for (const std::string& node : nodes) {
      json.item(node);
    }
    json.closeList();
  };
  json.open("spec");
  writeNodes("potentialNodes", potentialNodes);
  json.close();
  json.open("status");
  json.openList("resourceClaims");
  for (const ClaimEntry& entry : pod.shape->claims) {
    json.open();
    json.text("name", entry.name.view());
    writeNodes("unsuitableNodes", unsuitableNodes);
    json.close();
  }
  json.closeList();
  json.close();
  return out;
}

}  // namespace claimscope::simulation::documents
