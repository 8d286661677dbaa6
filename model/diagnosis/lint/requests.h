// Request bodies: every body of a claim's spec with its path, for the rules. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "model/diagnosis/lint/world.h"

namespace claimscope::diagnosis {

struct LintBody {
  const DeviceRequest* request = nullptr;
  const DeviceRequestBody* body = nullptr;
  std::string name;  ///< "gpu", or "gpu/large" for an alternative
  std::string path;  ///< "spec.devices.requests[0].exactly"
  bool alternative = false;
};

[[nodiscard]] inline std::vector<LintBody> bodiesOf(const LintSpec& spec) {
  std::vector<LintBody> out;
  for (std::size_t i = 0; i < spec.spec->requests.size(); ++i) {
    const DeviceRequest& request = spec.spec->requests[i];
    const std::string path = spec.path + ".requests[" + std::to_string(i) + "]";
    if (request.exactly) {
      out.push_back({&request, &*request.exactly, request.name.str(), path + ".exactly", false});
    }
    for (std::size_t j = 0; j < request.firstAvailable.size(); ++j) {
      out.push_back({&request, &request.firstAvailable[j], request.name.str() + "/" + request.firstAvailable[j].name.str(),
                     path + ".firstAvailable[" + std::to_string(j) + "]", true});
    }
  }
  return out;
}

}  // namespace claimscope::diagnosis
