#include "model/survey/growth.h"

#include <cstdio>
#include <cstdlib>

#include "model/base/words.h"
#include "model/base/yaml.h"
#include "model/survey/readers.h"

namespace claimscope::survey {
namespace {

constexpr const char* kPools = "nodepools/";
constexpr std::size_t kMostStatus = 1U << 20U;

/// A pod of Karpenter's controller, by the labels that its chart sets.
const Pod* karpenterPod(const cluster::Snapshot& snapshot) {
  const Pod* out = nullptr;
  snapshot.of<Pod>().forEach([&](cluster::Slot, const Pod& pod) {
    const bool is = labelValue(pod.meta.labels, "app.kubernetes.io/name") == "karpenter" && !pod.finished();
    if (is && (out == nullptr || out->meta.created < pod.meta.created)) {
      out = &pod;
    }
  });
  return out;
}

ResourceList amounts(const Json& object) {
  ResourceList out;
  for (auto it = object.begin(); object.is_object() && it != object.end(); ++it) {
    if (const auto amount = Quantity::parse(it->is_string() ? it->get<std::string>() : it->dump())) {
      out.push_back({Text(it.key()), *amount});
    }
  }
  return out;
}

SelectorOperator operatorOf(const std::string& word) {
  return word == "In"             ? SelectorOperator::in
         : word == "NotIn"        ? SelectorOperator::notIn
         : word == "Exists"       ? SelectorOperator::exists
         : word == "DoesNotExist" ? SelectorOperator::doesNotExist
         : word == "Gt"           ? SelectorOperator::greaterThan
         : word == "Lt"           ? SelectorOperator::lessThan
                                  : SelectorOperator::unknown;
}

void readTemplate(const Json& form, NodePool& out) {
  out.labels = labelsOf(child(child(form, "metadata"), "labels"));
  const Json& spec = child(form, "spec");
  const Json& taints = child(spec, "taints");
  for (const Json& taint : taints.is_array() ? taints : Json::array()) {
    out.taints.push_back({Text(fieldText(taint, "key")), Text(fieldText(taint, "value")), Text(fieldText(taint, "effect")), {}});
  }
  const Json& requirements = child(spec, "requirements");
  for (const Json& one : requirements.is_array() ? requirements : Json::array()) {
    SelectorRequirement requirement;
    requirement.key = Text(fieldText(one, "key"));
    requirement.op = operatorOf(fieldText(one, "operator"));
    for (const std::string& value : texts(child(one, "values"))) {
      requirement.values.push_back(Text(value));
    }
    out.requirements.push_back(std::move(requirement));
  }
  const Json& nodeClass = child(spec, "nodeClassRef");
  out.nodeClass = fieldText(nodeClass, "kind") + "/" + fieldText(nodeClass, "name");
}

std::optional<std::int64_t> wholeNumber(const Json& value) {
  return value.is_number_integer() ? std::optional(value.get<std::int64_t>()) : std::nullopt;
}

NodePool readNodePool(const Json& item, const std::string& version) {
  NodePool out;
  const Json& metadata = child(item, "metadata");
  out.name = fieldText(metadata, "name");
  out.apiVersion = "karpenter.sh/" + version;
  out.deleting = !fieldText(metadata, "deletionTimestamp").empty();
  const Json& spec = child(item, "spec");
  readTemplate(child(spec, "template"), out);
  out.limits = amounts(child(spec, "limits"));
  out.weight = wholeNumber(child(spec, "weight")).value_or(0);
  out.replicas = wholeNumber(child(spec, "replicas"));
  const Json& disruption = child(spec, "disruption");
  out.consolidation = fieldText(disruption, "consolidationPolicy");
  const Json& budgets = child(disruption, "budgets");
  for (const Json& one : budgets.is_array() ? budgets : Json::array()) {
    out.budgets.push_back(
        {fieldText(one, "nodes"), fieldText(one, "schedule"), fieldText(one, "duration"), texts(child(one, "reasons"))});
  }
  const Json& status = child(item, "status");
  if (const Json& resources = child(status, "resources"); resources.is_object()) {
    out.used = amounts(resources);
  }
  const Json& conditions = child(status, "conditions");
  for (const Json& condition : conditions.is_array() ? conditions : Json::array()) {
    if (fieldText(condition, "type") == "Ready" && fieldText(condition, "status") != "True") {
      const std::string message = fieldText(condition, "message");
      out.notReady = words::cut(words::oneLine(message.empty() ? fieldText(condition, "reason") : message), 200);
      out.notReady = out.notReady.empty() ? "its condition Ready is not True" : out.notReady;
    }
  }
  return out;
}

/// The newest version that is served; a refusal stands before "not served".
Known<std::vector<NodePool>> readPools(const Survey& survey) {
  Known<std::vector<NodePool>> out;
  for (const char* version : {"v1", "v1beta1"}) {
    Known<std::vector<NodePool>> read =
        plainList<NodePool>(survey, kPools + std::string(version), [&](const Json& item) { return readNodePool(item, version); });
    if (read.known()) {
      return read;
    }
    if (out.outcome == Outcome::notAsked || out.outcome == Outcome::notServed) {
      out = std::move(read);
    }
  }
  return out;
}

/// "minSize=1" of a line.
std::int64_t numberAfter(std::string_view line, std::string_view key) {
  const std::size_t at = line.find(key);
  return at == std::string_view::npos ? 0 : std::atoll(std::string(line.substr(at + key.size(), 20)).c_str());
}

std::string_view trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t\r");
  return from == std::string_view::npos ? std::string_view() : text.substr(from, text.find_last_not_of(" \t\r") - from + 1);
}

/// Through 1.29: "NodeGroups:" and for each "Name: …", "Health: Healthy (ready=1 … cloudProviderTarget=1 (minSize=1,
/// maxSize=5))".
std::optional<AutoscalerStatus> readLines(std::string_view text) {
  if (!text.starts_with("Cluster-autoscaler status at ")) {
    return std::nullopt;
  }
  AutoscalerStatus out;
  bool groups = false;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    const auto value = [&](std::string_view key) { return trimmed(line.substr(key.size())); };
    if (line == "NodeGroups:") {
      groups = true;
    } else if (groups && line.starts_with("Name:")) {
      out.groups.push_back({std::string(value("Name:")), 0, 0, 0, {}});
    } else if (groups && !out.groups.empty() && line.starts_with("Health:")) {
      out.groups.back().target = numberAfter(line, "cloudProviderTarget=");
      out.groups.back().minSize = numberAfter(line, "minSize=");
      out.groups.back().maxSize = numberAfter(line, "maxSize=");
    } else if (groups && !out.groups.empty() && line.starts_with("ScaleUp:")) {
      const std::string_view word = value("ScaleUp:");
      out.groups.back().scaleUp = std::string(word.substr(0, word.find(' ')));
    }
  }
  return out;
}

