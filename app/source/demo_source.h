// DemoSource: the simulated cluster, running at a speed or standing at its highlight. See source.h.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <thread>

#include "app/source/source.h"
#include "model/simulation/world.h"

namespace claimscope::app {

class DemoSource final : public Source {
 public:
  DemoSource(std::unique_ptr<simulation::World> world, SourceOptions options);
  ~DemoSource() override;
  [[nodiscard]] const Clock& clock() const override { return m_clock; }
  void start(Executor& decode, FeedSink& sink) override;
  void stop() override;
  void fetch(Kind kind, const std::string& namespaceName, const std::string& name,
             std::function<void(Result<std::string>)> done) override;
  [[nodiscard]] std::string description() const override;

 private:
  void deliverLists(FeedSink& sink);
  void deliverChanges(FeedSink& sink);
  void run(const std::stop_token& stop, FeedSink& sink);
  [[nodiscard]] SourceStatus statusOf(const ApiResource& resource) const;

  SourceOptions m_options;
  mutable std::mutex m_mutex;  ///< guards the world
  std::unique_ptr<simulation::World> m_world;
  ManualClock m_clock;
  std::vector<ApiResource> m_resources;         ///< in load order
  std::map<std::string, std::uint64_t> m_seen;  ///< resource -> resourceVersion delivered
  std::map<std::string, SourceStatus> m_status;
  Executor* m_decode = nullptr;
  std::jthread m_thread;
};

}  // namespace claimscope::app
