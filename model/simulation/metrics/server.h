// What the Prometheus of a simulated cluster answers over HTTP, and where the API server says it is. One thread at a time.
#pragma once

#include <string_view>

#include "model/simulation/cluster.h"
#include "model/simulation/world.h"

namespace claimscope::simulation::metrics {

/// GET or POST of a path of the HTTP API v1 with a form; the bytes are those a server would send.
[[nodiscard]] HttpReply answer(const Cluster& cluster, std::string_view path, std::string_view form);

/// Services, prometheuses and servicemonitors, /version; 404 for anything else, as where no operator is installed.
[[nodiscard]] HttpReply services(const Cluster& cluster, std::string_view path);

}  // namespace claimscope::simulation::metrics
