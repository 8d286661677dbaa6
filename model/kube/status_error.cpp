// Answers that are not 2xx, in words.
#include <nlohmann/json.hpp>

#include "model/base/log.h"
#include "model/kube/transport.h"

namespace claimscope::kube {

Error errorOfStatus(int status, std::string_view body, std::string_view what, std::optional<std::int64_t> retryAfterMs) {
  Error error;
  error.httpStatus = status;
  error.retryAfterMs = retryAfterMs;
  std::string message;
  const nlohmann::json parsed = nlohmann::json::parse(body, nullptr, false);
  if (parsed.is_object() && parsed.value("kind", "") == "Status") {
    message = parsed.contains("message") && parsed["message"].is_string() ? parsed["message"].get<std::string>() : "";
    if (parsed.contains("details") && parsed["details"].is_object() && parsed["details"].contains("retryAfterSeconds") &&
        parsed["details"]["retryAfterSeconds"].is_number_integer() && !error.retryAfterMs) {
      error.retryAfterMs = 1000 * parsed["details"]["retryAfterSeconds"].get<std::int64_t>();
    }
  }
  message = log::redact(message);
  const std::string prefix = std::string(what) + ": ";
  const std::string cause = message.empty() ? "HTTP " + std::to_string(status) : message;
  switch (status) {
    case 401:
      error.code = ErrorCode::unauthenticated;
      error.message = prefix + "the API server does not accept these credentials" + (message.empty() ? "" : " (" + message + ")");
      error.fix = "Sign in again or renew the token of this context";
      break;
    case 403:
      error.code = ErrorCode::forbidden;
      error.message = prefix + cause;
      error.fix = "Ask for a ClusterRole with get, list and watch on it";
      break;
    case 404:
      error.code = ErrorCode::notFound;
      error.message = prefix + cause;
      break;
    case 410:
      error.code = ErrorCode::expired;
      error.message = prefix + cause;
      break;
    case 429:
      error.code = ErrorCode::throttled;
      error.message = prefix + "the API server asks to slow down" + (message.empty() ? "" : " (" + message + ")");
      break;
    default:
      error.code = ErrorCode::serverError;
      error.message = prefix + cause;
      if (status / 100 == 3) {
        error.message = prefix + "the server redirects elsewhere (HTTP " + std::to_string(status) + "), which is not followed";
        error.fix = "Use the API server's own address";
      } else if (parsed.is_discarded() && body.find("<html") != std::string_view::npos) {
        error.fix = "The answer is a web page: a proxy or load balancer stands in front";
      }
  }
  return error;
}

}  // namespace claimscope::kube
