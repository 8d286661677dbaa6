// Which text format a client wants, by its Accept header (RFC 9110, 12.5.1). Pure; any thread.
#pragma once

#include <string_view>

#include "app/exporter/text_format.h"

namespace claimscope::exporter {

/// OpenMetrics when the client prefers a version of it that is written here (1.0.0, 0.0.1 or none named), else the older text,
/// which every client takes: a page of metrics is never refused because of a header.
[[nodiscard]] Format formatFor(std::string_view accept);

}  // namespace claimscope::exporter
