// Reflector: keeps one kind in step with the server: list in pages, watch, resume, relist. Runs on its strand.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "model/base/clock.h"
#include "model/base/executor.h"
#include "model/base/feed.h"
#include "model/kube/backoff.h"
#include "model/kube/credentials.h"
#include "model/kube/transport.h"

namespace claimscope::kube {

struct ReflectorOptions {
  std::string namespaceName;      ///< empty: all namespaces
  std::string fallbackNamespace;  ///< tried when the whole cluster is forbidden
  std::size_t pageSize = 500;     ///< of the first page; later ones are larger while they stay under 4 MiB
  std::int64_t requestTimeoutMs = 60'000;
  bool compressed = false;
};

/// client-go's guarantees (kubernetes-client.md 5.1) for one kind. Every member function but touch() and post() runs on the
/// strand.
class Reflector : public std::enable_shared_from_this<Reflector> {
 public:
  /// `transport` carries the watch, `listTransport` the pages of lists: libcurl 7.88 may leave the answer of a list lying on an
  /// HTTP/2 connection that busy watches share, until the next bytes come.
  Reflector(ApiResource resource, ReflectorOptions options, std::shared_ptr<Transport> transport,
            std::shared_ptr<Transport> listTransport, std::shared_ptr<Credentials> credentials, const Clock& clock,
            std::shared_ptr<Strand> strand, FeedSink& sink);

  /// Begins; `settled` is called once, when the first list has ended, well or not.
  void start(std::function<void()> settled);
  /// The server has been heard from on another request; any thread.
  void touch();
  /// The server does not answer another request: what is shown may be old; any thread.
  void doubt(const Error& error);
  /// No callback has an effect after this; any thread.
  void stop() { m_stopped = true; }

  [[nodiscard]] static std::string collectionPath(const ApiResource& resource, const std::string& namespaceName);

 private:
  void onStrand(std::function<void(Reflector&)> task);
  void later(std::int64_t delayMs, std::function<void(Reflector&)> task);
  /// 0 when there is no credential; `done` has been called then.
  RequestId send(Transport& transport, Request request, std::function<void(Reflector&, Response)> done);
  void list();
  void requestPage(const std::string& continueToken);
  void onPage(Response response, bool first, bool continued);
  void listFailed(const Error& error, bool continued);
  void expired(const Error& error);
  void watch();
  void onLines(std::vector<std::string> lines, std::size_t bytes);
  void onWatchEnd(const Response& response);
  void watchFailed(const Error& error);
  void checkSilence(std::uint64_t generation);
  void settle();
  void fail(SourceState state, const Error& error, std::int64_t retryMs, bool relist);
  void report(bool force);
  void heard();

  ApiResource m_resource;
  ReflectorOptions m_options;
  // Shared: a task that still runs on a decode thread may outlive the session.
  std::shared_ptr<Transport> m_transport;
  std::shared_ptr<Transport> m_listTransport;
  std::shared_ptr<Credentials> m_credentials;
  const Clock& m_clock;
  std::shared_ptr<Strand> m_strand;
  FeedSink& m_sink;
  std::atomic<bool> m_stopped{false};

  SourceStatus m_status;
  Backoff m_backoff;
  std::function<void()> m_settled;
  std::shared_ptr<const Identity> m_identity;
  bool m_retriedLogin = false;            ///< one refresh of the credential per 401
  std::optional<Error> m_limited;         ///< the whole cluster is forbidden and only one namespace is shown
  int m_listTries = 0;                    ///< failed tries of the first list
  std::int64_t m_expiredAt = -1'000'000;  ///< when a 410 last led to a list at once
  bool m_fullList = false;                ///< continue token expired: the next list comes in one piece
  std::size_t m_pageSize = 0;             ///< grows from page to page while pages are small
  bool m_listedOnce = false;
  std::string m_resourceVersion;
  std::int64_t m_reportedAt = -1'000'000;
  bool m_reportPlanned = false;
  std::uint64_t m_watchGeneration = 0;  ///< answers of an earlier watch are not ours any more
  RequestId m_watchRequest = 0;
  std::int64_t m_watchOpenedAt = 0;
  std::int64_t m_watchHeardAt = 0;  ///< steady; other requests do not count
  std::uint64_t m_watchEvents = 0;
  bool m_watchOpen = false;  ///< headers have arrived and the end has not

  std::atomic<std::size_t> m_queuedBytes{0};
  std::atomic<bool> m_overflow{false};
  std::atomic<bool> m_lineTooLong{false};
};

}  // namespace claimscope::kube
