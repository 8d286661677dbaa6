#include "model/survey/facts.h"

#include <algorithm>

#include "model/base/words.h"
#include "model/survey/document.h"
#include "model/survey/readers.h"

namespace claimscope::survey {
namespace {

Lease readLease(const Json& item) {
  Lease out;
  const Json& metadata = child(item, "metadata");
  out.namespaceName = fieldText(metadata, "namespace");
  out.name = fieldText(metadata, "name");
  out.identity = !fieldText(child(metadata, "labels"), "apiserver.kubernetes.io/identity").empty();
  const Json& spec = child(item, "spec");
  out.holder = fieldText(spec, "holderIdentity");
  out.renewed = parseTime(fieldText(spec, "renewTime")).value_or(Time{});
  const auto number = [&](const char* key) {
    const Json& value = child(spec, key);
    return value.is_number_integer() ? value.get<std::int64_t>() : std::int64_t{0};
  };
  out.durationMs = std::clamp<std::int64_t>(number("leaseDurationSeconds"), 0, 86'400) * 1000;
  out.transitions = number("leaseTransitions");
  return out;
}

/// "--feature-gates=A=true" and "--feature-gates A=true" alike.
void readFlags(const std::vector<std::string>& words, std::map<std::string, std::string>& out) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (!word.starts_with("--")) {
      continue;
    }
    const std::size_t equals = word.find('=');
    if (equals != std::string::npos) {
      out[word.substr(2, equals - 2)] = word.substr(equals + 1);
    } else if (i + 1 < words.size() && !words[i + 1].starts_with("-")) {
      out[word.substr(2)] = words[i + 1];
    } else {
      out[word.substr(2)] = "true";
    }
  }
}

ComponentPod readComponentPod(const Json& item) {
  ComponentPod out;
  const Json& metadata = child(item, "metadata");
  out.name = fieldText(metadata, "name");
  out.component = fieldText(child(metadata, "labels"), "component");
  const Json& spec = child(item, "spec");
  out.node = fieldText(spec, "nodeName");
  const Json& containers = child(spec, "containers");
  for (const Json& container : containers.is_array() ? containers : Json::array()) {
    readFlags(texts(child(container, "command")), out.flags);
    readFlags(texts(child(container, "args")), out.flags);
    const std::string image = fieldText(container, "image");
    const std::size_t colon = image.rfind(':');
    if (out.version.empty() && colon != std::string::npos && image.find('/', colon) == std::string::npos) {
      out.version = image.substr(colon + 1, image.find('@', colon) - colon - 1);
    }
  }
  const Json& conditions = child(child(item, "status"), "conditions");
  for (const Json& condition : conditions.is_array() ? conditions : Json::array()) {
    out.ready = out.ready || (fieldText(condition, "type") == "Ready" && fieldText(condition, "status") == "True");
  }
  return out;
}

void readConfigMap(const Json& item, int minor, std::vector<SchedulerConfig>& out) {
  const Json& metadata = child(item, "metadata");
  const Json& data = child(item, "data");
  if (!data.is_object()) {
    return;
  }
  for (const auto& [key, value] : data.items()) {
    if (value.is_string() && value.get_ref<const std::string&>().find("KubeSchedulerConfiguration") != std::string::npos) {
      out.push_back(readSchedulerConfig("ConfigMap " + fieldText(metadata, "namespace") + "/" + fieldText(metadata, "name"), key,
                                        value.get<std::string>(), minor));
    }
  }
}

Known<std::vector<RoleRule>> readOwnRules(const Survey& survey) {
  const Answer* answer = survey.find("ownrules");
  auto out = begun<std::vector<RoleRule>>(answer);
  if (out.known() && !answer->pages.empty()) {
    const Json document = parsed(answer->pages.front());
    const Json& status = child(document, "status");
    const Json& rules = child(status, "resourceRules");
    if (!status.is_object()) {
      unreadable(out, "SelfSubjectRulesReview");
      return out;
    }
    out.complete = !fieldTrue(status, "incomplete");
    for (const Json& rule : rules.is_array() ? rules : Json::array()) {
      out.value.push_back(readRoleRule(rule));
    }
  }
  return out;
}

int minorOf(const Survey& survey) {
  const Answer* answer = survey.find("version");
  if (answer == nullptr || answer->pages.empty()) {
    return 0;
  }
  const Json version = parsed(answer->pages.front());
  const int emulated = std::atoi(fieldText(version, "emulationMinor").c_str());
  return emulated > 0 ? emulated : std::atoi(fieldText(version, "minor").c_str());
}

Known<PodPrivileges> readDriverSet(const Answer& answer) {
  auto out = begun<PodPrivileges>(&answer);
  if (out.known() && !answer.pages.empty()) {
    const Json object = parsed(answer.pages.front());
    const Json& spec = child(child(child(object, "spec"), "template"), "spec");
    if (!spec.is_object()) {
      unreadable(out, "DaemonSet");
      return out;
    }
    out.value = readPrivileges(spec);
  }
  return out;
}

Known<std::vector<std::string>> readServed(const Answer& answer) {
  auto out = begun<std::vector<std::string>>(&answer);
  if (out.known() && !answer.pages.empty()) {
    const Json list = parsed(answer.pages.front());
    const Json& resources = child(list, "resources");
    if (!resources.is_array()) {
      unreadable(out, "APIResourceList");
      return out;
    }
    for (const Json& one : resources) {
      const std::string name = fieldText(one, "name");
      if (!name.empty() && name.find('/') == std::string::npos) {
        out.value.push_back(name);
      }
    }
    std::sort(out.value.begin(), out.value.end());
  }
  return out;
}

}  // namespace

