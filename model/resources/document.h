// How a list page, watch line or single object is taken apart, whatever its kind; used by decode.cpp. Any thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/feed.h"
#include "model/base/json.h"
#include "model/resources/metadata.h"

namespace claimscope::document {

/// Where one object goes. `begin` makes a new object and gives its metadata (to name it in messages), `read` fills it, and
/// `keep` is called when that went well and takes the object away: nothing of it may be read after. `readProtobuf` gets the
/// message and the apiVersion it says it has; it is empty for kinds that are read from JSON only.
struct Target {
  std::string kind;
  std::string_view apiVersion;  ///< of objects that do not say theirs
  std::function<const Metadata&()> begin;
  std::function<void(json::Object)> read;
  std::function<void(std::string_view message, std::string_view apiVersion)> readProtobuf;
  std::function<void()> keep;
};

/// JSON or protobuf, as the first bytes say.
[[nodiscard]] Result<ListInfo> readList(const Target& target, std::string& json, std::vector<Error>& skipped);
[[nodiscard]] Result<EventInfo> readEvent(const Target& target, std::string& json);
[[nodiscard]] Status readObject(const Target& target, std::string& json);

}  // namespace claimscope::document
