// Client: the HTTP API v1 of a Prometheus or of what speaks like one, over a Fetcher. Any thread; keeps nothing.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "model/prometheus/answer_parser.h"
#include "model/prometheus/failure.h"
#include "model/prometheus/fetcher.h"
#include "model/prometheus/metrics.h"
#include "model/prometheus/question.h"

namespace claimscope::prometheus {

struct Metadata {
  std::string type;  ///< "histogram", "counter", …
  std::string help;
  std::string unit;
};
/// What a Prometheus scrapes.
struct Target {
  std::string pool;    ///< "serviceMonitor/monitoring/dra-metrics/0"
  std::string url;     ///< without credentials
  std::string health;  ///< "up", "down", "unknown"
  std::string lastError;
  Labels labels;
};
struct Alert {
  std::string name;
  std::string state;  ///< "firing", "pending"
  Labels labels;
  Time activeAt;
};
struct Rule {
  std::string group;
  std::string name;
  std::string query;
  bool alerting = false;
  std::string health;
  std::string lastError;
};
struct BuildInfo {
  std::string version;
  std::string application;  ///< "prometheus", "thanos", "Grafana Mimir", …; empty: not said
};

class Client {
 public:
  Client(std::shared_ptr<Fetcher> fetcher, Way way, Limits limits = {}, std::int64_t timeoutMs = 20'000);

  template <class T>
  using Done = std::function<void(Result<T>)>;
  /// Ends a transfer that nobody waits for any more.
  using Ticket = std::shared_ptr<std::atomic<bool>>;

  /// Instant or range query. The answer has series or an error, never both; `asked` and `answered` are the caller's to set.
  Ticket ask(const RangeQuestion& question, std::function<void(Answer)> done) const;

  void labels(const std::vector<std::string>& matchers, Done<Listed> done) const;
  void labelValues(const std::string& label, const std::vector<std::string>& matchers, Done<Listed> done) const;
  void series(const std::vector<std::string>& matchers, Done<std::vector<Labels>> done) const;
  void metadata(const std::string& metric, Done<std::map<std::string, Metadata>> done) const;
  void targets(Done<std::vector<Target>> done) const;
  void alerts(Done<std::vector<Alert>> done) const;
  void rules(Done<std::vector<Rule>> done) const;
  /// Thanos, Mimir and VictoriaMetrics say less, or nothing at all: notServed then.
  void buildInfo(Done<BuildInfo> done) const;

 private:
  Ticket send(std::string path, std::string form, bool mayPost,
              std::function<void(FetchAnswer, std::optional<Error>)> done) const;
  /// A small document; anything but {"status":"success","data":…} is an error. `read` may throw nlohmann's exceptions.
  template <class T, class Read>
  void small(std::string path, std::string form, Done<T> done, Read read) const;

  std::shared_ptr<Fetcher> m_fetcher;
  Way m_way;
  Limits m_limits;
  std::int64_t m_timeoutMs;
};

/// Percent-encoding of a form value.
[[nodiscard]] std::string encoded(std::string_view text);
/// Seconds with three decimals, as the API takes times and steps.
[[nodiscard]] std::string seconds(std::int64_t milliseconds);

}  // namespace claimscope::prometheus
