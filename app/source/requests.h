// The kinds a source is asked for. Any thread.
#pragma once

#include <vector>

#include "app/source/source.h"

namespace claimscope::app {

/// Requests for the kinds of the options, every kind when they name none.
[[nodiscard]] std::vector<KindRequest> requestsOf(const SourceOptions& options);

}  // namespace claimscope::app
