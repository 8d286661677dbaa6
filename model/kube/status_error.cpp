// Answers that are not 2xx, in words.
#include <algorithm>

#include "model/base/json_tree.h"
#include "model/base/log.h"
#include "model/kube/answer_field.h"
#include "model/kube/transport.h"

namespace claimscope::kube {
namespace {

constexpr std::int64_t kMaxRetryAfterSeconds = 86'400;  // more than any server asks for; keeps hostile values from overflowing

}  // namespace

std::optional<std::int64_t> retryAfterMs(std::int64_t seconds) {
  return 1000 * std::clamp<std::int64_t>(seconds, 0, kMaxRetryAfterSeconds);
}

bool looksLikeWebPage(std::string_view body) {
  const std::size_t start = body.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  return start != std::string_view::npos && body[start] == '<';
}

Error notAnApiServer(std::string_view what, std::string_view body) {
  Error error;
  error.code = ErrorCode::serverError;
  if (looksLikeWebPage(body)) {
    error.message = std::string(what) + ": the answer is a web page, not that of a Kubernetes API server";
    error.fix = "A proxy, load balancer or login page stands in front: check the server of the kubeconfig and HTTPS_PROXY";
  } else {
    error.message =
        std::string(what) + (body.empty() ? ": the answer is empty" : ": the answer is not that of a Kubernetes API server");
    error.fix = "Check the server of the kubeconfig";
  }
  return error;
}

Error errorOfStatus(int status, std::string_view body, std::string_view what, std::optional<std::int64_t> retryAfter) {
  Error error;
  error.httpStatus = status;
  error.retryAfterMs = retryAfter;
  std::string message;
  const nlohmann::json parsed = nlohmann::json::parse(body, nullptr, false);
  if (parsed.is_object() && textField(parsed, "kind") == "Status") {
    message = textField(parsed, "message");
    if (parsed.contains("details") && parsed["details"].is_object() && parsed["details"].contains("retryAfterSeconds") &&
        parsed["details"]["retryAfterSeconds"].is_number_integer() && !error.retryAfterMs) {
      error.retryAfterMs = retryAfterMs(parsed["details"]["retryAfterSeconds"].get<std::int64_t>());
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
      error.fix =
          "The API server forgets faster than it can be read: look at etcd's compaction and at the load of the API server";
      break;
    case 429:
      error.code = ErrorCode::throttled;
      error.message = prefix + "the API server asks to slow down" + (message.empty() ? "" : " (" + message + ")");
      error.fix = "Wait, or look at the API server's priority and fairness settings";
      break;
    default:
      error.code = ErrorCode::serverError;
      error.message = prefix + cause;
      error.fix = "Look at the log of the API server, and try again";
      if (status / 100 == 3) {
        error.message = prefix + "the server redirects elsewhere (HTTP " + std::to_string(status) + "), which is not followed";
        error.fix = "Use the API server's own address";
      } else if (looksLikeWebPage(body)) {
        error.message = prefix + "HTTP " + std::to_string(status) + " with a web page instead of an answer of Kubernetes";
        error.fix = "A proxy or load balancer stands in front: check that the API server behind it runs";
      }
  }
  return error;
}

}  // namespace claimscope::kube
