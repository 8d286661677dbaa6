#include "model/prometheus/failure.h"

#include "model/base/json_tree.h"
#include "model/base/log.h"
#include "model/base/words.h"
#include "model/prometheus/answer_parser.h"

namespace claimscope::prometheus {
namespace {

constexpr std::size_t kMaxWords = 300;  // of the server, in a message
constexpr std::int64_t kMaxRetryMs = 3'600'000;

std::string said(std::string_view body) {
  return words::cut(words::oneLine(log::redact(body)), kMaxWords);
}

Error make(ErrorCode code, std::string message, std::string fix, const FetchAnswer& answer) {
  Error error{code, std::move(message), std::move(fix), answer.retryAfterMs, answer.status};
  if (error.retryAfterMs) {
    error.retryAfterMs = std::clamp<std::int64_t>(*error.retryAfterMs, 0, kMaxRetryMs);
  }
  return error;
}

/// The API server itself said it, not what is behind it.
std::optional<Error> ofServiceProxy(const FetchAnswer& answer, const Way& way, const std::string& status) {
  const std::string prefix = way.target + ": ";
  if (answer.status == 403 && !status.empty()) {
    return make(ErrorCode::forbidden, prefix + said(status),
                "Ask for get (and create, for long queries) on services/proxy in that namespace, or give an address with "
                "--prometheus",
                answer);
  }
  if (answer.status == 404 && !status.empty()) {
    return make(ErrorCode::notFound, prefix + "it is not there (" + said(status) + ")",
                "It may have been removed or renamed: it is looked for again", answer);
  }
  if (answer.status == 503 &&
      (status.find("no endpoints") != std::string::npos || answer.body.find("no endpoints") != std::string::npos)) {
    return make(ErrorCode::serverError, prefix + "no pod of it is ready (no endpoints)",
                "Look at the pods of this Service: they are not there, not ready, or its selector matches none", answer);
  }
  if (answer.status == 502 || answer.status == 503 || answer.status == 504) {
    const std::string cause = !status.empty() ? status : answer.body;
    return make(ErrorCode::serverError,
                prefix + "the API server cannot reach it" + (cause.empty() ? std::string() : " (" + said(cause) + ")"),
                "Check the port and scheme, network policies between the control plane and the pods, or give a direct address "
                "with --prometheus",
                answer);
  }
  return std::nullopt;
}

}  // namespace

bool looksLikeWebPage(std::string_view body) {
  const std::size_t start = body.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  return start != std::string_view::npos && body[start] == '<';
}

std::string statusMessage(std::string_view body) {
  if (body.size() > (64U << 10U)) {
    return {};
  }
  const nlohmann::json parsed = nlohmann::json::parse(body, nullptr, false);
  if (!parsed.is_object() || parsed.value("kind", nlohmann::json()) != "Status") {
    return {};
  }
  const auto message = parsed.find("message");
  return message != parsed.end() && message->is_string() ? message->get<std::string>() : std::string("refused");
}

std::optional<Error> failureOf(const FetchAnswer& answer, const Way& way) {
  const std::string prefix = way.target + ": ";
  if (answer.error) {
    Error error = *answer.error;
    error.retryAfterMs = answer.retryAfterMs ? answer.retryAfterMs : error.retryAfterMs;
    return error;
  }
  if (answer.status / 100 == 2) {
    if (looksLikeWebPage(answer.body)) {
      return make(ErrorCode::serverError, prefix + "the answer is a web page, not that of a Prometheus",
                  "A login page or proxy stands in front, or the path prefix is missing: check the address and the headers",
                  answer);
    }
    return std::nullopt;
  }
  const std::string status = statusMessage(answer.body);
  if (way.serviceProxy) {
    if (auto error = ofServiceProxy(answer, way, status)) {
      return error;
    }
  }
  const std::optional<ServerError> words = parseServerError(answer.body);
  const std::string cause = words && !words->text.empty()   ? said(words->text)
                            : !status.empty()               ? said(status)
                            : looksLikeWebPage(answer.body) ? std::string("a web page")
                            : answer.body.empty()           ? std::string()
                                                            : said(answer.body);
  const std::string in = cause.empty() ? std::string() : " (" + cause + ")";
  switch (answer.status) {
    case 400:
    case 422:
      if (words) {
        // The server understood who we are and what is asked, and says what is wrong with it.
        return make(ErrorCode::invalidInput, cause.empty() ? "the query is refused (" + words->type + ")" : cause, {}, answer);
      }
      return make(ErrorCode::serverError, prefix + "HTTP " + std::to_string(answer.status) + in,
                  "Check that the address is that of a Prometheus, and that it wants no further headers (a tenant)", answer);
    case 401:
      return make(ErrorCode::unauthenticated, prefix + "it does not accept these credentials" + in,
                  way.serviceProxy ? "Credentials do not travel through the API server: give a direct address with --prometheus "
                                     "and a token with --prometheus-token-file"
                                   : "Give a token with --prometheus-token-file, or a user with --prometheus-user",
                  answer);
    case 403:
      return make(ErrorCode::forbidden, prefix + "it refuses" + in, "Ask for permission to read metrics, or give another token",
                  answer);
    case 404:
    case 405:
      return make(ErrorCode::notServed,
                  prefix + "there is no query API at this path (HTTP " + std::to_string(answer.status) + ")",
                  "Check the address: Mimir wants /prometheus at its end, VictoriaMetrics /select/0/prometheus", answer);
    case 429:
      return make(ErrorCode::throttled, prefix + "it asks to slow down" + in,
                  "Fewer queries are asked; lower the budget in the "
                  "configuration file if it stays",
                  answer);
    case 503:
      return make(ErrorCode::serverError,
                  prefix + (words && words->type == "timeout" ? "the query took too long" : "it is not ready") + in,
                  "It may still be starting; it is asked again", answer);
    default:
      break;
  }
  if (answer.status / 100 == 3) {
    return make(ErrorCode::serverError, prefix + "it redirects elsewhere (HTTP " + std::to_string(answer.status) + ")",
                "Redirects are not followed: give the address it leads to, or sign in with a token", answer);
  }
  if (answer.status == 0) {
    return make(ErrorCode::unreachable, prefix + "no answer", "Check the address and the network", answer);
  }
  return make(ErrorCode::serverError, prefix + "HTTP " + std::to_string(answer.status) + in, "Look at its log", answer);
}

}  // namespace claimscope::prometheus
