// Base64 of kubeconfig data fields. Any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace claimscope::kube {

/// Standard alphabet, padding required where due, line breaks ignored; empty when malformed.
[[nodiscard]] std::optional<std::string> decodeBase64(std::string_view text);

}  // namespace claimscope::kube
