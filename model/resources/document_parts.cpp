#include "model/resources/document_parts.h"

#include <fmt/format.h>

#include <algorithm>

namespace claimscope::document {

namespace {

ErrorCode codeOfStatus(std::int64_t http) {
  switch (http) {
    case 401:
      return ErrorCode::unauthenticated;
    case 403:
      return ErrorCode::forbidden;
    case 404:
      return ErrorCode::notFound;
    case 410:
      return ErrorCode::expired;
    case 413:
      return ErrorCode::tooLarge;
    case 429:
      return ErrorCode::throttled;
    default:
      return ErrorCode::serverError;
  }
}

}  // namespace

std::string describe(const std::string& kind, const Metadata& meta, std::optional<std::size_t> index) {
  if (meta.name.empty()) {
    return index ? fmt::format("{} number {} of the page", kind, *index + 1) : kind;
  }
  return meta.namespaceName.empty() ? fmt::format("{} {}", kind, meta.name.view())
                                    : fmt::format("{} {}/{}", kind, meta.namespaceName.view(), meta.name.view());
}

Error fieldError(const std::string& object, const json::FieldError& error) {
  return Error{ErrorCode::invalidInput,
               fmt::format("{}: {} {}", object, error.path.empty() ? "it" : error.path, error.cause),
               {},
               std::nullopt,
               0};
}

EventType eventType(std::string_view word) {
  if (word == "ADDED") {
    return EventType::added;
  }
  if (word == "MODIFIED") {
    return EventType::modified;
  }
  if (word == "DELETED") {
    return EventType::deleted;
  }
  if (word == "BOOKMARK") {
    return EventType::bookmark;
  }
  return word == "ERROR" ? EventType::error : EventType::unknown;
}

void StatusAnswer::retryAfter(std::int64_t seconds) {
  // A day is more than any server asks for; keeps hostile values from overflowing.
  retryAfterMs = std::clamp<std::int64_t>(seconds, 0, 86'400) * 1000;
}

Error StatusAnswer::error() const {
  const std::string text = !message.empty() ? message : !reason.empty() ? reason : "the server gave no reason";
  // "Expired" and "Gone" also come without a code.
  const bool gone = reason == "Expired" || reason == "Gone";
  return Error{gone ? ErrorCode::expired : codeOfStatus(code),
               text,
               {},
               retryAfterMs,
               static_cast<int>(std::clamp<std::int64_t>(code, 0, 999))};
}

}  // namespace claimscope::document
