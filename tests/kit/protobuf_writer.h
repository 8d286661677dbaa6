// Writes the API's JSON as the protobuf an API server would send, for tests and benchmarks. Any thread.
#pragma once

#include <string>
#include <string_view>

#include "model/base/feed.h"

namespace claimscope::kit {

/// One object. `json` is what a server would answer; an error says what is no JSON or has no numbers in the table.
[[nodiscard]] Result<std::string> protobufObject(const ApiResource& resource, std::string_view json);
/// A list page.
[[nodiscard]] Result<std::string> protobufList(const ApiResource& resource, std::string_view json);
/// One watch line as a WatchEvent, without the length in front. The Status of an ERROR line is one.
[[nodiscard]] Result<std::string> protobufEvent(const ApiResource& resource, std::string_view json);
/// The length that stands in front of a frame of a watch: four bytes, big end first.
[[nodiscard]] std::string framed(std::string_view message);
/// True for kinds and versions that the table has.
[[nodiscard]] bool hasProtobuf(const ApiResource& resource);

}  // namespace claimscope::kit
