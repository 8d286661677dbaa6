#include "model/prometheus/services.h"

#include <algorithm>
#include <charconv>

#include "model/base/json_tree.h"
#include "model/base/loose_json.h"

namespace claimscope::prometheus {
namespace {

using loose::child;
using loose::fieldText;
using loose::Json;
using loose::texts;

LabelMap labelsOf(const Json& object) {
  LabelMap out;
  if (object.is_object()) {
    for (const auto& [key, value] : object.items()) {
      if (value.is_string()) {
        out.emplace(key, value.get<std::string>());
      }
    }
  }
  return out;
}

LabelSelector selectorOf(const Json& object) {
  LabelSelector out;
  out.labels = labelsOf(child(object, "matchLabels"));
  const Json& expressions = child(object, "matchExpressions");
  if (expressions.is_array()) {
    for (const Json& one : expressions) {
      out.expressions.push_back({fieldText(one, "key"), fieldText(one, "operator"), texts(child(one, "values"))});
    }
  }
  return out;
}

std::optional<LabelSelector> optionalSelector(const Json& object) {
  return object.is_object() ? std::optional(selectorOf(object)) : std::nullopt;
}

/// Calls `read` for each item that has a name.
template <class T, class Read>
Result<Page<T>> readPage(std::string_view json, const char* what, Read read) {
  const Json parsed = Json::parse(
      json, [](int depth, Json::parse_event_t, Json&) { return depth <= 40; }, false);
  const Json& items = child(parsed, "items");
  if (!items.is_array()) {
    return fail(ErrorCode::serverError, std::string("the list of ") + what + " is no list", {});
  }
  Page<T> page;
  page.continueToken = fieldText(child(parsed, "metadata"), "continue");
  for (const Json& item : items) {
    const Json& metadata = child(item, "metadata");
    T one;
    one.name = fieldText(metadata, "name");
    one.namespaceName = fieldText(metadata, "namespace");
    if (!one.name.empty() && !one.namespaceName.empty()) {
      read(item, one);
      page.items.push_back(std::move(one));
    }
  }
  return page;
}

}  // namespace

bool LabelSelector::matches(const LabelMap& of) const {
  for (const auto& [key, value] : labels) {
    const auto found = of.find(key);
    if (found == of.end() || found->second != value) {
      return false;
    }
  }
  return std::all_of(expressions.begin(), expressions.end(), [&](const Expression& expression) {
    const auto found = of.find(expression.key);
    const bool there = found != of.end();
    const bool among =
        there && std::find(expression.values.begin(), expression.values.end(), found->second) != expression.values.end();
    return expression.operation == "In"             ? among
           : expression.operation == "NotIn"        ? !among
           : expression.operation == "Exists"       ? there
           : expression.operation == "DoesNotExist" ? !there
                                                    : false;
  });
}

std::string LabelSelector::text() const {
  std::string out;
  const auto add = [&](const std::string& part) { out.append(out.empty() ? "" : ",").append(part); };
  for (const auto& [key, value] : labels) {
    add(std::string(key).append("=").append(value));
  }
  for (const Expression& expression : expressions) {
    std::string values;
    for (const std::string& value : expression.values) {
      values += (values.empty() ? "" : ",") + value;
    }
    add(expression.operation == "Exists" ? expression.key
        : expression.operation == "DoesNotExist"
            ? "!" + expression.key
            : expression.key + (expression.operation == "In" ? " in (" : " notin (") + values + ")");
  }
  return out;
}

bool ServiceMonitor::looksIn(std::string_view where) const {
  if (anyNamespace) {
    return true;
  }
  return namespaces.empty() ? where == namespaceName : std::find(namespaces.begin(), namespaces.end(), where) != namespaces.end();
}

int readMinorVersion(std::string_view json) {
  const Json parsed = Json::parse(json, nullptr, false);
  const std::string minor = fieldText(parsed, "minor");
  int out = 0;
  std::from_chars(minor.data(), minor.data() + minor.size(), out);
  return std::clamp(out, 0, 1'000);
}

Result<Page<Service>> readServices(std::string_view json) {
  return readPage<Service>(json, "services", [](const Json& item, Service& out) {
    out.labels = labelsOf(child(child(item, "metadata"), "labels"));
    const Json& ports = child(child(item, "spec"), "ports");
    if (ports.is_array()) {
      for (const Json& port : ports) {
        const Json& number = child(port, "port");
        const std::string protocol = fieldText(port, "protocol");
        if (number.is_number_integer() && (protocol.empty() || protocol == "TCP")) {
          out.ports.push_back({fieldText(port, "name"), number.get<std::int64_t>()});
        }
      }
    }
  });
}

Result<Page<ServiceMonitor>> readServiceMonitors(std::string_view json) {
  return readPage<ServiceMonitor>(json, "servicemonitors", [](const Json& item, ServiceMonitor& out) {
    const Json& spec = child(item, "spec");
    out.labels = labelsOf(child(child(item, "metadata"), "labels"));
    out.selector = selectorOf(child(spec, "selector"));
    const Json& namespaces = child(spec, "namespaceSelector");
    out.anyNamespace = child(namespaces, "any") == true;
    out.namespaces = texts(child(namespaces, "matchNames"));
    const Json& endpoints = child(spec, "endpoints");
    if (endpoints.is_array()) {
      for (const Json& endpoint : endpoints) {
        if (std::string port = fieldText(endpoint, "port"); !port.empty()) {
          out.ports.push_back(std::move(port));
        }
      }
    }
  });
}

Result<Page<PrometheusObject>> readPrometheuses(std::string_view json) {
  return readPage<PrometheusObject>(json, "prometheuses", [](const Json& item, PrometheusObject& out) {
    const Json& spec = child(item, "spec");
    out.routePrefix = fieldText(spec, "routePrefix");
    out.monitorSelector = optionalSelector(child(spec, "serviceMonitorSelector"));
    out.monitorNamespaceSelector = optionalSelector(child(spec, "serviceMonitorNamespaceSelector"));
  });
}

}  // namespace claimscope::prometheus
