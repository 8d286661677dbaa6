#include "tests/apiserver/shared_world.h"

#include <chrono>

namespace claimscope::apiserver {
namespace {

using std::chrono::milliseconds;

}  // namespace

SharedWorld::SharedWorld(std::unique_ptr<simulation::World> world, double speed) : m_world(std::move(world)) {
  m_world->advanceTo(m_world->highlight());
  m_served = m_world->server().served;
  if (speed > 0) {
    m_thread = std::jthread([this, speed](const std::stop_token& token) { run(token, speed); });
  }
}

SharedWorld::~SharedWorld() {
  stop();
}

void SharedWorld::stop() {
  {
    const std::lock_guard lock(m_mutex);
    m_stopped = true;
  }
  m_changed.notify_all();
}

void SharedWorld::run(const std::stop_token& token, double speed) {
  auto before = std::chrono::steady_clock::now();
  std::unique_lock lock(m_mutex);
  double owed = 0;  // virtual milliseconds, so that fractions are not lost
  while (!token.stop_requested() && !m_stopped) {
    (void)m_changed.wait_for(lock, token, milliseconds(20), [this] { return m_stopped; });
    const auto now = std::chrono::steady_clock::now();
    owed += std::chrono::duration<double, std::milli>(now - before).count() * speed;
    before = now;
    const auto whole = static_cast<std::int64_t>(owed);
    owed -= static_cast<double>(whole);
    const std::uint64_t version = m_world->resourceVersion();
    m_world->advanceTo(m_world->now() + whole);
    if (m_world->resourceVersion() != version) {
      m_changed.notify_all();
    }
  }
}

ServerInfo SharedWorld::server() const {
  const std::lock_guard lock(m_mutex);
  return m_world->server();
}

void SharedWorld::advance(std::int64_t amount) {
  {
    const std::lock_guard lock(m_mutex);
    m_world->advanceTo(m_world->now() + amount);
  }
  m_changed.notify_all();
}

std::uint64_t SharedWorld::resourceVersion() const {
  const std::lock_guard lock(m_mutex);
  return m_world->resourceVersion();
}

Result<std::string> SharedWorld::list(const ApiResource& resource, const simulation::ListQuery& query) const {
  const std::lock_guard lock(m_mutex);
  return m_world->list(resource, query);
}

Result<std::string> SharedWorld::get(const ApiResource& resource, const std::string& namespaceName,
                                     const std::string& name) const {
  const std::lock_guard lock(m_mutex);
  return m_world->get(resource, namespaceName, name);
}

simulation::HttpReply SharedWorld::other(const std::string& path) const {
  const std::lock_guard lock(m_mutex);
  return m_world->apiGet(path);
}

Result<SharedWorld::Changes> SharedWorld::changesAfter(const ApiResource& resource, std::uint64_t version) const {
  const std::lock_guard lock(m_mutex);
  Result<std::vector<std::string>> lines = m_world->changesAfter(resource, version);
  if (!lines) {
    return fail(lines.error());
  }
  return Changes{std::move(*lines), m_world->resourceVersion()};
}

std::string SharedWorld::bookmark(const ApiResource& resource) const {
  const std::lock_guard lock(m_mutex);
  return m_world->bookmark(resource);
}

bool SharedWorld::waitForChange(std::uint64_t version, std::int64_t timeoutMs) const {
  std::unique_lock lock(m_mutex);
  (void)m_changed.wait_for(lock, milliseconds(timeoutMs), [&] { return m_stopped || m_world->resourceVersion() != version; });
  return !m_stopped;
}

bool SharedWorld::pause(std::int64_t duration) const {
  std::unique_lock lock(m_mutex);
  return !m_changed.wait_for(lock, milliseconds(duration), [&] { return m_stopped; });
}

}  // namespace claimscope::apiserver
