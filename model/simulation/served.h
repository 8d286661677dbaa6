// Which kinds a world serves, with group and version, and which table holds them. Values; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/base/feed.h"
#include "model/simulation/store.h"

namespace claimscope::simulation {

/// Discovery of the modern (1.36) or the classic (1.30) cluster.
[[nodiscard]] std::vector<ApiResource> servedResources(bool classic);
/// The table behind a resource; none when the cluster does not serve it in this group and version.
[[nodiscard]] std::optional<ObjectKind> tableOf(const ApiResource& resource, bool classic);

}  // namespace claimscope::simulation
