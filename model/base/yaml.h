// YAML to JSON text, by the rules of sigs.k8s.io/yaml. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/base/result.h"

namespace claimscope::yaml {

/// One document of a stream as JSON, and the line it starts at (1-based) for messages.
struct Document {
  std::string json;
  std::size_t line = 1;
};

/// Every document of a YAML or JSON stream; empty ones are left out. Scalars are typed as YAML 1.1 (yes/no/on/off and
/// y/n are booleans, 0o and 0x integers), duplicate keys: the last wins, merge keys work, anchors are expanded at most
/// 64 deep and to at most 16 MiB in all ("billion laughs" is refused). Errors name line and column.
[[nodiscard]] Result<std::vector<Document>> toJson(std::string_view text);
/// The first document only, "null" when it is empty; what follows it may be anything (go-yaml's Unmarshal, and so kubectl with
/// a kubeconfig).
[[nodiscard]] Result<std::string> firstToJson(std::string_view text);
/// The other way, for `-o yaml`: block style, keys in the order of the JSON, strings quoted where YAML needs it.
[[nodiscard]] std::string fromJson(std::string_view json);

}  // namespace claimscope::yaml
