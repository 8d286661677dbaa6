// ProxyFetcher: Prometheus through the API server's service proxy, with the session's credentials. Any thread.
#pragma once

#include <string>

#include "model/kube/session.h"
#include "model/prometheus/fetcher.h"

namespace claimscope::app {

class ProxyFetcher final : public prometheus::Fetcher {
 public:
  /// `base` is the path of the proxy: "/api/v1/namespaces/monitoring/services/prometheus-operated:9090/proxy".
  ProxyFetcher(kube::Session::Sender send, std::string base) : m_send(std::move(send)), m_base(std::move(base)) {}
  void fetch(prometheus::FetchRequest request, std::function<void(prometheus::FetchAnswer)> done) override;

 private:
  kube::Session::Sender m_send;
  std::string m_base;
};

/// The request as a transport takes it, its body collected up to the cap; `collected` is filled on the transport's thread.
struct Collected {
  std::string body;
  bool cut = false;
};
[[nodiscard]] kube::Request requestOf(const prometheus::FetchRequest& request, const std::string& base,
                                      const std::shared_ptr<Collected>& collected);
/// What came of it.
[[nodiscard]] prometheus::FetchAnswer answerOf(kube::Response response, Collected& collected);

}  // namespace claimscope::app
