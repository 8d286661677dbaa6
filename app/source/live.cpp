#include "app/source/live.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <future>

#include "model/prometheus/desk.h"

namespace claimscope::app {
namespace {

constexpr auto kPublishTick = std::chrono::milliseconds(50);
constexpr auto kIdleTick = std::chrono::seconds(5);  ///< ages run on
constexpr int kTicksAfterData = 20;  ///< a dear snapshot may be published up to a second after the last of a burst
constexpr int kTicksAfterStatus = 3;

}  // namespace

/// Passes everything on and wakes the ticker, which sleeps while nothing comes: an idle window must not wake forty times a
/// second.
class Live::WakingSink final : public FeedSink {
 public:
  WakingSink(FeedSink& sink, Live& live) : m_sink(sink), m_live(live) {}

  void serverFound(const ServerInfo& server) override {
    m_sink.serverFound(server);
    m_live.wake(kTicksAfterStatus);
  }
  void sourceChanged(const SourceStatus& status) override {
    m_sink.sourceChanged(status);
    // That a server is still there is heard of each kind every few seconds; the next idle tick tells it.
    const std::optional<Kind> kind = kindOf(status.resource.group, status.resource.resource);
    const bool live = status.state == SourceState::live && !status.error;
    if (!kind || !m_isLive[static_cast<std::size_t>(*kind)].exchange(live) || !live) {
      m_live.wake(kTicksAfterStatus);
    }
  }
  void listStarted(const ApiResource& resource) override { m_sink.listStarted(resource); }
  Result<ListInfo> listPage(const ApiResource& resource, std::string& page) override {
    m_live.wake(kTicksAfterData);
    return m_sink.listPage(resource, page);
  }
  void listFinished(const ApiResource& resource, const std::string& resourceVersion) override {
    m_sink.listFinished(resource, resourceVersion);
    m_live.wake(kTicksAfterData);
  }
  void listAbandoned(const ApiResource& resource) override { m_sink.listAbandoned(resource); }
  Result<EventInfo> watchLine(const ApiResource& resource, std::string& event) override {
    Result<EventInfo> info = m_sink.watchLine(resource, event);
    // A bookmark changes nothing, and each of some twenty watches has one a minute.
    if (!info || info->type != EventType::bookmark) {
      m_live.wake(kTicksAfterData);
    }
    return info;
  }

  void pastLine(const ApiResource& resource, std::string& event, Time received) override {
    m_sink.pastLine(resource, event, received);
  }

 private:
  FeedSink& m_sink;
  Live& m_live;
  std::array<std::atomic<bool>, kKindCount> m_isLive{};
};

Live::Live(std::unique_ptr<Source> source, cluster::Store::Listener listener)
    : m_source(std::move(source)),
      m_storePool(std::make_unique<ThreadPool>("store", 1)),
      m_decodePool(std::make_unique<ThreadPool>("decode", 2)),
      m_listener(std::move(listener)) {
  m_store = std::make_unique<cluster::Store>(m_source->clock(), *m_storePool);
  m_sink = std::make_unique<WakingSink>(*m_store, *this);
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
  if (m_desk != nullptr) {
    m_desk->stop();
  }
  // The clock belongs to the source and the store reads it: the source stops first, but dies last.
  m_source->stop();
  m_decodePool.reset();
  m_storePool.reset();
  m_store.reset();
}

void Live::start() {
  m_source->start(*m_decodePool, *m_sink);
  m_store->flush();  // files and a standing demo are delivered by now, and their clock never ticks
  m_ticker = std::jthread([this](const std::stop_token& stop) { tickUntilStopped(stop); });
}

void Live::wake(int ticks) {
  int due = m_ticks.load();
  while (due < ticks && !m_ticks.compare_exchange_weak(due, ticks)) {
  }
  if (due == 0) {
    // With the mutex, so that it cannot fall between the ticker's look and its sleep.
    const std::lock_guard lock(m_tickMutex);
    m_woken.notify_one();
  }
}

void Live::tickUntilStopped(const std::stop_token& stop) {
  std::unique_lock lock(m_tickMutex);
  while (!stop.stop_requested()) {
    if (m_ticks.load() > 0) {
      --m_ticks;
      m_woken.wait_for(lock, stop, kPublishTick, [] { return false; });
    } else {
      m_woken.wait_for(lock, stop, kIdleTick, [this] { return m_ticks.load() > 0; });
    }
    lock.unlock();
    m_store->tick();
    lock.lock();
  }
}

bool Live::watchMetrics(std::function<void(prometheus::MetricsPtr)> listener) {
  m_desk = m_source->openDesk(*m_decodePool);
  if (m_desk == nullptr) {
    return false;
  }
  m_metricsListener = std::move(listener);
  m_desk->start([this](prometheus::MetricsPtr metrics) {
    if (m_metricsListener) {
      m_metricsListener(std::move(metrics));
    }
    const std::lock_guard lock(m_mutex);
    m_published.notify_all();
  });
  return true;
}

prometheus::MetricsPtr Live::settledMetrics(std::int64_t timeoutMs) {
  if (m_desk == nullptr) {
    return nullptr;
  }
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeoutMs);
  std::unique_lock lock(m_mutex);
  m_published.wait_until(lock, deadline, [&] { return m_desk->settled(); });
  lock.unlock();
  return m_desk->latest();
}

bool Live::waitUntil(const std::function<bool(const cluster::Snapshot&)>& satisfied, std::int64_t timeoutMs) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeoutMs);
  std::unique_lock lock(m_mutex);
  return m_published.wait_until(lock, deadline, [&] { return m_seen != nullptr && satisfied(*m_seen); });
}

bool Live::waitSettled(const std::vector<Kind>& kinds, std::int64_t timeoutMs) {
  return waitUntil(
      [&](const cluster::Snapshot& snapshot) {
        return std::all_of(kinds.begin(), kinds.end(), [&](Kind kind) {
          const SourceState state = snapshot.source(kind).status.state;
          return state != SourceState::waiting && state != SourceState::loading;
        });
      },
      timeoutMs);
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
