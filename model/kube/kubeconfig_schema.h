// Whether a kubeconfig document has the types that client-go's decoder takes. Pure; any thread.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "model/base/result.h"

namespace claimscope::kube {

/// Every field whose type is wrong (`token: 12345` is a number), every name that stands twice, and a wrong kind. One of them
/// makes the whole file unreadable for kubectl, whichever entry it is in (client-go tools/clientcmd/api/v1). Values are never
/// quoted: they may be secrets. `file` begins each message.
[[nodiscard]] std::vector<Error> schemaProblems(const nlohmann::json& document, const std::string& file);

/// A data field: base64, or a list of numbers as Go's JSON decoder takes it too. Empty when it is neither.
[[nodiscard]] std::string bytesOfField(const nlohmann::json& value);

}  // namespace claimscope::kube
