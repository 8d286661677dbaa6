// Manifests: the YAML that posture offers as a fix. Pure; any thread.
#pragma once

#include <string>
#include <vector>

namespace claimscope::posture {

/// A NetworkPolicy for pods with this label (empty key: every pod): traffic within the namespace, DNS, and nothing else.
[[nodiscard]] std::string isolationPolicy(const std::string& namespaceName, const std::string& labelKey,
                                          const std::vector<std::string>& labelValues);
/// An egress policy that adds DNS for the pods a policy selects, given that policy's selector as JSON.
[[nodiscard]] std::string dnsPolicy(const std::string& namespaceName, const std::string& selectorJson);
/// A value as YAML text that stays a string.
[[nodiscard]] std::string yamlText(const std::string& value);

}  // namespace claimscope::posture
