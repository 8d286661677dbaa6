// Desk: the one that asks Prometheus: finds it, polls the catalogue within a budget, answers charts. Any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "model/base/clock.h"
#include "model/base/executor.h"
#include "model/prometheus/catalogue/query.h"
#include "model/prometheus/fetcher.h"
#include "model/prometheus/metrics.h"
#include "model/prometheus/question.h"

namespace claimscope::prometheus {

/// Where a server is, found or given.
struct Place {
  std::shared_ptr<Fetcher> fetcher;  ///< null: none
  std::string address;               ///< without credentials
  std::string route;                 ///< "direct", "through the API server", "demo"
  bool serviceProxy = false;         ///< what a 403, 404, 502 or 503 means depends on it
  int serverMinor = 0;               ///< of Kubernetes, for what a release exports; 0: not known
  std::optional<Error> error;        ///< why there is none although somebody said where
  std::vector<Tried> tried;
  std::vector<Monitor> monitors;
  std::optional<Error> notice;
};
/// Looks for the server and calls back once; on any thread.
using Locate = std::function<void(std::function<void(Place)>)>;

struct DeskOptions {
  std::int64_t intervalMs = 15'000;
  std::int64_t budgetPerMinute = 60;  ///< of everything that is asked
  std::int64_t timeoutMs = 20'000;    ///< of one query
  std::vector<Query> own;             ///< of the person: take the place of the catalogue's of the same id, or are added
  std::uint64_t seed = 1;             ///< of jitter
  Limits limits;
};

struct DeskParts {
  const Clock& clock;
  Executor& executor;  ///< parses, and runs every callback
  std::function<void(std::int64_t delayMs, Task task)> after;
  Locate locate;
};

/// What it keeps is its strand's on the executor. Clock and executor must outlive it; tasks hold it weakly.
class Desk final {
 public:
  using Listener = std::function<void(MetricsPtr)>;
  using Answered = std::function<void(AnswerPtr)>;

  Desk(DeskOptions options, DeskParts parts);
  ~Desk();

  /// Begins; the listener gets each new Metrics on the executor.
  void start(Listener listener);
  /// No query is sent and nobody is called any more.
  void stop();
  /// Comes before what is polled, within the same budget. The answer comes once: with an error while no server is known. Equal
  /// questions within an interval are asked once.
  void ask(RangeQuestion question, Answered answered);
  [[nodiscard]] MetricsPtr latest() const;
  /// Every question of the catalogue has been answered or refused once, or there is no server.
  [[nodiscard]] bool settled() const;

 private:
  class Impl;
  std::shared_ptr<Impl> m_impl;
};

}  // namespace claimscope::prometheus
