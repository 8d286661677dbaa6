// Protobuf list pages, watch events and single objects: the envelopes around messages; used by document.cpp. Any thread.
#pragma once

#include "model/resources/document.h"

namespace claimscope::document {

/// True for "k8s\0": a runtime.Unknown follows.
[[nodiscard]] bool isProtobuf(std::string_view bytes);
/// True for a metav1.WatchEvent; no JSON text begins like one.
[[nodiscard]] bool isProtobufEvent(std::string_view bytes);

/// Like readList, readEvent and readObject. An envelope that names another kind, group or an alpha version is refused, since
/// field numbers mean something else there.
[[nodiscard]] Result<ListInfo> readProtobufList(const Target& target, std::string_view bytes, std::vector<Error>& skipped);
[[nodiscard]] Result<EventInfo> readProtobufEvent(const Target& target, std::string_view bytes);
[[nodiscard]] Status readProtobufObject(const Target& target, std::string_view bytes);

}  // namespace claimscope::document
