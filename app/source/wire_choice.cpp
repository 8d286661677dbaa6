#include "app/source/wire_choice.h"

#include <cstdint>
#include <sstream>

namespace claimscope::app {

void applyWireChoice(const std::map<std::string, std::string>& environment, kube::SessionOptions& options,
                     std::vector<KindRequest>& requests) {
  const auto found = environment.find("CLAIMSCOPE_WIRE");
  if (found == environment.end()) {
    return;
  }
  std::istringstream words(found->second);
  for (std::string word; std::getline(words, word, ',');) {
    if (word == "json") {
      for (KindRequest& request : requests) {
        request.protobuf = false;
      }
    } else if (word == "stream") {
      options.streamFrom = 0;
    } else if (word == "pages") {
      options.streamFrom = UINT64_MAX;
    }
  }
}

}  // namespace claimscope::app
