// What documents have in common, in JSON and in protobuf: how objects are named, Status answers, types of events. Any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/base/feed.h"
#include "model/base/json.h"
#include "model/resources/metadata.h"

namespace claimscope::document {

/// "Pod ml/trainer-0", or its place in the list when the name was not read yet.
[[nodiscard]] std::string describe(const std::string& kind, const Metadata& meta,
                                   std::optional<std::size_t> index = std::nullopt);
[[nodiscard]] Error fieldError(const std::string& object, const json::FieldError& error);
/// "ADDED", …
[[nodiscard]] EventType eventType(std::string_view word);

/// A metav1.Status.
struct StatusAnswer {
  std::string kind;
  std::string reason;
  std::string message;
  std::int64_t code = 0;
  std::optional<std::int64_t> retryAfterMs;

  /// details.retryAfterSeconds
  void retryAfter(std::int64_t seconds);
  [[nodiscard]] Error error() const;
};

}  // namespace claimscope::document
