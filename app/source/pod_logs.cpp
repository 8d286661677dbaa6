#include "app/source/pod_logs.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>

#include "model/base/json_tree.h"
#include "model/base/log.h"
#include "model/base/words.h"
#include "model/prometheus/client.h"

namespace claimscope::app {
namespace {

constexpr std::int64_t kTimeoutMs = 20'000;  // a kubelet that does not answer is the finding, not something to wait for
constexpr std::int64_t kFewLines = 20;       // asked for when the last ones did not fit

bool says(const Error& error, std::string_view text) {
  return error.message.find(text) != std::string::npos;
}

/// The server's own words, without the path that was asked for.
Error withServerWords(Error error, const std::string& body) {
  const nlohmann::json status = nlohmann::json::parse(body, nullptr, false);
  if (status.is_object() && status.contains("message") && status["message"].is_string()) {
    error.message = log::redact(status["message"].get<std::string>());
  }
  return error;
}

/// What is read of one answer.
struct Reading {
  std::string body;
  bool cut = false;
};

}  // namespace

std::string podLogPath(const PodLogRequest& request) {
  std::string out = "/api/v1/namespaces/" + prometheus::encoded(request.namespaceName) + "/pods/" +
                    prometheus::encoded(request.pod) + "/log?timestamps=true&tailLines=" + std::to_string(request.tailLines) +
                    "&limitBytes=" + std::to_string(request.limitBytes);
  out += request.container.empty() ? std::string() : "&container=" + prometheus::encoded(request.container);
  return out + (request.previous ? "&previous=true" : "");
}

Error podLogError(const PodLogRequest& request, Error error) {
  const std::string pod = request.namespaceName + "/" + request.pod;
  const std::string container = request.container.empty() ? "its container" : "container " + request.container;
  const std::string inNamespace = "kubectl -n " + words::shellWord(request.namespaceName) + " ";
  const std::string cause = words::cut(words::oneLine(error.message), 300);
  if (error.code == ErrorCode::forbidden) {
    error.message = "you may not read logs in namespace " + request.namespaceName + ": " + cause;
    error.fix = "Ask for it: " + inNamespace + "create role pod-log-reader --verb=get --resource=pods/log, bound to you";
  } else if (error.code == ErrorCode::notFound) {
    error.message = "pod " + pod + " is gone";
    error.fix = "Run the workflow again: the pod that took its place has another name";
  } else if (error.httpStatus == 400 && says(error, "previous terminated container")) {
    error.code = ErrorCode::notFound;
    error.message = container + " of " + pod + " has not ended before, so there is no previous log";
    error.fix = "Read the log of the one that runs";
  } else if (error.httpStatus == 400 && says(error, "waiting to start")) {
    error.message = container + " of " + pod + " has not started, so it has written nothing: " + cause;
    error.fix = "Its events say why: " + inNamespace + "describe pod " + words::shellWord(request.pod);
  } else if (error.httpStatus == 400 && says(error, "container name must be specified")) {
    error.message = "pod " + pod + " has several containers: " + cause;
    error.fix = "Name one: " + inNamespace + "logs " + words::shellWord(request.pod) + " -c CONTAINER";
  } else if (error.httpStatus >= 500 &&
             (says(error, "containerLogs") || says(error, "dial tcp") || says(error, "No agent") || says(error, "proxy error"))) {
    error.message = "the API server does not reach the kubelet of " + pod + ": " + cause;
    error.fix =
        "See that it may reach port 10250 of the node, or read there: crictl logs, journalctl -u kubelet. For hybrid nodes the "
        "network of the cluster has to lead to them";
  } else {
    error = error.within("log of " + pod);
  }
  return error;
}

Result<PodLog> podLogOf(const PodLogRequest& request, int status, std::string body) {
  if (status / 100 != 2) {
    const Error error = kube::errorOfStatus(status, body, "log", std::nullopt);
    return fail(podLogError(request, withServerWords(error, body)));
  }
  const bool cut = body.size() >= static_cast<std::size_t>(std::max<std::int64_t>(request.limitBytes, 1));
  return PodLog{std::move(body), cut, request.tailLines};
}

void readPodLog(const kube::Session::Sender& send, const PodLogRequest& request, std::function<void(Result<PodLog>)> done) {
  const auto reading = std::make_shared<Reading>();
  const auto most = static_cast<std::size_t>(std::max<std::int64_t>(request.limitBytes, 1));
  kube::Request out;
  out.path = podLogPath(request);
  out.accept = "text/plain, application/json, */*";  // a refusal is JSON
  out.timeoutMs = kTimeoutMs;
  out.onData = [reading, most](std::string_view piece) {
    const std::size_t room = most - reading->body.size();
    reading->body.append(piece.substr(0, room));
    reading->cut = piece.size() > room;
    return !reading->cut;
  };
  send(std::move(out), [send, request, reading, most, done = std::move(done)](kube::Response response) {
    const bool good = response.status / 100 == 2;
    if (response.error && !reading->cut) {
      done(fail(podLogError(request, withServerWords(std::move(*response.error), response.body))));
      return;
    }
    if (!good) {
      done(fail(ErrorCode::serverError, "log of " + request.namespaceName + "/" + request.pod + ": no answer"));
      return;
    }
    const bool cut = reading->cut || reading->body.size() >= most;
    if (cut && request.tailLines > kFewLines) {
      PodLogRequest fewer = request;
      fewer.tailLines = kFewLines;
      readPodLog(send, fewer, done);
      return;
    }
    done(PodLog{std::move(reading->body), cut, request.tailLines});
  });
}

}  // namespace claimscope::app
