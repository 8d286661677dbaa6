#include "model/kube/discovery.h"

#include <cstdlib>

#include "model/base/json_tree.h"
#include "model/kube/answer_field.h"

namespace claimscope::kube {
namespace {

using nlohmann::json;

const json& list(const json& object, const char* key) {
  static const json kNothing = json::array();
  const auto found = object.find(key);
  return found != object.end() && found->is_array() ? *found : kNothing;
}

/// PodScheduling of v1alpha1 became PodSchedulingContext; both are one kind here.
std::vector<std::string> pluralsOf(const KindRequest& request) {
  std::vector<std::string> plurals{request.resource};
  if (request.resource == "podschedulingcontexts") {
    plurals.emplace_back("podschedulings");
  }
  return plurals;
}

}  // namespace

bool isApiDocument(std::string_view bytes) {
  const json document = json::parse(bytes, nullptr, false);
  return document.is_object();
}

bool addAggregated(std::string_view bytes, Served& served) {
  const json document = json::parse(bytes, nullptr, false);
  if (!document.is_object() || textField(document, "kind") != "APIGroupDiscoveryList") {
    return false;
  }
  for (const json& group : list(document, "items")) {
    const std::string groupName =
        group.is_object() && group.contains("metadata") ? textField(group["metadata"], "name") : std::string();
    for (const json& version : list(group, "versions")) {
      for (const json& resource : list(version, "resources")) {
        const auto kind = resource.find("responseKind");
        served.add(
            groupName, textField(version, "version"), textField(resource, "resource"),
            {kind != resource.end() ? textField(*kind, "kind") : std::string(), textField(resource, "scope") != "Cluster"});
      }
    }
  }
  return true;
}

std::vector<std::string> groupVersions(std::string_view bytes) {
  std::vector<std::string> out;
  const json document = json::parse(bytes, nullptr, false);
  if (document.is_object()) {
    for (const json& version : list(document, "versions")) {
      if (version.is_string()) {
        out.push_back(version.get<std::string>());
      }
    }
    for (const json& group : list(document, "groups")) {
      for (const json& version : list(group, "versions")) {
        out.push_back(textField(version, "groupVersion"));
      }
    }
  }
  return out;
}

void addResources(std::string_view bytes, const std::string& group, const std::string& version, Served& served) {
  const json document = json::parse(bytes, nullptr, false);
  if (document.is_object()) {
    for (const json& resource : list(document, "resources")) {
      const std::string name = textField(resource, "name");
      if (name.find('/') == std::string::npos) {
        const auto namespaced = resource.find("namespaced");
        served.add(group, version, name, {textField(resource, "kind"), namespaced != resource.end() && *namespaced == true});
      }
    }
  }
}

std::optional<ApiResource> choose(const KindRequest& request, const Served& served) {
  const auto group = served.groups.find(request.group);
  if (group == served.groups.end()) {
    return std::nullopt;
  }
  for (const std::string& version : request.versions) {
    const auto found = group->second.find(version);
    if (found == group->second.end()) {
      continue;
    }
    for (const std::string& plural : pluralsOf(request)) {
      const auto resource = found->second.find(plural);
      if (resource != found->second.end()) {
        return ApiResource{request.group, version, plural, resource->second.kind.empty() ? request.kind : resource->second.kind,
                           request.namespaced};
      }
    }
  }
  return std::nullopt;
}

void readVersion(std::string_view bytes, ServerInfo& server) {
  const json document = json::parse(bytes, nullptr, false);
  if (document.is_object()) {
    server.gitVersion = textField(document, "gitVersion");
    // Managed clusters write "27+" or "30-eks-…".
    server.major = std::max(1, std::atoi(textField(document, "major").c_str()));
    server.minor = std::atoi(textField(document, "minor").c_str());
    // A server that emulates an older one (--emulated-version, KEP-4330) has that one's APIs and features.
    if (const int emulated = std::atoi(textField(document, "emulationMinor").c_str()); emulated > 0) {
      server.minor = emulated;
    }
  }
}

}  // namespace claimscope::kube
