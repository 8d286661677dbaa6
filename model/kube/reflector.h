// Reflector: keeps one kind in step with the server: list, watch, resume, relist, poll. Runs on its strand.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/base/clock.h"
#include "model/base/executor.h"
#include "model/base/feed.h"
#include "model/kube/backoff.h"
#include "model/kube/credentials.h"
#include "model/kube/learned.h"
#include "model/kube/transport.h"

namespace claimscope::kube {

struct ReflectorOptions {
  std::string namespaceName;      ///< empty: all namespaces
  std::string fallbackNamespace;  ///< tried when the whole cluster is forbidden
  std::size_t pageSize = 500;     ///< of the first page; later ones are larger while they stay under 4 MiB
  std::int64_t requestTimeoutMs = 60'000;
  bool mayCompress = false;               ///< gzip of lists where the way is slow
  bool protobuf = false;                  ///< ask for it; JSON is understood all the same
  std::uint64_t seed = 0;                 ///< of jitter
  std::uint64_t streamFrom = UINT64_MAX;  ///< a first list of so many objects or more is streamed (WatchList)
};

/// What it works with; all but clock and sink shared, since a task on a decode thread may outlive the session.
struct ReflectorParts {
  std::shared_ptr<Transport> watch;
  /// Carries the pages and streams of lists: libcurl 7.88 may leave the answer of a list lying on an HTTP/2 connection that busy
  /// watches share, until the next bytes come.
  std::shared_ptr<Transport> list;
  std::shared_ptr<Credentials> credentials;
  std::shared_ptr<Learned> learned;
  std::shared_ptr<Strand> strand;
  const Clock& clock;
  FeedSink& sink;
};

/// What it tells its session, on the strand.
struct ReflectorEvents {
  std::function<void()> gone;                   ///< 404: this version may not be served any more
  std::function<void(const Error&)> wentBack;   ///< the server's history is older than what it had said before
  std::function<void(const Error&)> pollsOnly;  ///< watches do not get through
  std::function<void()> reopened = {};          ///< a watch is open again after its connection broke
};

/// client-go's guarantees (kubernetes-client.md 5.1) for one kind, and fewer lists: a resourceVersion is given up only when the
/// server says that it is gone. Public functions: any thread.
class Reflector : public std::enable_shared_from_this<Reflector> {
 public:
  Reflector(ApiResource resource, ReflectorOptions options, ReflectorParts parts, ReflectorEvents events);

  /// Begins; `settled` is called once on the strand, when the first list has ended, well or not.
  void start(std::function<void()> settled);
  /// Lists anew and believes it, even where the resourceVersion went back. What is shown stays until then.
  void reload(std::function<void()> settled);
  /// What is shown is known to be of another history, or of another cluster, until a list has ended.
  void outdate(const Error& cause);
  /// The server has been heard from on another request.
  void touch();
  /// The server does not answer another request: what is shown may be old.
  void doubt(const Error& error);
  /// The server is back: who waits for it tries again, some time within the spread.
  void wake(std::int64_t spreadMs = 500);
  /// The connections are not to be trusted any more: the watch is opened anew, from where it was.
  void resume();
  /// When its watch last said something, steady.
  [[nodiscard]] std::int64_t watchHeardAt() const { return m_watchHeardAt; }
  /// Compares a cheap list's resourceVersion with ours: a watch from a version that the server has not reached stays silent.
  void probe();
  /// No callback has an effect after this.
  void stop() { m_stopped = true; }
  /// The newest resourceVersion that the server has said, as a number; 0 when there is none.
  [[nodiscard]] std::uint64_t versionSeen() const { return m_versionSeen; }

  [[nodiscard]] static std::string collectionPath(const ApiResource& resource, const std::string& namespaceName);

 private:
  // reflector.cpp: its life, what it says, when it tries again.
  void onStrand(std::function<void(Reflector&)> task);
  void later(std::int64_t delayMs, std::function<void(Reflector&)> task);
  RequestId send(Transport& transport, Request request, std::function<void(Reflector&, Response)> done);
  void settle();
  void fail(SourceState state, const Error& error, std::int64_t waitMs, std::function<void(Reflector&)> again);
  void again(std::int64_t waitMs, bool wakeable, std::function<void(Reflector&)> task);
  void runAgain(std::uint64_t generation);
  [[nodiscard]] std::int64_t waitAfter(const Error& error);
  void setState(SourceState state, std::optional<Error> error);
  void report(bool force);
  void heard();
  void takeVersion(const std::string& version);
  void armWatchdog();
  void checkDeadlines();
  [[nodiscard]] std::optional<std::int64_t> deadline() const;
  [[nodiscard]] bool serverAnswers() const;
  void onProbe(const Response& response, const std::string& before, bool confirming);
  void sendProbe(bool confirming);
  /// What the transport's thread tells of one watch or stream.
  struct Flow {
    std::atomic<bool> overflow{false};
    std::atomic<bool> lineTooLong{false};
  };
  [[nodiscard]] std::function<bool(std::string_view)> linesTo(std::shared_ptr<Flow> flow, std::uint64_t generation,
                                                              bool streamed);

