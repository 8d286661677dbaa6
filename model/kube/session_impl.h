// Session::Impl: what a session keeps. Its strand's own but for what says otherwise.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/kube/backoff.h"
#include "model/kube/credentials.h"
#include "model/kube/discovery.h"
#include "model/kube/discovery_run.h"
#include "model/kube/learned.h"
#include "model/kube/reflector.h"
#include "model/kube/session.h"

namespace claimscope::kube {

inline constexpr std::uint64_t kSeedMix = 0x9E3779B97F4A7C15ULL;  ///< neighbouring seeds give unlike numbers

class Session::Impl : public std::enable_shared_from_this<Session::Impl> {
 public:
  Impl(Connection connection, SessionOptions options, const Clock& clock, Executor& decode, FeedSink& sink,
       Transports transports);

  // session.cpp; any thread.
  void start(std::vector<KindRequest> kinds);
  void stop();
  void get(const std::string& path, const std::string& accept, std::function<void(Result<std::string>)> done);
  void create(const std::string& path, std::string body, std::function<void(Result<std::string>)> done);
  void fetch(const KindRequest& kind, const std::string& namespaceName, const std::string& name,
             std::function<void(Result<std::string>)> done);
  void sendRaw(Request request, std::function<void(Response)> done);
  void after(std::int64_t delayMs, Task task);

 private:
  using ReflectorPtr = std::shared_ptr<Reflector>;

  /// One kind that was asked for.
  struct Entry {
    KindRequest request;
    std::shared_ptr<Strand> strand;       ///< one for all versions of the kind, so that the sink's calls keep their order
    std::optional<ApiResource> resource;  ///< as it is watched; none: not served
    ReflectorPtr reflector;
    bool wasServed = false;  ///< at some time in this session
    bool gone = false;       ///< its path answered 404
    std::int64_t proposedAt = 0;
    std::optional<std::string> proposed;  ///< another version, or none (""), that one discovery has named
  };
  /// A list that waits for its turn.
  struct Waiting {
    ReflectorPtr reflector;
    int priority = 0;
    bool again = false;  ///< of a kind that is shown already
  };

  // session.cpp: requests, and the order of loading.
  void post(std::function<void(Impl&)> task);
  void later(std::int64_t delayMs, std::function<void(Impl&)> task);
  void send(Request request, std::function<void(Result<std::string>)> done);
  void submit(Request request, std::function<void(Response)> done);
  void getThen(const std::string& path, const std::string& accept, std::function<void(Impl&, Result<std::string>)> next,
               std::optional<std::int64_t> timeoutMs = std::nullopt);
  void startMore();
  void onSettled(const Reflector* reflector);
  void forget(const ReflectorPtr& reflector);

  // session_server.cpp: what the server is and serves, now and later.
  void discover();
  void discoveryFailed(const Error& error);
  void discovered(const Discovered& found);
  void adopt(Entry& entry, const std::optional<ApiResource>& choice);
  void replace(Entry& entry, const std::optional<ApiResource>& choice);
  void planDiscovery(std::int64_t delayMs);
  void takeVersion(const std::string& document);
  void beat();
  void onBeat(const Result<std::string>& answer);
  void noticeSleep();
  void renewWatches();
  void checkServer();
  void onSystemUid(const Result<std::string>& answer);
  void reloadAll(const Error& cause);
  void historyWentBack(const Error& cause);
  void tell(Error what);

  const Connection m_connection;
  const SessionOptions m_options;
  const Clock& m_clock;
  Executor& m_decode;
  FeedSink& m_sink;
  const std::shared_ptr<Credentials> m_credentials;
  const std::shared_ptr<Learned> m_learned = std::make_shared<Learned>();
  const std::shared_ptr<Strand> m_strand;
  const std::shared_ptr<Transport> m_watchLane;
  const std::shared_ptr<Transport> m_callLane;
  std::atomic<bool> m_stopped{false};

  std::vector<Entry> m_entries;  ///< in order of priority
  ServerInfo m_server;
  Served m_served;
  Backoff m_backoff;

  bool m_everDiscovered = false;
  bool m_discovering = false;
  std::uint64_t m_discoveryPlan = 0;  ///< only the newest plan counts
  std::int64_t m_discoverAt = INT64_MAX;
  std::int64_t m_discoveredAt = 0;

  std::vector<Waiting> m_waiting;
  std::set<const Reflector*> m_listing;
  std::set<const Reflector*> m_firstListing;  ///< of those that others wait for
  bool m_patienceOver = false;

  bool m_beating = false;     ///< a heartbeat is under way
  bool m_down = false;        ///< the last one was not answered well
  bool m_downSilent = false;  ///< no HTTP answer at all since then
  std::int64_t m_downAt = 0;
  std::int64_t m_tickSteadyMs = 0;
  std::int64_t m_tickWaitMs = 0;
  Time m_tickTime;
  std::int64_t m_checkedAt = 0;
  bool m_checkPlanned = false;  ///< because a watch came back
  std::string m_systemUid;      ///< of the namespace kube-system: the cluster's identity
  std::int64_t m_wentBackAt = -1'000'000;
  std::set<ErrorCode> m_pollsTold;  ///< why watches do not get through, as far as it has been said

  std::mutex m_mutex;
  std::vector<ReflectorPtr> m_alive;  ///< under the mutex: for stop(), from any thread
};

}  // namespace claimscope::kube
