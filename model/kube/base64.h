// Base64 as Go's encoding/base64 takes it: data fields of a kubeconfig, basic authentication. Any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace claimscope::kube {

/// Standard alphabet, padding required where due, line breaks ignored; empty when malformed.
[[nodiscard]] std::optional<std::string> decodeBase64(std::string_view text);
[[nodiscard]] std::string encodeBase64(std::string_view bytes);

}  // namespace claimscope::kube
