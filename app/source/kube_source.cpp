#include "app/source/kube_source.h"

#include "app/source/metrics_settings.h"
#include "app/source/pod_logs.h"
#include "app/source/proxy_fetcher.h"
#include "app/source/requests.h"
#include "app/source/session_writer.h"
#include "app/source/wire_choice.h"
#include "model/kube/access.h"

namespace claimscope::app {
namespace {

constexpr std::int64_t kListMs = 20'000;  // of Services, monitors and what is asked on demand

}  // namespace

KubeSource::KubeSource(kube::Connection connection, SourceOptions options)
    : m_connection(std::move(connection)), m_options(std::move(options)) {}

void KubeSource::start(Executor& decode, FeedSink& sink) {
  kube::SessionOptions options;
  options.discoverOnly = m_options.discoverOnly;
  options.execGate = m_options.execGate;
  std::vector<KindRequest> requests = requestsOf(m_options);
  applyWireChoice(m_options.environment, options, requests);
  m_session = std::make_unique<kube::Session>(m_connection, options, m_clock, decode, sink);
  m_session->start(std::move(requests));
}

void KubeSource::fetch(Kind kind, const std::string& namespaceName, const std::string& name,
                       std::function<void(Result<std::string>)> done) {
  m_session->fetch(kindRequest(kind), namespaceName, name, std::move(done));
}

void KubeSource::fetchLog(const PodLogRequest& request, std::function<void(Result<PodLog>)> done) {
  readPodLog(m_session->requests(), request, std::move(done));
}

void KubeSource::reviewAccess(const std::vector<ApiResource>& kinds, const std::string& namespaceName,
                              std::function<void(AccessReport)> done) {
  // Answers stop with the session, and the session with this source.
  const auto post = [session = m_session.get()](const std::string& path, std::string body,
                                                std::function<void(Result<std::string>)> answered) {
    session->create(path, std::move(body), std::move(answered));
  };
  const std::string& where = namespaceName.empty() ? m_connection.namespaceName : namespaceName;
  std::make_shared<kube::AccessReview>(post, m_clock, kube::accessQuestions(kinds), where)->start(std::move(done));
}

void KubeSource::stop() {
  if (m_direct != nullptr) {
    m_direct->close();
  }
  m_session.reset();
}

std::shared_ptr<prometheus::Desk> KubeSource::openDesk(Executor& executor) {
  MetricsSettings settings = metricsSettings(m_options.prometheus, m_options.environment, m_connection.context);
  const prometheus::ApiGet get = [send = m_session->requests()](const std::string& path,
                                                                std::function<void(Result<std::string>)> done) {
    kube::Request request;
    request.path = path;
    request.timeoutMs = kListMs;
    send(std::move(request), [done = std::move(done)](kube::Response response) {
      done(response.error ? Result<std::string>(fail(*response.error)) : Result<std::string>(std::move(response.body)));
    });
  };
  const prometheus::MakeFetcher make = [send = m_session->requests()](const prometheus::Candidate& candidate) {
    return std::make_shared<ProxyFetcher>(send, candidate.proxyPath());
  };
  if (!settings.error && settings.isUrl()) {
    auto direct = DirectFetcher::open(settings.where, m_options.environment, m_clock, executor);
    if (direct) {
      m_direct = *direct;
    } else {
      settings.error = direct.error();
    }
  }
  return std::make_shared<prometheus::Desk>(
      settings.desk, prometheus::DeskParts{m_clock, executor, m_session->timer(), locateBy(settings, get, make, m_direct)});
}

std::shared_ptr<actions::ApiWriter> KubeSource::writer() {
  return std::make_shared<SessionWriter>(m_session->requests());
}

Asker KubeSource::asker() {
  return [send = m_session->requests()](const std::string& path, const std::string& body,
                                        std::function<void(Result<std::string>)> done) {
    kube::Request request;
    request.path = path;
    request.timeoutMs = kListMs;
    if (!body.empty()) {
      request.method = "POST";
      request.contentType = "application/json";
      request.body = body;
    }
    // Metrics and health are plain text, lists are JSON; gzip makes both small.
    request.accept = "application/json, text/plain;q=0.9";
    request.compressed = true;
    send(std::move(request), [done = std::move(done)](kube::Response response) {
      done(response.error ? Result<std::string>(fail(*response.error)) : Result<std::string>(std::move(response.body)));
    });
  };
}

std::string KubeSource::description() const {
  return "context " + m_connection.context + " at " + kube::withoutPassword(m_connection.server);
}

}  // namespace claimscope::app
