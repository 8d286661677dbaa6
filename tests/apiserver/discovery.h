// Discovery documents, /version and Status objects of the fake API server. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/base/feed.h"

namespace claimscope::apiserver {

/// APIGroupDiscoveryList of /api (core) or /apis (the rest).
[[nodiscard]] std::string aggregatedDiscovery(const std::vector<ApiResource>& served, bool core);
inline constexpr const char* kAggregatedType = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
/// APIVersions of /api, APIGroupList of /apis.
[[nodiscard]] std::string coreVersions();
[[nodiscard]] std::string groupList(const std::vector<ApiResource>& served);
/// APIResourceList of one group version; none when nothing of it is served.
[[nodiscard]] std::optional<std::string> resourceList(const std::vector<ApiResource>& served, const std::string& group,
                                                      const std::string& version);
[[nodiscard]] std::string versionDocument(const ServerInfo& server);
/// metav1.Status of a failure.
[[nodiscard]] std::string statusDocument(int code, const std::string& reason, const std::string& message,
                                         std::optional<int> retryAfterSeconds = std::nullopt);

/// The Status of a resourceVersion above the server's own.
[[nodiscard]] std::string tooLargeDocument(const std::string& version);

}  // namespace claimscope::apiserver
