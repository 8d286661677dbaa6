#include "tests/apiserver/discovery.h"

#include <algorithm>
#include <map>

#include "model/base/json_tree.h"

namespace claimscope::apiserver {
namespace {

using nlohmann::ordered_json;

const ordered_json& verbs() {
  static const ordered_json kVerbs = {"get", "list", "watch"};
  return kVerbs;
}

ordered_json shortNames(const std::string& plural) {
  static const std::map<std::string, std::string> kShort = {{"namespaces", "ns"},
                                                            {"nodes", "no"},
                                                            {"pods", "po"},
                                                            {"events", "ev"},
                                                            {"deployments", "deploy"},
                                                            {"jobs", "job"},
                                                            {"cronjobs", "cj"},
                                                            {"replicasets", "rs"},
                                                            {"statefulsets", "sts"},
                                                            {"daemonsets", "ds"},
                                                            {"poddisruptionbudgets", "pdb"},
                                                            {"resourcequotas", "quota"}};
  const auto found = kShort.find(plural);
  return found == kShort.end() ? ordered_json::array() : ordered_json::array({found->second});
}

std::string singular(const ApiResource& resource) {
  std::string out = resource.kind;
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

/// Groups and their versions in the order served; the authorization group is always there.
std::vector<std::pair<std::string, std::vector<std::string>>> groups(const std::vector<ApiResource>& served) {
  std::vector<std::pair<std::string, std::vector<std::string>>> out;
  for (const ApiResource& resource : served) {
    if (resource.group.empty()) {
      continue;
    }
    auto found = std::find_if(out.begin(), out.end(), [&](const auto& group) { return group.first == resource.group; });
    if (found == out.end()) {
      found = out.insert(out.end(), {resource.group, {}});
    }
    if (std::find(found->second.begin(), found->second.end(), resource.version) == found->second.end()) {
      found->second.push_back(resource.version);
    }
  }
  out.push_back({"authorization.k8s.io", {"v1"}});
  return out;
}

ordered_json aggregatedVersion(const std::vector<ApiResource>& served, const std::string& group, const std::string& version) {
  ordered_json resources = ordered_json::array();
  for (const ApiResource& resource : served) {
    if (resource.group == group && resource.version == version) {
      resources.push_back({{"resource", resource.resource},
                           {"responseKind", {{"group", group}, {"version", version}, {"kind", resource.kind}}},
                           {"scope", resource.namespaced ? "Namespaced" : "Cluster"},
                           {"singularResource", singular(resource)},
                           {"shortNames", shortNames(resource.resource)},
                           {"verbs", verbs()}});
    }
  }
  if (group == "authorization.k8s.io") {
    resources.push_back({{"resource", "selfsubjectaccessreviews"},
                         {"responseKind", {{"group", group}, {"version", version}, {"kind", "SelfSubjectAccessReview"}}},
                         {"scope", "Cluster"},
                         {"singularResource", "selfsubjectaccessreview"},
                         {"verbs", {"create"}}});
  }
  return {{"version", version}, {"resources", std::move(resources)}, {"freshness", "Current"}};
}

}  // namespace

std::string aggregatedDiscovery(const std::vector<ApiResource>& served, bool core) {
  ordered_json items = ordered_json::array();
  if (core) {
    items.push_back(
        {{"metadata", ordered_json::object()}, {"versions", ordered_json::array({aggregatedVersion(served, "", "v1")})}});
  } else {
    for (const auto& [group, versions] : groups(served)) {
      ordered_json list = ordered_json::array();
      for (const std::string& version : versions) {
        list.push_back(aggregatedVersion(served, group, version));
      }
      items.push_back({{"metadata", {{"name", group}}}, {"versions", std::move(list)}});
    }
  }
  return ordered_json{{"kind", "APIGroupDiscoveryList"},
                      {"apiVersion", "apidiscovery.k8s.io/v2"},
                      {"metadata", ordered_json::object()},
                      {"items", std::move(items)}}
      .dump();
}

std::string coreVersions() {
  return R"({"kind":"APIVersions","versions":["v1"],"serverAddressByClientCIDRs":[]})";
}

std::string groupList(const std::vector<ApiResource>& served) {
  ordered_json list = ordered_json::array();
  for (const auto& [group, versions] : groups(served)) {
    ordered_json entries = ordered_json::array();
    for (const std::string& version : versions) {
      entries.push_back({{"groupVersion", group + "/" + version}, {"version", version}});
    }
    const ordered_json preferred = entries.front();
    list.push_back({{"name", group}, {"versions", std::move(entries)}, {"preferredVersion", preferred}});
  }
  return ordered_json{{"kind", "APIGroupList"}, {"apiVersion", "v1"}, {"groups", std::move(list)}}.dump();
}

std::optional<std::string> resourceList(const std::vector<ApiResource>& served, const std::string& group,
                                        const std::string& version) {
  ordered_json resources = ordered_json::array();
  for (const ApiResource& resource : served) {
    if (resource.group == group && resource.version == version) {
      resources.push_back({{"name", resource.resource},
                           {"singularName", singular(resource)},
                           {"namespaced", resource.namespaced},
                           {"kind", resource.kind},
                           {"verbs", verbs()},
                           {"shortNames", shortNames(resource.resource)}});
    }
  }
  if (group == "authorization.k8s.io" && version == "v1") {
    resources.push_back({{"name", "selfsubjectaccessreviews"},
                         {"singularName", "selfsubjectaccessreview"},
                         {"namespaced", false},
                         {"kind", "SelfSubjectAccessReview"},
                         {"verbs", {"create"}}});
  }
  if (resources.empty()) {
    return std::nullopt;
  }
  return ordered_json{{"kind", "APIResourceList"},
                      {"apiVersion", "v1"},
                      {"groupVersion", group.empty() ? version : group + "/" + version},
                      {"resources", std::move(resources)}}
      .dump();
}

std::string versionDocument(const ServerInfo& server) {
  return ordered_json{{"major", std::to_string(server.major)},
                      {"minor", std::to_string(server.minor)},
                      {"gitVersion", server.gitVersion},
                      {"gitCommit", "0000000000000000000000000000000000000000"},
                      {"gitTreeState", "clean"},
                      {"buildDate", "2026-11-01T00:00:00Z"},
                      {"goVersion", "none"},
                      {"compiler", "none"},
                      {"platform", "linux/amd64"}}
      .dump();
}

std::string statusDocument(int code, const std::string& reason, const std::string& message,
                           std::optional<int> retryAfterSeconds) {
  ordered_json status = {{"kind", "Status"},    {"apiVersion", "v1"}, {"metadata", ordered_json::object()},
                         {"status", "Failure"}, {"message", message}, {"reason", reason}};
  if (retryAfterSeconds) {
    status["details"] = {{"retryAfterSeconds", *retryAfterSeconds}};
  }
  status["code"] = code;
  return status.dump();
}

std::string tooLargeDocument(const std::string& version) {
  ordered_json status = ordered_json::parse(statusDocument(504, "Timeout", "Too large resource version: " + version, 1));
  status["details"]["causes"] = {{{"reason", "ResourceVersionTooLarge"}, {"message", "Too large resource version"}}};
  return status.dump();
}

}  // namespace claimscope::apiserver
