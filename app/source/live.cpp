#include "app/source/live.h"

#include <algorithm>
#include <chrono>
#include <future>

namespace claimscope::app {

Live::Live(std::unique_ptr<Source> source, cluster::Store::Listener listener)
    : m_source(std::move(source)),
      m_storePool(std::make_unique<ThreadPool>("store", 1)),
      m_decodePool(std::make_unique<ThreadPool>("decode", 2)),
      m_listener(std::move(listener)) {
  m_store = std::make_unique<cluster::Store>(m_source->clock(), *m_storePool);
  m_store->subscribe([this](cluster::SnapshotPtr snapshot) {
    if (m_listener) {
      m_listener(snapshot);
    }
    const std::lock_guard lock(m_mutex);
    m_seen = std::move(snapshot);
    m_published.notify_all();
  });
}

Live::~Live() {
  m_ticker.request_stop();
  if (m_ticker.joinable()) {
    m_ticker.join();
  }
  // The clock belongs to the source and the store reads it: the source stops first, but dies last.
  m_source->stop();
  m_decodePool.reset();
  m_storePool.reset();
  m_store.reset();
}

void Live::start() {
  m_source->start(*m_decodePool, *m_store);
  m_store->flush();  // files and a standing demo are delivered by now, and their clock never ticks
  m_ticker = std::jthread([this](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
      m_store->tick();
    }
  });
}

bool Live::waitSettled(const std::vector<Kind>& kinds, std::int64_t timeoutMs) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeoutMs);
  std::unique_lock lock(m_mutex);
  return m_published.wait_until(lock, deadline, [&] {
    return m_seen != nullptr && std::all_of(kinds.begin(), kinds.end(), [&](Kind kind) {
             const SourceState state = m_seen->source(kind).status.state;
             return state != SourceState::waiting && state != SourceState::loading;
           });
  });
}

cluster::SnapshotPtr Live::flushed() {
  // Waiting for "a newer snapshot" would be satisfied by one that was published half-way through what has arrived.
  const auto done = std::make_shared<std::promise<void>>();
  std::future<void> published = done->get_future();
  m_store->flush([done] { done->set_value(); });
  published.wait_for(std::chrono::seconds(30));
  return latest();
}

}  // namespace claimscope::app