/// From 1.30 on (clusterstate/api, ClusterAutoscalerStatus).
std::optional<AutoscalerStatus> readYaml(std::string_view text) {
  const Result<std::string> json = yaml::firstToJson(text);
  const Json status = json ? parsed(*json) : Json();
  if (fieldText(status, "autoscalerStatus").empty() && !child(status, "nodeGroups").is_array()) {
    return std::nullopt;
  }
  AutoscalerStatus out;
  const Json& groups = child(status, "nodeGroups");
  for (const Json& one : groups.is_array() ? groups : Json::array()) {
    const Json& health = child(one, "health");
    out.groups.push_back({fieldText(one, "name"), wholeNumber(child(health, "minSize")).value_or(0),
                          wholeNumber(child(health, "maxSize")).value_or(0),
                          wholeNumber(child(health, "cloudProviderTarget")).value_or(0),
                          fieldText(child(one, "scaleUp"), "status")});
  }
  return out;
}

Known<AutoscalerStatus> readAutoscaler(const Survey& survey) {
  const Answer* answer = survey.find("autoscaler");
  Known<AutoscalerStatus> out = begun<AutoscalerStatus>(answer);
  if (!out.known() || answer->pages.empty()) {
    return out;
  }
  const Json map = parsed(answer->pages.front());
  std::optional<AutoscalerStatus> status = readAutoscalerStatus(fieldText(child(map, "data"), "status"));
  if (!status) {
    unreadable(out, "status of cluster-autoscaler");
    return out;
  }
  out.value = std::move(*status);
  out.value.at =
      parseTime(fieldText(child(child(map, "metadata"), "annotations"), "cluster-autoscaler.kubernetes.io/last-updated"))
          .value_or(Time{});
  return out;
}

