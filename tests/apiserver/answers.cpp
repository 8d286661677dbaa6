// What the fake API server answers to everything but watches, well or wrongly.
#include <fmt/format.h>

#include <algorithm>

#include "model/base/json_tree.h"
#include "tests/apiserver/call.h"
#include "tests/apiserver/discovery.h"

namespace claimscope::apiserver {
namespace {

constexpr std::size_t kGzipFrom = 128U << 10U;  // kube-apiserver compresses answers above this
constexpr std::size_t kSlowPiece = 512;
constexpr std::int64_t kSlowPauseMs = 5;
constexpr const char* kPage = "<html><head><title>Sign in</title></head><body><h1>Corporate proxy</h1></body></html>";

std::string reasonOf(const Error& error) {
  switch (error.code) {
    case ErrorCode::forbidden:
      return "Forbidden";
    case ErrorCode::expired:
      return "Expired";
    case ErrorCode::invalidInput:
      return "BadRequest";
    default:
      return "NotFound";
  }
}

/// The value of metadata.NAME in a field selector.
std::string selected(const std::string& selector, const std::string& field) {
  const std::string wanted = "metadata." + field + "=";
  const std::size_t at = selector.find(wanted);
  if (at == std::string::npos) {
    return {};
  }
  std::string value = selector.substr(at + wanted.size());
  value.erase(std::min(value.find(','), value.size()));
  return !value.empty() && value.front() == '=' ? value.substr(1) : value;
}

}  // namespace

bool ApiServer::fail(Call& call, int status, const std::string& reason, const std::string& message) {
  HttpAnswer out{status, "application/json", statusDocument(status, reason, message), {}};
  if (status == 429 && call.rule.fault != Fault::tooManyRequestsPlain) {
    out.body = statusDocument(status, reason, message, call.rule.retryAfterSeconds);
    out.headers.emplace_back("Retry-After", std::to_string(call.rule.retryAfterSeconds));
  }
  return writeAnswer(call.stream, out);
}

bool ApiServer::fail(Call& call, const Error& error) {
  return fail(call, error.httpStatus != 0 ? error.httpStatus : 400, reasonOf(error), error.message);
}

bool ApiServer::answerFault(Call& call) {
  const std::string plural = call.seen.resource;
  switch (call.rule.fault) {
    case Fault::expired:
      return fail(call, 410, "Expired", "The resourceVersion for the provided " + call.seen.verb + " is too old.");
    case Fault::expiredContinue:
      return fail(call, 410, "Expired", "The provided continue parameter is too old to display a consistent list result.");
    case Fault::gatewayTimeout:
      return fail(call, 504, "Timeout", "The request timed out before any answer could be given");
    case Fault::tooLargeVersion: {
      const std::string version = call.request.parameter("resourceVersion");
      return writeAnswer(call.stream, {504, "application/json", tooLargeDocument(version), {{"Retry-After", "1"}}});
    }
    case Fault::absent:
      return fail(call, 404, "NotFound", "the server could not find the requested resource");
    case Fault::tooManyRequests:
    case Fault::tooManyRequestsPlain:
      return fail(call, 429, "TooManyRequests", "The server has received too many requests and has asked us to try again later.");
    case Fault::serverError:
      return fail(call, 500, "InternalError", "Internal error occurred: etcdserver: request timed out");
    case Fault::unauthorized:
      return fail(call, 401, "Unauthorized", "Unauthorized");
    case Fault::forbidden:
      return fail(
          call, 403, "Forbidden",
          fmt::format("{} is forbidden: User \"sre-kim\" cannot {} resource \"{}\" in API group \"{}\" at the cluster scope",
                      call.group.empty() ? plural : plural + "." + call.group, call.seen.verb, plural, call.group));
    case Fault::notFound:
      return writeAnswer(call.stream, {404, "text/plain", "404 page not found\n", {}});
    case Fault::html:
      return writeAnswer(call.stream, {200, "text/html", kPage, {}});
    case Fault::htmlError:
      return writeAnswer(call.stream, {503, "text/html", kPage, {}});
    case Fault::htmlInternalError:
      return writeAnswer(call.stream, {500, "text/html", kPage, {}});
    case Fault::htmlGatewayTimeout:
      return writeAnswer(call.stream, {504, "text/html", kPage, {}});
    case Fault::wrongContent:
      return writeAnswer(call.stream,
                         {200, "application/json", R"({"kind":"Table","apiVersion":"meta.k8s.io/v1","rows":[]})", {}});
    case Fault::junk:
      (void)call.stream.write(std::string("\x16\x03\x01\0\0\xff\xfe no HTTP at all\r\n\r\n", 27));
      return false;
    case Fault::silence:
      while (!m_stopped && !call.stream.isGone() && m_world.pause(20)) {
      }
      return false;
    default:
      return false;
  }
}

bool ApiServer::finish(Call& call, HttpAnswer answer) {
  if (call.rule.fault == Fault::drop) {
    (void)call.stream.write(headOf(answer, answer.body.size()));
    (void)call.stream.write(std::string_view(answer.body).substr(0, answer.body.size() / 2));
    call.stream.reset();
    return false;
  }
  if (call.rule.fault == Fault::truncated) {
    answer.body.resize(answer.body.size() / 2);
  }
  if (m_options.gzip && answer.body.size() > kGzipFrom &&
      call.request.header("accept-encoding").find("gzip") != std::string::npos) {
    answer.body = gzip(answer.body);
    answer.headers.emplace_back("Content-Encoding", "gzip");
    answer.headers.emplace_back("Vary", "Accept-Encoding");
  }
  if (call.rule.fault != Fault::slow) {
    return writeAnswer(call.stream, answer);
  }
  bool open = call.stream.write(headOf(answer, answer.body.size()));
  for (std::size_t at = 0; open && at < answer.body.size(); at += kSlowPiece) {
    open = call.stream.write(std::string_view(answer.body).substr(at, kSlowPiece)) && m_world.pause(kSlowPauseMs);
  }
  return open;
}

std::vector<ApiResource> ApiServer::served() const {
  std::vector<ApiResource> out = m_world.served();
  const std::lock_guard lock(m_mutex);
  for (const FaultRule& rule : m_faults) {
    if (rule.fault == Fault::absent && rule.times != 0) {
      out.erase(std::remove_if(out.begin(), out.end(), [&](const ApiResource& r) { return r.resource == rule.resource; }),
                out.end());
    }
  }
  return out;
}

bool ApiServer::fixedPaths(Call& call) {
  const std::string& path = call.request.path;
  const bool aggregated =
      m_options.aggregatedDiscovery && call.request.header("accept").find("as=APIGroupDiscoveryList") != std::string::npos;
  if (path == "/version" || path == "/version/") {
    return finish(call, {200, "application/json", versionDocument(m_world.server()), {}});
  }
  if (path == "/api" || path == "/apis") {
    const bool core = path == "/api";
    if (aggregated) {
      return finish(call, {200, kAggregatedType, aggregatedDiscovery(served(), core), {}});
    }
    return finish(call, {200, "application/json", core ? coreVersions() : groupList(served()), {}});
  }
  if (path == "/livez" || path == "/readyz" || path == "/healthz") {
    return finish(call, {200, "text/plain", "ok", {}});
  }
  std::optional<std::string> resources;
  if (path.rfind("/api/", 0) == 0) {
    resources = resourceList(served(), "", path.substr(5));
  } else if (path.rfind("/apis/", 0) == 0) {
    const std::size_t slash = path.find('/', 6);
    if (slash != std::string::npos) {
      resources = resourceList(served(), path.substr(6, slash - 6), path.substr(slash + 1));
    }
  }
  if (resources) {
    return finish(call, {200, "application/json", *resources, {}});
  }
  return fail(call, 404, "NotFound", "the server could not find the requested resource");
}

bool ApiServer::list(Call& call) {
  simulation::ListQuery query;
  query.namespaceName = call.namespaceName;
  query.limit = static_cast<std::size_t>(std::strtoull(call.request.parameter("limit").c_str(), nullptr, 10));
  query.continueToken = call.request.parameter("continue");
  const std::string selector = call.request.parameter("fieldSelector");
  query.name = selected(selector, "name");
  if (query.namespaceName.empty()) {
    query.namespaceName = selected(selector, "namespace");
  }
  Result<std::string> page = m_world.list(*call.resource, query);
  if (!page) {
    return fail(call, page.error());
  }
  if (call.rule.fault == Fault::huge) {
    // One more object in front, whose annotation is far larger than any etcd stores.
    const std::size_t items = page->find("\"items\":[") + 9;
    const std::string object = R"({"metadata":{"name":"huge","namespace":"default","uid":"00000000-0000-4000-8000-000000000001",)"
                               R"("resourceVersion":"1","annotations":{"blob":")" +
                               std::string(static_cast<std::size_t>(m_options.hugeObjectMiB) << 20U, 'x') + "\"}}}";
    page->insert(items, (*page)[items] == ']' ? object : object + ",");
  }
  if (m_options.protobuf && call.wantsProtobuf()) {
    Result<std::string> message = kit::protobufList(*call.resource, *page);
    return message ? finish(call, {200, "application/vnd.kubernetes.protobuf", std::move(*message), {}})
                   : fail(call, 500, "InternalError", message.error().message);
  }
  return finish(call, {200, "application/json", std::move(*page), {}});
}

