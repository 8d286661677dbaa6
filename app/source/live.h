// Live: a source, its store and their threads, running. Calls: the thread that made it, but latest(), any thread.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "app/source/source.h"
#include "model/base/executor.h"
#include "model/cluster/store.h"

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
  /// The newest state with everything applied that has arrived until now.
  [[nodiscard]] cluster::SnapshotPtr flushed();
  [[nodiscard]] Source& source() { return *m_source; }

 private:
  std::unique_ptr<Source> m_source;
  std::unique_ptr<ThreadPool> m_storePool;
  std::unique_ptr<ThreadPool> m_decodePool;
  std::unique_ptr<cluster::Store> m_store;
  std::mutex m_mutex;
  std::condition_variable m_published;
  cluster::SnapshotPtr m_seen;
  cluster::Store::Listener m_listener;
  std::jthread m_ticker;
};

}  // namespace claimscope::app
