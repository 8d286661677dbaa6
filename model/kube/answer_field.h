// Fields of small JSON answers of the API server, which may hold anything. Pure; any thread.
#pragma once

#include <string>

#include "model/base/json_tree.h"

namespace claimscope::kube {

/// Empty where the field is absent, no text, or the value no object.
[[nodiscard]] inline std::string textField(const nlohmann::json& object, const char* key) {
  if (!object.is_object()) {
    return {};
  }
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace claimscope::kube
