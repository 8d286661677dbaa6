// ConnectionCases: how a kubeconfig resolves, as JSON (cli.md); one, or one a line. One thread.
#pragma once

#include <istream>
#include <map>
#include <ostream>
#include <string>

#include "model/base/json_tree.h"
#include "model/kube/connection.h"

namespace claimscope::app {

/// Secrets as SHA-256, passwords in URLs replaced. "proxy" is what requests go through, with the environment's variables.
[[nodiscard]] nlohmann::ordered_json connectionJson(const kube::Resolved& resolved,
                                                    const std::map<std::string, std::string>& environment);

/// One case a line: {"folder":…,"kubeconfig":…,"context":…,"namespace":…,"environment":{…}}; the answer of each on a line of its
/// own. The environment is the case's alone, and relative paths are those of its folder, so that thousands of kubeconfig sets are
/// resolved in one process. Exit status: 0, or 2 at the first line that cannot be read, which is named on stderr.
[[nodiscard]] int runConnectionCases(std::istream& in, std::ostream& out);

}  // namespace claimscope::app
