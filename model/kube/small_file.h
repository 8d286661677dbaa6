// readSmallFile: a file that a kubeconfig is or names, read whole under a cap. Any thread; may wait for a pipe.
#pragma once

#include <filesystem>
#include <string>

#include "model/base/result.h"

namespace claimscope::kube {

/// The bytes of a file, device or pipe (kubectl --kubeconfig <(…) works, so it does here). At most 16 MiB, and a pipe that
/// says nothing for ten seconds is given up. notFound only where nothing is there; every message names the path.
[[nodiscard]] Result<std::string> readSmallFile(const std::filesystem::path& path);

}  // namespace claimscope::kube
