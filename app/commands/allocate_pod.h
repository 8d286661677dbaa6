// Where a pod's claims would be placed now, node by node, in a table or as JSON. One thread.
#pragma once

#include <string>

#include "app/commands/command.h"

namespace claimscope::app {

/// `name` is "ns/pod"; `node` narrows to one. Exit status: 0 when some node takes the pod, 1 when none does.
[[nodiscard]] int placePod(const std::string& name, const std::string& node, const CommonOptions& options);

}  // namespace claimscope::app
