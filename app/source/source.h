// Source: where the bytes come from (cluster, files, demo), behind one interface. See each call's thread.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "model/base/clock.h"
#include "model/base/executor.h"
#include "model/base/feed.h"
#include "model/base/result.h"
#include "model/resources/kinds.h"

namespace claimscope::app {

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
  std::vector<Kind> kinds;  ///< what to load; empty: every kind
};

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
  /// What could not be read although the rest was (files); each names file, cause and fix.
  [[nodiscard]] virtual std::vector<Error> problems() const { return {}; }
  /// One line for the user: "context prod-usw2 from ~/.kube/config" or "demo cluster eks-hybrid (no kubeconfig found)".
  [[nodiscard]] virtual std::string description() const = 0;
};

/// Picks the source by the flags; without any: kubeconfig rules of kubectl, and when there is no kubeconfig at all an error
/// notFound (the window and ./dev run then open the demo and say so).
[[nodiscard]] Result<std::unique_ptr<Source>> openSource(const SourceOptions& options);

}  // namespace claimscope::app
