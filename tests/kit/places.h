// Where the sources and the command line program are. Only one small file knows it, so that every clone can use from the
// compiler's cache what another has compiled. Any thread.
#pragma once

#include <string>

namespace claimscope::kit {

/// `path` below the folder of the sources.
[[nodiscard]] std::string sourceFile(const std::string& path);
/// claimscope-cli of this build; where it is not built, the file is not there.
[[nodiscard]] std::string commandLineProgram();

}  // namespace claimscope::kit
