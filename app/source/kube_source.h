// KubeSource: a kubeconfig context, watched live. See source.h.
#pragma once

#include <memory>

#include "app/source/direct_fetcher.h"
#include "app/source/source.h"
#include "model/kube/session.h"

namespace claimscope::app {

class KubeSource final : public Source {
 public:
  KubeSource(kube::Connection connection, SourceOptions options);
  [[nodiscard]] const Clock& clock() const override { return m_clock; }
  void start(Executor& decode, FeedSink& sink) override;
  void stop() override;
  void fetch(Kind kind, const std::string& namespaceName, const std::string& name,
             std::function<void(Result<std::string>)> done) override;
  void fetchLog(const PodLogRequest& request, std::function<void(Result<PodLog>)> done) override;
  void reviewAccess(const std::vector<ApiResource>& kinds, const std::string& namespaceName,
                    std::function<void(AccessReport)> done) override;
  [[nodiscard]] std::shared_ptr<prometheus::Desk> openDesk(Executor& executor) override;
  [[nodiscard]] std::shared_ptr<actions::ApiWriter> writer() override;
  [[nodiscard]] Asker asker() override;
  [[nodiscard]] std::string description() const override;

 private:
  kube::Connection m_connection;
  SourceOptions m_options;
  SystemClock m_clock;
  std::unique_ptr<kube::Session> m_session;
  std::shared_ptr<DirectFetcher> m_direct;  ///< of the metrics; ends with the session
};

}  // namespace claimscope::app
