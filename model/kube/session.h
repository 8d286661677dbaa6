// Session: one API server, watched. Owns the lanes (threads) and the reflectors. Call it from one thread.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "model/base/clock.h"
#include "model/base/executor.h"
#include "model/base/feed.h"
#include "model/base/result.h"
#include "model/kube/connection.h"
#include "model/kube/exec_policy.h"
#include "model/kube/transport.h"

namespace claimscope::kube {

struct SessionOptions {
  std::string namespaceName;  ///< watch only this namespace; empty: all
  std::size_t pageSize = 500;
  std::int64_t connectTimeoutMs = 10'000;
  std::int64_t requestTimeoutMs = 60'000;  ///< of everything but watches
  std::uint64_t seed = 0;                  ///< of jitter: clients must not move in step; 0 with its own lanes: random
  std::uint64_t streamFrom = UINT64_MAX;   ///< first lists of so many objects are streamed (README.md says why none are)
  std::shared_ptr<ExecGate> execGate;      ///< asked before an exec plugin runs; none: it runs
  bool discoverOnly = false;               ///< finds out what is served and watches nothing
};

/// What carries the requests of a session: watches, and everything else.
struct Transports {
  std::shared_ptr<Transport> watch;
  std::shared_ptr<Transport> call;
};

class Session {
 public:
  /// `decode` runs the sink's decoding calls, one strand per kind; clock, executor and sink must outlive the session.
  Session(Connection connection, SessionOptions options, const Clock& clock, Executor& decode, FeedSink& sink);
  /// The same over other transports: scripts in virtual time.
  Session(Connection connection, SessionOptions options, const Clock& clock, Executor& decode, FeedSink& sink,
          Transports transports);
  /// Stops all transfers and joins the lane threads.
  ~Session();

  /// Discovery, then list and watch of every request that is served, best version each, in priority order. Returns at
  /// once; progress and failures arrive at the sink (sourceChanged). A failed discovery marks every kind as failed with
  /// the same error and is retried with back-off.
  void start(std::vector<KindRequest> kinds);

  /// GET of one path ("/apis/resource.k8s.io/v1/…") on the call lane; the callback runs on the decode executor.
  void get(const std::string& path, std::function<void(Result<std::string>)> done);

  /// POST of a JSON document on the call lane ("SelfSubjectAccessReview"); the callback runs on the decode executor.
  void create(const std::string& path, std::string body, std::function<void(Result<std::string>)> done);

  /// Sends any request with this session's credentials on the call lane; the callback runs on the decode executor. From any
  /// thread, and after the session has ended: then nothing happens.
  using Sender = std::function<void(Request request, std::function<void(Response)> done)>;
  [[nodiscard]] Sender requests() const;
  /// Runs tasks on the call lane's thread after a delay; not any more after the session has ended.
  [[nodiscard]] std::function<void(std::int64_t delayMs, Task task)> timer() const;

  /// GET of one object of a kind in the version that discovery chose; notServed before that or without it.
  void fetch(const KindRequest& kind, const std::string& namespaceName, const std::string& name,
             std::function<void(Result<std::string>)> done);

  /// Path of one object or collection.
  [[nodiscard]] static std::string pathOf(const ApiResource& resource, const std::string& namespaceName, const std::string& name);

 private:
  class Impl;
  std::shared_ptr<Impl> m_impl;  ///< tasks on the decode executor hold it weakly
};

}  // namespace claimscope::kube
