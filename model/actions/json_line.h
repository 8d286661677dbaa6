// jsonLine: a JSON document on one line, whatever bytes its texts hold. Pure; any thread.
#pragma once

#include <string>

#include "model/base/json_tree.h"

namespace claimscope::actions {

/// Invalid UTF-8 becomes U+FFFD: names and messages may come from a file, and dump() alone would throw.
template <class Json>
[[nodiscard]] std::string jsonLine(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace claimscope::actions
