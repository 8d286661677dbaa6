// Discovery: what a server serves, and which version of each kind we take. Pure parsing; any thread.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/feed.h"

namespace claimscope::kube {

/// group -> version -> plural -> (kind, namespaced)
struct Served {
  struct Resource {
    std::string kind;
    bool namespaced = true;
  };
  std::map<std::string, std::map<std::string, std::map<std::string, Resource>>> groups;
  void add(const std::string& group, const std::string& version, const std::string& plural, Resource resource) {
    groups[group][version][plural] = std::move(resource);
  }
};

/// A JSON object, as every answer to a discovery request is.
[[nodiscard]] bool isApiDocument(std::string_view bytes);
/// An APIGroupDiscoveryList (aggregated discovery v2) of /api or /apis; false when the answer is not one.
[[nodiscard]] bool addAggregated(std::string_view json, Served& served);
/// Group versions named by an APIGroupList or APIVersions document, as "group/version" or "v1".
[[nodiscard]] std::vector<std::string> groupVersions(std::string_view json);
/// An APIResourceList of one group version.
void addResources(std::string_view json, const std::string& group, const std::string& version, Served& served);

/// The best served version of a kind (a group version being served does not mean that it serves every kind). None: not served.
[[nodiscard]] std::optional<ApiResource> choose(const KindRequest& request, const Served& served);

/// gitVersion, major and minor of a /version document into `server`.
void readVersion(std::string_view json, ServerInfo& server);

}  // namespace claimscope::kube
