#include "tests/kit/places.h"

namespace claimscope::kit {

std::string sourceFile(const std::string& path) {
  return std::string(CLAIMSCOPE_SOURCE_DIR "/") + path;
}

std::string commandLineProgram() {
  return CLAIMSCOPE_CLI;
}

}  // namespace claimscope::kit
