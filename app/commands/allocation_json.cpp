#include "app/commands/allocation_json.h"

#include <fmt/format.h>

#include "model/allocation/node_selector.h"
#include "model/base/json_tree.h"

namespace claimscope::app {

namespace {

/// "key":value pairs between braces; fields without a value are left out as Go's omitempty does.
class ObjectText {
 public:
  void raw(std::string_view key, std::string_view value) {
    if (!value.empty()) {
      fmt::format_to(std::back_inserter(m_text), "{}{}:{}", m_text.empty() ? "" : ",", jsonText(key), value);
    }
  }
  void text(std::string_view key, const Text& value) {
    if (!value.empty()) {
      raw(key, jsonText(value.view()));
    }
  }
  [[nodiscard]] std::string str() const { return "{" + m_text + "}"; }

 private:
  std::string m_text;
};

template <class List, class Write>
std::string listJson(const List& list, Write write) {
  std::string out;
  for (const auto& item : list) {
    out += (out.empty() ? "" : ",") + write(item);
  }
  return out.empty() ? std::string() : "[" + out + "]";
}

std::string textsJson(const List<Text>& texts) {
  return listJson(texts, [](const Text& text) { return jsonText(text.view()); });
}

std::string tolerationJson(const Toleration& toleration) {
  ObjectText out;
  out.text("key", toleration.key);
  out.text("operator", toleration.op);
  out.text("value", toleration.value);
  out.text("effect", toleration.effect);
  if (toleration.seconds) {
    out.raw("tolerationSeconds", std::to_string(*toleration.seconds));
  }
  return out.str();
}

std::string resultJson(const DeviceAllocation& result) {
  ObjectText out;
  out.raw("request", jsonText(result.request.view()));
  out.raw("driver", jsonText(result.driver.view()));
  out.raw("pool", jsonText(result.pool.view()));
  out.raw("device", jsonText(result.device.view()));
  out.raw("adminAccess", result.adminAccess ? "true" : "");
  out.raw("tolerations", listJson(result.tolerations, tolerationJson));
  out.raw("bindingConditions", textsJson(result.bindingConditions));
  out.raw("bindingFailureConditions", textsJson(result.bindingFailureConditions));
  out.text("shareID", result.shareId);
  if (!result.consumedCapacity.empty()) {
    ObjectText capacity;
    for (const auto& [name, amount] : result.consumedCapacity) {
      capacity.raw(name.view(), jsonText(amount.text()));
    }
    out.raw("consumedCapacity", capacity.str());
  }
  out.raw("skipNodeOperations", textsJson(result.skipNodeOperations));
  return out.str();
}

std::string configJson(const allocation::ConfigResult& config) {
  ObjectText out;
  out.raw("source", config.fromClass ? "\"FromClass\"" : "\"FromClaim\"");
  out.raw("requests", textsJson(config.requests));
  if (!config.driver.empty() || !config.parameters.empty()) {
    ObjectText opaque;
    opaque.raw("driver", jsonText(config.driver.view()));
    opaque.raw("parameters", config.parameters.empty() ? "null" : config.parameters);
    out.raw("opaque", opaque.str());
  }
  return out.str();
}

std::string requirementJson(const SelectorRequirement& requirement) {
  ObjectText out;
  out.raw("key", jsonText(requirement.key.view()));
  out.raw("operator", jsonText(allocation::operatorWord(requirement.op)));
  out.raw("values", textsJson(requirement.values));
  return out.str();
}

std::string nodeSelectorJson(const NodeSelector& selector) {
  const std::string terms = listJson(selector.terms, [](const NodeSelectorTerm& term) {
    ObjectText out;
    out.raw("matchExpressions", listJson(term.matchExpressions, requirementJson));
    out.raw("matchFields", listJson(term.matchFields, requirementJson));
    return out.str();
  });
  return "{\"nodeSelectorTerms\":" + (terms.empty() ? "[]" : terms) + "}";
}

}  // namespace

std::string jsonText(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string allocationJson(const allocation::ClaimResult& result) {
  ObjectText devices;
  devices.raw("results", listJson(result.allocation.results, resultJson));
  devices.raw("config", listJson(result.config, configJson));
  ObjectText out;
  out.raw("devices", devices.str());
  if (result.allocation.nodeSelector) {
    out.raw("nodeSelector", nodeSelectorJson(*result.allocation.nodeSelector));
  }
  return out.str();
}

}  // namespace claimscope::app
