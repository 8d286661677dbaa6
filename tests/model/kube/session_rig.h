// SessionRig: a fake API server, a session that watches it and the store behind, as in the program. Test thread.
#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include "model/cluster/store.h"
#include "model/kube/session.h"
#include "tests/apiserver/api_server.h"
#include "tests/kit/temporary_folder.h"

namespace claimscope::kit {

/// The connection that a kubeconfig text leads to; throws with every problem.
inline kube::Connection connectionOf(const std::string& kubeconfig) {
  const TemporaryFolder folder;
  kube::KubeconfigOptions options;
  options.path = folder.write("config", kubeconfig);
  const kube::Resolved resolved = kube::resolve(options);
  if (!resolved.errors.empty()) {
    throw std::runtime_error(resolved.errors.front().text());
  }
  return resolved.connection;
}

class SessionRig {
 public:
  explicit SessionRig(apiserver::ServerOptions options = {}, std::vector<Kind> kinds = {})
      : server(std::move(options)), m_kinds(std::move(kinds)), m_store(m_clock, m_storePool, {.minPublishMs = 0}) {
    m_store.subscribe([this](const cluster::SnapshotPtr&) { m_published.notify_all(); });
    sessionOptions.connectTimeoutMs = 5'000;
  }
  ~SessionRig() { stop(); }

  void start() { start(connectionOf(server.kubeconfig())); }
  void start(kube::Connection connection) {
    m_session = std::make_unique<kube::Session>(std::move(connection), sessionOptions, m_clock, m_decodePool, m_store);
    std::vector<KindRequest> requests;
    for (std::size_t i = 0; i < kKindCount; ++i) {
      const auto kind = static_cast<Kind>(i);
      if (m_kinds.empty() || std::find(m_kinds.begin(), m_kinds.end(), kind) != m_kinds.end()) {
        requests.push_back(kindRequest(kind));
      }
    }
    m_session->start(requests);
  }
  void stop() { m_session.reset(); }
  [[nodiscard]] kube::Session& session() { return *m_session; }

  /// Waits until a snapshot satisfies the predicate; false when 20 s have passed.
  [[nodiscard]] bool until(const std::function<bool(const cluster::Snapshot&)>& satisfied) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    std::unique_lock lock(m_mutex);
    while (!satisfied(*m_store.latest())) {
      if (std::chrono::steady_clock::now() > end) {
        return false;
      }
      m_store.tick();
      (void)m_published.wait_for(lock, std::chrono::milliseconds(10));
    }
    return true;
  }
  [[nodiscard]] cluster::SnapshotPtr latest() const { return m_store.latest(); }
  [[nodiscard]] SourceStatus status(Kind kind) const { return m_store.latest()->source(kind).status; }
  [[nodiscard]] bool untilState(Kind kind, SourceState state) {
    return until([&](const cluster::Snapshot& s) { return s.source(kind).status.state == state; });
  }
  /// So many watches are open; a list that has arrived says nothing about the watch that follows it.
  [[nodiscard]] bool untilWatched(std::size_t kinds) {
    return until([&](const cluster::Snapshot&) { return server.openWatches() == kinds; });
  }
  /// The kind is live and holds exactly what the server has.
  [[nodiscard]] bool untilEqual(Kind kind) {
    const std::string wanted = server.digestLines(kindRequest(kind).resource);
    return until([&](const cluster::Snapshot& s) {
      return s.source(kind).status.state == SourceState::live && cluster::digestLines(s, kind) == wanted;
    });
  }

  apiserver::ApiServer server;
  kube::SessionOptions sessionOptions;

 private:
  std::vector<Kind> m_kinds;
  SystemClock m_clock;
  std::mutex m_mutex;
  std::condition_variable m_published;
  ThreadPool m_storePool{"store", 1};  // ends before what its listener uses
  cluster::Store m_store;
  ThreadPool m_decodePool{"decode", 2};  // ends before the store it decodes into
  std::unique_ptr<kube::Session> m_session;
};

}  // namespace claimscope::kit
