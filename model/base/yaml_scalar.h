// What a plain YAML 1.1 scalar means, by the rules of go-yaml v2. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace claimscope::yaml {

enum class ScalarType { string, boolean, null, number, notFinite };

/// The type of an unquoted scalar and its JSON text ("true", "null", "493"); for strings the JSON text is left empty.
struct Scalar {
  ScalarType type = ScalarType::string;
  std::string json;
};

/// Upstream source of the rules: sigs.k8s.io/yaml goyaml.v2/resolve.go. Dates stay strings.
[[nodiscard]] Scalar resolvePlain(std::string_view text);
/// A JSON string literal with its quotes.
[[nodiscard]] std::string quoteJson(std::string_view text);

}  // namespace claimscope::yaml
