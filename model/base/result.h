// Result<T> and Error: how a failure travels between folders. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace claimscope {

/// What kind of failure; decides the exit status of a command and the words of the window.
enum class ErrorCode : std::uint8_t {
  usage,            ///< wrong command line
  invalidInput,     ///< a file, kubeconfig or document that cannot be read as what it should be
  tooLarge,         ///< over a stated cap
  notFound,         ///< an object, file or context that is not there
  unreachable,      ///< DNS, TCP, TLS, proxy, timeout
  unauthenticated,  ///< 401
  forbidden,        ///< 403
  expired,          ///< 410: the resourceVersion is too old, list again
  throttled,        ///< 429
  serverError,      ///< 5xx or an answer no API server gives
  notServed,        ///< the server does not know this kind
  cancelled,
  internal,
};

/// A message a person can act on: names the object, says the cause, then the fix. Never holds a secret.
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;                       ///< object and cause
  std::string fix;                           ///< what to do, empty when there is nothing to say
  std::optional<std::int64_t> retryAfterMs;  ///< the server's Retry-After
  int httpStatus = 0;                        ///< 0 when no HTTP answer was involved

  /// The same error with what was being done put before it: "prod: list pods: …".
  [[nodiscard]] Error within(std::string_view what) const {
    Error copy = *this;
    copy.message = std::string(what) + ": " + message;
    return copy;
  }
  /// Message and fix as one text of at most two sentences.
  [[nodiscard]] std::string text() const { return fix.empty() ? message : message + ". " + fix; }
};

template <class T>
using Result = tl::expected<T, Error>;
using Status = tl::expected<void, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string message, std::string fix = {}) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(fix), std::nullopt, 0});
}
[[nodiscard]] inline tl::unexpected<Error> fail(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

/// Exit status of cli.md for a failure.
[[nodiscard]] int exitStatus(ErrorCode code);

}  // namespace claimscope