bool ApiServer::podLog(Call& call) {
  std::string path = call.request.path;
  char before = '?';
  for (const auto& [name, value] : call.request.query) {
    path += before + name + "=" + value;  // numbers, booleans and names: nothing to escape
    before = '&';
  }
  simulation::HttpReply reply = m_world.other(path);
  return finish(call, {reply.status, reply.status == 200 ? "text/plain" : "application/json", std::move(reply.body), {}});
}

bool ApiServer::review(Call& call) {
  if (call.seen.resource == "selfsubjectreviews") {
    return finish(call, {201,
                         "application/json",
                         R"({"kind":"SelfSubjectReview","apiVersion":"authentication.k8s.io/v1","status":{"userInfo":)"
                         R"({"username":"sre-kim","groups":["sre","system:authenticated"]}}})",
                         {}});
  }
  if (call.seen.resource != "selfsubjectaccessreviews") {
    return fail(call, 405, "MethodNotAllowed", "the fake API server is read-only");
  }
  nlohmann::ordered_json document = nlohmann::ordered_json::parse(call.request.body, nullptr, false);
  if (!document.is_object()) {
    return fail(call, 400, "BadRequest", "the body is not a SelfSubjectAccessReview");
  }
  const auto attribute = [&](const char* name) {
    return document.value(nlohmann::ordered_json::json_pointer(std::string("/spec/resourceAttributes/") + name), std::string());
  };
  // A rule on a path ("/api/v1/pods") forbids the kind across the cluster and leaves it in namespaces.
  const bool denied = isForbidden(attribute("resource")) ||
                      (attribute("namespace").empty() && isForbiddenAcross(attribute("group"), attribute("resource")));
  document["status"] = {{"allowed", !denied}, {"reason", denied ? "a fault rule forbids it" : ""}};
  return finish(call, {201, "application/json", document.dump(), {}});
}

}  // namespace claimscope::apiserver
