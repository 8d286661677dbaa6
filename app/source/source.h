// Source: where the bytes come from (cluster, files, demo), behind one interface. See each call's thread.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "model/base/access.h"
#include "model/base/clock.h"
#include "model/base/executor.h"
#include "model/base/feed.h"
#include "model/base/pod_log.h"
#include "model/base/result.h"
#include "model/kube/exec_policy.h"
#include "model/resources/kinds.h"

namespace claimscope::actions {
class ApiWriter;
}  // namespace claimscope::actions
namespace claimscope::prometheus {
class Desk;
}  // namespace claimscope::prometheus

namespace claimscope::app {

/// Where the metrics of a cluster are, as flags or the configuration file say.
struct PrometheusOptions {
  std::string where;      ///< --prometheus: a URL, NS/SERVICE[:PORT][/prefix], "auto" or "none"; empty: auto
  std::string tokenFile;  ///< read again every minute; a token may stand in $CLAIMSCOPE_PROMETHEUS_TOKEN instead
  std::string caFile;
  std::string certFile;
  std::string keyFile;
  std::string user;
  std::string passwordFile;
  std::vector<std::string> headers;  ///< "X-Scope-OrgID: team-a"; their values are secrets
  bool insecure = false;             ///< TLS is not verified
};

/// The source flags of cli.md, the same for the window and every command.
struct SourceOptions {
  std::string kubeconfig;
  std::string context;
  std::string namespaceName;       ///< --namespace: what a command prints; the watch is cluster-wide where allowed
  std::vector<std::string> files;  ///< --file
  std::string at;                  ///< --at
  std::string serverVersion;       ///< --server-version
  bool demo = false;
  std::string scenario;  ///< --demo SCENARIO; empty: eks-hybrid
  std::uint64_t seed = 1;
  double speed = 1.0;  ///< virtual seconds per second; 0: the clock stands at the scenario's highlight
  std::map<std::string, std::string> environment;
  bool remembers = true;      ///< a demo tells what it was told before it was opened
  std::vector<Kind> kinds;    ///< what to load; empty: every kind
  bool discoverOnly = false;  ///< a cluster is asked what it serves, and nothing is loaded
  std::string execPolicy;     ///< --exec-policy
  PrometheusOptions prometheus;
  std::shared_ptr<kube::ExecGate> execGate;  ///< the window's, which asks in a dialog; none: one that asks on the terminal
};

/// Sends one request as it is: GET of a path, or POST of a review where there is a body. From any thread, and after the source
/// has ended: then nothing happens. The callback runs on some thread, also at once.
using Asker =
    std::function<void(const std::string& path, const std::string& body, std::function<void(Result<std::string>)> done)>;

/// Threads: constructed, started and destroyed on one thread; delivers into the sink on decode threads.
class Source {
 public:
  virtual ~Source() = default;
  /// The time everything of this source is measured against.
  [[nodiscard]] virtual const Clock& clock() const = 0;
  /// Begins delivering; `decode` and `sink` must outlive the source. Files and a standing demo are delivered before it returns.
  virtual void start(Executor& decode, FeedSink& sink) = 0;
  /// No call into the sink or the executor begins after this returns.
  virtual void stop() = 0;
  /// Asks for one object as the server has it (JSON text); for the inspector's YAML. The callback runs on a decode thread.
  virtual void fetch(Kind kind, const std::string& namespaceName, const std::string& name,
                     std::function<void(Result<std::string>)> done) = 0;
  /// Asks for the last lines of a container's log. The callback runs on some thread, once; not at all after stop(). An error says
  /// cause and fix: forbidden, gone, not started, no log in this source.
  virtual void fetchLog(const PodLogRequest& request, std::function<void(Result<PodLog>)> done) = 0;
  /// Asks what we may do with these kinds (ServerInfo::served) and with what actions write, in all namespaces and in one; an
  /// empty name means the context's. The callback runs on some thread, once; not at all after stop().
  virtual void reviewAccess(const std::vector<ApiResource>& kinds, const std::string& namespaceName,
                            std::function<void(AccessReport)> done) = 0;
  /// The one that asks this cluster's Prometheus, on `executor`, not started; null where a source can have none (files). After
  /// start(), once; the caller stops it before the source.
  [[nodiscard]] virtual std::shared_ptr<prometheus::Desk> openDesk(Executor& /*executor*/) { return nullptr; }
  /// What plans are carried out over; null where nothing can be changed (files). After start(); it may outlive the source, and
  /// then answers nothing any more.
  [[nodiscard]] virtual std::shared_ptr<actions::ApiWriter> writer() { return nullptr; }
  /// What is asked on demand of what is not watched; empty where there is nothing to ask. After start(). An answer of code
  /// cancelled says that this source cannot have such a thing.
  [[nodiscard]] virtual Asker asker() { return {}; }
  /// What could not be read although the rest was (files); each names file, cause and fix.
  [[nodiscard]] virtual std::vector<Error> problems() const { return {}; }
  /// One line for the user: "context prod-usw2 from ~/.kube/config" or "demo cluster eks-hybrid (no kubeconfig found)".
  [[nodiscard]] virtual std::string description() const = 0;
};

/// Picks the source by the flags; without any: kubeconfig rules of kubectl, and when there is no kubeconfig at all an error
/// notFound (the window and ./dev run then open the demo and say so).
[[nodiscard]] Result<std::unique_ptr<Source>> openSource(const SourceOptions& options);

}  // namespace claimscope::app
