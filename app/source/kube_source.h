// KubeSource: a kubeconfig context, watched live. See source.h.
#pragma once

#include <memory>

#include "app/source/source.h"
#include "model/kube/session.h"

namespace claimscope::app {

class KubeSource final : public Source {
 public:
  KubeSource(kube::Connection connection, SourceOptions options);
  [[nodiscard]] const Clock& clock() const override { return m_clock; }
  void start(Executor& decode, FeedSink& sink) override;
  void stop() override { m_session.reset(); }
  void fetch(Kind kind, const std::string& namespaceName, const std::string& name,
             std::function<void(Result<std::string>)> done) override;
  [[nodiscard]] std::string description() const override;

 private:
  kube::Connection m_connection;
  SourceOptions m_options;
  SystemClock m_clock;
  std::unique_ptr<kube::Session> m_session;
};

}  // namespace claimscope::app