std::vector<GateMetric> readGates(std::string_view metrics) {
  static constexpr std::string_view kSeries = "kubernetes_feature_enabled{";
  std::vector<GateMetric> out;
  for (std::size_t at = metrics.find(kSeries); at != std::string_view::npos; at = metrics.find(kSeries, at + 1)) {
    if (at != 0 && metrics[at - 1] != '\n') {
      continue;
    }
    const std::string_view line = metrics.substr(at, metrics.find('\n', at) - at);
    const std::size_t close = line.rfind('}');
    const auto label = [&](std::string_view key) {
      const std::size_t from = line.find(std::string(key) + "=\"");
      const std::size_t begin = from == std::string_view::npos ? from : from + key.size() + 2;
      const std::size_t end = begin == std::string_view::npos ? begin : line.find('"', begin);
      return end == std::string_view::npos ? std::string() : std::string(line.substr(begin, end - begin));
    };
    GateMetric gate{label("name"), label("stage"), false};
    const std::size_t value = close == std::string_view::npos ? close : line.find_first_not_of(' ', close + 1);
    if (gate.name.empty() || value == std::string_view::npos || (line[value] != '0' && line[value] != '1')) {
      continue;
    }
    gate.enabled = line[value] == '1';
    out.push_back(std::move(gate));
  }
  return out;
}

Health readHealth(std::string_view verbose) {
  Health out;
  while (!verbose.empty()) {
    const std::size_t end = verbose.find('\n');
    const std::string_view line = verbose.substr(0, end);
    if (line.starts_with("[+]") || line.starts_with("[-]")) {
      std::string name(line.substr(3, line.find(' ') == std::string_view::npos ? line.size() : line.find(' ') - 3));
      (line[1] == '+' ? out.checks : out.failed).push_back(std::move(name));
    } else if (line.ends_with("check passed") || line == "ok") {
      out.passed = true;
    }
    verbose.remove_prefix(end == std::string_view::npos ? verbose.size() : end + 1);
  }
  out.passed = out.passed && out.failed.empty();
  return out;
}

Facts readFacts(const Survey& survey) {
  Facts out;
  out.at = survey.at;
  out.policies = plainList<NetworkPolicy>(survey, "networkpolicies", readNetworkPolicy);
  out.clusterRoles = plainList<Role>(survey, "clusterroles", readRole);
  out.roles = plainList<Role>(survey, "roles", readRole);
  out.clusterBindings = plainList<Binding>(survey, "clusterrolebindings", readBinding);
  out.bindings = plainList<Binding>(survey, "rolebindings", readBinding);
  out.ownRules = readOwnRules(survey);
  if (const Answer* own = survey.find("ownrules"); own != nullptr) {
    out.ownNamespace = fieldText(child(parsed(own->question.body), "spec"), "namespace");
  }
  out.componentPods = plainList<ComponentPod>(survey, "components", readComponentPod);
  const int minor = minorOf(survey);
  out.schedulerConfigs = listed<SchedulerConfig>(
      survey, "configmaps",
      [minor](const Json& item, std::vector<SchedulerConfig>& configs) { readConfigMap(item, minor, configs); });
  out.livez = document<Health>(survey, "livez", [](const std::string& text) { return readHealth(text); });
  out.readyz = document<Health>(survey, "readyz", [](const std::string& text) { return readHealth(text); });
  out.gates = document<std::vector<GateMetric>>(survey, "metrics", [](const std::string& text) { return readGates(text); });
  for (const auto& [id, answer] : survey.answers) {
    if (id.starts_with("leases/")) {
      out.leases[id.substr(7)] = plainList<Lease>(survey, id, readLease);
    } else if (id.starts_with("daemonset/")) {
      out.driverSets[id.substr(10)] = readDriverSet(answer);
    } else if (id.starts_with("served/")) {
      out.served[id.substr(7)] = readServed(answer);
    }
  }
  return out;
}

}  // namespace claimscope::survey
