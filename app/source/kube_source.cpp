#include "app/source/kube_source.h"

#include "app/source/requests.h"

namespace claimscope::app {

KubeSource::KubeSource(kube::Connection connection, SourceOptions options)
    : m_connection(std::move(connection)), m_options(std::move(options)) {}

void KubeSource::start(Executor& decode, FeedSink& sink) {
  m_session = std::make_unique<kube::Session>(m_connection, kube::SessionOptions{}, m_clock, decode, sink);
  m_session->start(requestsOf(m_options));
}

void KubeSource::fetch(Kind kind, const std::string& namespaceName, const std::string& name,
                       std::function<void(Result<std::string>)> done) {
  m_session->fetch(kindRequest(kind), namespaceName, name, std::move(done));
}

std::string KubeSource::description() const {
  return "context " + m_connection.context + " at " + kube::withoutPassword(m_connection.server);
}

}  // namespace claimscope::app
