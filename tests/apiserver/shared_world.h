// SharedWorld: a simulated world that many connections read while its time runs. Any thread.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "model/simulation/world.h"

namespace claimscope::apiserver {

class SharedWorld {
 public:
  /// `speed`: virtual seconds a second; 0: time moves only by advance(). Begins at the scenario's highlight.
  SharedWorld(std::unique_ptr<simulation::World> world, double speed);
  ~SharedWorld();

  [[nodiscard]] const std::vector<ApiResource>& served() const { return m_served; }
  [[nodiscard]] ServerInfo server() const;
  void advance(std::int64_t milliseconds);
  [[nodiscard]] std::uint64_t resourceVersion() const;
  [[nodiscard]] Result<std::string> list(const ApiResource& resource, const simulation::ListQuery& query) const;
  [[nodiscard]] Result<std::string> get(const ApiResource& resource, const std::string& namespaceName,
                                        const std::string& name) const;
  /// A path that no table of the world has: logs.
  [[nodiscard]] simulation::HttpReply other(const std::string& path) const;
  /// Watch lines after a version and the version they lead to.
  struct Changes {
    std::vector<std::string> lines;
    std::uint64_t version = 0;
  };
  [[nodiscard]] Result<Changes> changesAfter(const ApiResource& resource, std::uint64_t version) const;
  [[nodiscard]] std::string bookmark(const ApiResource& resource) const;
  /// Waits until the newest version is another than `version` or time is up; false when the world has been stopped.
  [[nodiscard]] bool waitForChange(std::uint64_t version, std::int64_t timeoutMs) const;
  /// Waits so long or until stop(); false when stopped.
  [[nodiscard]] bool pause(std::int64_t milliseconds) const;
  /// Wakes and ends all waits.
  void stop();

 private:
  void run(const std::stop_token& stop, double speed);

  std::unique_ptr<simulation::World> m_world;
  std::vector<ApiResource> m_served;
  mutable std::mutex m_mutex;
  mutable std::condition_variable_any m_changed;
  bool m_stopped = false;
  std::jthread m_thread;
};

}  // namespace claimscope::apiserver