  // reflector_list.cpp
  void list();
  [[nodiscard]] bool mayStream() const;
  void beginList();
  void endList();
  void requestPage(const std::string& continueToken);
  void onPage(const std::string& token, Response response);
  void pageFailed(const std::string& token, const Error& error);
  void pageUnreadable(const Error& error, bool wasProtobuf);
  void listDone(const std::string& resourceVersion);
  void listFailed(const Error& error);
  void planWhole();
  void expired(const Error& error);
  void stream();
  void onStreamLines(std::vector<std::string> lines, std::size_t bytes);
  void onStreamEnd(const Response& response);
  void streamFailed(const Error& error);

  // reflector_watch.cpp
  void watch();
  void endWatch();
  void onWatchOpen();
  void onLines(std::vector<std::string> lines, std::size_t bytes);
  void disordered();
  void onWatchEnd(const Response& response);
  void watchFailed(const Error& error);
  void watchRefused(const Error& error);
  void watchUnanswered();
  void watchSilent();
  void pollOnly(const Error& cause);
  void planPoll();
  void watchAgain();

  const ApiResource m_resource;
  ReflectorOptions m_options;
  const ReflectorParts m_parts;
  const ReflectorEvents m_events;
  std::atomic<bool> m_stopped{false};
  std::atomic<std::uint64_t> m_versionSeen{0};
  std::atomic<std::int64_t> m_watchHeardAt{-1'000'000};

  // The strand's own from here on.
  SourceStatus m_status;
  Backoff m_backoff;
  std::function<void()> m_settled;
  std::shared_ptr<const Identity> m_identity;
  std::string m_resourceVersion;
  std::optional<Error> m_limited;  ///< the whole cluster is forbidden and only one namespace is shown
  int m_wholeTries = 0;            ///< of the whole cluster, since then
  bool m_protobuf;                 ///< still asked for
  bool m_retriedLogin = false;     ///< one refresh of the credential per 401
  bool m_outdated = false;         ///< until a list has ended
  bool m_listedOnce = false;
  int m_refusals = 0;                     ///< 401 and 403 in a row: a server that starts says no before it knows
  int m_retryAfters = 0;                  ///< in a row
  std::int64_t m_expiredAt = -1'000'000;  ///< when a 410 last led to a list at once
  std::int64_t m_serverHeardAt = -1'000'000;

  std::function<void(Reflector&)> m_again;  ///< what waits for its time
  std::uint64_t m_againGeneration = 0;
  bool m_wakeable = false;

  struct List {
    std::uint64_t generation = 0;  ///< answers to an earlier list are not ours any more
    bool active = false;
    bool begun = false;  ///< listStarted has been said
    bool streamed = false;
    bool whole = false;  ///< continue tokens expire faster than they are used: in one piece
    RequestId request = 0;
    std::size_t pageSize = 0;   ///< grows from page to page while pages are small
    std::size_t pageBytes = 0;  ///< that the next page may have, by the one before; 0: no idea
    std::uint64_t objects = 0;
    int pageTries = 0;
    std::size_t hash = 0;  ///< of the bytes of its items
    std::int64_t startedAt = 0;
    std::int64_t heardAt = 0;
  };
  List m_list;
  int m_listTries = 0;                 ///< failed tries of the first list
  int m_streamTries = 0;               ///< streams that broke, in a row
  bool m_wantsStream = false;          ///< pages expire faster than they are read
  bool m_noStream = false;             ///< this kind is not streamed any more
  std::optional<Error> m_listRefused;  ///< the first time that listing was forbidden
  bool m_readsPages = false;           ///< the next list is not streamed
  std::size_t m_lastHash = 0;
  std::int64_t m_listCostMs = 0;

  struct Watch {
    std::uint64_t generation = 0;  ///< answers of an earlier watch are not ours any more
    bool active = false;
    bool open = false;       ///< headers have arrived
    bool synthetic = false;  ///< ADDED events without order come first, whose versions say nothing
    std::shared_ptr<Flow> flow;
    RequestId request = 0;
    std::int64_t startedAt = 0;
    std::int64_t heardAt = 0;  ///< steady; other requests do not count
    std::uint64_t lines = 0;
  };
  Watch m_watch;
  bool m_watchedOnce = false;
  bool m_watchBroke = false;     ///< since a watch was open
  bool m_repairPlanned = false;  ///< events came out of order
  int m_shortWatches = 0;        ///< in a row
  int m_unanswered = 0;          ///< watches without headers, in a row
  int m_watchErrors = 0;         ///< HTTP errors, in a row
  std::string m_brokenAt;        ///< a line over the cap came after this version
  bool m_deliveredSinceList = false;
  bool m_verifying = false;  ///< a list is to tell whether a silent watch has missed something
  std::int64_t m_silenceMs;  ///< longer for servers without bookmarks
  bool m_polling = false;
  std::uint64_t m_pollGeneration = 0;
  std::int64_t m_nextTrial = 0;  ///< of a watch, while polling
  std::optional<Error> m_pollCause;

  std::int64_t m_watchdogAt = INT64_MAX;
  std::int64_t m_reportedAt = -1'000'000;
  bool m_reportPlanned = false;

  std::atomic<std::size_t> m_queuedBytes{0};  ///< read and not decoded yet; the transport's thread adds
};

}  // namespace claimscope::kube
