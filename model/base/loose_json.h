// Forgiving reading of small JSON documents: what is missing or of another type reads as empty. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "model/base/json_tree.h"

namespace claimscope::loose {

using Json = nlohmann::json;

/// A member of an object; null JSON when there is none.
[[nodiscard]] const Json& child(const Json& object, const char* key);
[[nodiscard]] std::string fieldText(const Json& object, const char* key);
[[nodiscard]] bool fieldTrue(const Json& object, const char* key);
/// The texts among the items of a list.
[[nodiscard]] std::vector<std::string> texts(const Json& list);

}  // namespace claimscope::loose