/// The version in an image's tag: "1.14.0" of "public.ecr.aws/karpenter/controller:1.14.0@sha256:…".
std::string versionOf(const std::string& image) {
  const std::string name = image.substr(0, image.find('@'));
  const std::size_t colon = name.rfind(':');
  if (colon == std::string::npos || name.find('/', colon) != std::string::npos) {
    return {};
  }
  const std::string tag = name.substr(colon + 1);
  return tag.starts_with("v") ? tag.substr(1) : tag;
}

std::optional<Karpenter> readKarpenter(const Survey& survey) {
  const Answer* answer = survey.find("karpenter");
  if (answer == nullptr || answer->pages.empty()) {
    return std::nullopt;
  }
  const Json pod = parsed(answer->pages.front());
  const Json& metadata = child(pod, "metadata");
  if (!child(pod, "spec").is_object()) {
    return std::nullopt;
  }
  Karpenter out{fieldText(metadata, "namespace") + "/" + fieldText(metadata, "name"), {}, {}};
  const Json& containers = child(child(pod, "spec"), "containers");
  for (const Json& container : containers.is_array() ? containers : Json::array()) {
    out.version = out.version.empty() ? versionOf(fieldText(container, "image")) : out.version;
    const Json& environment = child(container, "env");
    for (const Json& one : environment.is_array() ? environment : Json::array()) {
      if (fieldText(one, "name") == "IGNORE_DRA_REQUESTS" && !fieldText(one, "value").empty()) {
        out.ignoresClaims = fieldText(one, "value") != "false";
      }
    }
  }
  return out;
}

}  // namespace

std::vector<Question> growthQuestions(const cluster::Snapshot& snapshot) {
  const std::string limit = "?limit=" + std::to_string(kPageSize);
  std::vector<Question> out;
  for (const char* version : {"v1", "v1beta1"}) {
    out.push_back({kPools + std::string(version), "/apis/karpenter.sh/" + std::string(version) + "/nodepools" + limit, {}, true});
  }
  out.push_back({"autoscaler", "/api/v1/namespaces/kube-system/configmaps/cluster-autoscaler-status", {}, false});
  const Pod* pod = karpenterPod(snapshot);
  if (pod != nullptr && isName(pod->meta.namespaceName.view()) && isName(pod->meta.name.view())) {
    out.push_back(
        {"karpenter", "/api/v1/namespaces/" + pod->meta.namespaceName.str() + "/pods/" + pod->meta.name.str(), {}, false});
  }
  return out;
}

Growth readGrowth(const Survey& survey) {
  return {readPools(survey), readAutoscaler(survey), readKarpenter(survey)};
}

std::optional<AutoscalerStatus> readAutoscalerStatus(std::string_view text) {
  if (text.size() > kMostStatus) {
    return std::nullopt;
  }
  std::optional<AutoscalerStatus> lines = readLines(text);
  return lines ? lines : readYaml(text);
}

ClaimSense claimSense(const Karpenter& karpenter) {
  int major = 0;
  int minor = 0;
  if (std::sscanf(karpenter.version.c_str(), "%d.%d", &major, &minor) != 2) {
    return ClaimSense::unknown;
  }
  const bool before = major < 1;
  if (before || (major == 1 && minor < 7)) {
    return ClaimSense::blind;
  }
  if (karpenter.ignoresClaims.value_or(true)) {
    return ClaimSense::refuses;
  }
  return major > 1 || minor >= 14 ? ClaimSense::understands : ClaimSense::blind;
}

}  // namespace claimscope::survey
