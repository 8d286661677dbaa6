// Routes: which answer a path of the exporter has. Any thread that the exporter may be asked from.
#pragma once

#include <string>

#include "app/exporter/exporter.h"
#include "app/exporter/http_server.h"

namespace claimscope::exporter {

/// /metrics, /healthz, /readyz and / ; everything else is 404. `what` says in one line what is exported.
[[nodiscard]] HttpAnswer route(Exporter& exporter, const std::string& what, const HttpRequest& request);

}  // namespace claimscope::exporter
