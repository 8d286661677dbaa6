// DirectFetcher: a Prometheus at a URL of its own, with its own credentials. Any thread; owns a lane (one thread).
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/source/source.h"
#include "model/kube/credentials.h"
#include "model/kube/lane.h"
#include "model/prometheus/fetcher.h"

namespace claimscope::app {

class DirectFetcher final : public prometheus::Fetcher, public std::enable_shared_from_this<DirectFetcher> {
 public:
  /// Reads the files that the options name; a missing or wrong one is the error. `executor` reads tokens again and runs answers.
  [[nodiscard]] static Result<std::shared_ptr<DirectFetcher>> open(const PrometheusOptions& options,
                                                                   const std::map<std::string, std::string>& environment,
                                                                   const Clock& clock, Executor& executor);
  DirectFetcher(kube::Connection connection, std::vector<std::string> headers,
                const std::map<std::string, std::string>& environment, const Clock& clock, Executor& executor);

  void fetch(prometheus::FetchRequest request, std::function<void(prometheus::FetchAnswer)> done) override;
  void after(std::int64_t delayMs, Task task) { m_lane.after(delayMs, std::move(task)); }
  /// No answer comes any more; joins the lane's thread.
  void close() { m_lane.close(); }
  /// The URL without credentials.
  [[nodiscard]] const std::string& address() const { return m_connection.server; }

 private:
  void submit(const prometheus::FetchRequest& request, std::function<void(prometheus::FetchAnswer)> done);

  const kube::Connection m_connection;
  const std::vector<std::string> m_headers;
  Executor& m_executor;
  kube::Credentials m_credentials;
  kube::Lane m_lane;
};

}  // namespace claimscope::app
