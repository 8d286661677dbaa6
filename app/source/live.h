// Live: a source, its store and their threads, running. Calls: the thread that made it, but latest(), any thread.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "app/source/source.h"
#include "model/base/executor.h"
#include "model/cluster/store.h"
#include "model/prometheus/metrics.h"

namespace claimscope::app {

/// Threads: decode pool (2), store (1), ticker (1), and those of the source. Shut down in this order:
/// ticker, source (no more bytes), decode pool and store pool (queued work is dropped, running work joined), store.
class Live {
 public:
  /// `listener` gets every new snapshot on the store's thread; may be empty.
  Live(std::unique_ptr<Source> source, cluster::Store::Listener listener);
  ~Live();

  void start();
  [[nodiscard]] cluster::SnapshotPtr latest() const { return m_store->latest(); }
  /// Waits until each of the kinds has been listed or refused; false when time is up first.
  [[nodiscard]] bool waitSettled(const std::vector<Kind>& kinds, std::int64_t timeoutMs);
  /// Waits until a snapshot satisfies the predicate; false when time is up first.
  [[nodiscard]] bool waitUntil(const std::function<bool(const cluster::Snapshot&)>& satisfied, std::int64_t timeoutMs);
  /// The newest state with everything applied that has arrived until now.
  [[nodiscard]] cluster::SnapshotPtr flushed();
  [[nodiscard]] Source& source() { return *m_source; }
  /// Asks the source's Prometheus from now on; the listener gets each new Metrics on a decode thread. Once, after start(); false
  /// where the source can have none.
  bool watchMetrics(std::function<void(prometheus::MetricsPtr)> listener);
  /// Null before watchMetrics(), and where the source can have none.
  [[nodiscard]] const std::shared_ptr<prometheus::Desk>& desk() const { return m_desk; }
  /// Waits until the desk has asked everything once, or knows that it cannot; what it knows then. Null without a desk.
  [[nodiscard]] prometheus::MetricsPtr settledMetrics(std::int64_t timeoutMs);

 private:
  class WakingSink;
  /// Ticks to come are due: something has been delivered; any thread.
  void wake(int ticks);
  void tickUntilStopped(const std::stop_token& stop);

  std::unique_ptr<Source> m_source;
  std::unique_ptr<ThreadPool> m_storePool;
  std::unique_ptr<ThreadPool> m_decodePool;
  std::unique_ptr<cluster::Store> m_store;
  std::unique_ptr<WakingSink> m_sink;  ///< what the source delivers into; the store is behind it
  std::mutex m_mutex;
  std::condition_variable m_published;
  cluster::SnapshotPtr m_seen;
  cluster::Store::Listener m_listener;
  std::shared_ptr<prometheus::Desk> m_desk;
  std::function<void(prometheus::MetricsPtr)> m_metricsListener;
  std::atomic<int> m_ticks{0};  ///< that follow in steps of 50 ms; then one every few seconds
  std::mutex m_tickMutex;
  std::condition_variable_any m_woken;
  std::jthread m_ticker;
};

}  // namespace claimscope::app
